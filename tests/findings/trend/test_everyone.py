"""Everyone over time: usual variation, targets and the way to them, breaks of the series, and what cannot be told."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from components.findings.everyone_series import everyone_series
from components.findings.trend.everyone import everyone_finding
from components.findings.trend_series import periods_of, with_absent
from data.contract.targets import Rebase, Target
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.findings.finding_faults import faults
from tests.small_dataset import ICB, row, small_indicators, small_observations, write_small

# Of 10,000 adults a quarter: up and down by 20 about 2,000, so that usual variation is 20% -+ 2.66 * 0.4 points.
STEADY = [2_000 + 20 * (-1) ** place for place in range(16)]
MET, BETWEEN = Target(0.25), Target(0.2)


def _local(target: float, *, area: str = "", since: str | None = None, by: str | None = None, source: str = "") -> dict:
    """The optional table of local targets with one row, or a part of it."""
    days = (
        {"since": pd.Timestamp(since), "by": pd.Timestamp(by)} if since else {"since": pd.NaT, "by": pd.Timestamp(by)}
    )
    return {"indicator_id": "smoking", "area_code": area, "target": target, "source": source, **days}


@pytest.fixture
def series(tmp_path):
    """A small dataset with everyone's smoking in a row of quarters, and targets or breaks of the series."""

    def make(counts, *, people: int = 10_000, every: int = 3, months: int = 3, local=(), **changes: object) -> Dataset:
        ends = pd.date_range(end="2026-09-30", periods=len(counts), freq=pd.offsets.MonthEnd(every))
        starts = ends - pd.offsets.MonthBegin(months)
        rows = [
            row(
                "smoking",
                numerator=count,
                denominator=people,
                period_start=f"{start:%Y-%m-%d}",
                period_end=f"{end:%Y-%m-%d}",
            )
            for count, start, end in zip(counts, starts, ends, strict=True)
        ]
        frame = small_observations()
        there = (frame["indicator_id"] == "smoking") & (frame["dimension"] == "total") & (frame["level"] == "icb")
        frame = pd.concat([frame[~there], pd.DataFrame(rows)[list(frame.columns)]], ignore_index=True)
        indicators = [replace(each, **changes) if each.id == "smoking" else each for each in small_indicators()]
        tables = {"optional": {"targets": pd.DataFrame(local)}} if local else {}
        return Dataset.open(write_small(tmp_path / "series", observations=frame, indicators=indicators, **tables))

    return make


def _found(dataset: Dataset):
    found = everyone_finding(ask(dataset, "smoking"))
    assert faults(found) == []
    return found


def test_usual_variation_and_assurance_by_hand(series):
    local = _local(15.0, by="2030-03-31", source="Board paper")
    found = _found(series(STEADY, targets=(MET,), local=[local]))
    assert found.headline == (
        "Smoking: 19.8% in Jul–Sep 2026, as it usually varies; consistently meets the national target of 25.0%"
    )
    assert found.sentence.startswith(
        "Usual variation is 18.9% to 21.1%. It has yet to reach the local target of 15.0%, set for March 2030."
    )
    assert [(each.name, each.words) for each in found.signs] == [
        ("usual", "Variation: as it usually varies"),
        ("consistently_met", "National target of 25.0%: consistently met"),
        ("consistently_missed", "Local target of 15.0%: consistently missed"),
    ]
    assert "The local target of 15.0%, to be reached by 31 March 2030: Board paper." in found.caveats
    assert found.verdict == "unclear"


def test_an_areas_own_target_stands_before_that_of_all(series):
    rows = [_local(15.0), _local(30.0, area=ICB, since="2026-01-01"), _local(22.0, area="N1")]
    assert "consistently meets the local target of 30.0%" in _found(series(STEADY, local=rows)).headline
    later = [_local(15.0), _local(30.0, area=ICB, since="2027-01-01")]
    assert "consistently misses the local target of 15.0%" in _found(series(STEADY, local=later)).headline


def test_a_target_inside_the_limits_is_hit_and_miss(series):
    found = _found(series(STEADY, targets=(BETWEEN,)))
    assert "meets the national target of 20.0% only now and then" in found.headline
    assert found.signs[1].name == "hit_and_miss"


def test_a_newest_point_beyond_its_limits_stands_out(series):
    found = _found(series([*STEADY[:-1], 2_400]))
    assert found.headline == "Smoking: 24.0% in Jul–Sep 2026, worse than usual"
    assert "the newest point lies above the upper limit" in found.sentence
    assert (found.verdict, found.signs[0].name) == ("worse", "worsening")
    assert found.table.text["Stands out"].iloc[-1] == "above the upper limit"
    assert _found(series([*STEADY[:-1], 1_600])).verdict == "better"


FALLING = [2_400 - 40 * place + 8 * (-1) ** place for place in range(16)]


@pytest.mark.parametrize(
    ("target", "words"),
    [
        # From 18.0% on the line, 1.6 points a year to go at 1.6 a year.
        (Target(0.164, by=date(2027, 3, 31)), "by September 2027 .*, not before the day set, 31 March 2027"),
        (Target(0.164, by=date(2029, 6, 30)), "by September 2027 .*, in time for the day set, 30 June 2029"),
        (
            Target(0.164, by=date(2027, 9, 30)),
            "by September 2027 .*; whether by the day set, 30 September 2027, cannot",
        ),
        (Target(0.164), r"by September 2027 \(.* at the earliest, .* at the latest\)\.$"),
        (Target(0.10), r"by 2031"),
        (Target(0.20), "Its line over time has reached the national target of 20.0%"),
    ],
)
def test_the_way_to_a_target(series, target, words):
    found = _found(series(FALLING, people=10_000, targets=(target,)))
    assert pd.Series([found.sentence]).str.contains(words).all(), found.sentence


