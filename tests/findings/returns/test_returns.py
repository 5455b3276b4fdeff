"""Findings about monthly returns: figures worked by hand, verdicts on planted changes, and words held to their tables."""

import datetime

import numpy as np
import pandas as pd
import pytest

from components.controls.returns.given import made_up
from components.findings.returns.change import HIGHER, LOWER, SAME, UNTOLD, changes
from components.findings.returns.coverage import coverage_finding, place_coverage_finding
from components.findings.returns.figures import place_figures
from components.findings.returns.groups import groups_finding
from components.findings.returns.issues import issues_finding, log_table
from components.findings.returns.months import months_finding
from components.findings.returns.scorecard import scorecard_finding
from components.findings.returns.words import LOCAL_COHORT, REGRESSION
from data.returns.coverage import EMPTY, FULL, HIDDEN, NOT_RECEIVED, PARTLY, coverage_of, summary
from data.returns.folder import Folder
from data.returns.issues import issues_of
from data.returns.monthly_return import BLANK, CASELOAD, SUPPRESSED, TOTAL, Return, metric_names
from tests.findings.finding_faults import faults
from tests.returns.made_returns import COHORT, PLACES, sound, with_total

NEW, GP = "nnhip_outpatient_new", "nnhip_general_practice_appointments"
FIRST = pd.Timestamp("2025-01-01")


