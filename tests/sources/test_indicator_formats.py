"""Readers of indicators: Fingertips, the Quality and Outcomes Framework and CVDPREVENT."""

import pandas as pd
import pytest

from data.files.errors import SourceError
from data.sources.formats import cvdprevent, fingertips, qof_groups, qof_prevalence
from data.sources.readers import reader_of
from tests.sources.published_folder import FINGERTIPS, rows
from tests.sources.published_folder import fingertips as row

HIDDEN = "Value suppressed for disclosure control reasons"


@pytest.fixture
def extract(open_text_file, read_with_faults):
    """What the reader makes of some rows of a Fingertips extract."""

    def reading(*lines: tuple, header: str = FINGERTIPS):
        table = open_text_file(rows(header, list(lines), bom=True))
        assert reader_of(table) is fingertips
        return read_with_faults(table)

    return reading


def test_the_prefix_n_of_a_board_is_taken_off_and_its_kind_is_told_by_its_code(extract):
    found = extract(row("nE54000028", "ICBs", "2022/23", 10, 50), row("E54000028", "STP", "2018/19", 10, 50)).frame
    assert found["area_code"].tolist() == ["E54000028", "E54000028"]
    assert found["area_type"].tolist() == ["icb", "icb"]


def test_practices_are_known_under_both_names_of_their_kind_of_area(extract):
    found = extract(row("E83003", "GP", "2022/23", 10, 50), row("E83005", "GPs", "2022/23", 10, 50)).frame
    assert found["area_type"].tolist() == ["practice", "practice"]


def test_england_repeated_with_a_blank_parent_counts_once(extract):
    reading = extract(
        row("E92000001", "England", "2022/23", 10, 50, parent=""), row("E92000001", "England", "2022/23", 10, 50)
    )
    assert len(reading.frame) == 1
    assert reading.dropped == {"the same area, period and figure again": 1}


def test_a_repeated_row_counts_once_and_one_with_another_figure_is_left_to_the_build(extract):
    others = [row(f"E8300{n}", "GP", "2022/23", 10, 50) for n in range(4, 9)]
    first = row("E83003", "GP", "2022/23", 10, 50)
    reading = extract(first, first, row("E83003", "GP", "2022/23", 20, 50), *others)
    assert reading.frame["numerator"].tolist() == [10, 20, *[10] * 5]
    assert reading.dropped == {"the same area, period and figure again": 1}


def test_quarters_under_one_year_are_not_told_apart_so_none_is_used(extract):
    quarters = [row("E92000001", "England", "2022/23", count, 50) for count in (10, 12, 14, 9)]
    reading = extract(*quarters)
    assert reading.frame.empty
    assert list(reading.dropped) == [
        "several figures of one area and period that the file does not tell apart (quarters?): none is used"
    ]


def test_rows_for_categories_and_other_areas_are_left_out_with_the_reason(extract):
    reading = extract(
        row("E92000001", "England", "2022/23", 10, 50, category="Least deprived decile "),
        row("Cl_L2_1a", "ONS 2011 group", "2022/23", 10, 50),
        row("E92000001", "England", "2022/23", 10, 50, sex="Male", category="Least deprived decile "),
        row("E92000001", "England", "2022/23", 21, 99),
    )
    assert reading.frame["numerator"].tolist() == [21]
    assert list(reading.dropped.values()) == [1, 1, 1]
    assert sum(reading.dropped.values()) + len(reading.frame) == reading.rows


def test_the_two_sexes_are_groups_beside_everyone(extract):
    found = extract(
        *(row("E92000001", "England", "2022/23", count, 50, sex=sex) for sex, count in
          (("Persons", 21), ("Male", 9), ("Female", 12)))
    ).frame.set_index(["dimension", "group"])  # fmt: skip
    assert found["numerator"].to_dict() == {("total", "all"): 21, ("sex", "male"): 9, ("sex", "female"): 12}


def test_the_only_sex_in_a_file_is_everyone_eligible(extract):
    reading = extract(
        row("E83003", "GP", "2022/23", 10, 50, sex="Female"), row("E83004", "GP", "2022/23", 8, 50, sex="Female")
    )
    assert reading.frame["group"].tolist() == ["all", "all"]
    assert reading.notes == ("indicator 91547 is published for one sex only: they are everyone eligible",)


def test_of_several_ages_all_together_are_taken_and_without_them_the_age_of_most_rows(extract):
    ages = [row("E92000001", "England", "2022/23", count, 50, age=age) for age, count in
            (("85+ yrs", 4), ("All ages", 30), ("<65 yrs", 26))]  # fmt: skip
    reading = extract(*ages)
    assert reading.frame["numerator"].tolist() == [30]
    assert reading.dropped == {"by bands of age that do not make ours up": 2}
    most = extract(*ages[::2], row("E83003", "GP", "2022/23", 10, 50, age="85+ yrs"))
    assert most.frame["numerator"].tolist() == [4, 10]


