"""A sample of the inputs of `python -m tests.fuzzing`: none raises, hangs or takes too much; and the sample is a fair one."""

import sys
from collections import defaultdict

import pytest

from tests.fuzzing import (
    boundary_faults,
    byte_faults,
    journal_faults,
    lookup_faults,
    return_faults,
    running,
    table_faults,
    workbook_structure,
    zip_structure,
)
from tests.fuzzing.entries import ACCEPTED, REFUSED, SILENT
from tests.fuzzing.inputs import KINDS, Input, made
from tests.fuzzing.report import faults, table
from tests.fuzzing.running import ENDED, FAULTY, HANG, MEMORY, TRACEBACK, Outcome, outcomes

MODULES = (
    boundary_faults, byte_faults, journal_faults, lookup_faults, return_faults, table_faults, workbook_structure,
    zip_structure,
)  # fmt: skip
SEED, INPUTS = 11, 140
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux keeps a limit of memory")


@pytest.fixture(scope="module")
def sample() -> list[Outcome]:
    return list(outcomes(SEED, list(range(INPUTS))))


def test_nothing_raises_hangs_or_takes_too_much_memory(sample):
    assert faults([each for each in sample if each.became in (*FAULTY, SILENT)], SEED) == []
    assert len(sample) == INPUTS


def test_no_error_that_nobody_foresaw_reaches_the_last_boundary(sample):
    assert faults([each for each in sample if each.met], SEED) == []


def test_every_kind_was_both_accepted_and_refused(sample):
    became = defaultdict(set)
    for each in sample:
        became[each.kind].add(each.became)
    assert became == dict.fromkeys(KINDS, {ACCEPTED, REFUSED})


def test_faults_of_bytes_structure_and_meaning_were_all_made(sample):
    made_faults = {fault for each in sample for fault in each.faults}
    for module in MODULES:
        assert made_faults & {fault.__name__ for fault in module.FAULTS}, module.__name__
    assert any(not each.faults for each in sample)


@pytest.mark.parametrize("number", range(6))
def test_an_input_is_the_same_whenever_it_is_made(number):
    files = made(SEED, number).files
    for each in KINDS.values():
        each.cache_clear()
    assert made(SEED, number).files == files
    assert made(SEED + 1, number) != made(SEED, number)


def _became(monkeypatch: pytest.MonkeyPatch, enter, seconds: float = 20.0) -> list[Outcome]:
    """What becomes of two inputs where the entry is another."""
    monkeypatch.setattr(running, "enter", enter)
    return list(outcomes(SEED, [0, 1], seconds))


def _raises(_given: Input) -> str:
    return {}["Ann Smith"]


def _loops(given: Input) -> str:
    while given.number == 0:
        pass
    return ACCEPTED


def _swells(_given: Input) -> str:
    return str(len(bytearray(10**10)))


def _ends(given: Input) -> str:
    sys.exit(3 if given.number == 0 else 0)


@pytest.mark.parametrize(("enter", "first"), [(_raises, TRACEBACK), (_loops, HANG), (_swells, MEMORY), (_ends, ENDED)])
def test_each_kind_of_fault_is_seen_and_the_next_input_is_still_run(monkeypatch, enter, first):
    found = _became(monkeypatch, enter, seconds=3.0 if first == HANG else 20.0)
    assert [each.number for each in found] == [0, 1]
    assert found[0].became == first
    told = faults(found, SEED)
    assert f"again: python -m tests.fuzzing --seed {SEED} --only 0" in told[0]
    assert "Ann Smith" not in told[0]
    assert "| all | 2 |" in table(found)
