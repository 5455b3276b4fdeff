"""Claimants and income by small area: read on the layout of public code, and added up to neighbourhoods and fifths."""

import openpyxl
import pandas as pd
import pytest

from data.dataset.dataset import Dataset
from data.files.errors import SourceError
from data.files.opening import open_tables
from data.sources.beside_dataset import read_beside
from data.sources.building import build
from data.sources.formats import claimants, small_area_income
from data.sources.ground import ground_of_dataset
from data.sources.neighbourhoods import PCN
from data.sources.readers import reader_of
from tests.small_dataset import RULE
from tests.sources.published_folder import SMALL_AREAS

NOMIS = "DATE,DATE_NAME,GEOGRAPHY_NAME,GEOGRAPHY_CODE,GENDER_NAME,AGE_NAME,MEASURE_NAME,MEASURES_NAME,OBS_VALUE"
EVERYONE = "Total,All categories: Age 16+,Claimant count,Value"
AGES = (
    "geography code,Age: Aged 4 years and under,Age: Aged 15 to 19 years,Age: Aged 20 to 64 years,"
    "Age: Aged 65 years and over"
)
INCOME = ["MSOA code", "MSOA name", "Local authority code", "Disposable (net) annual income (£)"]


def _nomis(*rows: tuple[str, str, int | str], of: str = EVERYONE) -> str:
    return "".join(f"{month[:7]},{month[8:]},A,{code},{of},{count}\n" for month, code, count in rows)


def test_of_a_query_only_the_count_of_everyone_in_small_areas_is_read(open_text_file):
    march = "2026-03 March 2026"
    table = open_text_file(
        f"{NOMIS}\n"
        + _nomis((march, "E01000001", 25), (march, "W01000001", 5), ("2026-99 no month", "E01000001", 30))
        + _nomis((march, "E01000001", "2.4"), of="Total,All categories: Age 16+,Claimants as a proportion,Value")
        + _nomis((march, "E01000001", 10), of="Female,All categories: Age 16+,Claimant count,Value")
        + _nomis((march, "E01000001", 5), of="Total,Aged 16-24,Claimant count,Value")
        + _nomis((march, "E01000002", "many"))
    )
    assert reader_of(table) is claimants
    reading = claimants.read(table)
    first, last = pd.Timestamp(2026, 3, 1), pd.Timestamp(2026, 3, 31)
    assert reading.frame.to_dict("records") == [
        {"lsoa": "E01000001", "period_start": first, "period_end": last, "claimants": 25.0}
    ]
    assert (reading.period, sum(reading.dropped.values())) == ("March 2026", 6)
    assert any("row 4, column 'DATE'" in line for line in table.odd.lines("f.csv", ""))


def _with_ages(folder) -> None:
    lines = [f"{code},100,100,400,100" for code in SMALL_AREAS]
    (folder / "ages.csv").write_text("\n".join([AGES, *lines]) + "\n", encoding="utf-8")


@pytest.mark.parametrize("vintage", [2021, 2011])
def test_claimants_are_out_of_residents_of_working_age_and_carried_over_from_2011(folder, tmp_path, vintage):
    _with_ages(folder)
    counts = dict.fromkeys(SMALL_AREAS, 20)
    if vintage == 2011:
        # 003 was split into areas of 600 and 200 residents, and 004 and 005 were merged.
        counts = {"E01000001": 20, "E01000002": 20, "E01000003": 40, "E01000004": 5, "E01000005": 15, "E01000006": 20}
    rows = [("2026-03 March 2026", code, count) for code, count in counts.items()]
    (folder / "n.csv").write_text(f"{NOMIS}\n{_nomis(*rows)}", encoding="utf-8")
    build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    found = Dataset.open(tmp_path / "out").observations("claimants")
    everyone = found[found["dimension"] == "total"].set_index("area_code")
    # Of each small area 80 of 15 to 19 and 400 more.
    assert everyone.loc["E54000090", ["numerator", "denominator"]].tolist() == [120, 6 * 480]
    assert everyone.loc["U00001", ["numerator", "denominator"]].tolist() == [80, 4 * 480]
    assert set(everyone["period_end"]) == {pd.Timestamp(2026, 3, 31)}
    third = found[(found["level"] == "icb") & (found["group"] == "2")]["numerator"].tolist()
    assert third == [30.0 if vintage == 2011 else 20.0][: len(third)]


def test_claimants_without_ages_are_left_out_and_told(folder, tmp_path):
    rows = [("2026-03 March 2026", code, 20) for code in SMALL_AREAS]
    (folder / "n.csv").write_text(f"{NOMIS}\n{_nomis(*rows)}", encoding="utf-8")
    report = build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    assert "put the Census table of ages (TS007A) beside them" in report.text("")
    assert "claimants" not in Dataset.open(tmp_path / "out").indicators


def _income(path, title: str = "Disposable income, financial year ending 2023") -> None:
    book = openpyxl.Workbook()
    book.active.title = "Net annual income"
    for line in ([title], ["A note"], [], INCOME):
        book.active.append(line)
    for code, name, pounds in (
        ("E02000001", "Alpha 001", 30_000), ("E02000002", "Alpha 002", 40_000), ("E02000003", "Beta 001", 50_000),
        ("E02000004", "Gamma 001", 90_000), ("W02000001", "Delta 001", 20_000),
    ):  # fmt: skip
        book.active.append([code, name, "E06000901", pounds])
    book.save(path)


def test_income_of_middle_layer_areas_is_averaged_over_the_residents_of_each_neighbourhood(folder, tmp_path):
    _income(folder / "income.xlsx")
    build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    dataset = Dataset.open(tmp_path / "out")
    found = dataset.observations("disposable_income").set_index("area_code")
    # U00001: 2,000 residents of Alpha 001 and 800 of Alpha 002.
    assert found.loc["U00001", "value"] == pytest.approx((2000 * 30_000 + 800 * 40_000) / 2800)
    assert found.loc["U00002", "value"] == pytest.approx(50_000)
    assert found.loc["E54000090", "value"] == pytest.approx((2000 * 30_000 + 800 * 40_000 + 2200 * 50_000) / 5000)
    assert (set(found["dimension"]), set(found["period_end"])) == ({"total"}, {pd.Timestamp(2023, 3, 31)})


def test_income_of_no_year_is_refused_by_name(tmp_path):
    _income(tmp_path / "income.xlsx", "Disposable income")
    table = open_tables(tmp_path / "income.xlsx", "income.xlsx")[0]
    assert reader_of(table) is small_area_income
    with pytest.raises(SourceError, match="nothing says which year its income is of"):
        small_area_income.read(table)


def test_both_are_read_beside_a_dataset_that_stands(folder, tmp_path):
    _with_ages(folder)
    _income(tmp_path / "income.xlsx")
    build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    ground = ground_of_dataset(Dataset.open(tmp_path / "out"))
    rows = [("2026-03 March 2026", code, 20) for code in SMALL_AREAS]
    files = {"n.csv": f"{NOMIS}\n{_nomis(*rows)}".encode(), "i.xlsx": (tmp_path / "income.xlsx").read_bytes()}
    found = read_beside(files, ground)
    assert (found.files, dict(found.unused)) == (set(files), {})
    whole = found.observations[(found.observations["level"] == "icb") & (found.observations["dimension"] == "total")]
    values = dict(zip(whole["indicator_id"], whole["numerator"] / whole["denominator"], strict=True))
    assert values == pytest.approx({"claimants": 20 / 480, "disposable_income": 202_000_000 / 5000})
