"""What pages say of hidden counts never says more than the rule: however badly a table was protected."""

import dataclasses
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.findings.hidden import Counts, feasible, gap_ranges, hidden_values
from components.findings.who.groups import groups_finding
from components.findings.who.hidden_gap import hidden_gap_finding, value_ranges
from components.measures.bounds.two_groups import difference_bounds
from data.contract.manifest import Disclosure
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.small_dataset import small_indicators, small_manifest, small_observations, write_small

FIFTHS = (1.0, 30.0, 40.0, 50.0, 60.0)
UNROUNDED = Disclosure(1, 7, 1, "Counts of 1 to 7 are hidden.")


@pytest.fixture(scope="module")
def badly_hidden(tmp_path_factory) -> Dataset:
    """Fifths of 200 people each, of which 1 and 30 to 60 smoke: only the 1 is hidden, and the total of 181 is shown."""
    rows = small_observations()
    rows = rows[(rows["indicator_id"] == "smoking") & (rows["level"] == "icb") & (rows["dimension_2"] == "")]
    rows = rows[rows["dimension"].isin(["total", "deprivation_quintile"]) & (rows["group"] != "unknown")].copy()
    for fifth, count in enumerate(FIFTHS, start=1):
        rows.loc[rows["group"] == str(fifth), ["numerator", "denominator"]] = count, 200.0
    rows.loc[rows["group"] == "all", ["numerator", "denominator"]] = sum(FIFTHS), 1000.0
    rows.loc[rows["group"] == "1", "numerator"] = np.nan
    rows.loc[rows["group"] == "1", "status"] = "suppressed"
    folder = tmp_path_factory.mktemp("badly_hidden")
    only = [each for each in small_indicators() if each.id == "smoking"]
    write_small(folder, manifest=small_manifest(disclosure=UNROUNDED), indicators=only, observations=rows)
    return Dataset.open(folder)


def _everything(found) -> str:
    """All that a page, a screen reader or a spreadsheet gets of a finding."""
    words = [found.headline, found.sentence, found.alt, found.hidden, found.table.csv, found.table.text.to_csv()]
    drawn = found.figure.to_json() if found.figure is not None else ""
    return "\n".join([*words, drawn.replace('"opacity":0.5', "")])


def test_a_lone_hidden_count_is_told_as_the_rule_tells_it(badly_hidden):
    question = ask(badly_hidden, "smoking")
    # The total leaves 1 of 200, which is 0.5%; the rule says 1 to 7, and a nought may be hidden too.
    assert value_ranges(question) == {"1": (0.0, pytest.approx(3.5))}
    for finding in (groups_finding(question), hidden_gap_finding(question)):
        text = _everything(finding)
        assert re.findall(r"(?<![\d.])0\.5(?!\d)", text) == [], finding.id
        assert finding.id != "who_groups" or "3.5" in text


def test_the_gap_of_a_lone_hidden_count_is_as_wide_as_the_rule(badly_hidden):
    question = ask(badly_hidden, "smoking")
    counts = Counts(
        np.array([[np.nan, *FIFTHS[1:]]]),
        np.full((1, 5), 200.0),
        np.array([[True, *[False] * 4]]),
        np.zeros(1),
        np.full(1, np.nan),
        np.full(1, sum(FIFTHS)),
    )
    rule = question.dataset.manifest.disclosure
    ends = {"higher_is_better": False, "events_repeat": False}
    found = gap_ranges(counts, rule, np.array([0]), np.array([4]), **ends).both
    assert (float(found.lower[0]), float(found.upper[0])) == pytest.approx((-60 / 200, (7 - 60) / 200))


counts = st.integers(0, 60)


@st.composite
def tables(draw) -> tuple[Counts, np.ndarray, Disclosure]:
    """Counts by group with any of them hidden, however badly, and what the hidden ones truly are."""
    size = draw(st.integers(2, 6))
    true = np.array([draw(st.lists(counts, min_size=size, max_size=size))], dtype=float)
    people = true + np.array([draw(st.lists(st.integers(1, 400), min_size=size, max_size=size))], dtype=float)
    hidden = np.array([draw(st.lists(st.booleans(), min_size=size, max_size=size))])
    unknown = float(draw(st.integers(0, 30)))
    events = float(draw(st.integers(0, int(unknown))))
    shown_unknown = draw(st.booleans())
    step = draw(st.sampled_from([1, 5]))
    rule = Disclosure(1, 7, step, "")

    def told(number):
        return np.floor(number / step + 0.5) * step

    total = np.array([told(true.sum() + events)])
    given_events = np.array([told(events) if shown_unknown else np.nan])
    shown = np.where(hidden, np.nan, told(true))
    return Counts(shown, people, hidden, np.array([unknown]), given_events, total), true, rule


@given(tables())
def test_every_range_holds_the_rules_own_and_the_truth(table):
    given_counts, true, rule = table
    found = hidden_values(given_counts, rule, events_repeat=False)
    for group in np.flatnonzero(given_counts.suppressed[0] & found.defined[0]):
        people = given_counts.denominator[0, group]
        assert found.lower[0, group] <= 1 / people + 1e-9
        assert found.upper[0, group] >= min(7, people) / people - 1e-9
        assert found.lower[0, group] - 1e-9 <= true[0, group] / people <= found.upper[0, group] + 1e-9


@given(tables())
def test_no_gap_range_tells_more_of_a_hidden_group_than_the_rule(table):
    given_counts, _, rule = table
    for with_unknown in (False, True):
        given_all = feasible(given_counts, rule, events_repeat=False, with_unknown=with_unknown)
        gaps = difference_bounds(given_all, disadvantaged=0, reference=1, higher_is_better=False)
        if not bool(gaps.defined[0]) or given_counts.suppressed[0].tolist()[:2] != [True, False]:
            continue
        people, other = given_counts.denominator[0, :2]
        count = given_counts.numerator[0, 1]
        # Were the other group as it is shown, the gap would tell the hidden count: 1 and 7 must both be possible.
        value = min(count, other) / other
        for hidden in (1, min(7, people)):
            assert gaps.lower[0] - 1e-9 <= hidden / people - value <= gaps.upper[0] + 1e-9


def test_a_rate_hidden_alone_is_told_as_the_rule_tells_it():
    lone = Counts(
        np.array([[np.nan, 40.0]]),
        np.array([[10.0, 20.0]]),
        np.array([[True, False]]),
        np.zeros(1),
        np.full(1, np.nan),
        np.array([41.0]),
    )
    found = hidden_values(lone, UNROUNDED, events_repeat=True)
    assert (found.lower[0, 0], found.upper[0, 0]) == pytest.approx((0, 0.7))
    rounded = dataclasses.replace(UNROUNDED, rounded_to=5)
    assert hidden_values(lone, rounded, events_repeat=True).upper[0, 0] == pytest.approx(0.7)
