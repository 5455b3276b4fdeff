"""Targets and breaks of a series in a definition: read, in force by day, and refused by name when wrong."""

from dataclasses import replace
from datetime import date

import pytest

from data.contract.errors import ContractError
from data.contract.indicator import parse_indicator, write_indicator
from data.contract.targets import Rebase, Target, in_force
from tests.small_dataset import small_indicators

STEPS = (
    Target(0.77, since=date(2023, 4, 1)),
    Target(0.8, since=date(2024, 4, 1), by=date(2025, 3, 31), source="A plan"),
)


def _text(folder, extra: str) -> bytes:
    write_indicator(folder, small_indicators()[0])
    return (folder / "smoking.toml").read_bytes() + extra.encode()


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2023, 3, 31), None),
        (date(2023, 4, 1), 0.77),
        (date(2024, 3, 31), 0.77),
        (date(2024, 4, 1), 0.8),
    ],
)
def test_the_target_set_last_holds(day, value):
    for order in (STEPS, STEPS[::-1]):
        found = in_force(order, day)
        assert (found and found.value) == value


def test_targets_and_breaks_are_read_back(tmp_path):
    given = replace(small_indicators()[0], targets=STEPS, rebases=(Rebase(date(2024, 4, 1), "Asked in another way"),))
    write_indicator(tmp_path, given)
    assert parse_indicator((tmp_path / "smoking.toml").read_bytes(), "smoking.toml") == given


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        ("targets = 0.8", r"targets: found 0.8; expected tables, each under a heading \[\[targets\]\]"),
        ("targets = [0.8]", r"targets, number 1: found 0.8; expected a table under a heading \[\[targets\]\]"),
        (
            "[[targets]]\nvalue = 1\n[[targets]]\nvalue = 'much'",
            "targets, number 2: value is 'much'; expected a number",
        ),
        ("[[targets]]\nvalue = true", "targets, number 1: value is True; expected a number"),
        (
            "[[targets]]\nvalue = 1\nby = '2028-03-31'",
            "by is '2028-03-31'; expected a day, as in 2028-03-31, without quotes",
        ),
        ("[[targets]]\nvalue = 1\nby = 2028-03-31T10:00:00", "by is .*; expected a day"),
        (
            "[[targets]]\nuntil = 1",
            "targets, number 1: unknown field 'until'; expected value, since, by, source",
        ),
        ("[[targets]]\nsource = 'A plan'", "targets, number 1: .*'value'; add the missing field"),
        ("[[rebases]]\nat = 2024-04-01\nwhy = ' '", "rebases, number 1: why is ' '; expected the reason in words"),
        ("[[rebases]]\nat = 2024\nwhy = 'New'", "rebases, number 1: at is 2024; expected a day"),
    ],
)
def test_a_wrong_target_is_named(tmp_path, extra, words):
    with pytest.raises(ContractError, match=f"^smoking.toml: .*{words}"):
        parse_indicator(_text(tmp_path, f"\n{extra}\n"), "smoking.toml")
