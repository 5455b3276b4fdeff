"""What a command says when something went wrong that nobody foresaw: one sentence, never the text of a stranger's file."""

import os
import traceback
from pathlib import Path

_PROJECT = Path(__file__).parents[2]


def sentence(error: Exception) -> str:
    """What went wrong and what can be done. Of an error only its kind and its place in the program are told."""
    kind = type(error).__name__
    if isinstance(error, OSError) and error.errno is not None:
        place = f"{error.filename}: " if isinstance(error.filename, str) else ""
        return (
            f"{place}a file could not be read or written ({os.strerror(error.errno)}). "
            "To mend it: see that there is room on the disk and that the folder may be written to"
        )
    return (
        f"this could not be finished ({kind}{_where(error)}). To mend it: run "
        "python -m data check on the same files, and mend or leave out what it names; if it names nothing, tell the "
        "people who keep this program, with this line"
    )


def left_over(kind: type[BaseException]) -> str:
    """What is told of an error raised while Python tidied up, which no command can catch."""
    return f"error while tidying up: {kind.__name__}"


def _where(error: Exception) -> str:
    ours = [
        frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(_PROJECT)
    ]
    if not ours:
        return ""
    return f" at {Path(ours[-1].filename).relative_to(_PROJECT).as_posix()}, line {ours[-1].lineno}"
