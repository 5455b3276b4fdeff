"""Each step of the journal's tables."""
