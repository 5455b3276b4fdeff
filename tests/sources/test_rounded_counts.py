"""A value published beside rounded counts stands; beside exact counts it only repeats them and is dropped."""

import pandas as pd
import pytest

from data.sources.definitions import ready_definitions
from data.sources.report import BuildReport
from data.sources.rounded_counts import SECTION, values_beside_counts

DEFINITIONS = ready_definitions()


def _rows(counts: list[tuple[float, float, float]], **more: object) -> pd.DataFrame:
    """Practices' rows of (numerator, denominator, value in percent)."""
    found = pd.DataFrame(counts, columns=["numerator", "denominator", "value"])
    about = {
        "indicator_id": "cholesterol_treatment",
        "source_id": "cvdprevent:CVDP003CHOL",
        "source": "a.xlsx",
        "area_type": "practice",
        "area_code": [f"A1000{place}" for place in range(len(found))],
        "period_end": pd.Timestamp("2023-12-31"),
        "status": "ok",
        "lower": found["value"] - 4,
        "upper": found["value"] + 4,
    }
    return found.assign(**about | more)


def _told(rows: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    report = BuildReport(None)
    found = values_beside_counts(rows, DEFINITIONS, report)
    return found, report.text("x")


FIVES = [(60.0, 100.0, 61.2), (30.0, 50.0, 58.8), (15.0, 25.0, 64.0), (40.0, 80.0, 50.5), (90.0, 100.0, 88.9)]


def test_values_beside_counts_that_are_all_fives_stand_with_their_limits():
    found, text = _told(_rows(FIVES))
    assert found["value"].tolist() == [61.2, 58.8, 64.0, 50.5, 88.9]
    assert found["lower"].tolist() == pytest.approx([57.2, 54.8, 60.0, 46.5, 84.9])
    assert SECTION in text
    # 15 of 25 is 60%.
    assert "so 5 published values stand beside them; the two are up to 4.00 apart (A10002 to Dec 2023: 64, " in text


@pytest.mark.parametrize(
    "counts",
    [[*FIVES[:-1], (91.0, 100.0, 91.0)], FIVES[:4]],
    ids=["one count is exact", "too few to tell"],
)
def test_values_beside_exact_counts_are_dropped(counts):
    found, text = _told(_rows(counts))
    assert found[["value", "lower", "upper"]].isna().all(axis=None)
    assert SECTION not in text


def test_kinds_of_areas_are_told_apart():
    england = _rows([(61_234.0, 100_001.0, 61.23)], area_type="country", area_code="E92000001")
    found, _ = _told(pd.concat([_rows(FIVES), england], ignore_index=True))
    assert found["value"].notna().tolist() == [True] * 5 + [False]


def test_a_value_without_counts_is_left_and_a_hidden_row_says_nothing():
    nan = float("nan")
    rows = pd.concat([_rows(FIVES), _rows([(nan, nan, 70.0), (nan, 40.0, nan)])], ignore_index=True)
    rows.loc[6, "status"] = "suppressed"
    found, _ = _told(rows)
    assert found["value"].tolist()[:6] == [61.2, 58.8, 64.0, 50.5, 88.9, 70.0]


def test_a_value_further_off_than_rounding_is_told():
    _, text = _told(_rows([*FIVES, (500.0, 1000.0, 53.0)]))
    assert "1 published values are further from their counts than rounding takes them" in text
    assert "(first: A10005 to Dec 2023, 53, and 500 of 1,000)" in text


def test_an_impossible_value_gives_way_to_its_counts():
    found, text = _told(_rows([*FIVES, (45.0, 50.0, 112.0)]))
    assert found["value"].isna().tolist() == [False] * 5 + [True]
    assert "1 published values below 0 or above 100%" in text
    assert "(first: cholesterol_treatment, A10005 to Dec 2023, 112)" in text
