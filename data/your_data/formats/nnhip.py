"""The National Neighbourhood Health Implementation Programme's monthly template: two heading rows, three rows a metric.

The counts and the cohort's size are read; the rate rows are formulas that turn a hidden count into nought, and are not.
"""

from typing import Any

import pandas as pd
from openpyxl.utils import get_column_letter

from data.contract.indicator import Indicator
from data.files.problems import Problem
from data.files.sheets import Place, Sheet, SheetReading, blank_fields
from data.your_data.assumptions import Declared
from data.your_data.formats.nnhip_layout import (
    above,
    columns_of,
    metrics,
    nothing_filled,
    rows_of,
    text_in,
)

# By which the format is known, as for every other; returns look for it too.
from data.your_data.formats.nnhip_layout import heading_row as heading_row

NAME = "NNHIP monthly template"


def read(sheet: Sheet, at: int, declared: Declared) -> SheetReading:
    """A row for each metric and each column of people; place and month are those above the headings."""
    fixed, problems = above(sheet, at)
    columns, told = columns_of(sheet, at)
    rows, more = rows_of(sheet, at)
    problems += told + more
    cells = [
        {
            "row": count, "row_denominator": cohort, "letter": get_column_letter(position + 1), "heading": heading,
            "indicator": code, "words": heading, "dimension": dimension, "group": group,
            "numerator": text_in(sheet, count, position), "denominator": text_in(sheet, cohort, position),
        }
        for code, count, cohort in rows
        for position, dimension, group, heading in columns
    ]  # fmt: skip
    frame = pd.DataFrame(cells, columns=list(cells[0]) if cells else ["row", "row_denominator"])
    frame = blank_fields(frame).assign(**{name: cell.text for name, cell in fixed.items()})
    if "numerator" in frame and len(frame):
        frame = frame[~_unfilled(frame)]
        if not len(frame):
            problems.append(nothing_filled(sheet, at))
    problems += _cohorts_differ(sheet, frame)
    place = Place(
        sheet.file, sheet.name, {}, {name: (cell.row, cell.letter, cell.heading) for name, cell in fixed.items()}
    )
    notes = ("Counts and cohort sizes are used; the rate rows are formulas and are not.",)
    return SheetReading(frame, place, NAME, tuple(_indicator(each) for each in metrics()), tuple(problems), notes)


def _unfilled(frame: pd.DataFrame) -> pd.Series:
    """Rows of metrics in which not one column is filled: a template sent in before it is complete."""
    filled = (frame["numerator"] != "").groupby(frame["indicator"]).transform("any")
    return ~filled


def _cohorts_differ(sheet: Sheet, frame: pd.DataFrame) -> list[Problem]:
    """One cohort has one size: another size beside another metric is a slip of the copy."""
    problems: list[Problem] = []
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


def _indicator(metric: dict[str, Any]) -> Indicator:
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
