"""Take away the last boundaries, or listen at them: an error nobody foresaw is counted, even where it is told politely."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from data import __main__ as command_line
from data.sources import refusing
from data.sources.errors import SourceError

_PROJECT = Path(__file__).parents[2]


def place_of(error: BaseException) -> str:
    """The kind of an error and the last lines of this project that it came through."""
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(_PROJECT / "data")
    ]
    lines = " < ".join(f"{Path(each.filename).relative_to(_PROJECT)}:{each.lineno}" for each in reversed(frames[-2:]))
    return f"{type(error).__name__} at {lines or 'no line of ours'}"


@contextmanager
def listening() -> Iterator[list[str]]:
    """The errors that the boundaries meet meanwhile, by kind and place. What a command did not foresee is raised."""
    met: list[str] = []
    refusal = refusing.refusal

    def heard(error: Exception, file: str, sheet: str) -> SourceError:
        if not refusing.is_foreseen(error):
            met.append(place_of(error))
        return refusal(error, file, sheet)

    def raised(error: Exception) -> str:
        raise error

    with patch.object(refusing, "refusal", heard), patch.object(command_line, "sentence", raised):
        yield met


@contextmanager
def raising() -> Iterator[None]:
    """Without any last boundary: whatever they would tell politely is raised."""

    def raised(error: Exception, *_: object) -> SourceError:
        if not refusing.is_foreseen(error):
            raise error
        return refusal(error, *_)

    def told(error: Exception) -> str:
        raise error

    refusal = refusing.refusal
    with patch.object(refusing, "refusal", raised), patch.object(command_line, "sentence", told):
        yield
