"""Where things stand in the NNHIP monthly template: place and month, a column for each group, three rows a metric."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl.utils import get_column_letter

from data.coding.labels import plain
from data.files.problems import WARNING, Problem
from data.files.sheets import Sheet

_HEADINGS = ("Metric Id", "Metric Type", "Metric Details")
_DIMENSIONS = {
    "total": "total", "age group": "age", "ethnic group": "ethnic_group", "deprivation quintile": "deprivation_quintile",
}  # fmt: skip
_BAND = re.compile(r"(\d{1,3}) ?(?:\+|(?:-|to) ?(\d{1,3}))")
# The groups of the template's columns, in its order.
TEMPLATE_GROUPS = {
    "age": ("18-19", "20-29", "30-39", "40-49", "50-59", "60-69", "70-79", "80-89", "90+", "Not known"),
    "ethnic_group": ("White", "Black", "Asian", "Mixed", "Other", "Not known"),
    "deprivation_quintile": ("1", "2", "3", "4", "5", "Not Known"),
}
_COHORT = "number of patients in the cohort"


class Above(NamedTuple):
    """A cell above the headings: its row and letter, what it is called and its text."""

    row: int
    letter: str
    heading: str
    text: str


@cache
def metrics() -> tuple[dict[str, Any], ...]:
    """The template's metrics in its order, as nnhip.toml tells of them."""
    return tuple(tomllib.loads((Path(__file__).parent / "nnhip.toml").read_text(encoding="utf-8"))["metric"])


def heading_row(sheet: Sheet) -> int | None:
    """Index of the row that holds the template's three first headings; None where it is another table."""
    return sheet.heading_row(*_HEADINGS)


def text_in(sheet: Sheet, row: int, position: int) -> str:
    """The text of a cell, its row counted from 1 and its column from 0; '' outside the sheet."""
    cells = sheet.rows[row - 1] if 0 < row <= len(sheet.rows) else ()
    return cells[position] if position < len(cells) else ""


def above(sheet: Sheet, at: int) -> tuple[dict[str, Above], list[Problem]]:
    """Row, letter, heading and text of the place's name and of the month, which stand above the headings."""
    found, problems = {}, []
    for name, heading, expected in (
        ("area", "Project Name", "the place's name"),
        ("period", "Submission Period", "the month, as a date"),
    ):
        row = next((n for n, cells in enumerate(sheet.rows[:at]) if cells and plain(cells[0]) == plain(heading)), None)
        text = text_in(sheet, row + 1, 1) if row is not None else ""
        found[name] = Above((row or 0) + 1, "B", heading, text)
        if not text:
            mend = "choose it on the Instructions sheet, then save the workbook in Excel"
            text = f"the {heading.lower()} is not filled in"
            problems.append(
                sheet.problem(
                    text,
                    row=(row or 0) + 1,
                    column=heading,
                    letter="B",
                    found="a blank cell",
                    expected=expected,
                    mend=mend,
                )
            )
    return found, problems


def columns_of(sheet: Sheet, at: int) -> tuple[list[tuple[int, str, str, str]], list[Problem]]:
    """Position, dimension, group and heading of each column of people; the upper heading stands for those after it."""
    upper, lower = sheet.rows[at], sheet.rows[at + 1] if at + 1 < len(sheet.rows) else ()
    found, problems, over = [], [], ""
    for position in range(3, max(len(upper), len(lower))):
        over = upper[position] if position < len(upper) and upper[position] else over
        label = lower[position] if position < len(lower) else ""
        dimension = _DIMENSIONS.get(plain(over), "")
        letter = get_column_letter(position + 1)
        if not dimension:
            expected = "Total, Age Group, Ethnic Group or Deprivation Quintile"
            mend = "put the template's own two heading rows back"
            problems.append(
                sheet.problem(
                    "a heading that the template does not have", row=at + 1, column=over or f"column {letter}", letter=letter,
                    found=over or "a blank heading", expected=expected, mend=mend,
                )
            )  # fmt: skip
        elif dimension == "total":
            found.append((position, "total", "all", over))
        elif label:
            found.append((position, dimension, label, f"{over} {label}"))
    missing = [each for each in _DIMENSIONS.values() if each not in {dimension for _, dimension, _, _ in found}]
    if missing:
        names = [name for name, code in _DIMENSIONS.items() if code in missing]
        text = f"the columns for {' and '.join(names)} are missing"
        mend = "copy the counts into a fresh template"
        problems.append(
            sheet.problem(text, row=at + 1, found="no such heading", expected=", ".join(_DIMENSIONS), mend=mend)
        )
    problems += _columns_absent(sheet, found)
    return found, problems


