"""Fixtures about files: see `tests.opened_files`."""

from tests.opened_files import folder, open_book, open_text_file, read, read_with_faults

__all__ = ["folder", "open_book", "open_text_file", "read", "read_with_faults"]
