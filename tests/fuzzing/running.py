"""Give inputs to their entries in a process of its own, which is ended when one takes too long or too much memory."""

import gc
import multiprocessing
import resource
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from tests.fuzzing.entries import enter
from tests.fuzzing.inputs import KINDS, made
from tests.fuzzing.watching import listening, place_of

TRACEBACK, HANG, MEMORY, ENDED = "traceback", "hang", "memory", "process ended"
FAULTY = (TRACEBACK, HANG, MEMORY, ENDED)
# Longer than a process apart may take, so that what it ends by itself is a refusal and no hang.
MOST_SECONDS = 90.0
MOST_BYTES = 1_500_000_000
_MEGA = 1_000_000


@dataclass(frozen=True)
class Outcome:
    """What became of one input; `about` says where an error came from; `met` are errors told at the last boundary."""

    number: int
    kind: str
    faults: tuple[str, ...]
    became: str
    about: str = ""
    met: tuple[str, ...] = ()
    seconds: float = 0.0
    megabytes: float = 0.0


def outcomes(seed: int, numbers: list[int], seconds: float = MOST_SECONDS) -> Iterator[Outcome]:
    """What becomes of each input of a seed, in order."""
    waiting = list(numbers)
    while waiting:
        ours, theirs = multiprocessing.Pipe()
        worker = multiprocessing.get_context("fork").Process(
            target=_work, args=(seed, list(waiting), theirs), daemon=True
        )
        worker.start()
        theirs.close()
        try:
            while waiting:
                outcome = _next(ours, worker, waiting[0], seconds)
                waiting.pop(0)
                yield outcome
                if outcome.became in (HANG, ENDED):
                    break
        finally:
            worker.kill()
            worker.join()
            ours.close()


def _next(ours: Connection, worker: multiprocessing.Process, number: int, seconds: float) -> Outcome:
    """The next outcome; a hang where none comes in time (making the input and the first imports have their own)."""
    kind = list(KINDS)[number % len(KINDS)]
    try:
        while True:
            if not ours.poll(seconds):
                return Outcome(number, kind, (), HANG, f"more than {seconds:.0f} seconds", seconds=seconds)
            if (told := ours.recv()) is not None:
                return told
    except EOFError:
        worker.join()
        return Outcome(number, kind, (), ENDED, f"code {worker.exitcode}")


def _work(seed: int, numbers: list[int], theirs: Connection) -> None:
    warnings.simplefilter("ignore")
    # What came over from the process that asked is not for this one to collect: threads behind it did not come along.
    gc.freeze()
    for seed_files in KINDS.values():
        seed_files()
        # A word that all is well: making the first files takes longer than most inputs.
        theirs.send(None)
    for number in numbers:
        theirs.send(outcome_of(seed, number))


def outcome_of(seed: int, number: int) -> Outcome:
    """Make an input and see what becomes of it, here and now."""
    given = made(seed, number)
    _forget_peak()
    before = _kilobytes("VmRSS")
    resource.setrlimit(resource.RLIMIT_AS, (1024 * _kilobytes("VmSize") + MOST_BYTES, resource.RLIM_INFINITY))
    began, about = time.monotonic(), ""
    with listening() as met:
        try:
            became = enter(given)
        except MemoryError:
            became = MEMORY
        except Exception as error:  # noqa: BLE001 - the very thing that is counted
            became, about = TRACEBACK, place_of(error)
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    used = max(0, _kilobytes("VmHWM") - before) / 1000
    if any(each.startswith("MemoryError") for each in met):
        became = MEMORY
    return Outcome(number, given.kind, given.faults, became, about, tuple(met), time.monotonic() - began, used)


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _kilobytes(name: str) -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(f"{name}:"))
