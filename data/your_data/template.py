"""The tidy template to fill in: as CSV, and as a workbook with drop-downs, instructions and an example."""

from collections.abc import Mapping, Sequence

import openpyxl
import pandas as pd
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data.contract.plus_examples import PLUS_EXAMPLES
from data.contract.ready_dimensions import USABLE
from data.contract.vocabulary import DOMAIN_LABELS, DOMAINS, NONE, POPULATION_BASES, VALUE_TYPES
from data.files.spreadsheet_text import csv_for_excel
from data.files.workbook_bytes import workbook_bytes
from data.files.written_periods import EXPECTED
from data.your_data.formats.own_dimensions import COLUMNS as OWN_COLUMNS
from data.your_data.formats.tidy import COLUMNS, EXAMPLE_LINE, INDICATOR_COLUMNS

OBSERVATIONS_SHEET, INDICATORS_SHEET, INSTRUCTIONS_SHEET = "observations", "indicators", "instructions"
DIMENSIONS_SHEET = "dimensions"
HEADINGS = tuple(spellings[0] for spellings in COLUMNS.values())
_ROWS_WITH_LISTS = 5_000
_FILL = PatternFill("solid", fgColor="E8EEF2")
_WHAT = {
    "indicator": "The indicator's id, as in the indicators sheet: small letters, digits and _.",
    "area_code": "The area's code in the dataset: ONS, ODS or a neighbourhood's own. A name works if only one area has it.",
    "period": f"Write it as {EXPECTED}.",
    "dimension": "What divides people in this row; total for everyone.",
    "group": "The group, in any usual wording. Deprivation: 1 is the most deprived. Not known is a group of its own.",
    "dimension_2": "A second dimension, where the row is about two at once; else leave it blank.",
    "group_2": "The group of the second dimension.",
    "numerator": "The count. * where it is hidden, 0 where there is none, blank where it is not collected.",
    "denominator": "The number it is out of. For a rate: people, or people's years.",
    "value": "Only where there are no counts: percentages as 25 for 25%, rates and means in the indicator's unit.",
    "lower": "Lower 95% limit of the value, where it was published.",
    "upper": "Upper 95% limit of the value.",
    "note": "Anything to keep beside the row. A blank cell whose note says ‘suppressed’ is taken as hidden.",
}
_WHAT_OF_DIMENSIONS = {
    "dimension": "Its code, the same in every row of it: small letters, digits and _. This is what ‘observations’ names.",
    "title": "What it is called, for example Unpaid carers.",
    "phrase": "What follows ‘by …’, for example whether people are unpaid carers.",
    "basis": "In a sentence, how people are put into its groups.",
    "ordered": "yes where its groups have an order; then the first row is the most disadvantaged group.",
    "not_known": "What people are called of whom it is not known. They are always a group of their own: give it no row.",
    "plus": "Which of NHS England’s PLUS groups it shows, by code, with commas between: "
    + ", ".join(PLUS_EXAMPLES)
    + ".",
    "group": "The group’s code. ‘observations’ may use the code, the label or the short label.",
    "label": "What the group is called.",
    "short": "The same for tight spaces.",
    "words": "The group in a sentence, for example unpaid carers.",
    "reference": "yes for the one group that the others are compared with; none: each is compared with everyone.",
}
# Invented figures for an area that does not exist: they show how to fill the rows and are to be deleted.
_EXAMPLE_AREA, _EXAMPLE_PERIOD = "EXAMPLE1", "Q1 2025/26"
_EXAMPLE_INDICATOR = {
    "indicator": "example_checks",
    "name": "Example: adults who had a health check",
    "short_name": "Health checks (example)",
    "question": "Who has had a health check?",
    "domain": "access",
    "value_type": "proportion",
    "higher_is_better": "yes",
    "population_noun": "adults",
    "predicate": "had a health check",
    "event_noun": "adults who had a health check",
    "numerator": "Adults with a health check in the period",
    "denominator": "Adults who were invited",
    "per": "",
    "unit": "",
    "source": "Invented, to show how to fill the sheet",
    "population_base": "registered",
    "caveat": "",
}


