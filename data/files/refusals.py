"""Why a file was not read to its end, in words: what is wrong, what was expected and how to mend it."""

from data.files.errors import SourceError
from data.files.limits import Limits

TIME, MEMORY, TOO_MUCH, RAISED, ENDED, STRANGE, BUSY = (
    "time",
    "memory",
    "too much",
    "raised",
    "ended",
    "strange",
    "busy",
)
_PARTS = "give fewer rows, columns and sheets at a time, or save the table on its own as CSV (UTF-8)"
_AGAIN = "open it in Excel and save it again as .xlsx or CSV (UTF-8)"
_WORDS = {
    TIME: ("reading it took too long and was stopped", "a file read in {seconds:.0f} seconds", _PARTS),
    MEMORY: (
        "reading it takes too much memory and was stopped",
        "a file that needs at most {memory:,.0f} MB to be read",
        _PARTS,
    ),
    TOO_MUCH: ("what was read of it is too much", "a table that can be shown", _PARTS),
    RAISED: ("it cannot be read", "a whole, undamaged file", _AGAIN),
    ENDED: ("reading it broke off", "a whole, undamaged file", _AGAIN),
    STRANGE: ("what was read of it cannot be used", "a whole, undamaged file", _AGAIN),
    BUSY: (
        "other people's files are being read just now, so this one was not",
        "a free place within {waiting:.0f} seconds",
        "wait a minute and give it again",
    ),
}


class RefusedError(SourceError):
    """A file that was not read to its end; `why` is one of this module's words."""

    why: str = RAISED


def refused(why: str, file: str, limits: Limits, found: str = "") -> RefusedError:
    """The refusal of a file for one of the reasons above. `found` is at most the name of an error's type."""
    problem, expected, mend = _WORDS[why]
    filled = expected.format(seconds=limits.seconds, memory=limits.memory / 1e6, waiting=limits.waiting)
    error = RefusedError(problem, file=file, found=found or "more", expected=filled, mend=mend)
    error.why = why
    return error


def raised(kind: str, file: str, limits: Limits) -> RefusedError:
    """The refusal for an error of some type, which is all that is told of it."""
    if kind == "MemoryError":
        return refused(MEMORY, file, limits)
    if kind == "AnswerTooLargeError":
        return refused(TOO_MUCH, file, limits)
    return refused(RAISED, file, limits, found=kind)
