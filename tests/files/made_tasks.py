"""Tasks for a worker to do: what a file could bring about, without the file."""

import logging
import os
import re
import signal
import sys
import time
import warnings

from data.files.errors import SourceError
from data.files.worker import reading

CANARY = "canary-7391"


def doubled(number: int) -> int:
    """Twice the number."""
    return 2 * number


def size_of(data: bytes) -> int:
    """How many bytes there are."""
    return len(data)


def process_number() -> int:
    """The number of the process that does it."""
    return os.getpid()


def kept(value: str) -> str:
    """What an earlier job has left in this module; then leave this one's value."""
    before, globals()["_left"] = globals().get("_left", ""), value
    return before


def goes_on_in_python() -> None:
    """Never ends."""
    while True:
        pass


def goes_on_in_a_library() -> None:
    """A search that takes longer than the age of the world, in one call that no signal handler of Python interrupts."""
    re.match(r"(a+)+$", "a" * 60 + "b")


def waits() -> None:
    """Waits without using a processor."""
    time.sleep(600)


def stops() -> None:
    """Stops without ending, as a debugger would have it."""
    os.kill(os.getpid(), signal.SIGSTOP)


def fills_memory() -> int:
    """Takes memory until there is no more."""
    held = []
    while True:
        held.append(bytearray(10_000_000))


def answers(size: int) -> str:
    """As many letters."""
    return "x" * size


def is_killed() -> None:
    """Ends as a process that the system ends."""
    os.kill(os.getpid(), signal.SIGKILL)


def breaks() -> None:
    """Ends as a process whose library has gone wrong."""
    os.abort()


def leaves() -> None:
    """Leaves without an answer."""
    os._exit(0)


def refuses() -> None:
    """Refuses its file with every field there is."""
    raise SourceError("it is odd", file="t.csv", sheet="s", row=3, column="c", found="f", expected="e", mend="m")


def tells(kind: str) -> None:
    """Says what is in a cell in every way there is, and then raises it."""
    text = f"{CANARY} in a cell"
    print(text)
    sys.stderr.write(text)
    os.write(2, text.encode())
    warnings.warn(text, stacklevel=1)
    logging.getLogger("openpyxl").warning(text)
    logging.getLogger().error(text)
    raise {"value": ValueError, "exit": SystemExit, "interrupt": KeyboardInterrupt, "key": KeyError}[kind](text)


class Strange:
    """Unpacks as a command."""

    def __reduce__(self) -> tuple:
        return os.system, ("touch unpacked-by-mistake",)


def gives_a_command() -> Strange:
    """An answer that is no answer."""
    return Strange()


def files_read(files: dict[str, bytes]) -> list[str]:
    """Names of the files; one that holds `end`, `raise` or `refuse` does that."""
    done = []
    for name, data in files.items():
        reading(name)
        if data == b"end":
            os.kill(os.getpid(), signal.SIGKILL)
        if data == b"raise":
            raise ValueError(CANARY)
        if data == b"refuse":
            raise SourceError("it is odd", file=name)
        done.append(name)
    reading("")
    return done


def temporary() -> str:
    """A file of a megabyte that is left lying in the folder for temporary files."""
    import tempfile

    with tempfile.NamedTemporaryFile(delete=False) as stream:
        stream.write(bytes(1_000_000))
    return stream.name
