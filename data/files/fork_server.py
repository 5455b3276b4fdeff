"""A process that has everything loaded and makes one worker for each job, in milliseconds, by forking itself.

It has one thread of its own, so that a fork is safe (Arrow's allocator has another, which is made for that); it reads no
file of anybody's. Where it comes to nothing (the server stops, or is killed) its socket ends: it then ends its workers
and itself, so that none outlives the server.
"""

import contextlib
import ctypes
import gc
import importlib
import os
import selectors
import signal
import socket
import struct
import sys
import time
from typing import BinaryIO

from data.files import frames, worker

#: A module to have loaded, and how many seconds the worker may live; sent with the socket of the job.
ORDER = struct.Struct(">240sd")
_LATE_SECONDS = 1.0
_END_WITH_PARENT = 1


class _Workers:
    """The workers there are: the socket of each one's job, and when it is overdue."""

    def __init__(self) -> None:
        self._running: dict[int, tuple[socket.socket, float]] = {}

    def start(self, job: socket.socket, seconds: float, others: list[socket.socket]) -> None:
        """Fork a worker for a job."""
        ours = os.getpid()
        process = os.fork()
        if process == 0:
            _work(job, [*others, *(each for each, _ in self._running.values())], ours)
        self._running[process] = (job, time.monotonic() + seconds + _LATE_SECONDS)

    def reap(self) -> None:
        """Tell the server of each worker that has ended how it did, and end those that are overdue."""
        for process, (job, overdue) in list(self._running.items()):
            if time.monotonic() > overdue:
                os.kill(process, signal.SIGKILL)
            done, status = os.waitpid(process, os.WNOHANG)
            if done:
                del self._running[process]
                self._tell(job, os.waitstatus_to_exitcode(status))

    def _tell(self, job: socket.socket, code: int) -> None:
        with job, contextlib.suppress(OSError), job.makefile("wb") as stream:
            # Whoever asked may have gone meanwhile, which is no fault.
            frames.send_words(stream, frames.ENDED, {"code": code})

    def end(self) -> None:
        """End every worker and wait until it has."""
        for process in self._running:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


def _work(job: socket.socket, others: list[socket.socket], parent: int) -> None:
    """In the new process: do the job and end, whatever happens."""
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _end_with(parent)
        for each in others:
            each.close()
        worker.silence()
        reader: BinaryIO = job.makefile("rb")
        writer: BinaryIO = job.makefile("wb")
        worker.serve(reader, writer)
    finally:
        os._exit(0)


def _end_with(parent: int) -> None:
    """Where the system offers it, be ended with the process that made this one, even while stopped."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        # It has ended already, before this could be asked for.
        os._exit(0)


def main() -> None:
    """Make a worker for each job that is sent, until there is no server any more."""
    control = socket.socket(fileno=int(sys.argv[1]))
    awake, waker = socket.socketpair()
    waker.setblocking(False)
    awake.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
    workers, ready = _Workers(), selectors.DefaultSelector()
    ready.register(control, selectors.EVENT_READ)
    ready.register(awake, selectors.EVENT_READ)
    gc.disable()
    while True:
        for key, _ in ready.select(timeout=1.0):
            if key.fileobj is awake:
                awake.recv(4096)
            elif not _order(control, workers, [control, awake, waker]):
                workers.end()
                # Without the tidying up of everything that was loaded: there is nothing of value in this process.
                os._exit(0)
        workers.reap()


def _order(control: socket.socket, workers: _Workers, others: list[socket.socket]) -> bool:
    """Take one order; False when the server has gone."""
    data, handles, _, _ = socket.recv_fds(control, ORDER.size, 1)
    while data and len(data) < ORDER.size:
        more = control.recv(ORDER.size - len(data))
        if not more:
            return False
        data += more
    if not data:
        return False
    module, seconds = ORDER.unpack(data)
    _load(module.rstrip(b"\0").decode())
    if handles:
        workers.start(socket.socket(fileno=handles[0]), seconds, others)
    return True


_loaded: set[str] = set()


def _load(name: str) -> None:
    """Load a module, once; what it keeps from trying itself out is then there for every worker to come."""
    if name in _loaded:
        return
    module = importlib.import_module(name)
    # On files of our own only: a template, never anything that somebody has given.
    getattr(module, "try_out", lambda: None)()
    _loaded.add(name)
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    main()
