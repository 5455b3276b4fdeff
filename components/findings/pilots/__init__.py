"""The Pilots page: what each pilot did, to whom, at what cost, and what can be said of its effect."""
