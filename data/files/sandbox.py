"""Read what people give in a process of its own, which is ended when it takes too long or too much.

`run(task, *given)` is the way in for everything that opens, recognises or checks a file of somebody's. The server gets
back a plain result, or one refusal that names the file; whatever a library raises, or a file makes of it, ends there.
"""

import contextlib
import logging
import signal
import tempfile
import threading
import time
from collections.abc import Callable
from typing import IO, TypeVar, cast

from data.files import frames
from data.files.answers import StrangeAnswerError, unpacked
from data.files.limits import MOST_AT_ONCE, USUAL, Limits
from data.files.processes import start
from data.files.refusals import BUSY, ENDED, STRANGE, TIME, raised, refused
from data.files.worker import Job

Answer = TypeVar("Answer")
_log = logging.getLogger(__name__)
_places = threading.BoundedSemaphore(MOST_AT_ONCE)


def run(task: Callable[..., Answer], *given: object, name: str = "", limits: Limits = USUAL) -> Answer:
    """What `task(*given)` returns, done in a process of its own within `limits`.

    `task` is a function of a module of this project (a lambda or a method will not do); what it is given and what it
    returns are plain: bytes, texts, numbers, tables, dataclasses of this project. `name` is the file's, for a refusal; a
    task with several files says with `worker.reading(file)` which it is at.

    Raises SourceError as the task raised it, or RefusedError (a SourceError) whose `why` says what ended it: 'time',
    'memory', 'too much', 'raised', 'ended', 'strange' or 'busy'. Nothing else that a file can bring about is raised.
    At most MOST_AT_ONCE jobs run at a time; others wait, `limits.waiting` seconds at most.
    """
    if not _places.acquire(timeout=limits.waiting):
        raise refused(BUSY, name, limits)
    try:
        with tempfile.TemporaryDirectory(prefix="reading-") as folder:
            job = Job(task.__module__, task.__qualname__, given, limits, folder)
            # What the worker gives back is what the task returned.
            return cast(Answer, _done(job, name, limits))
    finally:
        _places.release()


def _done(job: Job, name: str, limits: Limits) -> object:
    """Give a job to a worker and see what comes of it."""
    began, file, code = time.monotonic(), name, 0
    worker = start(job.module, limits.seconds)
    try:
        _send(job, worker.writer)
        while (frame := frames.receive(worker.reader, limits.answer)) is not None:
            kind, content = frame
            if kind == frames.ANSWER:
                return unpacked(content)
            if kind == frames.REFUSED:
                raise frames.refusal_of(content, file)
            if kind == frames.RAISED:
                told = frames.words_of(content, "type", "where")
                _log.warning("a file could not be read: %s at %s", told["type"], told["where"])
                raise raised(str(told["type"]), file, limits)
            if kind == frames.ENDED:
                ended = frames.words_of(content, "code")["code"]
                code = ended if isinstance(ended, int) else 0
                break
            file = str(frames.words_of(content, "file")["file"] or name)
        else:
            code = worker.code()
    except StrangeAnswerError:
        raise refused(STRANGE, file, limits) from None
    except (frames.FrameError, OSError):
        # Cut short: the worker was ended while it wrote, or was not heard of for longer than it may take.
        raise refused(_ended(0, began, limits), file, limits) from None
    finally:
        worker.leave()
    raise refused(_ended(code, began, limits), file, limits)


def _ended(code: int, began: float, limits: Limits) -> str:
    """Why a worker has ended without a word of its own: the system's clock, or something else."""
    clocks = [-getattr(signal, name) for name in ("SIGALRM", "SIGXCPU") if hasattr(signal, name)]
    return TIME if code in clocks or time.monotonic() - began >= limits.seconds else ENDED


def _send(job: Job, writer: IO[bytes]) -> None:
    """Write the job. Where the worker has ended before it was read, its frames tell how."""
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        frames.pickled(job, writer)
