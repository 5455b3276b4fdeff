"""A decision meets later figures: each status by hand, on two releases of a dataset small enough to work out."""

import math
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from components.findings.decisions.expecting import NOTHING, detectable_words, expectations, signal_of
from components.findings.decisions.frozen import freeze, stood_words, thawed
from components.findings.decisions.gap import COUNTED, decision_gap_finding, standing_gap
from components.findings.decisions.status import belongs_here, decision_status
from components.findings.decisions.words import expected_words, mark_of, status_words
from data.dataset.dataset import Dataset
from data.journal.entry import Entry
from tests.findings.asking import ask
from tests.findings.by_hand import mover, wilson
from tests.findings.decisions.decided import decided
from tests.findings.finding_faults import faults
from tests.findings.later_release import THEN, write_later
from tests.small_dataset import small_indicators, small_manifest, small_observations, write_small


def later(tmp_path, *counts: float, **changes) -> Dataset:
    """The later release, opened."""
    return Dataset.open(write_later(tmp_path / "later", *counts, **changes))


def _gap(most: float, least: float) -> tuple[float, float, float]:
    ends = [tuple(100 * each for each in (count / 1_500, *wilson(count, 1_500))) for count in (most, least)]
    return ends[0][0] - ends[1][0], *mover(*ends)


def test_the_gap_is_frozen_as_it_stands(small):
    found = standing_gap(ask(small, "smoking"))
    size, lower, upper = _gap(300, 60)
    assert (found.measure, found.disadvantaged, found.reference) == ("gap", "1", "5")
    assert (found.estimate, found.lower, found.upper) == pytest.approx((THEN, lower, upper))
    assert size == pytest.approx(THEN)
    # Two equal and independent intervals: the width of the change, over 2 × 1.96, times 1.96 + 0.84.
    width = 2 * math.hypot(size - lower, upper - size)
    assert found.detectable == pytest.approx(width / (2 * 1.959964) * (1.959964 + 0.841621), rel=1e-5)


@pytest.mark.parametrize(
    ("most", "amount", "code", "smaller"),
    [
        (225, 4.0, "as expected", False),  # 11 points: 5 fewer, of which 4 were expected
        (225, 20.0, "as expected", True),
        (297, 4.0, "no signal yet", False),
        (390, 4.0, "opposite", False),
    ],
)
def test_each_status_is_worked_out_as_by_hand(small, tmp_path, most, amount, code, smaller):
    found = decision_status(decided(small, amount), later(tmp_path, most))
    now, then = _gap(most, 60), _gap(300, 60)
    assert (found.code, found.smaller) == (code, smaller)
    assert (found.now.estimate, found.now.lower, found.now.upper) == pytest.approx(now)
    assert found.change == pytest.approx(now[0] - then[0])
    assert (found.lower, found.upper) == pytest.approx(mover(now, then))
    assert found.then.period == "Jul–Sep 2026"
    assert found.now.period == "Oct–Dec 2026"
    assert found.later


def test_the_same_release_says_not_yet(small):
    found = decision_status(decided(small), small)
    assert (found.code, found.now, found.later) == ("not yet", None, False)


def test_an_earlier_release_says_not_yet_too(small, tmp_path):
    entry = decided(later(tmp_path, 225))
    assert entry.signal.period_end == date(2026, 12, 31)
    assert decision_status(entry, small).code == "not yet"


def test_what_was_frozen_stays_as_it_was_whatever_comes_later(small, tmp_path):
    entry = decided(small)
    shown = thawed(entry.frozen)
    finding = decision_gap_finding(ask(small, "smoking"))
    assert (shown.headline, shown.sentence) == (finding.headline, finding.sentence)
    assert shown.table.text.to_numpy().tolist() == finding.table.text.to_numpy().tolist()
    assert "16.0 percentage points higher in the most deprived fifth" in shown.headline
    assert stood_words(entry.frozen) == (
        "As it stood in Jul–Sep 2026, in Testshire (small) as released on 1 November 2026."
    )
    assert decision_status(entry, later(tmp_path, 225)).then.estimate == pytest.approx(THEN)
    assert Entry.from_json(entry.to_json()) == entry
    assert entry.frozen.parameters()["indicator"] == ["smoking"]


