"""Read several files in one process, and without those that end it: one bad file does not take the others with it."""

import time
from collections.abc import Callable, Mapping
from typing import TypeVar

from data.files.errors import SourceError
from data.files.limits import USUAL, Limits
from data.files.sandbox import run

Answer = TypeVar("Answer")


def run_with_files(
    task: Callable[..., Answer], files: Mapping[str, bytes], *given: object, limits: Limits = USUAL
) -> tuple[Answer | None, list[SourceError]]:
    """What `task(files, *given)` returns for the files that can be read, and a refusal for each that cannot.

    A file that ends the process is left out and the rest is done again, as long as there is time for it; where nothing
    can be read, or what ends the process is none of the files alone, there is no answer.
    """
    left = dict(files)
    refused: list[SourceError] = []
    ends = time.monotonic() + limits.seconds
    while True:
        size = sum(len(data) for data in left.values())
        try:
            return run(task, left, *given, name=_called(list(left)), limits=limits.for_bytes(size, len(left))), refused
        except SourceError as error:
            refused.append(error)
            if error.file not in left or time.monotonic() > ends:
                return None, refused
            del left[error.file]
            if not left:
                return None, refused


def _called(names: list[str]) -> str:
    """The one file, or the first and how many more."""
    if len(names) < 2:
        return "".join(names)
    return f"{names[0]} and {len(names) - 1:,} more"
