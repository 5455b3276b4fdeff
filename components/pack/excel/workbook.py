"""The workbook: text as text and never a formula, numbers as numbers with the decimals of the screen, no merged cells."""

from collections.abc import Sequence
from io import BytesIO

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from components.pack.excel.shorthand import SHORTHAND
from components.pack.excel.table_sheet import HEADING, add_table_sheet
from components.pack.exhibit import Exhibit
from components.pack.forms import Progress
from components.pack.method_words import method_words
from data.files.spreadsheet_text import put_text

_WIDE = 100
# Headings of the contents, and how wide their columns are.
_CONTENTS = (("Sheet", 14), ("What it tells", 70), ("Question", 60), ("Period", 24))
_SMALL = Font(size=12)


def workbook(exhibits: Sequence[Exhibit], *, progress: Progress | None = None) -> bytes:
    """The findings as .xlsx: cover, contents, notes, then a sheet for each table.

    Errors: ValueError for no findings.
    """
    if not exhibits:
        raise ValueError("exhibits: found none, expected one or more")
    book = openpyxl.Workbook()
    cover = book.active
    cover.title = "Cover"
    names = [f"Table_{number}" for number in range(1, len(exhibits) + 1)]
    _lines(cover, _cover(exhibits))
    _contents(book.create_sheet("Contents"), exhibits, names)
    _lines(book.create_sheet("Notes"), _notes(exhibits, names))
    for number, (name, exhibit) in enumerate(zip(names, exhibits, strict=True), start=1):
        add_table_sheet(book.create_sheet(name), name, exhibit)
        if progress:
            progress(number, len(exhibits))
    book.properties.title = exhibits[0].origin.title
    book.properties.creator = "Neighbourhood Equity"
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _cover(exhibits: Sequence[Exhibit]) -> list[str]:
    origin = exhibits[0].origin
    tables = "1 table" if len(exhibits) == 1 else f"{len(exhibits)} tables"
    return [
        origin.title,
        *([origin.mark] if origin.mark else []),
        f"This workbook has {tables}, each on a sheet of its own. They are listed on the sheet Contents.",
        "Every number is as the dashboard showed it. What its words and shorthand mean is on the sheet Notes.",
        origin.words,
    ]


def _notes(exhibits: Sequence[Exhibit], names: Sequence[str]) -> list[str]:
    codes = dict(SHORTHAND.values())
    lines = ["Notes", "Shorthand in the tables", *(f"{code} {meaning}" for code, meaning in codes.items())]
    for name, exhibit in zip(names, exhibits, strict=True):
        found = exhibit.finding
        lines += [
            f"{name}: {found.headline}",
            *(each for each in (method_words(found), found.how_to_read, *exhibit.cautions, *found.caveats) if each),
        ]
    return lines


def _lines(sheet: Worksheet, lines: Sequence[str]) -> None:
    """Lines of words down the first column, the first as the sheet's heading."""
    sheet.column_dimensions["A"].width = _WIDE
    for row, words in enumerate(lines, start=1):
        cell = sheet.cell(row, 1)
        put_text(cell, words)
        cell.font = HEADING if row == 1 else _SMALL
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _contents(sheet: Worksheet, exhibits: Sequence[Exhibit], names: Sequence[str]) -> None:
    _lines(sheet, ["Contents"])
    sheet.column_dimensions["A"].width = 14
    for across, (words, width) in enumerate(_CONTENTS, start=1):
        cell = sheet.cell(2, across)
        put_text(cell, words)
        cell.font = Font(size=12, bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    for row, (name, exhibit) in enumerate(zip(names, exhibits, strict=True), start=3):
        found = exhibit.finding
        for across, words in enumerate((name, found.headline, found.question, found.period), start=1):
            cell = sheet.cell(row, across)
            put_text(cell, words)
            cell.font = _SMALL
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(row, 1).hyperlink = f"#'{name}'!A1"
