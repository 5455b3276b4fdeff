"""Decisions and community findings, kept with their whole history in SQLite or PostgreSQL."""
