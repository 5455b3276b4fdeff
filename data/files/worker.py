"""What a process does with the one job it is made for: limits first, then the task, then what came of it, told.

This is the one place where anything at all that is raised becomes an answer. Of what is raised only the type is told:
a message may hold what stands in a cell.
"""

import importlib
import io
import os
import pickle
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from data.files import frames
from data.files.errors import SourceError
from data.files.limits import Limits

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_LINES_TOLD = 4
_TEMPORARY_BYTES = 1_000_000_000
_told_of: BinaryIO | None = None


@dataclass(frozen=True)
class Job:
    """A task by the name of its module and its own, what it is given, its limits and a folder for temporary files."""

    module: str
    name: str
    given: tuple[object, ...]
    limits: Limits
    folder: str


def reading(file: str) -> None:
    """Say which file is being read from now on, so that it can be named should reading it never end ('' for none)."""
    if _told_of is not None:
        frames.send_words(_told_of, frames.AT, {"file": file[:1000]})


def at_work() -> bool:
    """Whether this process does a job of its own within limits: what it opens needs no other."""
    return _told_of is not None


def serve(reader: BinaryIO, writer: BinaryIO) -> None:
    """Read one job, do it within its limits and write what came of it. Whatever the task raises is told, not raised."""
    global _told_of
    job: Job = pickle.load(reader)
    _told_of = writer
    tempfile.tempdir = job.folder
    try:
        # Loading our own code is no part of what a file may use.
        task: Callable[..., object] = getattr(importlib.import_module(job.module), job.name)
        _limit(job.limits)
        answer = _packed(task(*job.given), job.limits.answer)
    except SourceError as error:
        frames.send_words(writer, frames.REFUSED, frames.fields_of(error))
    except BaseException as error:  # noqa: BLE001
        # The boundary: a file can make any library raise anything, and each of these is the file's fault to be named.
        frames.send_words(writer, frames.RAISED, {"type": _kind(error), "where": _where(error)})
    else:
        frames.send(writer, frames.ANSWER, answer)


class AnswerTooLargeError(Exception):
    """What was made of the files is more than may be given back."""


def _kind(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        return "MemoryError"
    return type(error).__name__


def _where(error: BaseException) -> str:
    """The lines of code that it came through last: names of our own and of libraries, nothing of what they worked on."""
    frames_of = traceback.extract_tb(error.__traceback__)[-_LINES_TOLD:]
    return " < ".join(f"{'/'.join(Path(each.filename).parts[-2:])}:{each.lineno}" for each in reversed(frames_of))


class _Bounded(io.BytesIO):
    """Bytes in memory up to a number: an answer that is too large is stopped while it is written."""

    def __init__(self, most: int):
        super().__init__()
        self._most = most

    def write(self, data: "ReadableBuffer", /) -> int:
        if self.tell() + memoryview(data).nbytes > self._most:
            raise AnswerTooLargeError
        return super().write(data)


def _packed(answer: object, most: int) -> bytes:
    stream = _Bounded(most)
    pickle.dump(answer, stream, protocol=pickle.HIGHEST_PROTOCOL)
    return stream.getvalue()


def _limit(limits: Limits) -> None:
    """Set the limits that the system itself keeps, also where no line of Python is reached any more."""
    if not hasattr(signal, "setitimer"):
        # Without these (Windows) the server keeps the time and ends the process.
        return
    import resource

    for each in (signal.SIGALRM, signal.SIGXCPU):
        signal.signal(each, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGALRM, signal.SIGXCPU))
    signal.setitimer(signal.ITIMER_REAL, max(0.001, limits.seconds))
    # A process that is used once counts its processor time from its making, which is next to nothing after a fork.
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    processor = max(1, int(used) + limits.processor_seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_TEMPORARY_BYTES, _TEMPORARY_BYTES))
    held = _held()
    if held:
        resource.setrlimit(resource.RLIMIT_AS, (held + limits.memory, held + limits.memory))


def _held() -> int:
    """Bytes of address space this process has now; 0 where the system does not say (only Linux keeps a limit of them)."""
    pages = Path("/proc/self/statm")
    return int(pages.read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE") if pages.is_file() else 0


def silence() -> None:
    """Let nothing that a library says of a file reach the server's output: it may quote a cell."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for each in (1, 2):
        os.dup2(nowhere, each)
    os.close(nowhere)


def main() -> None:
    """A job on standard input, what comes of it on standard output: where processes cannot be forked."""
    writer = os.fdopen(os.dup(1), "wb")
    silence()
    serve(sys.stdin.buffer, writer)


if __name__ == "__main__":
    main()
