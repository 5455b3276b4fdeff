"""Write a return back out: into a blank template that was given, or into one of our own in the same layout.

Only counts, cohorts, place, month and a note are filled in. A rate keeps the template's formula; where its count or
cohort is hidden the formula gives * in place of the template's 0, and where one is blank it gives nothing.
"""

import datetime
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import openpyxl
import pandas as pd
from openpyxl.utils import get_column_letter

from data.coding.labels import plain
from data.contract.vocabulary import UNKNOWN
from data.files.errors import SourceError
from data.files.opening_sheets import open_sheets
from data.files.sandbox import run
from data.files.sheets import Sheet
from data.files.upload_limits import Deadline
from data.returns.blank_template import COLUMNS, blank_template
from data.returns.monthly_return import CASELOAD, OK, SUPPRESSED, TOTAL, Return, group_code, own_label
from data.returns.protected import MARK, protected
from data.returns.workbook_cells import Content, Formula, with_cells
from data.your_data.formats.nnhip_layout import columns_of, heading_row, rows_of

_EPOCH = pd.Timestamp(1899, 12, 30)
_REFERENCE = re.compile(r"=\s*([A-Z]+\d+)")
_ELSEWHERE = re.compile(r"=\s*'?([^'!]+)'?!\$?([A-Z]+)\$?(\d+)")
NOTE = (
    "Written by Neighbourhood Equity. * stands for a number from 1 to 5, or for one hidden so that such a number cannot be "
    "worked out. Where a count is hidden its rate shows * too, and not the 0 of the template's formula; a 0 is a true nought."
)
SYNTHETIC = "Synthetic: every figure is invented, and no real place or person is described."


@dataclass(frozen=True)
class Template:
    """A blank template opened: where each cell of a return stands, and the formulas that were there.

    `cells` gives (column's letter, row of the count, row of the cohort) by metric, dimension and group; `above` the
    sheet and cell of place and month. `others` are formulas of the sheet outside these cells, with their values.
    """

    book: bytes
    sheet: str
    cells: dict[tuple[str, str, str], tuple[str, int, int]]
    formulas: dict[str, str]
    above: dict[str, tuple[str, str]]
    others: dict[str, Formula]


@lru_cache(maxsize=8)
def open_template(book: bytes, name: str = "the template") -> Template:
    """A workbook as a template to fill; SourceError where it is not the monthly template."""
    sheets, problems = open_sheets({name if name.endswith(".xlsx") else f"{name}.xlsx": book}, Deadline())
    found = next(((each, at) for each in sheets if (at := heading_row(each)) is not None), None)
    if found is None:
        told = f": {problems[0].problem}" if problems else ""
        mend = "give the programme's blank workbook, or none"
        raise SourceError(
            f"not the monthly template{told}", file=name, expected="a SubmissionTemplate sheet", mend=mend
        )
    sheet, at = found
    columns, _ = columns_of(sheet, at)
    rows, _ = rows_of(sheet, at)
    cells = {
        (metric, dimension, group_code(label)): (get_column_letter(position + 1), count, cohort)
        for metric, count, cohort in rows
        for position, dimension, label, _ in columns
    }
    formulas = {
        cell.coordinate: cell.value
        # Only cells that are there: a sheet may say that it has all the cells a sheet can have.
        for cell in openpyxl.load_workbook(io.BytesIO(book))[sheet.name]._cells.values()
        if isinstance(cell.value, str) and cell.value.startswith("=")
    }
    ours = {f"{letter}{row}" for letter, count, cohort in cells.values() for row in (count, cohort, cohort + 1)}
    values = openpyxl.load_workbook(io.BytesIO(book), data_only=True)[sheet.name]
    # Each is written out by itself, because a formula shared by several cells goes when the first of them is filled.
    others = {
        place: Formula(text[1:], values[place].value if isinstance(values[place].value, int | float | str) else "")
        for place, text in formulas.items()
        if place not in ours
    }
    return Template(book, sheet.name, cells, formulas, _above(sheet, formulas), others)


