"""Take away the last boundaries, or listen at them: an error nobody foresaw is counted, even where it is told politely."""

import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest.mock import patch

from data import __main__ as command_line
from data.files import named_refusal as refusing
from data.files import sandbox, several
from data.files.errors import SourceError
from data.files.limits import Limits
from data.journal import read_apart as arriving_journal
from data.neighbourhoods import read_apart as arriving_lookup
from data.your_data import apart

# What a process apart raises on purpose where a file is too much for it, and what libraries raise for plain damage.
_FORESEEN = ("MemoryError", "AnswerTooLargeError", "BadZipFile", "error", "EOFError", "ParseError", "LZMAError")
_PROJECT = Path(__file__).parents[2]


def _is_foreseen(error: Exception) -> bool:
    """Whether damage alone explains an error of this kind, rather than a reader that did not expect what it met."""
    return isinstance(error, OSError) or any(isinstance(error, kinds) for kinds, _, _ in refusing._KINDS)


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
    refusal, of_process = refusing.refusal, sandbox.raised

    def heard(error: Exception, file: str, sheet: str) -> SourceError:
        if not _is_foreseen(error):
            met.append(place_of(error))
        return refusal(error, file, sheet)

    def heard_of(kind: str, file: str, limits: Limits) -> SourceError:
        if kind not in _FORESEEN:
            met.append(f"{kind} in a process of its own")
        return of_process(kind, file, limits)

    with (
        patch.object(refusing, "refusal", heard),
        patch.object(sandbox, "raised", heard_of),
        patch.object(command_line, "sentence", _raised),
    ):
        yield met


@contextmanager
def raising() -> Iterator[None]:
    """Without any last boundary or process apart: whatever they would tell politely is raised, with its place."""
    refusal = refusing.refusal

    def told(error: Exception, file: str, sheet: str) -> SourceError:
        if not _is_foreseen(error):
            raise error
        return refusal(error, file, sheet)

    def here(task: Callable, *given: object, **_: object) -> object:
        return task(*given)

    with ExitStack() as patches:
        for module in (sandbox, several, apart, arriving_lookup, arriving_journal):
            patches.enter_context(patch.object(module, "run", here))
        patches.enter_context(patch.object(refusing, "refusal", told))
        patches.enter_context(patch.object(command_line, "sentence", _raised))
        yield


def _raised(error: Exception) -> str:
    raise error
