"""Fixtures about files: see `tests.opened_files`."""

from tests.opened_files import folder

__all__ = ["folder"]
