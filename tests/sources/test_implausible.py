"""Published counts that cannot be are left out and told; doubtful ones are told."""

import pandas as pd

from data.sources.building import build
from data.sources.definitions import ready_definitions
from data.sources.implausible import SECTION, tell_doubtful, without_impossible
from data.sources.neighbourhoods import PCN
from data.sources.report import BuildReport
from tests.small_dataset import RULE
from tests.sources.published_folder import FINGERTIPS, fingertips, rows

READY = ready_definitions()


def _counts(*lines: tuple) -> pd.DataFrame:
    found = pd.DataFrame(lines, columns=["area_code", "dimension", "group", "numerator", "denominator"])
    return found.assign(indicator_id="smoking", area_type="practice", period_end=pd.Timestamp(2023, 3, 31), value=1.0,
                        status="ok", source="j.csv")  # fmt: skip


def test_no_counts_at_all_are_none():
    none = _counts(("A1", "total", "all", 30, 12)).astype({"indicator_id": "str"}).iloc[:0]
    assert without_impossible(none, READY, BuildReport()).empty


def test_more_people_counted_than_there_are_and_counts_below_nought_are_missing_and_told():
    report = BuildReport()
    given = _counts(("A1", "total", "all", 30, 12), ("A2", "total", "all", -1, 12), ("A3", "total", "all", 12, 12))
    found = without_impossible(given, READY, report)
    assert found["status"].tolist() == ["missing", "missing", "ok"]
    assert found["numerator"].fillna(-9).tolist() == [-9, -9, 12]
    assert found["value"].isna().tolist() == [True, True, False]
    assert report.sections[SECTION] == [
        "smoking in j.csv: a count below nought: taken as not collected; 1 rows (A2 to Mar 2023)",
        "smoking in j.csv: more people counted than there are: taken as not collected; 1 rows (A1 to Mar 2023)",
    ]


def test_parts_of_people_and_groups_above_everyone_are_told_and_kept():
    report = BuildReport()
    given = _counts(
        ("A1", "total", "all", 30, 100),
        ("A1", "ethnic_group", "asian", 36, 50),
        ("A1", "ethnic_group", "black", 35, 50),
        ("A2", "total", "all", 4.5, 12),
    )
    tell_doubtful(given, READY, report)
    assert report.sections[SECTION] == [
        "smoking in j.csv: a count of people that is not a whole number: kept as published; 1 rows (A2 to Mar 2023)",
        "smoking in j.csv: a group with more people than everyone together: kept as published; 1 rows (A1 to Mar 2023)",
    ]


def test_a_build_leaves_an_impossible_practice_out_of_every_sum(folder, tmp_path):
    lines = [fingertips("A10001", "GPs", "2022/23", 30, 12), fingertips("A10002", "GPs", "2022/23", 100, 1000)]
    (folder / "j.csv").write_bytes(rows(FINGERTIPS, lines))
    build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    found = pd.read_parquet(tmp_path / "out" / "observations.parquet")
    everyone = found[(found["level"] == "icb") & (found["dimension"] == "total")]
    assert everyone[["numerator", "denominator"]].to_numpy().tolist() == [[100, 1000]]
    assert found.loc[found["area_code"] == "A10001", "status"].tolist() == ["missing"]
    assert "more people counted than there are" in (tmp_path / "out" / "build_report.md").read_text(encoding="utf-8")
