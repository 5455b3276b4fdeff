"""Whatever a job does, it ends within its limits with an answer or one refusal, and harms no other job."""

import logging
import os
import pickle
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from data.files import processes, sandbox
from data.files.answers import StrangeAnswerError, unpacked
from data.files.errors import SourceError
from data.files.limits import MOST_AT_ONCE, Limits
from data.files.refusals import RefusedError
from data.files.sandbox import run
from data.files.several import run_with_files
from tests.files import made_tasks as tasks

# A machine that has other work to do is slow: what ends by itself is given more time than it needs.
_SLACK = 10.0
SHORT = Limits(seconds=6.0, processor_seconds=1, memory=300_000_000, answer=1_000_000)
# For what uses no processor, and is ended by the clock alone.
SHORTEST = replace(SHORT, seconds=1.5)
ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["forked", "made anew"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each of the two ways a worker comes about."""
    monkeypatch.setattr(processes, "CAN_FORK", request.param == "forked")
    return request.param


def _refusal(task, *given: object, limits: Limits = SHORT) -> tuple[RefusedError, float]:
    began = time.monotonic()
    with pytest.raises(RefusedError) as caught:
        run(task, *given, name="t.csv", limits=limits)
    return caught.value, time.monotonic() - began


@pytest.mark.usefixtures("way")
def test_a_job_gives_back_what_its_task_returns():
    assert run(tasks.doubled, 21) == 42
    assert run(tasks.size_of, b"x" * 50_000_000) == 50_000_000
    assert run(tasks.process_number) != os.getpid()


@pytest.mark.parametrize(
    ("task", "why", "most"),
    [
        (tasks.goes_on_in_python, "time", 2.5), (tasks.goes_on_in_a_library, "time", 2.5), (tasks.waits, "time", 2.5),
        (tasks.fills_memory, "memory", 3.0), (tasks.is_killed, "ended", 1.5), (tasks.breaks, "ended", 1.5),
        (tasks.leaves, "ended", 1.5), (tasks.gives_a_command, "strange", 1.5),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)  # fmt: skip
@pytest.mark.usefixtures("way")
def test_what_does_not_end_is_ended_and_named(task, why, most):
    run(tasks.doubled, 1)
    error, took = _refusal(task, limits=SHORTEST if task is tasks.waits else SHORT)
    assert error.why == why
    assert took < most + _SLACK
    assert str(error).startswith("t.csv: ")
    assert error.expected
    assert error.mend
    # The next job is none the worse.
    assert run(tasks.doubled, 4) == 8
    assert not (ROOT / "unpacked-by-mistake").exists()


def test_a_worker_that_cannot_even_hear_the_clock_is_ended_all_the_same():
    error, took = _refusal(tasks.stops, limits=Limits(seconds=1.0, processor_seconds=1))
    assert error.why == "time"
    assert took < 3.0 + _SLACK


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with the one that made it")
def test_a_stopped_worker_does_not_outlive_the_server_of_workers():
    stopped = threading.Thread(target=_refusal, args=(tasks.stops,), kwargs={"limits": Limits(seconds=20.0)})
    stopped.start()
    number = processes._server()._process.pid
    _await(lambda: len(_family(number)) == 2, seconds=15)
    (worker,) = (each for each in _family(number) if int(each) != number)
    os.kill(number, signal.SIGKILL)
    stopped.join(15)
    _await(lambda: worker not in _running(), seconds=5)


def test_an_answer_that_is_too_large_is_not_taken():
    assert len(run(tasks.answers, 900_000, limits=SHORT)) == 900_000
    error, _ = _refusal(tasks.answers, 1_100_000)
    assert error.why == "too much"


@pytest.mark.usefixtures("way")
def test_a_refusal_comes_through_with_every_field():
    with pytest.raises(SourceError) as caught:
        run(tasks.refuses)
    assert vars(caught.value) == {
        "problem": "it is odd", "file": "t.csv", "sheet": "s", "row": 3, "column": "c", "found": "f", "expected": "e",
        "mend": "m",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["value", "exit", "interrupt", "key"])
def test_nothing_of_a_cell_reaches_output_or_log(kind, capfd, caplog):
    caplog.set_level(logging.DEBUG)
    error, _ = _refusal(tasks.tells, kind)
    assert error.why == "raised"
    assert error.found in ("ValueError", "SystemExit", "KeyboardInterrupt", "KeyError")
    out, err = capfd.readouterr()
    assert tasks.CANARY not in out + err + caplog.text + str(error)
    # Where it happened is told, in lines of code.
    assert "made_tasks.py:" in caplog.text


def test_nothing_of_one_job_is_there_for_the_next():
    assert run(tasks.kept, "one") == ""
    assert run(tasks.kept, "another") == ""


def test_what_a_job_leaves_lying_is_cleared_away():
    left = Path(run(tasks.temporary))
    assert not left.parent.exists()


def test_only_so_many_run_at_once_and_the_others_are_told(monkeypatch):
    monkeypatch.setattr(sandbox, "_places", threading.BoundedSemaphore(1))
    slow = threading.Thread(target=_refusal, args=(tasks.waits,), kwargs={"limits": Limits(seconds=2.0)})
    slow.start()
    while sandbox._places._value:
        time.sleep(0.01)
    error, took = _refusal(tasks.doubled, 1, limits=Limits(waiting=0.2))
    assert error.why == "busy"
    assert took < 1.5
    assert "wait a minute" in error.mend
    # Who can wait is served once there is a place.
    assert run(tasks.doubled, 5, limits=Limits(waiting=10.0)) == 10
    slow.join()


def test_many_threads_get_their_own_answers():
    found: dict[int, int] = {}
    threads = [
        threading.Thread(target=lambda n=n: found.__setitem__(n, run(tasks.doubled, n)))
        for n in range(4 * MOST_AT_ONCE)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert found == {n: 2 * n for n in range(4 * MOST_AT_ONCE)}


def test_the_server_of_workers_may_be_killed_between_jobs_and_during_one():
    run(tasks.doubled, 1)
    number = processes._server()._process.pid
    os.kill(number, signal.SIGKILL)
    _await(lambda: _family(number) == [], seconds=5)
    assert run(tasks.doubled, 2) == 4
    killing = threading.Timer(0.5, lambda: os.kill(processes._server()._process.pid, signal.SIGKILL))
    killing.start()
    error, took = _refusal(tasks.waits)
    assert error.why in ("time", "ended")
    assert took < 9.0 + _SLACK
    assert run(tasks.doubled, 3) == 6


def test_the_server_does_not_grow_while_a_worker_fills_its_memory():
    run(tasks.doubled, 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _refusal(tasks.fills_memory, limits=Limits(seconds=10.0, memory=1_000_000_000))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_one_bad_file_does_not_take_the_others_with_it():
    given = {"a.csv": b"1", "b.csv": b"end", "c.csv": b"raise", "d.csv": b"refuse", "e.csv": b"2"}
    found, refused = run_with_files(tasks.files_read, given)
    assert found == ["a.csv", "e.csv"]
    assert [(each.file, each.problem, each.found) for each in refused] == [
        ("b.csv", "reading it broke off", "more"),
        ("c.csv", "it cannot be read", "ValueError"),
        ("d.csv", "it is odd", None),
    ]


def test_where_no_file_can_be_read_there_is_no_answer():
    found, refused = run_with_files(tasks.files_read, {"b.csv": b"end"})
    assert found is None
    assert [each.file for each in refused] == ["b.csv"]


@pytest.mark.parametrize("how", ["leave", "kill"])
def test_no_process_outlives_the_server(how):
    code = (
        "import os, signal, sys, threading, time\n"
        "from data.files import processes\nfrom data.files.limits import Limits\nfrom data.files.sandbox import run\n"
        "from tests.files import made_tasks as tasks\n"
        "threading.Thread(target=run, args=(tasks.waits,), kwargs={'limits': Limits(seconds=50.0)}, daemon=True).start()\n"
        "while processes._running is None: time.sleep(0.01)\n"
        "print(processes._running._process.pid, flush=True)\nsys.stdin.readline()\n"
    )
    code += "os.kill(os.getpid(), signal.SIGKILL)\n" if how == "kill" else ""
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        number = int(server.stdout.readline())
        _await(lambda: len(_family(number)) == 2, seconds=30)
        server.communicate("leave\n", timeout=60)
    assert server.returncode == (-signal.SIGKILL if how == "kill" else 0)
    _await(lambda: _family(number) == [], seconds=10)


def _await(is_so: Callable[[], bool], *, seconds: float) -> None:
    """Wait for a state; AssertionError where it has not come in time."""
    deadline = time.monotonic() + seconds
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert is_so()


def _running() -> dict[str, tuple[int, int]]:
    """Parent and group of every process, by its number, but those that have ended and wait to be asked how."""
    found = {}
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent, group = each.read_text().rpartition(")")[2].split()[:3]
        except (FileNotFoundError, ProcessLookupError):
            # It has ended while the list was read.
            continue
        if state not in "ZX":
            found[each.parent.name] = (int(parent), int(group))
    return found


def _family(number: int) -> list[str]:
    """The process and its children that run still."""
    return [name for name, family in _running().items() if int(name) == number or number in family]


def test_only_answers_are_unpacked():
    assert unpacked(pickle.dumps({"a": [1, "b", None]})) == {"a": [1, "b", None]}
    for strange in (os.system, subprocess.Popen, eval, Path, tasks.Strange()):
        with pytest.raises(StrangeAnswerError):
            unpacked(pickle.dumps(strange))
    with pytest.raises(StrangeAnswerError):
        unpacked(b"\x80\x05K")


def test_little_files_get_little_time():
    assert Limits().for_bytes(2_000).seconds < 25
    assert Limits().for_bytes(50_000_000) == Limits()
