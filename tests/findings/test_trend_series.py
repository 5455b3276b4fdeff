"""How a series goes on from period to period: by how far apart its periods are, and not by how long each is."""

import pandas as pd
import pytest

from components.findings.trend.trend import trend_finding
from components.findings.trend_series import periods_of, step_of, step_word, with_absent
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.small_dataset import small_observations, write_small

SURVEYED = [("2020-01-01", "2020-03-31"), ("2021-01-01", "2021-03-31"), ("2023-01-01", "2023-03-31")]
FIELDWORK = [("2020-01-02", "2020-04-06"), ("2021-01-04", "2021-03-30"), ("2022-01-10", "2022-04-11")]
COUNT_DAYS = [("2020-03-31", "2020-03-31"), ("2021-03-31", "2021-03-31"), ("2022-03-31", "2022-03-31")]
# Two quarters of eight have no row.
QUARTERS = [(f"{year}-{month:02}-01", f"{year}-{month + 2:02}-28") for year in (2020, 2021) for month in (1, 4, 10)]
ROLLING = [("2020-01-01", "2020-12-31"), ("2020-07-01", "2021-06-30"), ("2021-01-01", "2021-12-31")]
MIXED = [("2020-04-01", "2021-03-31"), ("2021-04-01", "2021-06-30"), ("2021-07-01", "2021-09-30")]


def _periods(spans: list[tuple[str, str]]) -> pd.DataFrame:
    return periods_of(pd.DataFrame(spans, columns=["period_start", "period_end"]).apply(pd.to_datetime))


@pytest.mark.parametrize(
    ("spans", "months", "word"),
    [
        (SURVEYED, 12, "year"),
        (SURVEYED[:2], 12, "year"),
        (SURVEYED[:1], 3, "quarter"),
        (FIELDWORK, 12, "year"),
        (COUNT_DAYS, 12, "year"),
        (QUARTERS, 3, "quarter"),
        (ROLLING, 12, "year"),
        (MIXED, 0, "period"),
    ],
)
def test_a_step_is_how_far_apart_periods_are(spans, months, word):
    periods = _periods(spans)
    assert (step_of(periods), step_word(periods)) == (months, word)


def test_a_year_without_its_survey_is_a_gap_of_one_point():
    assert with_absent(_periods(SURVEYED))["label"].tolist() == [f"Jan–Mar {year}" for year in range(2020, 2024)]
    assert with_absent(_periods(FIELDWORK))["separate"].tolist() == [True] * 3


def test_five_surveys_from_january_to_march_are_five_years(tmp_path):
    observed = small_observations()
    starts = sorted(observed["period_start"].unique())
    years = {start: pd.Timestamp(2021 + place, 1, 1) for place, start in enumerate(starts)}
    moved = observed["period_start"].map(years)
    yearly = observed.assign(period_start=moved, period_end=moved + pd.offsets.MonthEnd(3))
    finding = trend_finding(ask(Dataset.open(write_small(tmp_path, observations=yearly)), "smoking"))
    told = finding.table.frame["label"].tolist()
    assert "Change along the trend line over 5 years" in told
    assert not any("quarter" in each for each in told)
