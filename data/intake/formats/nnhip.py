"""The National Neighbourhood Health Implementation Programme's monthly template: two heading rows, three rows a metric.

The counts and the cohort's size are read; the rate rows are formulas that turn a hidden count into nought, and are not.
"""

import tomllib
from functools import cache
from pathlib import Path

import pandas as pd
from openpyxl.utils import get_column_letter

from data.coding.labels import plain
from data.contract.indicator import Indicator
from data.intake.declared import Declared
from data.intake.problems import Problem
from data.intake.sheets import Place, Reading, Sheet, blank_fields

NAME = "NNHIP monthly template"
_HEADINGS = ("Metric Id", "Metric Type", "Metric Details")
_DIMENSIONS = {
    "total": "total", "age group": "age", "ethnic group": "ethnic_group", "deprivation quintile": "deprivation_quintile",
}  # fmt: skip
_COHORT = "number of patients in the cohort"


@cache
def _metrics() -> tuple[dict, ...]:
    return tuple(tomllib.loads((Path(__file__).parent / "nnhip.toml").read_text(encoding="utf-8"))["metric"])


def recognises(sheet: Sheet) -> bool:
    """Its three first headings, in one row."""
    return sheet.heading_row(*_HEADINGS) is not None


def read(sheet: Sheet, declared: Declared) -> Reading:
    """A row for each metric and each column of people; place and month are those above the headings."""
    at = sheet.heading_row(*_HEADINGS)
    fixed, problems = _above(sheet, at)
    columns, told = _columns(sheet, at)
    metrics, more = _rows(sheet, at)
    problems += told + more
    cells = [
        {
            "row": count, "row_denominator": cohort, "letter": get_column_letter(position + 1), "heading": heading,
            "indicator": code, "words": heading, "dimension": dimension, "group": group,
            "numerator": _cell(sheet, count, position), "denominator": _cell(sheet, cohort, position),
        }
        for code, count, cohort in metrics
        for position, dimension, group, heading in columns
    ]  # fmt: skip
    frame = pd.DataFrame(cells, columns=list(cells[0]) if cells else ["row", "row_denominator"])
    frame = blank_fields(frame).assign(**{name: text for name, (_, _, _, text) in fixed.items()})
    if "numerator" in frame and len(frame):
        frame = frame[~_unfilled(frame)]
        if not len(frame):
            problems.append(_nothing_filled(sheet, at))
    problems += _cohorts_differ(sheet, frame)
    place = Place(sheet.file, sheet.name, {}, {name: cell[:3] for name, cell in fixed.items()})
    notes = ("Counts and cohort sizes are used; the rate rows are formulas and are not.",)
    return Reading(frame, place, NAME, tuple(_indicator(each) for each in _metrics()), tuple(problems), notes)


def _unfilled(frame: pd.DataFrame) -> pd.Series:
    """Rows of metrics in which not one column is filled: a template sent in before it is complete."""
    filled = (frame["numerator"] != "").groupby(frame["indicator"]).transform("any")
    return ~filled


def _cell(sheet: Sheet, row: int, position: int) -> str:
    cells = sheet.rows[row - 1] if 0 < row <= len(sheet.rows) else ()
    return cells[position] if position < len(cells) else ""


def _above(sheet: Sheet, at: int) -> tuple[dict[str, tuple[int, str, str, str]], list[Problem]]:
    """Row, letter, heading and text of the place's name and of the month, which stand above the headings."""
    found, problems = {}, []
    for name, heading, expected in (
        ("area", "Project Name", "the place's name"),
        ("period", "Submission Period", "the month, as a date"),
    ):
        row = next((n for n, cells in enumerate(sheet.rows[:at]) if cells and plain(cells[0]) == plain(heading)), None)
        text = _cell(sheet, row + 1, 1) if row is not None else ""
        found[name] = ((row or 0) + 1, "B", heading, text)
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