def _month(number: int, events: int = 50, metric: str = NEW) -> Return:
    """A month in which a metric's events are shared out as the cohort is."""
    parts = {by: tuple(np.array(found) * events // 500) for by, found in COHORT.items()}
    parts = {by: (found[0] + events - sum(found), *found[1:]) for by, found in parts.items()}
    return with_total(sound(month=FIRST + pd.DateOffset(months=number)), metric, parts)


def _series(*events: int) -> list[Return]:
    return [_month(number, each) for number, each in enumerate(events)]


def _change(returns: list[Return], metric: str = NEW):
    return next(each for each in changes(place_figures(returns, PLACES[0]).rows) if each.metric == metric)


def _folder(returns: list[Return]) -> Folder:
    return Folder(tuple(returns), (), len(returns))


def test_a_rate_and_its_interval_are_those_worked_by_hand():
    found = _change(_series(50))
    # 50 of 500: 100 per 1,000; Byar's limits of 50 are 37.11 and 65.92.
    assert found.value == 100
    assert (found.lower, found.upper) == (pytest.approx(74.21, abs=0.02), pytest.approx(131.84, abs=0.02))
    share = _change(_series(50), CASELOAD)
    assert share.value == 100, "the caseload is a share of the cohort: here all of it"


@pytest.mark.parametrize(
    ("events", "standing"),
    [
        ((60, 60, 60, 58), SAME),
        ((60, 60, 60, 100), HIGHER),
        ((60, 60, 60, 30), LOWER),
        ((60, 62, 58, 61, 59, 62, 60, 58, 61, 60, 59, 62, 61), SAME),
        ((60, 62, 58, 61, 59, 62, 60, 58, 61, 60, 59, 62, 75), HIGHER),
        ((60, 62, 58, 61, 59, 62, 60, 58, 61, 60, 59, 62, 45), LOWER),
        ((60,), UNTOLD),
    ],
)
def test_the_newest_month_is_held_against_the_places_own_past(events, standing):
    found = _change(_series(*events))
    assert found.standing == standing
    if len(events) > 1:
        assert found.earlier == (pytest.approx(2 * np.mean(events[:-1])),) * 2
    if len(events) > 12 and standing != SAME:
        assert "limit" in found.by, "from twelve months on the control limits decide"


def test_hidden_months_leave_the_past_a_range_and_not_too_high_a_figure():
    found = _change(_series(3, 12, 12, 12))
    # 24 in three months of 500, and 0 to 5 in the hidden one.
    assert found.earlier == (pytest.approx(1000 * 24 / 1500), pytest.approx(1000 * 29 / 1500))
    assert (found.standing, found.by) == (UNTOLD, "hidden months leave it open")
    assert _change(_series(3, 12, 12, 60)).standing == HIGHER, "above whatever the hidden month holds"


def test_a_month_hidden_although_its_groups_tell_of_more_leaves_the_past_unknown():
    first = _month(0, 60)
    # A sender hid the Total to protect one small age; the other ages show far more than 5.
    everyone = (first.cells["metric"] == NEW) & (first.cells["dimension"] == TOTAL)
    oldest = (first.cells["metric"] == NEW) & (first.cells["dimension"] == "age") & (first.cells["count"] < 6)
    first.cells.loc[everyone | oldest, ["count", "count_status", "count_text"]] = [np.nan, SUPPRESSED, "*"]
    found = _change([first, _month(1, 12), _month(2, 12), _month(3, 60)])
    assert np.isnan(found.earlier).all()
    assert (found.standing, found.judged) == (UNTOLD, "")


def test_the_scorecard_counts_outcomes_and_shows_balancing_beside_them():
    found = scorecard_finding(place_figures(_series(60, 60, 60, 30), PLACES[0]))
    assert faults(found) == []
    assert found.headline == "Testville, April 2025: of 12 outcomes, 1 lower than before, beyond chance"
    assert "general practice appointments and community care contacts are no different" in found.sentence
    assert found.notice == REGRESSION, "a fall is never told without it"
    rows = found.table.text.set_index("Metric")
    assert rows.loc["New outpatient appointments", "Newest month"] == "60 per 1,000"
    assert rows.loc["New outpatient appointments", "Earlier months together"] == "120 per 1,000"
    assert rows.loc["General practice appointments", "Part"] == "Balancing"
    assert LOCAL_COHORT in found.caveats


def test_a_first_month_has_nothing_to_be_held_against():
    found = scorecard_finding(place_figures(_series(60), PLACES[0]))
    assert faults(found) == []
    assert found.headline.endswith("one month so far, with nothing earlier to hold it against")


def test_more_balancing_activity_is_neither_better_nor_worse():
    returns = [_month(number, events, GP) for number, events in enumerate((60, 60, 60, 100))]
    found = _change(returns, GP)
    assert (found.standing, found.judged) == (HIGHER, "")
    assert (
        "general practice appointments are higher than before"
        in scorecard_finding(place_figures(returns, PLACES[0])).sentence
    )


def test_groups_are_told_by_the_ends_of_deprivation_and_hidden_ones_as_a_range():
    parts = {"age": (20, 30, 40, 50, 60, 70, 80, 90, 50, 10), "ethnic_group": (300, 60, 80, 30, 20, 10)}
    each = with_total(sound(), NEW, parts | {"deprivation_quintile": (260, 100, 80, 40, 10, 10)})
    found = groups_finding(place_figures([each], PLACES[0]), NEW)
    assert faults(found) == []
    # 260 of 150 people and 10 of 50.
    assert found.headline == (
        "New outpatient appointments: 1,733 per 1,000 in the most deprived fifth of the cohort, 200 in the least deprived"
    )
    each = with_total(sound(), NEW, parts | {"deprivation_quintile": (290, 100, 80, 21, 4, 5)})
    found = groups_finding(place_figures([each], PLACES[0]), NEW)
    assert "an end of deprivation is hidden, so that no gap can be told" in found.headline
    cells = found.table.text.set_index(["Divided", "Group"])
    last = cells.loc[("By deprivation quintile", "5 (least deprived)")]
    assert last["Count"] == "hidden to protect confidentiality"
    # The Total leaves 9 for the two hidden fifths: 0 to 9 of 50 people.
    assert last["95% interval, or what it may be"] == "0 to 180, hidden"


def test_a_range_never_gives_a_hidden_number_away():
    # Two small ages that leave 2 are not hidden alone: 10 of unknown age are hidden too, and each is told as 0 to 12.
    parts = {"age": (1, 1, 30, 50, 60, 70, 80, 90, 50, 10), "ethnic_group": (262, 50, 60, 30, 30, 10)}
    each = with_total(sound(), NEW, parts | {"deprivation_quintile": (100, 112, 100, 70, 50, 10)})
    cells = groups_finding(place_figures([each], PLACES[0]), NEW).table.frame.set_index(["dimension", "group"])
    assert cells.at[("age", "18-19"), "high"] == pytest.approx(1000 * 12 / 20)


def test_a_month_beyond_the_limits_is_named():
    found = months_finding(place_figures(_series(*[60, 66, 54] * 4, 95), PLACES[0]), NEW)
    assert faults(found) == []
    assert found.headline == "New outpatient appointments in Testville: 1 month lies beyond chance"
    assert found.sentence == "The newest of them is January 2026: above the upper limit."
    short = months_finding(place_figures(_series(60, 62, 90), PLACES[0]), NEW)
    assert short.headline.endswith("3 months shown, too few to say what is chance")
    assert months_finding(place_figures(_series(60, 62), PLACES[0]), NEW).verdict == "cannot tell"


def test_coverage_tells_full_partly_hidden_blank_and_not_received_apart():
    first, last = _month(0), _month(2, 3)
    rows = first.cells
    rows.loc[rows["metric"] == GP, ["count", "count_status"]] = [np.nan, BLANK]
    one = rows.index[rows["metric"] == "nnhip_bed_days"][3]
    rows.loc[one, ["count", "count_status"]] = [np.nan, BLANK]
    total = last.cells.index[(last.cells["metric"] == NEW) & (last.cells["dimension"] == "total")]
    last.cells.loc[total, ["count", "count_status"]] = [np.nan, SUPPRESSED]
    folder = _folder([first, last])
    states = coverage_of(folder.returns).set_index(["month", "metric"])["state"]
    assert states[FIRST, GP] == EMPTY
    assert states[FIRST, "nnhip_bed_days"] == PARTLY
    assert states[FIRST, NEW] == FULL
    assert states[FIRST + pd.DateOffset(months=2), NEW] == HIDDEN
    assert set(states[FIRST + pd.DateOffset(months=1)]) == {NOT_RECEIVED}
    assert summary(coverage_of(folder.returns))["state"].tolist() == [PARTLY, NOT_RECEIVED, FULL]
    found = coverage_finding(folder)
    assert faults(found) == []
    assert found.headline == "2 of 3 returns are here; 1 metric is blank and 1 metric is partly blank"
    assert faults(place_coverage_finding(folder, PLACES[0])) == []


def test_without_a_return_coverage_cannot_tell():
    found = coverage_finding(Folder((), (), 1))
    assert found.verdict == "cannot tell"
    assert faults(found) == []


def test_the_made_up_returns_show_the_four_planted_faults_and_no_other():
    folder, issues = made_up()
    assert len(folder.returns) == 52
    assert all(each.synthetic and "synthetic" in each.place for each in folder.returns)
    told = issues.groupby("kind").agg(files=("file", "nunique"), place=("place", "first"), month=("month", "first"))
    assert told["files"].to_dict() == {"zero": 1, "sums": 1, "blank": 1, "late": 1}
    assert told["month"].to_dict() == {
        "late": "April 2026",
        "blank": "February 2026",
        "zero": "June 2026",
        "sums": "December 2025",
    }
    assert len(set(told["place"])) == 4


def test_every_finding_of_the_made_up_returns_keeps_its_words_to_its_table():
    folder, issues = made_up()
    found = {"coverage": faults(coverage_finding(folder))}
    log = issues_finding(folder, issues)
    found["issues"] = [each for each in faults(log) if each != "no picture and no reason"]
    assert (
        log.headline == f"{(issues['severity'] == 'error').sum()} faults to mend in 52 returns, and 1 thing to look at"
    )
    assert len(log_table(issues)) == len(issues)
    for place in sorted({each.place for each in folder.returns}):
        figures = place_figures(folder.returns, place)
        found[place] = faults(scorecard_finding(figures)) + faults(place_coverage_finding(folder, place))
        for metric in metric_names():
            found[place, metric] = faults(groups_finding(figures, metric)) + faults(months_finding(figures, metric))
        assert "Synthetic returns" in scorecard_finding(figures).source
        assert not figures.rows["count"].between(1, 5).any(), "no small number reaches a screen"
    assert {where: wrong for where, wrong in found.items() if wrong} == {}


def test_the_place_picked_for_its_admissions_falls_by_itself_and_is_told_with_the_warning():
    folder, _ = made_up()
    found = scorecard_finding(place_figures(folder.returns, "Sallowmouth Quays (synthetic)"))
    assert "Emergency admissions, a day or more" in found.sentence
    assert found.notice == REGRESSION


def test_nothing_wrong_is_said_plainly():
    each = sound()
    folder = _folder([Return(**{**vars(each), "received": datetime.date(2026, 5, 20), "received_from": "declared"})])
    found = issues_finding(folder, issues_of(folder))
    assert found.headline == "Nothing to mend in 1 return"
    assert found.unsupported_numbers() == []