def _above(sheet: Sheet, formulas: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Where place and month are to be written: the cells that those above the headings refer to, or they themselves."""
    found = {}
    for name, heading in (("place", "project name"), ("month", "submission period")):
        row = next((n for n, cells in enumerate(sheet.rows, start=1) if cells and plain(cells[0]) == heading), 0)
        if row:
            refers = _ELSEWHERE.fullmatch(formulas.get(f"B{row}", ""))
            found[name] = (refers[1], refers[2] + refers[3]) if refers else (sheet.name, f"B{row}")
            found[f"{name} shown"] = (sheet.name, f"B{row}")
    return found


def own_template(each: Return, places: Sequence[str] = ()) -> bytes:
    """A blank template of our own with the columns of a return, or the template's where it has fewer than these."""
    columns = each.cells[["dimension", "label"]].drop_duplicates().itertuples(index=False)
    labels = tuple((dimension, own_label(dimension, label)) for dimension, label in columns)
    first = pd.Timestamp(each.month_end.year, 1, 1)
    return blank_template(labels or COLUMNS, tuple(places) or (each.place,), first)


def write_return(each: Return, template: bytes | None = None, *, saved: datetime.datetime, name: str = "") -> bytes:
    """The return as a workbook to send: protected first, then filled into the template given or one of our own.

    `saved` becomes the workbook's own date. Errors: SourceError for a template that is not one, or a return without a month.
    """
    if each.month is None:
        raise SourceError(
            "the return has no month", file=each.file, expected="a month", mend="correct it and read it again"
        )
    if template is None:
        return fill(open_template(own_template(each)), protected(each), saved=saved)
    called = name or "the template"
    return run(fill_given, template, called, protected(each), saved, name=called)


def fill_given(template: bytes, name: str, each: Return, saved: datetime.datetime) -> bytes:
    """A template that somebody gave, opened and filled: done in a process of its own, for it may hold anything."""
    return fill(open_template(template, name), each, saved=saved)


def fill(template: Template, each: Return, *, saved: datetime.datetime) -> bytes:
    """The template with a return in it as it is, hiding nothing more: for a return that is protected already."""
    cells, left_blank = _cells(template, each)
    changes: dict[str, dict[str, Content]] = {template.sheet: {**template.others, **cells}}
    day = float((each.month - _EPOCH).days)
    for name, content in (("place", each.place), ("month", day)):
        if name in template.above:
            sheet, cell = template.above[name]
            changes.setdefault(sheet, {})[cell] = content
            shown = template.above[f"{name} shown"][1]
            if (template.sheet, shown) != (sheet, cell):
                changes[template.sheet][shown] = Formula(template.formulas[shown][1:], content)
    notes = [*([SYNTHETIC] if each.synthetic else []), NOTE]
    notes += (
        [f"Left blank, for want of figures by the template's own groups: {', '.join(left_blank)}."]
        if left_blank
        else []
    )
    changes[template.sheet] |= {f"D{row}": note for row, note in enumerate(notes, start=1)}
    return with_cells(template.book, changes, saved=saved)


def _cells(template: Template, each: Return) -> tuple[dict[str, Content], list[str]]:
    """Every cell of the template's counts, cohorts and rates, and the groups for which the return has nothing."""
    rows = {(row.metric, row.dimension, row.group): row for row in each.cells.itertuples()}
    found: dict[str, Content] = {}
    blank: dict[str, None] = {}
    for key, (letter, count_row, cohort_row) in template.cells.items():
        row = rows.get(key)
        count = _content(row, "count")
        cohort = _content(row, "cohort")
        found[f"{letter}{count_row}"] = count
        if key[0] == CASELOAD:
            continue
        found[f"{letter}{cohort_row}"] = _cohort(template, found, f"{letter}{cohort_row}", cohort)
        found[f"{letter}{cohort_row + 1}"] = _rate(f"{letter}{count_row}", f"{letter}{cohort_row}", count, cohort)
        if row is None and key[1] != TOTAL and key[2] != UNKNOWN:
            blank[f"{key[1].replace('_', ' ')} {key[2]}"] = None
    return found, list(blank)


def _content(row: object, what: str) -> float | str | None:
    status = getattr(row, f"{what}_status", "")
    if status == SUPPRESSED:
        return MARK
    return float(getattr(row, what)) if status == OK else None


def _cohort(template: Template, found: Mapping[str, Content], place: str, cohort: Content) -> Content:
    """The template's own reference to the first cohort where it gives the same, else the figure itself."""
    refers = _REFERENCE.fullmatch(template.formulas.get(place, ""))
    if refers is None or cohort is None or refers[1] not in found:
        return cohort
    first = found[refers[1]]
    value = first.value if isinstance(first, Formula) else first
    return Formula(refers[1], cohort) if value == cohort else cohort


def _rate(count_cell: str, cohort_cell: str, count: float | str | None, cohort: float | str | None) -> Formula:
    """The template's IFERROR(count/cohort*1000,0), honest where a number is hidden or blank."""
    rate = f"{count_cell}/{cohort_cell}*1000"
    if count is None or cohort is None:
        return Formula(f'IF(OR({count_cell}="",{cohort_cell}=""),"",IFERROR({rate},0))', "")
    if isinstance(count, str) or isinstance(cohort, str):
        return Formula(f'IFERROR({rate},"{MARK}")', MARK)
    return Formula(f"IFERROR({rate},0)", 1000 * count / cohort if cohort else 0.0)


def file_name(each: Return) -> str:
    """What a written workbook is called: 'walsall-2026-03.xlsx'."""
    place = re.sub(r"[^a-z0-9]+", "-", each.place.casefold()).strip("-") or "place"
    return f"{place[:60]}-{each.month:%Y-%m}.xlsx"
