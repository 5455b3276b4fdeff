"""The Profile page: one neighbourhood, who lives there, which others are like it, and where it differs from those."""