def test_away_and_far_and_not_clear(series):
    rising = FALLING[::-1]
    target = Target(0.1, by=date(2030, 3, 31))
    assert "It moves away from the national target of 10.0%, and so not by the day set, 31 March 2030." in (
        _found(series(rising, targets=(target,))).sentence
    )
    slow = [400_000 - 1_000 * place for place in range(16)]
    assert "At this pace it does not meet the national target of 10.0% within 20 years." in (
        _found(series(slow, people=1_000_000, targets=(Target(0.1),))).sentence
    )


def test_a_break_begins_new_limits_and_its_reason_is_said(series):
    counts = [*STEADY, *(count + 1_000 for count in STEADY)]
    plain = _found(series(counts))
    broken = _found(series(counts, rebases=(Rebase(date(2022, 10, 1), "Asked in another way"),)))
    assert "Usual variation is 28.9% to 31.1%." in broken.sentence
    assert broken.verdict == "unclear"
    assert plain.verdict != "unclear" or plain.notice.startswith("Neighbouring points resemble one another")
    assert "New limits from Oct–Dec 2022: Asked in another way." in broken.caveats
    assert any("Asked in another way" in note.text for note in broken.figure.layout.annotations)


def test_few_or_overlapping_periods_have_no_limits(series):
    few = _found(series(STEADY[:5], targets=(MET,)))
    assert few.headline == "Smoking: 20.2% in Jul–Sep 2026; meets the national target of 25.0% in this period"
    assert "It takes 12 periods to tell its usual ups and downs; here there are 5." in few.sentence
    assert (few.verdict, few.signs) == ("cannot tell", ())
    rolling = _found(series(STEADY, months=12))
    assert "These periods share months with one another" in rolling.sentence
    assert rolling.verdict == "cannot tell"


def test_months_without_a_row_are_a_gap_that_no_run_reaches_across(series, tmp_path):
    """Nine low months, then two absent, then nine high ones: seven in a row on one side stand at each end only."""
    counts = [1000 + (n % 2) for n in range(9)] + [None, None] + [1040 + (n % 2) for n in range(9)]
    dataset = series([each if each is not None else 1020 for each in counts], every=1, months=1)
    observed = dataset.every_observation()
    months = sorted(observed.loc[observed["indicator_id"] == "smoking", "period_end"].unique())[-20:]
    absent = [months[9], months[10]]
    kept = observed[~((observed["indicator_id"] == "smoking") & observed["period_end"].isin(absent))]
    gapped = Dataset.open(write_small(tmp_path / "gapped", observations=kept.reset_index(drop=True)))
    rows = ask(gapped, "smoking").values(areas=["I1"], all_periods=True)
    found = everyone_series(ask(gapped, "smoking"), rows[rows["period_end"] >= months[0]])
    assert len(found.periods) == 20
    assert np.isnan(found.numbers["value"][[9, 10]]).all()
    assert found.status[[9, 10]].tolist() == ["missing", "missing"]
    assert found.chart is not None
    assert (found.chart.rule[[9, 10]] == "").all()


def test_years_that_do_not_follow_one_step_are_left_as_they_are():
    starts = pd.to_datetime(["2019-04-01", "2021-04-01", "2021-07-01"])
    ends = pd.to_datetime(["2020-03-31", "2021-06-30", "2021-09-30"])
    periods = periods_of(pd.DataFrame({"period_start": starts, "period_end": ends}))
    assert with_absent(periods)["label"].tolist() == periods["label"].tolist()


def test_a_stray_year_far_from_all_others_fills_no_gap():
    starts = pd.to_datetime(["2001-04-01", "2021-04-01", "2022-04-01"])
    periods = periods_of(pd.DataFrame({"period_start": starts, "period_end": starts + pd.offsets.MonthEnd(12)}))
    assert len(with_absent(periods)) == 3


def test_a_target_within_the_interval_cannot_be_told(series):
    found = _found(series([20, 22, 19], people=100, targets=(Target(0.2),)))
    assert found.headline.endswith("whether it meets the national target of 20.0% cannot be told")


def test_one_period_has_no_picture(series):
    found = _found(series([2_000]))
    assert found.figure is None
    assert "here there is 1" in found.sentence


def test_an_indicator_for_everyone_only_says_that_no_gap_can_be_told(small):
    found = everyone_finding(ask(small, "vaccinated", "total"))
    assert found.notice.endswith("So we cannot tell whether a gap is closing.")
    assert found.headline.startswith("Vaccinated: 45.0% in Jul–Sep 2026")


@pytest.mark.parametrize("area", ["icb", "place", "neighbourhood"])
def test_every_indicator_of_the_demo(demo, area):
    code = demo.areas(area).index[0]
    wrong = {each: faults(everyone_finding(ask(demo, each, area=code))) for each in demo.indicators}
    assert {each: found for each, found in wrong.items() if found} == {}


def test_the_demos_targets(demo):
    """As planted: smoking falls too slowly, phones get worse, medicines are reviewed as they should."""
    told = {each: everyone_finding(ask(demo, each)) for each in ("smoking", "phone_access", "medication_review")}
    assert "not before the day set, 31 December 2030" in told["smoking"].sentence
    assert "It moves away from the local target of 70.0%." in told["phone_access"].sentence
    assert "consistently meets the local target of 70.0%" in told["medication_review"].headline
    assert np.isfinite(told["smoking"].table.frame["value"].dropna()).all()