def test_a_hidden_figure_cannot_tell(small, tmp_path):
    found = decision_status(decided(small), later(tmp_path, 225, status="suppressed"))
    assert found.code == "cannot tell"
    assert found.reason == "one of the two groups is hidden to protect confidentiality"


def test_an_indicator_that_is_gone_cannot_tell(small, tmp_path):
    kept = [each for each in small_indicators() if each.id != "smoking"]
    rows = small_observations()
    dataset = Dataset.open(
        write_small(tmp_path / "d", indicators=kept, observations=rows[rows["indicator_id"] != "smoking"])
    )
    found = decision_status(decided(small), dataset)
    assert (found.code, found.reason) == ("cannot tell", "the indicator is not in this dataset")


def test_another_definition_or_deprivation_index_cannot_tell(small, tmp_path):
    other = [replace(each, denominator="Only those seen") for each in small_indicators()]
    found = decision_status(decided(small), later(tmp_path, 225, indicators=other))
    assert found.code == "cannot tell"
    assert found.reason.startswith(f"the definition has changed since ({COUNTED.lower()})")
    newer = small_manifest(imd_version="IMD 2030", released=date(2027, 2, 1))
    found = decision_status(decided(small), Dataset.open(write_later(tmp_path / "imd", 225, manifest=newer)))
    assert found.reason.startswith("the definition has changed since (how people are grouped)")


def _revised(tmp_path, most: int) -> Dataset:
    """A later release in which the frozen quarter itself has another figure."""
    rows = small_observations()
    here = (
        (rows["indicator_id"] == "smoking") & (rows["dimension"] == "deprivation_quintile") & (rows["level"] == "icb")
    )
    here &= (rows["group"] == "1") & (rows["period_end"] == "2026-09-30") & (rows["dimension_2"] == "")
    assert here.sum() == 1
    rows.loc[here, "numerator"] = most
    return Dataset.open(
        write_small(tmp_path / "d", observations=rows, manifest=small_manifest(title="Testshire, revised"))
    )


def test_a_revised_figure_is_told_and_one_revised_beyond_chance_is_not_compared(small, tmp_path):
    found = decision_status(decided(small), _revised(tmp_path / "little", 306))
    assert found.code == "not yet"
    assert found.cautions == (
        "The figure for Jul–Sep 2026 has since been revised (16.4 percentage points where it was 16.0 percentage points); "
        "it is kept here as it stood.",
    )
    found = decision_status(decided(small), _revised(tmp_path / "much", 390))
    assert found.code == "cannot tell"
    assert "has been revised beyond chance (22.0 percentage points where it was 16.0" in found.reason


def test_figures_that_began_before_the_decision_are_told(small, tmp_path):
    found = decision_status(decided(small), later(tmp_path, 225))
    assert found.cautions == (
        "The newest figures begin before the decision was made, so only part of a change can show yet.",
    )
    early = replace(decided(small), decided_on=date(2026, 9, 30))
    assert decision_status(early, later(tmp_path, 225)).cautions == ()


def test_periods_that_share_months_are_told(small, tmp_path):
    entry = decided(small)
    entry = replace(entry, signal=replace(entry.signal, period_end=date(2026, 10, 31)))
    assert decision_status(entry, later(tmp_path, 225)).cautions == (
        "The two periods share months, so only part of a change can show yet.",
    )


def test_no_interval_cannot_tell(small, tmp_path):
    question = ask(small, "wait")
    assert detectable_words(question, expectations(question)[0]).startswith("These figures come without an interval")
    rows = small_observations()
    extra = rows[rows["indicator_id"] == "wait"].assign(period_start="2026-10-01", period_end="2026-12-31")
    dataset = Dataset.open(
        write_small(tmp_path / "d", observations=pd.concat([rows, extra]), manifest=small_manifest(title="Later"))
    )
    found = decision_status(decided(small, indicator="wait"), dataset)
    assert found.code == "cannot tell"
    assert found.now.estimate == 10.0
    assert "no interval" in found.reason