def _columns_absent(sheet: Sheet, found: list[tuple[int, str, str, str]]) -> list[Problem]:
    """The template's own bands and groups that the sheet has no column for, where it has others of their kind."""
    there = {(dimension, plain(label)) for _, dimension, label, _ in found}
    kinds = {dimension for _, dimension, _, _ in found}
    ages = [label for _, dimension, label, _ in found if dimension == "age"]
    words = {code: name for name, code in _DIMENSIONS.items()}
    absent = [
        f"{words[dimension]} {label}"
        for dimension, labels in TEMPLATE_GROUPS.items()
        for label in labels
        if dimension in kinds and (dimension, plain(label)) not in there and not _enclosed(label, ages)
    ]
    if not absent:
        return []
    # Of the whole sheet, so that it is told before anything of a row: what else is wrong may only follow from it.
    return [
        sheet.problem(
            f"no column for {', '.join(absent)}: the people of a missing column are in no group",
            found="no such heading", expected="every column of the template",
            mend="copy the counts into a fresh template",
        )
    ]  # fmt: skip


def _enclosed(label: str, ages: list[str]) -> bool:
    """Whether one of the sheet's bands holds an age band: '80+' in place of '80-89' and '90+', as some places have it."""
    wanted = _band(label)
    return wanted is not None and any(
        band is not None and band[0] <= wanted[0] and wanted[1] <= band[1] for band in map(_band, ages)
    )


def _band(label: str) -> tuple[int, int] | None:
    found = _BAND.fullmatch(label.strip())
    return (int(found[1]), int(found[2] or 999)) if found else None


def rows_of(sheet: Sheet, at: int) -> tuple[list[tuple[str, int, int]], list[Problem]]:
    """Indicator, row of the count and row of the cohort, for each metric."""
    found, problems, cohort_of_first = [], [], 0
    for number in range(at + 3, len(sheet.rows) + 1):
        words = plain(text_in(sheet, number, 2))
        if not text_in(sheet, number, 0) or not words:
            continue
        metric = next((each for each in metrics() if plain(each["words"]) in words), None)
        cohort = number + 1 if plain(text_in(sheet, number + 1, 2)) == _COHORT else 0
        cohort_of_first = cohort_of_first or cohort
        if metric is not None and metric["id"] == "nnhip_caseload":
            cohort = cohort_of_first
        if metric is None:
            text, mend = "a metric that the template does not have", "put the template's own words back"
            expected = "a metric of template v1.2"
            problems.append(_in_details(sheet, number, text, text_in(sheet, number, 2)[:80], expected, mend))
        elif not cohort:
            text, mend = "the row of the cohort's size is missing", "put the row back under the count"
            expected = "‘Number of patients in the cohort’ in the row below"
            problems.append(_in_details(sheet, number + 1, text, text_in(sheet, number + 1, 2)[:80], expected, mend))
        else:
            found.append((metric["id"], number, cohort))
    if not found:
        problems.append(nothing_filled(sheet, at))
    elif absent := [each for each in metrics() if each["id"] not in {code for code, _, _ in found}]:
        problems.append(
            sheet.problem(
                f"metrics of the template that are missing: {len(absent):,}", row=at + 1, column="Metric Details", letter="C",
                severity=WARNING, expected="every metric of the template",
                found="no row for " + ", ".join(f"‘{each['words']}’" for each in absent),
                mend="put the rows back, or leave their cells blank where nothing can be given",
            )
        )  # fmt: skip
    return found, problems


def _in_details(sheet: Sheet, row: int, text: str, found: str, expected: str, mend: str) -> Problem:
    found = found or "a blank cell"
    return sheet.problem(text, row=row, column="Metric Details", letter="C", found=found, expected=expected, mend=mend)


def nothing_filled(sheet: Sheet, at: int) -> Problem:
    """The problem of a template without one figure."""
    return sheet.problem(
        "no metric is filled in", row=at + 1, found="blank cells", expected="counts for one metric or more",
        mend="fill in the counts, and save the workbook in Excel so that its formulas are worked out",
    )  # fmt: skip
