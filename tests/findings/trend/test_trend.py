"""Is the gap closing: the planted stories are found, and too little to go by is said to be too little."""

import numpy as np
import pandas as pd
import pytest

from components.findings.selection import dimensions_offered
from components.findings.trend.neighbourhoods import neighbourhood_trend_finding
from components.findings.trend.trend import FEWEST_FOR_LIMITS, trend_finding
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.findings.finding_faults import faults
from tests.small_dataset import ICB, QUARTERS, row, small_observations, write_small

TREND_VERDICTS = {"narrowing", "widening", "no clear change", "cannot tell"}


def trend_faults(finding) -> list[str]:
    """What is wrong with a finding about change, whose verdicts are its own."""
    wrong = [each for each in faults(finding) if not each.startswith("verdict")]
    return wrong + ([f"verdict {finding.verdict!r}"] if finding.verdict not in TREND_VERDICTS else [])


@pytest.fixture
def changed(tmp_path):
    """A small dataset whose observations a function has changed."""

    def make(change, **parts: object) -> Dataset:
        frame = change(small_observations())
        return Dataset.open(write_small(tmp_path / "changed", observations=frame, **parts))

    return make


@pytest.mark.parametrize(
    ("indicator", "verdict", "words"),
    [
        ("phone_access", "narrowing", "the gap is smaller, but because the least deprived fifth got worse"),
        ("hypertension_to_target", "narrowing", "the gap is closing, because the most deprived fifth improved"),
        (
            "waits_over_18_weeks",
            "widening",
            "the gap is widening, because the most deprived fifth got worse and the least",
        ),
    ],
)
def test_the_planted_stories_are_told(demo, indicator, verdict, words):
    found = trend_finding(ask(demo, indicator))
    assert found.verdict == verdict
    assert words in found.headline
    assert trend_faults(found) == []


def test_a_widening_gap_by_hand(small):
    found = trend_finding(ask(small, "smoking"))
    assert found.headline == "Smoking: the gap is widening, because the most deprived fifth got worse"
    assert found.verdict == "widening"
    assert "went from 10.0% to 20.0%" in found.sentence
    assert "from 4.0% to 4.0%" in found.sentence
    text = found.table.text
    gap = text.columns[1]
    assert gap == "Gap, + when the most deprived fifth fare worse (percentage points)"
    assert text[gap].tolist()[:5] == ["6.0", "8.7", "11.3", "13.7", "16.0"]
    assert "Change along the trend line over 5 quarters" in text["Period"].tolist()
    assert found.period == "Jul–Sep 2025 to Jul–Sep 2026"
    assert trend_faults(found) == []


def test_the_change_is_the_two_ends_of_the_trend_line(small):
    frame = trend_finding(ask(small, "smoking")).table.frame.set_index("label")
    change = frame.loc["Change along the trend line over 5 quarters"]
    assert change["gap"] == pytest.approx(
        frame.at["Trend line at the end", "gap"] - frame.at["Trend line at the start", "gap"], rel=1e-12
    )
    assert change["lower"] < change["gap"] < change["upper"]


def test_one_period_is_too_few(small):
    found = trend_finding(ask(small, "screening"))
    assert found.headline == "Screening: we cannot tell, only 1 quarter to go by"
    assert found.verdict == "cannot tell"
    # Screening is reversed in the small dataset: the most deprived fare better, by 80 - 70.
    assert found.sentence.startswith(
        "The gap in favour of the most deprived fifth was 10.0 percentage points in Jul–Sep 2026"
    )
    assert found.figure is not None


def test_everyone_together_has_no_gap_but_is_still_shown(small):
    found = trend_finding(ask(small, "vaccinated"))
    assert found.verdict == "cannot tell"
    assert "not by deprivation or ethnic group. So we cannot tell whether a gap is closing." in found.notice
    assert "45.0" in found.table.text.to_numpy()


