"""The analyst's panel: every measure of the family for the selected groups."""
