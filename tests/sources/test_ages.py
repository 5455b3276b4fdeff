"""How old people are, from lists by age and from the Census: read, shared out over bands, added up, protected."""

import numpy as np
import pandas as pd
import pytest

from data.coding.ages import band_shares
from data.contract.age_tables import AGE_COLUMNS
from data.dataset.dataset import Dataset
from data.files.errors import SourceError
from data.sources.building import build
from data.sources.formats import list_by_age
from data.sources.neighbourhoods import PCN
from data.sources.readers import reader_of
from tests.small_dataset import RULE

HEADER = "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS"
_BANDS = list(AGE_COLUMNS)


def _line(code: str, sex: str, age: str, people: object, kind: str = "GP") -> str:
    return f"GP_PRAC_PAT_LIST,01JUL2022,{kind},{code},X,AB1 2CD,{sex},{age},{people}"


def _file(*lines: str) -> str:
    return "\n".join([HEADER, *lines]) + "\n"


def test_a_list_by_age_is_read_with_both_sexes_together(open_text_file, read):
    table = open_text_file(
        _file(
            _line("A10001", "ALL", "ALL", 60),
            _line("A10001", "MALE", "0_4", 10),
            _line("A10001", "FEMALE", "0_4", 12),
            _line("A10001", "MALE", "95+", 1),
            _line("QAA", "MALE", "0_4", 900, "ICB"),
        )
    )
    assert reader_of(table) is list_by_age
    reading = read(table)
    found = reading.frame
    assert found[["practice_code", "first", "last", "patients"]].to_numpy().tolist() == [
        ["A10001", 0, 4, 22.0],
        ["A10001", 95, 200, 1.0],
    ]
    assert found["day"].unique().tolist() == [pd.Timestamp("2022-07-01")]
    assert reading.dropped == {"of larger areas: practices are added up instead": 1, "every age together": 1}


def test_sexes_beside_everyone_are_not_counted_twice(open_text_file, read):
    lines = [_line("A10001", sex, "5_9", people) for sex, people in (("ALL", 22), ("MALE", 10), ("FEMALE", 12))]
    reading = read(open_text_file(_file(*lines)))
    assert reading.frame["patients"].tolist() == [22.0]
    assert reading.dropped == {"one sex, already in the row for all": 2}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (_line("A10001", "MALE", "young", 3), "row 2, column 'AGE_GROUP_5': an age group that cannot be read"),
        (_line("A10001", "MALE", "0_4", 3).replace("01JUL2022", "soon"), "row 2, column 'EXTRACT_DATE': not a date"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_place(open_text_file, read, line, words):
    with pytest.raises(SourceError, match=words):
        read(open_text_file(_file(line)))


def test_a_practice_with_a_number_that_cannot_be_read_is_left_out_and_told(open_text_file, read_with_faults):
    lines = [
        _line("A10001", "MALE", "0_4", "many"),
        _line("A10001", "MALE", "5_9", 3),
        _line("A10002", "MALE", "0_4", 7),
    ]
    reading = read_with_faults(open_text_file(_file(*lines)))
    assert reading.frame["practice_code"].tolist() == ["A10002"]
    assert reading.dropped == {"of practices with a number that cannot be read": 2}
    assert "row 2, column 'NUMBER_OF_PATIENTS': not a number: taken as not given; found 'many'" in reading.faults[0]


def test_bands_are_shared_out_by_the_years_in_them():
    found = band_shares([(0, 4), (15, 19), (35, 39), (60, 64), (75, 79), (80, 84), (95, 200), (0, 17)])
    np.testing.assert_allclose(
        found,
        [
            [1, 0, 0, 0, 0], [0.6, 0.4, 0, 0, 0], [0, 1, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 1, 0], [0, 0, 0, 0, 1],
            [0, 0, 0, 0, 1], [1, 0, 0, 0, 0],
        ],
    )  # fmt: skip
    np.testing.assert_allclose(found.sum(axis=1), 1)


def _lists(people: dict[str, dict[str, int]]) -> str:
    return _file(*(_line(code, "ALL", age, n) for code, ages in people.items() for age, n in ages.items()))


def test_patients_by_age_add_up_at_every_level_of_a_build(folder, tmp_path):
    lists = {
        "A10001": {"15_19": 100, "40_44": 700, "80_84": 100},
        "A10002": {"20_24": 800, "65_69": 400},
        "A10003": {"0_4": 1000, "95+": 1200},
    }
    (folder / "ages.csv").write_text(_lists(lists), encoding="utf-8")
    build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    table = Dataset.open(tmp_path / "out").optional("age_structure")
    assert table is not None
    whole = table[(table["level"] == "icb") & (table["dimension"] == "total")].iloc[0]
    # Of 100 aged 15 to 19, 60 are taken as under 18.
    assert whole[_BANDS].tolist() == [1060, 840, 700, 400, 1300]
    assert (whole["people_of"], whole["people"], str(whole["period_end"].date())) == ("registered", 4300, "2022-07-01")
    for level in ("neighbourhood", "place", "practice"):
        rows = table[(table["level"] == level) & (table["dimension"] == "total")]
        assert rows[_BANDS].sum().tolist() == whole[_BANDS].tolist()
    fifths = table[(table["level"] == "icb") & (table["dimension"] == "practice_deprivation_quintile")]
    assert fifths[_BANDS].sum().tolist() == whole[_BANDS].tolist()


def test_small_bands_are_hidden_with_their_whole_row_and_never_nought(folder, tmp_path):
    lists = {
        "A10001": {"20_24": 600, "40_44": 700, "80_84": 3},
        "A10002": {"20_24": 800, "40_44": 300, "80_84": 100},
        "A10003": {"20_24": 500, "40_44": 1000, "80_84": 200},
    }
    (folder / "ages.csv").write_text(_lists(lists), encoding="utf-8")
    build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    table = Dataset.open(tmp_path / "out").optional("age_structure")
    assert table is not None
    row = table[(table["level"] == "practice") & (table["area_code"] == "A10001")].iloc[0]
    assert row["status"] == "suppressed"
    assert row[["people", *_BANDS]].isna().all()


def test_a_list_of_few_practices_says_nothing_of_all(folder, tmp_path):
    (folder / "ages.csv").write_text(_lists({"A10001": {"20_24": 900}}), encoding="utf-8")
    report = build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    assert Dataset.open(tmp_path / "out").optional("age_structure") is None
    assert "lists by age of only 1 practices: too few to say how old patients are" in report.text("x")