def test_a_blank_value_is_hidden_if_its_note_says_so_else_missing_and_never_nought(extract):
    found = extract(
        row("E83003", "GPs", "2022/23", "", 50, note=HIDDEN),
        row("E83004", "GPs", "2022/23", "", 50, note="Value missing in source data"),
        row("E83005", "GPs", "2022/23", 0, 50),
    ).frame
    assert found["status"].tolist() == ["suppressed", "missing", "ok"]
    assert found["numerator"].isna().tolist() == [True, True, False]


def test_a_blank_indicator_id_is_filled_from_rows_of_the_same_name(extract):
    found = extract(
        row("E83003", "GPs", "2022/23", 10, 50), row("E83003", "GPs", "2023/24", 9, 50, id="", sex="")
    ).frame
    assert found["source_id"].tolist() == ["fingertips:91547", "fingertips:91547"]
    assert found["period_end"].tolist() == [pd.Timestamp(2023, 3, 31), pd.Timestamp(2024, 3, 31)]


def test_the_varying_last_columns_do_not_matter(extract):
    header = FINGERTIPS.replace("Column not used", '"Compared to\nPCNs (v. 27/10/23)"')
    assert len(extract(row("E83003", "GPs", "2022/23", 10, 50), header=header).frame) == 1


@pytest.mark.parametrize("heading", ["Indicator Name", "Value note"])
def test_an_extract_without_a_column_that_is_read_is_none(open_text_file, heading):
    header = FINGERTIPS.replace(heading, "Nothing of it")
    assert header != FINGERTIPS
    assert reader_of(open_text_file(rows(header, [row("E83003", "GPs", "2022/23", 10, 50)], bom=True))) is None


def test_a_period_it_does_not_know_is_named(extract):
    reading = extract(row("E83003", "GPs", "2022/23", 10, 50), row("E83003", "GPs", "2022 Q5", 10, 50))
    assert reading.frame["period_end"].tolist() == [pd.Timestamp(2023, 3, 31)]
    assert len(reading.faults) == 1
    words = (
        "file.csv, row 3, column 'Time period': a period that cannot be read: its rows are left out; found '2022 Q5'"
    )
    assert reading.faults[0].startswith(words)


_QOF = "PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE\n"


def test_qof_prevalence_takes_its_year_from_the_publisher_name_of_the_file(open_text_file, read):
    table = open_text_file(
        _QOF + "E83003,AST,478,06OV,8546\nE83003,AF,,TOTAL,9160\n", name="QOF_PREVALENCE_2021_v2.csv"
    )
    assert reader_of(table) is qof_prevalence
    reading = read(table)
    found = reading.frame
    assert reading.period == "2020/21"
    assert found["source_id"].tolist() == ["qof:AST", "qof:AF"]
    assert found["period_start"].tolist() == [pd.Timestamp(2020, 4, 1)] * 2
    assert found["status"].tolist() == ["ok", "missing"]
    assert found.iloc[0][["numerator", "denominator"]].tolist() == [478, 8546]


def test_qof_prevalence_without_a_year_says_how_to_mend_it(open_text_file, read):
    with pytest.raises(SourceError, match="nor does its name.*published name"):
        read(open_text_file(_QOF + "E83003,AST,478,06OV,8546\n"))


def test_a_national_qof_file_gives_england_as_its_sum(open_text_file, read):
    lines = "".join(f"A{number:05d},AF,2,TOTAL,100\n" for number in range(6_000))
    found = read(open_text_file(_QOF + lines, name="x_2122.csv")).frame
    england = found[found["area_type"] == "country"].iloc[0]
    assert (england["numerator"], england["denominator"]) == (12_000, 600_000)


def test_qof_groups_give_the_description_of_a_code(open_text_file, read):
    table = open_text_file("INDICATOR_CODE,GROUP_CODE,GROUP_DESCRIPTION\nAST1,AST,Asthma\nAST2,AST,Asthma\n")
    assert reader_of(table) is qof_groups
    assert read(table).frame.to_numpy().tolist() == [["qof:AST", "Asthma"]]


_CVD = ["AreaCode", "AreaName", "IndicatorCode", "MetricCategoryName", "MetricCategoryTypeName",
        "Numerator", "Denominator", "TimePeriodName", "Value", "ValueNote"]  # fmt: skip


def _cvd(group: object, kind: str = "Deprivation quintile", n: object = 50, d: object = 80, area: str = "E54000028"):
    value = None if n is None else 62.5
    return [area, "Name", "CVDP003CHOL", group, kind, n, d, "To March 2023", value, None]


