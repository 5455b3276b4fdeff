"""The annex's files read back: each sheet and each table of the document is its finding's, whole, marked as invented."""

import io

import docx
import openpyxl
import pytest

from components.findings.annex.by_group import annex_indicator_finding
from components.findings.annex.coverage import annex_finding
from components.pack.excel.shorthand import shortened
from components.pack.exhibit import Exhibit
from components.pack.forms import ANNEX_DOCUMENT, ANNEX_WORKBOOK
from components.style.numbers import number
from tests.findings.asking import ask
from tests.pack.conftest import ORIGIN


@pytest.fixture(scope="module")
def annex(demo) -> list[Exhibit]:
    """What is asked, and two indicators, one of which has a hidden figure."""
    found = [annex_indicator_finding(demo, each) for each in ("smoking", "maternity_continuity")]
    return [Exhibit(each, ORIGIN) for each in (annex_finding(ask(demo, "smoking")), *found)]


def test_the_document_holds_every_row_of_every_table(annex):
    read = docx.Document(io.BytesIO(ANNEX_DOCUMENT.make(annex)))
    assert len(read.tables) == len(annex)
    for table, exhibit in zip(read.tables, annex, strict=True):
        head, *rows = [[cell.text for cell in row.cells] for row in table.rows]
        text = exhibit.finding.table.text
        assert head == list(text.columns)
        assert rows == text.to_numpy().tolist()
    said = [each.text for each in read.paragraphs]
    assert said.count(ORIGIN.mark) == 1 + len(annex)
    assert read.sections[0].page_width > read.sections[0].page_height
    assert f"Note. {annex[0].finding.caveats[0]}" in said


def test_the_workbook_holds_the_same_numbers_and_hidden_ones_as_shorthand(annex):
    book = openpyxl.load_workbook(io.BytesIO(ANNEX_WORKBOOK.make(annex)))
    assert book.sheetnames == ["Cover", "Contents", "Notes", "Table_1", "Table_2", "Table_3"]
    for name, exhibit in zip(book.sheetnames[3:], annex, strict=True):
        table, sheet = exhibit.finding.table, book[name]
        (listed,) = sheet.tables.values()
        _, *rows = [[cell.value for cell in row] for row in sheet[listed.ref]]
        for row, told in zip(rows, table.text.to_numpy().tolist(), strict=True):
            for cell, words, column in zip(row, told, table.columns, strict=True):
                shown = number(cell, column.unit.decimals) if isinstance(cell, int | float) else cell or ""
                assert shown in (words, shortened(words))
    hidden = [cell.value for row in book["Table_3"].iter_rows() for cell in row].count("[c]")
    assert hidden == 4