def _example_rows() -> list[dict[str, str | int]]:
    groups: list[tuple[str, str, int | str, int]] = [("total", "All", 460, 1000)]
    groups += [
        ("deprivation_quintile", str(fifth), count, 190)
        for fifth, count in zip(range(1, 6), (70, 80, 88, 92, 100), strict=True)
    ]
    groups.append(("deprivation_quintile", "Not known", 30, 50))
    groups += [
        ("ethnic_group", "White", 250, 500),
        ("ethnic_group", "Asian", 90, 200),
        ("ethnic_group", "Black", 60, 150),
    ]
    groups += [
        ("ethnic_group", "Mixed", "*", 60),
        ("ethnic_group", "Other", 20, 50),
        ("ethnic_group", "Not stated", "*", 40),
    ]
    same: dict[str, str | int] = {
        "indicator": _EXAMPLE_INDICATOR["indicator"],
        "area_code": _EXAMPLE_AREA,
        "period": _EXAMPLE_PERIOD,
    }
    return [
        same | {"dimension": dimension, "group": group, "numerator": count, "denominator": people}
        for dimension, group, count, people in groups
    ]


def template_csv() -> bytes:
    """The observations sheet as CSV (UTF-8 with a byte-order mark, so that Excel reads it), with the example's rows."""
    return _csv(HEADINGS, _example_rows())


def indicators_csv() -> bytes:
    """The indicators sheet as CSV, with the example's row: to be given beside the observations."""
    return _csv(INDICATOR_COLUMNS, [_EXAMPLE_INDICATOR])


def _csv(headings: tuple[str, ...], rows: Sequence[Mapping[str, str | int]]) -> bytes:
    return csv_for_excel(pd.DataFrame(rows, columns=list(headings), dtype=object).fillna(""))


def template_xlsx() -> bytes:
    """A workbook: instructions, an observations sheet and an indicators sheet to fill in, and a filled example."""
    book = openpyxl.Workbook()
    _instructions(book.active)
    observations = _sheet(book, OBSERVATIONS_SHEET, HEADINGS, [])
    indicators = _sheet(book, INDICATORS_SHEET, INDICATOR_COLUMNS, [])
    _sheet(book, DIMENSIONS_SHEET, OWN_COLUMNS, [])
    lists = book.create_sheet("lists")
    lists.sheet_state = "hidden"
    _lists(lists, observations, indicators)
    _example(book.create_sheet("example"))
    return workbook_bytes(book)


def _sheet(
    book: openpyxl.Workbook, title: str, headings: tuple[str, ...], rows: Sequence[Mapping[str, str | int]]
) -> Worksheet:
    sheet = book.create_sheet(title)
    sheet.append(list(headings))
    for row in rows:
        sheet.append([row.get(each, "") for each in headings])
    for position, heading in enumerate(headings, start=1):
        cell = sheet.cell(1, position)
        cell.font, cell.fill = Font(bold=True), _FILL
        sheet.column_dimensions[get_column_letter(position)].width = max(14, len(heading) + 4)
    if "period" in headings:
        # Excel turns 'Jan 2026' into a day unless the cell is text.
        letter = get_column_letter(headings.index("period") + 1)
        for number in range(2, 1001):
            sheet[f"{letter}{number}"].number_format = "@"
    sheet.freeze_panes = "A2"
    return sheet