def test_a_change_too_small_to_count_is_no_signal(small, tmp_path):
    entry = decided(small, 12.0)
    entry = replace(entry, signal=replace(entry.signal, smallest=12.0))
    found = decision_status(entry, later(tmp_path, 225))
    assert (found.change, found.upper < 0, found.lower > -12) == (pytest.approx(-5.0), True, True)
    assert found.code == "no signal yet"
    assert "by less than was said to count" in status_words(entry.signal, found)


def test_words_and_marks_say_the_same_as_the_numbers(small, tmp_path):
    entry = decided(small)
    good = decision_status(entry, later(tmp_path, 225))
    assert expected_words(entry.signal, good) == "the gap to narrow by 4.0 percentage points"
    assert mark_of(good) == "▲ as expected"
    low, high = (f"{abs(each):.1f}" for each in (good.upper, good.lower))
    assert status_words(entry.signal, good) == (
        f"As expected: the gap narrowed by 5.0 percentage points (between {low} and {high}), from 16.0 to 11.0. It was "
        "expected to narrow by 4.0 percentage points."
    )
    none = decision_status(entry, Dataset.open(write_later(tmp_path / "none", 297)))
    assert mark_of(none) == "● no signal yet"
    assert "chance alone could do that" in status_words(entry.signal, none)
    assert ("could have shown it" in status_words(entry.signal, none)) == (none.detectable <= 4.0)
    bad = decision_status(entry, Dataset.open(write_later(tmp_path / "bad", 390)))
    assert mark_of(bad) == "▼ opposite"
    assert status_words(entry.signal, bad).startswith("The opposite: the gap widened by 6.0 percentage points")
    assert mark_of(None) == "– no figure named"


def test_a_gap_the_other_way_round_narrows_towards_nought_too(small):
    question = ask(small, "screening")
    expected = expectations(question)[0]
    assert expected.standing.estimate == pytest.approx(-10.0)
    assert signal_of(question, expected, 2.0, date(2027, 12, 31)).expected_change == 2.0
    ways = [each.words for each in expectations(question)]
    assert ways == [
        "The gap narrows by",
        "The figure in the most deprived fifth rises by",
        "The figure in the most deprived fifth falls by",
        "No figure here will show it",
    ]


def test_one_groups_figure_can_be_followed_too(small, tmp_path):
    entry = decided(small, 3.0, code="fall")
    assert (entry.signal.measure, entry.signal.estimate, entry.signal.reference) == ("value", 20.0, "")
    found = decision_status(entry, later(tmp_path, 225))
    assert (found.code, found.change) == ("as expected", pytest.approx(-5.0))
    assert expected_words(entry.signal, found) == "the figure to fall by 3.0 percentage points"


def test_nothing_expected_has_no_status_and_a_size_must_be_above_nought(small):
    question = ask(small, "smoking")
    nothing = expectations(question)[-1]
    assert nothing.code == NOTHING
    assert signal_of(question, nothing, 0.0, date(2027, 1, 1)) is None
    assert decision_status(replace(decided(small), signal=None), small) is None
    with pytest.raises(ValueError, match="found 0, expected a size above 0"):
        signal_of(question, expectations(question)[0], 0.0, date(2027, 1, 1))


def test_records_of_another_area_or_of_invented_data_do_not_belong(small, demo):
    entry = decided(small)
    assert belongs_here(entry, small)
    assert not belongs_here(entry, demo)
    assert not belongs_here(replace(entry, area_code="N99"), small)
    assert not belongs_here(replace(entry, frozen=replace(entry.frozen, synthetic=True)), small)


@pytest.mark.parametrize("by", ["deprivation_quintile", "ethnic_group", "ethnic_group_18", "sex", "age"])
def test_every_gap_of_the_demo_can_be_kept_and_read_again(demo, by):
    found = {}
    for indicator in demo.indicators:
        question = ask(demo, indicator, by)
        finding = decision_gap_finding(question)
        shown = finding if finding.verdict == "cannot tell" else thawed(freeze(finding, demo, question.selection))
        found[indicator] = [each for each in faults(finding) + faults(shown) if each != "no picture and no reason"]
    assert {where: wrong for where, wrong in found.items() if wrong} == {}