def test_cvdprevent_fifths_are_numbers_or_text_and_the_ends_are_in_words(open_book, read):
    groups = ["1 - most deprived", 2, "3", 4, "5 - least deprived"]
    (table,) = open_book(Sheet1=[_CVD, *[_cvd(group) for group in groups], _cvd("Persons", "Sex")])
    assert reader_of(table) is cvdprevent
    found = read(table).frame
    assert found["group"].tolist() == ["1", "2", "3", "4", "5", "all"]
    assert found["dimension"].tolist() == ["deprivation_quintile"] * 5 + ["total"]
    assert set(found["area_type"]) == {"icb"}
    assert found["period_start"].iloc[0] == pd.Timestamp(2022, 4, 1)
    assert found["period_end"].iloc[0] == pd.Timestamp(2023, 3, 31)


def test_cvdprevent_blanks_are_hidden_counts_and_other_categories_are_left_out(open_book, read):
    (table,) = open_book(
        Practice=[_CVD, _cvd("Persons", "Sex", None, None, "F83010"), _cvd("Male", "Sex"), _cvd("40-59", "Age group")]
    )
    reading = read(table)
    assert reading.frame["status"].tolist() == ["suppressed", "ok"]
    assert reading.frame["area_type"].tolist() == ["practice", "icb"]
    assert reading.frame[["dimension", "group"]].to_numpy().tolist() == [["total", "all"], ["sex", "male"]]
    assert reading.dropped == {"by bands of age that do not make ours up": 1}


def test_cvdprevent_networks_are_told_from_practices(open_book, read):
    areas = ("E92000001", "E54000028", "U12345", "F83010", "E40000003")
    (table,) = open_book(Sheet1=[_CVD, *[_cvd("Persons", "Sex", area=area) for area in areas]])
    reading = read(table)
    assert reading.frame["area_type"].tolist() == ["country", "icb", "neighbourhood", "practice"]
    assert reading.dropped == {"of a kind of area not used here": 1}


def test_cvdprevent_ethnic_groups_are_coded_where_they_are_given(open_book, read):
    groups = ["White", "Asian or Asian British", "Not stated"]
    (table,) = open_book(Sheet1=[_CVD, *[_cvd(group, "Ethnicity") for group in groups]])
    found = read(table).frame
    assert found[["dimension", "group"]].to_numpy().tolist() == [
        ["ethnic_group", "white"], ["ethnic_group", "asian"], ["ethnic_group", "unknown"]
    ]  # fmt: skip


def test_cvdprevent_ages_that_cut_across_ours_are_shared_out_of_england_only(open_book, read):
    """Of 40 to 59 all are under 65; of 60 to 79 a quarter are: 40 + 0.25 × 80 of 200 + 0.25 × 200 are 40 to 64."""
    bands = (("18-39", 10, 100), ("40-59", 40, 200), ("60-79", 80, 200), ("80+", 30, 50))
    lines = [_cvd(age, "Age group", n, d, area) for area in ("E92000001", "E54000028") for age, n, d in bands]
    (table,) = open_book(Sheet1=[_CVD, *lines])
    reading = read(table)
    found = reading.frame.set_index(["area_type", "group"])[["dimension", "numerator", "denominator"]]
    assert found.loc["country"].T.to_dict("list") == {
        "18-39": ["age", 10, 100], "80+": ["age", 30, 50], "40-64": ["age", 60, 250], "65-79": ["age", 60, 150],
    }  # fmt: skip
    assert found.loc["icb"].index.tolist() == ["18-39", "80+"]
    assert reading.dropped == {"by bands of age that do not make ours up": 2}
    assert reading.notes == (
        "cvdprevent:CVDP003CHOL: England's figures of 40-59, 60-79 are shared out to broad bands by the years in them, only "
        "to adjust for age",
    )


def test_fingertips_ages_that_make_ours_up_are_added_up_and_hidden_with_a_part(extract):
    ages = (("All ages", 100, 900), ("18-24 yrs", 10, 100), ("25-39 yrs", 20, 150), ("<18 yrs", 30, 200))
    lines = [row("E54000028", "ICBs", "2022/23", n, d, age=age) for age, n, d in ages]
    lines += [
        row("E54000029", "ICBs", "2022/23", 100, 900, age="All ages"),
        row("E54000029", "ICBs", "2022/23", 10, 100, age="18-24 yrs"),
        row("E54000029", "ICBs", "2022/23", "", 150, age="25-39 yrs", note=HIDDEN),
        # Without its other part, this one says nothing of 18 to 39.
        row("E54000030", "ICBs", "2022/23", 10, 100, age="18-24 yrs"),
    ]
    reading = extract(*lines)
    aged = reading.frame[reading.frame["dimension"] == "age"].set_index(["area_code", "group"])
    assert aged["numerator"].fillna(-1).to_dict() == {
        ("E54000028", "0-17"): 30, ("E54000028", "18-39"): 30, ("E54000029", "18-39"): -1,
    }  # fmt: skip
    assert aged["status"].tolist() == ["ok", "ok", "suppressed"]
    assert reading.dropped == {"by bands of age that do not make ours up": 1, "bands of age joined to ours": 2}
