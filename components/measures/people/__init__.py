"""How many people a gap is about, who is represented, and how continuous their care is."""
