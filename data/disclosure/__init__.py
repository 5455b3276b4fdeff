"""Keeping people from being recognised in small numbers."""