def _columns(sheet: Sheet, at: int) -> tuple[list[tuple[int, str, str, str]], list[Problem]]:
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
    return found, problems


def _rows(sheet: Sheet, at: int) -> tuple[list[tuple[str, int, int]], list[Problem]]:
    """Indicator, row of the count and row of the cohort, for each metric."""
    found, problems, cohort_of_first = [], [], 0
    for number in range(at + 3, len(sheet.rows) + 1):
        words = plain(_cell(sheet, number, 2))
        if not _cell(sheet, number, 0) or not words:
            continue
        metric = next((each for each in _metrics() if plain(each["words"]) in words), None)
        cohort = number + 1 if plain(_cell(sheet, number + 1, 2)) == _COHORT else 0
        cohort_of_first = cohort_of_first or cohort
        if metric is not None and metric["id"] == "nnhip_caseload":
            cohort = cohort_of_first
        if metric is None:
            text, mend = "a metric that the template does not have", "put the template's own words back"
            expected = "a metric of template v1.2"
            problems.append(_in_details(sheet, number, text, _cell(sheet, number, 2)[:80], expected, mend))
        elif not cohort:
            text, mend = "the row of the cohort's size is missing", "put the row back under the count"
            expected = "‘Number of patients in the cohort’ in the row below"
            problems.append(_in_details(sheet, number + 1, text, _cell(sheet, number + 1, 2)[:80], expected, mend))
        else:
            found.append((metric["id"], number, cohort))
    if not found:
        problems.append(_nothing_filled(sheet, at))
    return found, problems


def _in_details(sheet: Sheet, row: int, text: str, found: str, expected: str, mend: str) -> Problem:
    found = found or "a blank cell"
    return sheet.problem(text, row=row, column="Metric Details", letter="C", found=found, expected=expected, mend=mend)


def _nothing_filled(sheet: Sheet, at: int) -> Problem:
    return sheet.problem(
        "no metric is filled in", row=at + 1, found="blank cells", expected="counts for one metric or more",
        mend="fill in the counts, and save the workbook in Excel so that its formulas are worked out",
    )  # fmt: skip


def _cohorts_differ(sheet: Sheet, frame: pd.DataFrame) -> list[Problem]:
    """One cohort has one size: another size beside another metric is a slip of the copy."""
    problems = []
    if not len(frame):
        return problems
    for _, rows in frame[frame["denominator"] != ""].groupby(["letter"]):
        other = rows[rows["denominator"] != rows["denominator"].iloc[0]]
        if len(other):
            first = other.iloc[0]
            problems.append(
                sheet.problem(
                    "the cohort's size differs between metrics", row=int(first["row_denominator"]), column=first["heading"],
                    letter=first["letter"], found=first["denominator"],
                    expected=f"{rows['denominator'].iloc[0]}, as in row {int(rows['row_denominator'].iloc[0])}",
                    mend="give one size of the cohort in every metric",
                )
            )  # fmt: skip
    return problems


def _indicator(metric: dict) -> Indicator:
    rate = metric.get("value_type", "rate") == "rate"
    return Indicator(
        id=metric["id"],
        name=metric["name"],
        short_name=metric["short_name"],
        question=f"{metric['short_name']}: who in the cohort has more or fewer?",
        domain=metric["domain"],
        value_type="rate" if rate else "proportion",
        higher_is_better=metric.get("higher_is_better", False),
        population_noun="patients in the cohort",
        predicate=metric.get("predicate", ""),
        event_noun=metric["event_noun"],
        numerator=f"{metric['event_noun'].capitalize()} in the month",
        denominator="Patients in the cohort, as the place defines it",
        source="NNHIP monthly data collection, template v1.2",
        population_base="registered",
        multiplier=1000.0 if rate else 100.0,
        unit="per 1,000 patients in the cohort" if rate else "",
        caveat="The cohort is defined by each place, so places should not be compared with one another.",
    )
