"""Single values with their intervals, and the gap between two."""
