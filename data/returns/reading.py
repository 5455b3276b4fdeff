"""Read one sheet of the monthly template into a return: every cell with its status, nothing turned into nought."""

import datetime

import pandas as pd
from openpyxl.utils import get_column_letter

from data.coding.labels import plain
from data.files.marks import read_numbers
from data.files.problems import Problem
from data.files.sheets import Sheet
from data.files.written_periods import day_in_words, month_of, period_in_words
from data.returns.monthly_return import BLANK, CASELOAD, CELL_COLUMNS, OK, SUPPRESSED, WRONG, Return, group_code
from data.your_data.formats.nnhip_layout import above, columns_of, rows_of, text_in

_LOOKUP_HEADING = "Project name"
_MARK_ROWS = 4


def read_return(
    sheet: Sheet, at: int, others: list[Sheet], received: datetime.date | None, received_from: str
) -> tuple[Return, list[Problem]]:
    """The return on a sheet that is the template's, and what is wrong with its layout.

    `at` is the index of its row of headings, `others` are the workbook's sheets.
    """
    fixed, problems = above(sheet, at)
    columns, told = columns_of(sheet, at)
    rows, more = rows_of(sheet, at)
    cells = _cells(sheet, columns, rows)
    place, month_text = (_given(fixed[name].text) for name in ("area", "period"))
    found = Return(
        file=sheet.file,
        sheet=sheet.name,
        place=place,
        month=_month(month_text),
        cells=cells,
        received=received,
        received_from=received_from,
        synthetic=_says_synthetic(sheet),
        month_text=month_text,
        known_places=_known_places(others),
        uncalculated=sheet.uncalculated,
    )
    return found, [*problems, *told, *more]


def _given(text: str) -> str:
    """What stands in a cell that refers to another: a reference to a blank one reads 0."""
    return "" if text.strip() == "0" else text.strip()


def _cells(sheet: Sheet, columns: list[tuple[int, str, str, str]], rows: list[tuple[str, int, int]]) -> pd.DataFrame:
    found = [
        {
            "metric": metric, "dimension": dimension, "group": group_code(label), "label": heading,
            "letter": get_column_letter(position + 1),
            "count_text": text_in(sheet, count, position), "count_row": count,
            "cohort_text": text_in(sheet, cohort, position), "cohort_row": cohort,
            "rate_text": "" if metric == CASELOAD else text_in(sheet, cohort + 1, position),
            "rate_row": 0 if metric == CASELOAD else cohort + 1,
        }
        for metric, count, cohort in rows
        for position, dimension, label, heading in columns
    ]  # fmt: skip
    frame = pd.DataFrame(found, columns=None if found else [*CELL_COLUMNS, "rate_text"])
    for name in ("count", "cohort"):
        frame[name], frame[f"{name}_status"] = _figures(frame[f"{name}_text"].astype(str))
    frame["rate"] = read_numbers(frame["rate_text"].astype(str))[0]
    return frame[list(CELL_COLUMNS)]


def _figures(texts: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Counts and their status: a mark that hides is 'suppressed', any other mark is as good as blank."""
    number, status, _ = read_numbers(texts)
    status = status.replace({"wrong": WRONG, "missing": BLANK, "not_applicable": BLANK, "suppressed": SUPPRESSED})
    whole = (number >= 0) & (number % 1 == 0)
    status = status.mask((status == OK) & ~whole, WRONG).astype(str)
    return number.where(status == OK).astype(float), status


def _month(text: str) -> pd.Timestamp | None:
    day = day_in_words(text)
    if day is not None:
        return month_of(day)[0]
    period = period_in_words(text) if text.strip() else None
    if period is None:
        return None
    start, end = period
    return start if (start.year, start.month) == (end.year, end.month) else None


def _says_synthetic(sheet: Sheet) -> bool:
    return any(text.casefold().startswith("synthetic") for row in sheet.rows[:_MARK_ROWS] for text in row)


def _known_places(sheets: list[Sheet]) -> tuple[str, ...]:
    """The places on the workbook's own list of lookups; none where it has no such list."""
    for each in sheets:
        if each.rows and each.rows[0] and plain(each.rows[0][0]) == plain(_LOOKUP_HEADING):
            return tuple(row[0].strip() for row in each.rows[1:] if row and row[0].strip())
    return ()
