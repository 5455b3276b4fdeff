"""Replaces a folder again and again, killed before every line of the writer in turn; prints what was found after each.

A process of its own that has no thread but one, so that it can fork: `python -m tests.dataset.killed_writer FOLDER exchange`.
"""

import json
import os
import signal
import sys
from pathlib import Path

from data.dataset import replacing

NAMES = ("one.txt", "two.txt", "inner/three.txt")


def fill(folder: Path, words: str) -> None:
    """Write the same words into every file of a folder."""
    for name in NAMES:
        path = folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(words, encoding="utf-8")


def state(folder: Path) -> list[str]:
    """The words in the files of the folder that stands: one of them when it is whole."""
    there = replacing.standing(folder)
    return sorted(
        {(there / name).read_text(encoding="utf-8") if (there / name).is_file() else "absent" for name in NAMES}
    )


def replace(folder: Path, words: str) -> None:
    """Put a new folder with these words in the place of an earlier one."""
    with replacing.fresh_beside(folder) as fresh:
        fill(fresh, words)
        replacing.put_in_place(fresh, folder)


def _die_before_line(number: int) -> None:
    seen = 0

    def trace(frame, event, _):
        nonlocal seen
        if frame.f_code.co_filename != replacing.__file__:
            return None
        if event == "line":
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)


def killed_before_line(folder: Path, number: int) -> bool:
    """Replace the folder in a process of its own, killed before the so-manieth line; whether it was, or had finished."""
    child = os.fork()
    if child == 0:
        _die_before_line(number)
        replace(folder, "new")
        sys.settrace(None)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and os.WEXITSTATUS(status) != 0:
        raise RuntimeError(f"the writer failed by itself before line {number}")
    return os.WIFSIGNALED(status)


def main(folder: Path, how: str) -> None:
    """Kill at every line; each turn starts from an old folder, and ends with an ordinary replacement."""
    if how == "renames":
        replacing._exchanged = lambda *_: False
    told, number, killed = [], 0, True
    while killed:
        number += 1
        replace(folder, "old")
        killed = killed_before_line(folder, number)
        after = state(folder)
        left = sorted(path.name for path in folder.parent.iterdir() if path != folder)
        replace(folder, "again")
        clean = [path.name for path in folder.parent.iterdir()] == [folder.name]
        told.append({"killed": killed, "after": after, "left": left, "next": state(folder), "clean": clean})
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
