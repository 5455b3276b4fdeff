"""The journal's tables, one step after another (Alembic)."""
