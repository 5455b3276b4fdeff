"""The one boundary round the reading of a file: whatever is raised inside becomes a named refusal of that file.

Readers name the faults that they foresee. The libraries beneath them raise some hundred kinds of error for files that
are damaged or made to do harm, and a text of theirs may hold what stands in a cell, so only the error's kind is told.
"""

import csv
import lzma
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd
import shapely

from data.files.errors import SourceError

_DAMAGED = "save or download it again"
# The first kind that an error is of says what is told of it.
_KINDS: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str, str], ...] = (
    (csv.Error, "a cell is far too long, or its quotation marks do not match", "save it again as comma-separated text"),
    ((zlib.error, lzma.LZMAError, zipfile.BadZipFile, EOFError), "a part of it is damaged", _DAMAGED),
    (UnicodeError, "some of it is not readable as text", "save it again as CSV (UTF-8)"),
    (MemoryError, "it takes more memory than there is", "leave out what is not needed, or give it in parts"),
    (RecursionError, "its parts lie inside one another too deeply", _DAMAGED),
    (
        (OverflowError, pd.errors.OutOfBoundsDatetime),
        "it holds a number or a date that is too large",
        "correct the number or the date",
    ),
    (shapely.GEOSException, "its shapes cannot be worked with", "save the boundaries again"),
)


@contextmanager
def refused_by_name(file: str, sheet: str = "") -> Iterator[None]:
    """Anything raised inside but a SourceError becomes one that names this file."""
    try:
        yield
    except SourceError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it is raised again as a named refusal
        # The error itself is not chained: a log would hold its text.
        raise refusal(error, file, sheet) from None


def refusal(error: Exception, file: str, sheet: str) -> SourceError:
    """What is told of an error: its kind, never its text."""
    kind = type(error).__name__
    if isinstance(error, OSError) and error.errno is not None:
        problem, mend = f"it cannot be opened ({os.strerror(error.errno)})", "see that it is there and may be read"
        return SourceError(problem, file=file, sheet=sheet, mend=mend)
    for kinds, problem, mend in _KINDS:
        if isinstance(error, kinds):
            return SourceError(f"{problem} ({kind})", file=file, sheet=sheet, mend=mend)
    return SourceError(
        f"it cannot be read ({kind})",
        file=file,
        sheet=sheet,
        expected="a file as its publisher writes it",
        mend=f"{_DAMAGED}, or leave it out",
    )
