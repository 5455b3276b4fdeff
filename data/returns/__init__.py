"""Monthly returns of the national neighbourhood programme: read as a folder, checked, and written back out."""
