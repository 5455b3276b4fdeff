"""The Records page: how complete recording is, and what the blanks may hide."""
