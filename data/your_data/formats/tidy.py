"""The project's own tidy template: one row an indicator, area, period and group, and a sheet that defines indicators."""

from data.coding.labels import plain
from data.contract.errors import ContractError
from data.contract.indicator import Indicator
from data.contract.vocabulary import DOMAINS, POPULATION_BASES, VALUE_TYPES
from data.files.problems import Problem
from data.files.sheets import Sheet, SheetReading, as_id, heading_problems, missing_headings, read_columns
from data.your_data.assumptions import Declared

NAME = "tidy template"
COLUMNS = {
    "indicator": ("indicator", "indicator_id"),
    "area": ("area_code", "area"),
    "period": ("period", "time_period"),
    "dimension": ("dimension",),
    "group": ("group", "subgroup"),
    "dimension_2": ("dimension_2",),
    "group_2": ("group_2",),
    "numerator": ("numerator", "count"),
    "denominator": ("denominator",),
    "value": ("value",),
    "lower": ("lower", "lower_95"),
    "upper": ("upper", "upper_95"),
    "note": ("note", "notes"),
}
EXAMPLE_LINE = "Example with invented figures. This sheet is not read."
NEEDED = ("indicator", "area", "period", "dimension", "group")
INDICATOR_COLUMNS = (
    "indicator", "name", "short_name", "question", "domain", "value_type", "higher_is_better", "population_noun",
    "predicate", "event_noun", "numerator", "denominator", "per", "unit", "source", "population_base", "caveat",
)  # fmt: skip
INDICATOR_NEEDED = ("indicator", "name", "domain", "value_type", "higher_is_better", "source", "population_base")
_ALL = [spelling for spellings in COLUMNS.values() for spelling in spellings[:1]]
_YES = {"yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False, "0": False}


def heading_row(sheet: Sheet) -> int | None:
    """Five of the template's columns, two of them ways of saying who: enough to name those that are missing."""
    other = _is_example(sheet) or definitions_row(sheet) is not None
    return None if other else sheet.heading_row(*_ALL, least=5)


def definitions_row(sheet: Sheet) -> int | None:
    """Index of the row of headings of a sheet that defines indicators; None for any other sheet."""
    says_what = sheet.heading_row("value_type") is not None or sheet.heading_row("higher_is_better") is not None
    return sheet.heading_row(*INDICATOR_COLUMNS, least=5) if says_what and not _is_example(sheet) else None


def _is_example(sheet: Sheet) -> bool:
    return EXAMPLE_LINE in sheet.rows[0]


def read(sheet: Sheet, at: int, declared: Declared) -> SheetReading:
    """Every row below the headings; the numbers may be counts, or a value with or without its limits."""
    frame, place = read_columns(sheet, at, COLUMNS)
    problems = missing_headings(sheet, at, {name: COLUMNS[name] for name in NEEDED})
    if not {"value", "numerator"} & set(place.columns):
        problems += missing_headings(sheet, at, {"numerator": COLUMNS["numerator"]})
    if "numerator" in place.columns and "denominator" not in place.columns:
        problems += missing_headings(sheet, at, {"denominator": COLUMNS["denominator"]})
    problems += heading_problems(sheet, at)
    if not len(frame):
        problems.append(
            sheet.problem(
                "there are headings and no row under them", row=at + 1, found="no rows", expected="one row or more",
                mend="fill in the rows below the headings",
            )
        )  # fmt: skip
    if any(name not in place.columns for name in NEEDED):
        frame = frame.iloc[:0]
    return SheetReading(frame, place, NAME, problems=tuple(problems))


def read_definitions(sheet: Sheet, at: int) -> tuple[list[Indicator], list[Problem]]:
    """The indicators a sheet defines below its headings in row `at`, and a problem for each definition that is not whole."""
    names = {f"x_{each}": (each,) for each in INDICATOR_COLUMNS}
    missing = missing_headings(sheet, at, {each: (each,) for each in INDICATOR_NEEDED})
    if missing:
        return [], missing
    frame, place = read_columns(sheet, at, names)
    found, problems = [], []
    for row in frame.to_dict("records"):
        entries = {each: row[f"x_{each}"] for each in INDICATOR_COLUMNS}
        faults = _faults(entries)
        for column, value, expected in faults:
            letter, heading = place.columns.get(f"x_{column}", ("", column))
            problems.append(
                sheet.problem(
                    f"the definition of ‘{entries['indicator'] or entries['name']}’ is not whole",
                    row=row["row"], column=heading, letter=letter, found=value or "a blank cell", expected=expected,
                    mend="fill in the cell as its heading asks",
                )
            )  # fmt: skip
        if not faults:
            try:
                found.append(_indicator(entries))
            except ContractError as error:
                problems.append(
                    sheet.problem(str(error), row=row["row"], expected="a whole definition", mend="correct this row")
                )
    return found, problems


def _faults(entries: dict[str, str]) -> list[tuple[str, str, str]]:
    """Column, what was found and what is expected, for each entry that cannot stand."""
    faults = [(each, "", "some text") for each in INDICATOR_NEEDED if not entries[each]]
    for column, allowed in (
        ("domain", DOMAINS),
        ("value_type", VALUE_TYPES),
        ("population_base", POPULATION_BASES),
        ("higher_is_better", ("yes", "no")),
    ):
        value = plain(entries[column]).replace(" ", "_")
        fits = value in _YES if column == "higher_is_better" else value in allowed
        if entries[column] and not fits:
            faults.append((column, entries[column], " or ".join(allowed)))
    if entries["indicator"] and as_id(entries["indicator"]) != entries["indicator"]:
        faults.append(
            ("indicator", entries["indicator"], f"small letters, digits and _: {as_id(entries['indicator'])}")
        )
    if plain(entries["value_type"]) == "proportion" and not entries["predicate"]:
        faults.append(("predicate", "", "words that follow ‘of people …’, for example ‘smoke’"))
    if entries["per"] and not _positive(entries["per"]):
        faults.append(("per", entries["per"], "a number above 0, such as 1000"))
    return faults


def _positive(text: str) -> bool:
    text = text.replace(",", "")
    return text.replace(".", "", 1).isdigit() and float(text) > 0


def _indicator(entries: dict[str, str]) -> Indicator:
    kind = plain(entries["value_type"]).replace(" ", "_")
    usual = 1000.0 if kind == "rate" else 100.0
    return Indicator(
        id=entries["indicator"],
        name=entries["name"],
        short_name=entries["short_name"] or entries["name"],
        question=entries["question"] or f"{entries['name']}: how do people differ?",
        domain=plain(entries["domain"]),
        value_type=kind,
        higher_is_better=_YES[plain(entries["higher_is_better"])],
        population_noun=entries["population_noun"] or "people",
        predicate=entries["predicate"],
        event_noun=entries["event_noun"] or "people counted",
        numerator=entries["numerator"] or entries["event_noun"] or "Those counted",
        denominator=entries["denominator"] or entries["population_noun"] or "Those who could have been counted",
        source=entries["source"],
        population_base=plain(entries["population_base"]),
        multiplier=float(entries["per"].replace(",", "")) if entries["per"] else usual,
        unit=entries["unit"],
        caveat=entries["caveat"],
    )