def test_limits_are_drawn_only_from_enough_points(demo, small):
    assert FEWEST_FOR_LIMITS == 12
    assert "Average and limits of usual variation" in trend_finding(ask(demo, "smoking")).table.text["Period"].tolist()
    few = trend_finding(ask(small, "smoking"))
    assert "Average and limits of usual variation" not in few.table.text["Period"].tolist()
    assert any("12 points" in each and "here there are 5" in each for each in few.caveats)


def test_a_special_cause_has_a_symbol_as_well_as_a_colour(demo):
    figure = trend_finding(ask(demo, "waits_over_18_weeks")).figure
    looks = {(trace.marker.symbol, trace.marker.color) for trace in figure.data if trace.error_y.array is not None}
    symbols = {symbol for symbol, _ in looks}
    assert {"diamond", "square"} <= symbols
    assert len(symbols) == len({colour for _, colour in looks})


def test_a_hidden_quarter_is_a_gap_with_a_mark_and_words(changed):
    def hide(frame: pd.DataFrame) -> pd.DataFrame:
        one = (
            (frame["indicator_id"] == "smoking")
            & (frame["dimension"] == "deprivation_quintile")
            & (frame["level"] == "icb")
        )
        one &= (frame["group"] == "1") & (frame["period_end"] == QUARTERS[2][1])
        frame.loc[one, ["numerator", "status"]] = [np.nan, "suppressed"]
        return frame

    found = trend_finding(ask(changed(hide), "smoking"))
    assert found.hidden == "1 of 10 figures are hidden to protect confidentiality."
    assert found.table.text.iloc[2, 1] == "hidden to protect confidentiality"
    # The other group's own cell of that quarter is not hidden.
    assert found.table.text.set_index("Period").at["Jan–Mar 2026", "Least deprived fifth (%)"] == "4.0"
    assert [each.text for each in found.figure.layout.annotations].count("▨") == 1
    assert np.isnan(found.figure.data[0].y[2])
    assert "over 4 quarters" in found.table.text.to_string()
    assert trend_faults(found) == []


def test_rolling_years_are_not_counted_twice(changed):
    def roll(frame: pd.DataFrame) -> pd.DataFrame:
        smoking = frame["indicator_id"] == "smoking"
        ends = pd.to_datetime(frame.loc[smoking, "period_end"])
        frame.loc[smoking, "period_start"] = (ends - pd.DateOffset(years=1) + pd.DateOffset(days=1)).dt.strftime(
            "%Y-%m-%d"
        )
        return frame

    found = trend_finding(ask(changed(roll), "smoking"))
    assert found.headline == "Smoking: we cannot tell, only 2 separate years to go by"
    assert "These periods share months with one another." in found.sentence
    assert trend_faults(found) == []


def test_a_pilot_is_marked_where_indicator_and_area_match(changed):
    def pilot(**more: object) -> dict:
        usual = {
            "pilot_id": "p1", "name": "Stop-smoking vans", "kind": "", "what": "Vans", "area_codes": ICB,
            "start": "2026-01-01", "end": None, "indicator_id": "smoking", "cohort": "", "eligibility": "",
            "picked_from": None, "picked_to": None, "picked_why": "", "comparators": "", "comparators_why": "",
            "budget_gbp": np.nan, "owner_role": "",
        }  # fmt: skip
        return usual | more

    pilots = pd.DataFrame([pilot(), pilot(pilot_id="p2", name="Elsewhere", area_codes="N1;N2")])
    dataset = changed(lambda frame: frame, optional={"pilots": pilots})
    named = [each.text for each in trend_finding(ask(dataset, "smoking")).figure.layout.annotations]
    assert "Stop-smoking vans began" in named
    assert "Elsewhere began" not in named
    inside = [each.text for each in trend_finding(ask(dataset, "smoking", area="N1")).figure.layout.annotations]
    assert "Elsewhere began" not in inside  # one quarter only: no gap panel to mark


