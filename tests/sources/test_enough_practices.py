"""Practices that are few of an area's are not added up to it."""

import pandas as pd
import pytest

from data.sources.enough_practices import of_most_patients
from data.sources.report import BuildReport

CODES = [f"A{number}" for number in range(10)]
PRACTICES = pd.DataFrame(
    {"place_code": ["E1"] * 10, "network": ["N1"] * 6 + ["N2"] * 4, "registered": 1000.0}, index=CODES
)


def _rows(n: int, status: str = "ok") -> pd.DataFrame:
    found = pd.DataFrame({"area_code": CODES[:n], "status": status, "indicator_id": "seen"})
    days = {"period_start": pd.Timestamp(2024, 4, 1), "period_end": pd.Timestamp(2025, 3, 31)}
    return found.assign(**days).join(PRACTICES[["place_code", "network"]], on="area_code")


@pytest.mark.parametrize(("n", "status", "kept"), [(5, "ok", 5), (4, "ok", 0), (5, "suppressed", 5)])
def test_figures_of_fewer_than_half_of_an_areas_patients_are_no_figure_of_it(n, status, kept):
    report = BuildReport()
    assert len(of_most_patients(_rows(n, status), PRACTICES, "place_code", report)) == kept
    told = report.sections.get("Practices without figures in some periods", [])
    assert told == [
        "seen: the practices with figures have 40% of the patients of E1: they are not added up to these"
    ] * (kept == 0)


def test_an_area_of_few_practices_is_not_judged():
    report = BuildReport()
    assert len(of_most_patients(_rows(1), PRACTICES, "network", report)) == 1
    assert report.sections == {}
