"""The workbook read back: every cell the screen's, shorthand explained, no merged cell, and no text a formula."""

import io
from dataclasses import replace

import openpyxl
import pandas as pd
import python_calamine

from components.findings.table import Column, Table
from components.pack.excel.shorthand import SHORTHAND, shortened
from components.pack.excel.workbook import workbook
from components.style.numbers import HIDDEN, PERCENT, number


def _rows(book: bytes, name: str) -> list[list[object]]:
    return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_name(name).to_python()


def _table(book: bytes, name: str, columns: int) -> list[list[object]]:
    """The rows of a sheet's one table, its headings first."""
    sheet = openpyxl.load_workbook(io.BytesIO(book))[name]
    (listed,) = sheet.tables.values()
    return [[cell.value for cell in row][:columns] for row in sheet[listed.ref]]


def test_the_sheets_are_those_of_the_pattern(sheets, exhibits):
    names = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sheets)).sheet_names
    assert names == ["Cover", "Contents", "Notes", *(f"Table_{place + 1}" for place in range(len(exhibits)))]
    cover = [row[0] for row in _rows(sheets, "Cover")]
    assert cover[:2] == ["Testshire (small)", exhibits[0].origin.mark]
    listed = [row[1] for row in _rows(sheets, "Contents")[2:]]
    assert listed == [each.finding.headline for each in exhibits]


def test_every_cell_is_what_the_screen_says(sheets, exhibits):
    for place, exhibit in enumerate(exhibits, start=1):
        table = exhibit.finding.table
        head, *rows = _table(sheets, f"Table_{place}", len(table.columns))
        assert head == [column.label for column in table.columns]
        assert len(rows) == len(table.text)
        for row, told in zip(rows, table.text.itertuples(index=False, name=None), strict=True):
            for cell, words, column in zip(row, told, table.columns, strict=True):
                if isinstance(cell, int | float):
                    assert number(cell, column.unit.decimals) == words
                else:
                    assert (cell or "") == shortened(words)


def test_a_table_stands_under_its_headline_source_and_day(sheets, exhibits):
    words = [row[0] for row in _rows(sheets, "Table_1")[:12]]
    assert words[0] == exhibits[0].finding.headline
    assert exhibits[0].origin.mark in words
    assert exhibits[0].source in words


def test_shorthand_stands_in_brackets_and_is_explained(exhibits):
    frame = pd.DataFrame({"group": ["A", "B"], "value": [12.3, float("nan")], "status": ["ok", "suppressed"]})
    table = Table((Column("group", "Group"), Column("value", "Value", PERCENT)), frame)
    book = workbook([replace(exhibits[0], finding=replace(exhibits[0].finding, table=table))])
    assert _table(book, "Table_1", 2) == [["Group", "Value"], ["A", 12.3], ["B", "[c]"]]
    notes = [row[0] for row in _rows(book, "Notes")]
    assert f"[c] {SHORTHAND[HIDDEN][1]}" in notes


def test_no_cell_is_merged_and_no_text_is_a_formula(exhibits):
    hostile = '=HYPERLINK("http://example.org")'
    table = Table((Column("a", "=1+1"),), pd.DataFrame({"a": [hostile, "@SUM(A1)", "+44"]}))
    finding = replace(exhibits[0].finding, headline=hostile, sentence="-1", table=table)
    book = openpyxl.load_workbook(io.BytesIO(workbook([replace(exhibits[0], finding=finding)])))
    assert [sheet.title for sheet in book if sheet.merged_cells.ranges] == []
    assert [cell.value for sheet in book for row in sheet for cell in row if cell.data_type == "f"] == []
    assert hostile in [cell.value for row in book["Table_1"] for cell in row]
