"""Text for spreadsheets: never a formula, nothing else changed, and the same again when read back."""

import io

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.files.spreadsheet_text import as_cell, csv_for_excel, csv_text, from_cell, put_text

FORMULAS = [
    "=cmd|'/c calc'!A1",
    "=1+1",
    "+1+1",
    "-1+cmd",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "＝1+1",
    "-2+3+cmd|' /C'!A0",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_begins_like_a_formula_is_put_behind_an_apostrophe(text):
    assert as_cell(text) == "'" + text


@pytest.mark.parametrize(
    "text", ["", "Asthma", "-5", "-5.2", "-1,240", "-5.2%", "+3", "-1e-5", "-", "--", "–", "1-2", "a=b", "'s"]
)
def test_numbers_and_other_text_stay_as_they_are(text):
    assert as_cell(text) == text


@given(st.text() | st.sampled_from(FORMULAS).map(lambda text: f"'{text}"))
def test_every_text_reads_back_as_it_was(text):
    assert from_cell(as_cell(text)) == text


def test_a_table_is_safe_in_headings_and_cells_and_keeps_its_numbers():
    table = pd.DataFrame({"=name": ["=1+1", "-5", "Ash"], "value": [-1.5, 2.0, float("nan")], "n": [-3, 4, 5]})
    assert csv_text(table) == "'=name,value,n\n'=1+1,-1.5,-3\n-5,2.0,4\nAsh,,5\n"
    assert csv_for_excel(table).startswith(b"\xef\xbb\xbf'=name,")


@pytest.mark.parametrize("text", [*FORMULAS, "plain", "a\x00b\x1bc"])
def test_a_workbooks_cell_holds_text_and_no_formula(text):
    book, stream = openpyxl.Workbook(), io.BytesIO()
    put_text(book.active["A1"], text)
    book.save(stream)
    cell = openpyxl.load_workbook(stream).active["A1"]
    assert cell.data_type == "s"
    assert cell.value == text.replace("\x00", "").replace("\x1b", "")
