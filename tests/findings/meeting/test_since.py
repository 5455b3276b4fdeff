"""A kept list beside the figures now: verdicts follow the interval of the change, and what cannot be told says why."""

from dataclasses import replace
from datetime import date

import pytest

from components.findings.decisions.frozen import freeze
from components.findings.meeting.since import Since, listed_finding, since_finding
from components.findings.who.groups import groups_finding
from tests.findings.asking import ask
from tests.findings.finding_faults import faults

_DAY = date(2026, 10, 3)


@pytest.fixture
def then(small):
    """The gap in smoking as it stands (16 points), and the release it stands in."""
    question = ask(small, "smoking")
    finding = groups_finding(question)
    listed = listed_finding(finding, question, link="who.groups?indicator=smoking", speaker="", note="")
    return question, finding, listed, freeze(finding, small, question.selection)


def _told(then, small, *, version: str = "an earlier one", about: bool = True, **changed):
    question, finding, listed, frozen = then
    since = Since(replace(listed, **changed), finding, question if about else None)
    told = since_finding([since], replace(frozen, dataset_version=version), _DAY, small)
    assert faults(told) == []
    return told, told.table.text.iloc[0]


@pytest.mark.parametrize(
    ("estimate", "verdict", "change"),
    [(30.0, "better", "−14.0 ("), (2.0, "worse", "+14.0 ("), (16.0, "no change beyond chance", "0.0 (")],
)
def test_better_and_worse_are_told_beyond_chance_only(then, small, estimate, verdict, change):
    told, row = _told(then, small, estimate=estimate, lower=estimate - 2, upper=estimate + 2)
    assert told.headline == f"Since 3 October 2026: 1 {verdict}"
    assert row["Since then"] == verdict
    assert row["Gap now (95% interval)"].startswith("16.0 percentage points (")
    assert row["Change (95% interval)"].startswith(change)


def test_of_the_same_release_nothing_can_have_changed(then, small):
    told, row = _told(then, small, version=small.version, estimate=30.0)
    assert told.headline == "The same release of figures as on 3 October 2026: nothing can have changed"
    assert row["Change (95% interval)"] == "–"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"counted": "What is counted: something else"}, "it is counted or grouped otherwise now"),
        ({"estimate": None}, "it is about more than one figure"),
        ({"about": False}, "it is about more than one figure"),
        ({"reference": "no such group"}, "the gap between these groups is not shown now"),
        ({"lower": None, "upper": None}, "one of the two figures has no interval"),
    ],
)
def test_what_cannot_be_told_says_why(then, small, changed, why):
    told, row = _told(then, small, **changed)
    assert told.headline == "Since 3 October 2026: 1 cannot tell"
    assert row["Why it cannot be told"].startswith(why)


def test_what_this_dataset_holds_no_longer_says_so(then, small):
    _, _, listed, frozen = then
    told = since_finding([Since(listed, None, None)], replace(frozen, dataset_version="x"), _DAY, small)
    assert told.table.text.iloc[0]["Why it cannot be told"] == "this dataset does not hold it now"
