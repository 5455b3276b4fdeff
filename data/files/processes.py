"""Where workers come from: forked from a process that has everything loaded, or made anew where there is no fork."""

import atexit
import contextlib
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from data.files.fork_server import ORDER

_ROOT = Path(__file__).parents[2]
_STOPPING_SECONDS = 5.0
# The worker keeps its own time; only where it cannot is it ended from outside, somewhat later.
_LATE_SECONDS = 3.0
# One thread each: a process with several cannot be forked safely, and jobs share the processors among them.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "ARROW_NUM_THREADS"), "1")
CAN_FORK = hasattr(os, "fork") and hasattr(socket, "send_fds")


@dataclass(frozen=True)
class Started:
    """A worker that waits for its job: where the job is written, what comes of it is read, and how it is left."""

    writer: IO[bytes]
    reader: IO[bytes]
    leave: Callable[[], None]
    # How it ended, where its frames do not say so.
    code: Callable[[], int] = lambda: 0


def start(module: str, seconds: float) -> Started:
    """A new worker, which has `module` loaded already where it can; it is ended soon after `seconds` at the latest."""
    return _forked(module, seconds) if CAN_FORK else made_anew(seconds)


def prepare(*modules: str) -> None:
    """Have these modules loaded before the first job needs them; returns at once."""
    if CAN_FORK:
        for each in modules:
            _server().order(each, 0.0)


def stop() -> None:
    """End the process that makes workers, and with it every worker; the next job starts another."""
    global _running
    with _lock:
        stopped, _running = _running, None
    if stopped is not None:
        stopped.stop()


def _forked(module: str, seconds: float) -> Started:
    ours, theirs = socket.socketpair()
    with theirs:
        _server().order(module, seconds, theirs)
    ours.settimeout(seconds + _LATE_SECONDS)

    writer, reader = ours.makefile("wb"), ours.makefile("rb")

    def leave() -> None:
        # What is left of a job that its worker never read is of no use to anybody.
        with contextlib.suppress(OSError):
            writer.close()
        reader.close()
        ours.close()

    return Started(writer, reader, leave)


def made_anew(seconds: float) -> Started:
    """A worker from nothing, which takes a second or two: for systems that cannot fork."""
    made = subprocess.Popen(
        [sys.executable, "-m", "data.files.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    )
    writer, reader = made.stdin, made.stdout
    if writer is None or reader is None:
        raise AssertionError("both were asked for")
    overdue = threading.Timer(seconds + _LATE_SECONDS, made.kill)
    overdue.start()

    def leave() -> None:
        overdue.cancel()
        made.kill()
        with contextlib.suppress(OSError):
            writer.close()
        reader.close()
        made.wait()

    def code() -> int:
        return made.wait(_STOPPING_SECONDS)

    return Started(writer, reader, leave, code)


class _ForkServer:
    """The process that makes workers, as the server of pages sees it."""

    def __init__(self) -> None:
        self._control, theirs = socket.socketpair()
        self._turn = threading.Lock()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "data.files.fork_server", str(theirs.fileno())],
                # A session of its own: Ctrl-C in the terminal is the server's, which ends this one in its own time.
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=_environment(),
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )

    @property
    def alive(self) -> bool:
        """Whether it still runs; one that has ended is waited for, so that nothing of it is left."""
        return self._process.poll() is None

    def order(self, module: str, seconds: float, job: socket.socket | None = None) -> None:
        """Have a module loaded, and a worker made for a job."""
        handles = [] if job is None else [job.fileno()]
        with self._turn:
            socket.send_fds(self._control, [ORDER.pack(module.encode(), seconds)], handles)

    def stop(self) -> None:
        """End it."""
        self._control.close()
        try:
            self._process.wait(_STOPPING_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


_lock = threading.Lock()
_running: _ForkServer | None = None


def _server() -> _ForkServer:
    """The process that makes workers: the one there is, or another where it has ended."""
    global _running
    with _lock:
        if _running is None:
            atexit.register(stop)
        if _running is None or not _running.alive:
            _running = _ForkServer()
        return _running


def _environment() -> dict[str, str]:
    before = os.environ.get("PYTHONPATH", "")
    return os.environ | _ONE_THREAD | {"PYTHONPATH": os.pathsep.join([str(_ROOT), *filter(None, [before])])}