def _lists(lists: Worksheet, observations: Worksheet, indicators: Worksheet) -> None:
    """Drop-downs; groups are suggested and not forced, because any usual wording is understood."""
    groups = [label for each in USABLE.values() for label in each.groups.values()]
    columns = {
        # A team can declare dimensions of its own on a sheet of this workbook: those of the list are suggested, not forced.
        (observations, "dimension", False): list(USABLE),
        (observations, "dimension_2", False): list(USABLE),
        (observations, "group", False): list(dict.fromkeys(groups)),
        (observations, "group_2", False): list(dict.fromkeys(groups)),
        (indicators, "domain", True): list(DOMAINS),
        (indicators, "value_type", True): list(VALUE_TYPES),
        (indicators, "higher_is_better", True): ["yes", "no"],
        (indicators, "population_base", True): list(POPULATION_BASES),
    }
    for number, ((sheet, heading, forced), allowed) in enumerate(columns.items(), start=1):
        letter = get_column_letter(number)
        for row, text in enumerate(allowed, start=1):
            lists[f"{letter}{row}"] = text
        rule = DataValidation(type="list", formula1=f"lists!${letter}$1:${letter}${len(allowed)}", allow_blank=True)
        rule.showErrorMessage = forced
        rule.error = f"Choose one of the list for {heading}."
        headings = HEADINGS if sheet is observations else INDICATOR_COLUMNS
        at = get_column_letter(headings.index(heading) + 1)
        rule.add(f"{at}2:{at}{_ROWS_WITH_LISTS}")
        sheet.add_data_validation(rule)
    ids = DataValidation(type="list", formula1=f"{INDICATORS_SHEET}!$A$2:$A$200", allow_blank=True)
    ids.showErrorMessage = False
    ids.add(f"A2:A{_ROWS_WITH_LISTS}")
    observations.add_data_validation(ids)


def _instructions(sheet: Worksheet) -> None:
    sheet.title = INSTRUCTIONS_SHEET
    lines = [
        ("How to fill in this workbook", ""),
        ("1", "Define each indicator once on the sheet ‘indicators’, unless the dataset already has it."),
        ("2", "Put one row on the sheet ‘observations’ for each indicator, area, period and group."),
        ("3", "Give everyone (dimension total) as well as the groups, so that the groups can be checked against it."),
        ("4", "Save the workbook and give it to the page ‘Your data’, or to: python -m data check FILE"),
        ("5", "The sheet ‘example’ shows a filled table with invented figures; it is not read."),
        ("", ""),
        ("Column of ‘observations’", "What to write"),
        *_WHAT.items(),
        ("", ""),
        ("Dimension", "Groups"),
        *((code, ", ".join(each.short_of(group) for group in each.groups)) for code, each in USABLE.items()),
        ("", ""),
        ("Column of ‘dimensions’", "Only for a way of dividing people that is not in the list above: one row a group"),
        *_WHAT_OF_DIMENSIONS.items(),
        ("", ""),
        ("Domain of an indicator", "What it is about"),
        *DOMAIN_LABELS.items(),
        ("", ""),
        ("Kind of value", "When to use it"),
        ("proportion", "people out of people: give counts; ‘predicate’ completes ‘of adults … smoke’"),
        ("rate", "events per so many people: give counts; ‘per’ is 1000 for a rate per 1,000"),
        ("standardised_rate", "a rate adjusted for age, published with its limits"),
        ("mean", "an average, such as days waited"),
        ("survey_share", "a weighted share of people asked, published with its limits"),
    ]  # fmt: skip
    for row, (first, second) in enumerate(lines, start=1):
        sheet.cell(row, 1, first if first != NONE else None).font = Font(bold=second == "" or row == 8)
        sheet.cell(row, 2, second or None).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 110


def _example(sheet: Worksheet) -> None:
    """The filled example, under a line that says it is invented; one column in, so that it is never taken for data."""
    sheet["A1"] = EXAMPLE_LINE
    sheet["A1"].font = Font(bold=True)
    sheet.append([])
    for title, headings, rows in (
        ("observations", HEADINGS, _example_rows()),
        ("indicators", INDICATOR_COLUMNS, [_EXAMPLE_INDICATOR]),
    ):
        sheet.append([title])
        sheet.append(["", *headings])
        for row in rows:
            sheet.append(["", *(row.get(each, "") for each in headings)])
        sheet.append([])
