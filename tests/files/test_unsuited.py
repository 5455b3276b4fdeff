"""Published tables of hospitals and commissioners: refused by name, with what to take instead, wherever they are given."""

import pytest

from data.files.row_table import table_of
from data.files.sheets import Sheet
from data.files.unsuited import unsuited
from data.recipes.guess import guess
from data.recipes.guessed import Said
from data.your_data.validate import take

_ACTIVITY = (
    ("", "Title:", "Monthly Hospital Activity: Commissioner Level Data"),
    ("", "Period:", "September 2019"),
    ("", "Year", "Period", "Org Code", "Org Name", "Elective admissions"),
    ("", "2019-20", "September", "07M", "NHS Barnet CCG", "669"),
    ("", "2019-20", "September", "07R", "NHS Camden CCG", "512"),
)
_ATTENDANCES = (
    ("Period", "Org Code", "Org name", "A&E attendances Type 1", "A&E attendances Type 2"),
    ("MSitAE-APRIL-2025", "RAL", "Royal Free", "20000", "0"),
    ("MSitAE-APRIL-2025", "RAP", "North Middlesex", "15000", "0"),
)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (_ACTIVITY, "NHS England's monthly hospital activity, which no neighbourhood can be shown by"),
        (_ATTENDANCES, "a trust is no area: its patients come from several boards"),
    ],
)
def test_it_is_refused_by_name_and_what_to_take_instead_is_said(rows, words):
    refusal = unsuited(table_of("activity.xls", "Commissioner", rows))
    assert words in str(refusal)
    assert "take A&E attendances or emergency admissions by board and council instead" in str(refusal)


def test_another_table_of_attendances_is_not_refused():
    rows = (("Practice", "Month", "A&E attendances", "List size"), ("E83003", "April 2025", "40", "9000"))
    assert unsuited(table_of("ours.csv", "", rows)) is None


def test_nothing_is_guessed_unless_somebody_says_what_a_column_is():
    sheet = Sheet(table_of("activity.xls", "Commissioner", _ACTIVITY), _ACTIVITY)
    assert guess(sheet).recipe is None
    assert guess(sheet).why_not.startswith("it is NHS England's monthly hospital activity")
    assert "which no neighbourhood" not in guess(sheet, said=Said(roles={"F": "value"})).why_not


def test_your_data_says_it_in_one_sentence_and_calls_it_no_unknown_format():
    text = "\n".join(",".join(row) for row in _ATTENDANCES)
    (problem,) = take({"attendances.csv": text.encode()}).problems
    assert problem.sentence.startswith("attendances.csv: NHS England's monthly A&E attendances")
    assert "no format" not in problem.sentence
    assert "no known format" not in problem.sentence
