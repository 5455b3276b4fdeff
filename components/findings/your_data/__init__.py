"""The Your data page: what is wrong with a table, what it was taken for, and what it would add."""
