"""A folder of returns is read cell by cell; what cannot be read is named and the rest is read all the same."""

import datetime

import pandas as pd
import pytest

from data.returns.folder import _last_saved
from data.returns.monthly_return import BLANK as BLANK_STATUS
from data.returns.monthly_return import OK, SUPPRESSED, WRONG
from data.returns.workbook_cells import Formula
from tests.returns.made_returns import BLANK, EXAMPLE, IN_TIME, MARCH, PLACES, read, sound, spoiled, workbook
from tests.your_data.made_tables import NNHIP_PLACE, real


def _cell(found, letter: str, row: int) -> pd.Series:
    cells = found.cells
    return cells[(cells["letter"] == letter) & (cells["count_row"] == row)].iloc[0]


def test_the_real_example_is_read_to_the_last_cell():
    (found,) = read({"example.xlsx": real(EXAMPLE)}).returns
    assert (found.place, found.month) == (NNHIP_PLACE, MARCH)
    assert len(found.cells) == 15 * 22
    assert (_cell(found, "D", 6)["count"], _cell(found, "D", 6)["cohort"]) == (301, 1021)
    assert _cell(found, "S", 9)["count"] == 145
    assert _cell(found, "D", 48)["count"] == 1021
    assert found.received == datetime.date(2026, 2, 19)
    assert found.received_from == "saved"
    assert len(found.known_places) == 43


def test_a_blank_template_is_no_return_and_says_so():
    found = read({"blank.xlsx": real(BLANK)})
    assert found.returns == ()
    (problem,) = found.problems
    assert "nobody has filled in" in problem.problem


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("*", SUPPRESSED), ("<6", SUPPRESSED), ("<5", SUPPRESSED), ("-", BLANK_STATUS), ("null", BLANK_STATUS),
        (None, BLANK_STATUS), ("3 people", WRONG), (-2.0, WRONG), (2.5, WRONG), (0.0, OK), (1240.0, OK), ("1,240", OK),
    ],
)  # fmt: skip
def test_every_mark_has_its_status_and_none_becomes_nought(text, status):
    (found,) = read(spoiled({"E6": text})).returns
    cell = _cell(found, "E", 6)
    assert cell["count_status"] == status
    assert pd.isna(cell["count"]) == (status != OK)


def test_where_every_cell_stands_is_known():
    (found,) = read({"a.xlsx": workbook()}).returns
    cell = _cell(found, "U", 12)
    assert (cell["metric"], cell["dimension"], cell["group"]) == (
        "nnhip_outpatient_procedures",
        "deprivation_quintile",
        "1",
    )
    assert (cell["label"], cell["cohort_row"], cell["rate_row"], cell["rate"]) == (
        "Deprivation Quintile 1",
        13,
        14,
        1000,
    )
    assert set(found.cells.loc[found.cells["dimension"] == "ethnic_group", "group"]) == {
        "white", "black", "asian", "mixed", "other", "unknown",
    }  # fmt: skip


def test_a_broken_workbook_is_named_and_the_others_are_read():
    given = {
        "a.xlsx": workbook(),
        "b.xlsx": b"no workbook",
        "c.xlsx": workbook(sound(PLACES[1])),
        "notes.txt": b"ring them",
    }
    found = read(given)
    assert [each.place for each in found.returns] == list(PLACES)
    assert {each.file: each.severity for each in found.problems} == {"b.xlsx": "error", "notes.txt": "warning"}
    assert found.files == 4


def test_the_day_it_was_sent_is_declared_or_saved_and_never_made_up():
    declared = b"file,received\na.xlsx,2026-05-21\n"
    given = {"a.xlsx": workbook(), "b.xlsx": workbook(sound(PLACES[1])), "received.csv": declared}
    first, second = read(given).returns
    assert (first.received, first.received_from) == (datetime.date(2026, 5, 21), "declared")
    assert (second.received, second.received_from) == (IN_TIME.date(), "saved")
    assert read(given).problems == ()


def test_a_day_that_is_locked_is_not_known_and_the_return_is_read():
    name, book = b"docProps/core.xml", bytearray(workbook())
    at = book.find(b"PK\x01\x02")
    while name not in book[at : at + 46 + len(name)]:
        at = book.find(b"PK\x01\x02", at + 1)
    # The member's flags in the zip file's index: locked with a password.
    book[at + 8] |= 1
    assert _last_saved(bytes(book)) is None


def test_a_month_may_be_a_day_or_a_date_number_but_not_a_year():
    for month in (46082.0, "2026-03-01", "Mar 2026"):
        (found,) = read(spoiled({"B2": month})).returns
        assert found.month == MARCH
    (found,) = read(spoiled({"B2": "2026"})).returns
    assert found.month is None


def test_a_formula_that_was_never_worked_out_is_not_a_blank_of_the_places():
    given = spoiled({"E6": Formula("D6/2", "")})
    (found,) = read(given).returns
    assert _cell(found, "E", 6)["count_status"] == BLANK_STATUS


def test_a_folder_of_the_disk_is_read_like_uploads(tmp_path):
    (tmp_path / "north").mkdir()
    (tmp_path / "north" / "a.xlsx").write_bytes(workbook())
    from data.returns.folder import read_folder

    (found,) = read_folder(tmp_path).returns
    assert found.file == "north/a.xlsx"