def test_which_group_is_missing_is_said(changed):
    def hide(frame: pd.DataFrame) -> pd.DataFrame:
        one = (frame["indicator_id"] == "smoking") & (frame["dimension"] == "deprivation_quintile")
        one &= (frame["group"] == "1") & (frame["level"] == "icb")
        frame.loc[one, "numerator"] = np.nan
        frame.loc[one, "status"] = "suppressed"
        return frame

    found = trend_finding(ask(changed(hide), "smoking"))
    assert found.headline == "Smoking: we cannot tell, no period shows both groups"
    assert found.sentence.startswith("No figure can be shown for the most deprived fifth in Testshire.")
    assert found.hidden == "5 of 10 figures are hidden to protect confidentiality."
    assert trend_faults(found) == []


def test_many_groups_recede_behind_the_two_compared(demo):
    figure = trend_finding(ask(demo, "smoking", "ethnic_group_18")).figure
    named = [each.text for each in figure.layout.annotations if each.yref == "y2"]
    assert len(named) == 5  # the two compared, the whole area, England and the target


def test_two_ethnic_groups_are_followed_throughout(demo):
    found = trend_finding(ask(demo, "smoking", "ethnic_group"))
    assert any(each.startswith("The gap is between the same two groups throughout") for each in found.caveats)
    earlier = trend_finding(ask(demo, "smoking", "ethnic_group", period="2023-03-31"))
    assert earlier.table.text.shape[0] == found.table.text.shape[0]


def test_need_is_said_to_rise_not_to_get_worse(demo):
    found = trend_finding(ask(demo, "long_term_conditions"))
    assert not demo.indicators["long_term_conditions"].judged
    assert found.headline == "Several conditions: the gap is widening, because the most deprived fifth rose faster"
    assert "worse" not in found.headline + found.sentence
    assert "are higher" in found.table.text.columns[1]
    assert {"diamond", "square"} & {trace.marker.symbol for trace in found.figure.data}


def test_reversed_gaps_say_whom_they_favour(changed):
    def more_quarters(frame: pd.DataFrame) -> pd.DataFrame:
        """Screening over five quarters: the most deprived stay at 80%, the least fall from 75% to 60%."""
        extra = []
        for (start, end), least in zip(QUARTERS, (750, 710, 680, 640, 600), strict=True):
            when = {"period_start": start, "period_end": end}
            for group, count in (("1", 800), ("5", least)):
                extra.append(
                    row(
                        "screening",
                        dimension="deprivation_quintile",
                        group=group,
                        numerator=count,
                        denominator=1_000,
                        **when,
                    )
                )
        kept = ~((frame["indicator_id"] == "screening") & (frame["dimension"] == "deprivation_quintile"))
        return pd.concat([frame[kept], pd.DataFrame(extra)[list(frame.columns)]], ignore_index=True)

    found = trend_finding(ask(changed(more_quarters), "screening"))
    assert found.headline == (
        "Screening: the gap in favour of the most deprived fifth is widening, because the least deprived fifth got worse"
    )
    assert found.verdict == "widening"
    assert trend_faults(found) == []


@pytest.mark.parametrize("offset", range(4))
def test_every_indicator_and_dimension_of_the_demo(demo, offset):
    wrong = {}
    neighbourhood = demo.areas("neighbourhood").index[offset]
    for indicator in list(demo.indicators)[offset::4]:
        for by in dimensions_offered(demo, indicator) or ["total"]:
            for area in (demo.area_code, neighbourhood):
                check = faults if by == "total" else trend_faults
                wrong[indicator, by, area] = check(trend_finding(ask(demo, indicator, by, area=area)))
            inside = neighbourhood_trend_finding(ask(demo, indicator, by))
            wrong[indicator, by, "inside"] = faults(inside)
    assert {what: each for what, each in wrong.items() if each} == {}
