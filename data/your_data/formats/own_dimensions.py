"""The template's sheet of dimensions: a team's own ways of dividing people, a row a group."""

from typing import Any

from data.coding.labels import plain
from data.contract.declared_dimensions import parse_dimensions
from data.contract.errors import ContractError
from data.contract.vocabulary import Dimension
from data.files.problems import Problem
from data.files.sheets import Sheet, missing_headings, read_columns

NAME = "definitions of dimensions"
COLUMNS = (
    "dimension", "title", "phrase", "basis", "ordered", "not_known", "plus", "group", "label", "short", "words", "reference",
)  # fmt: skip
NEEDED = ("dimension", "title", "phrase", "group", "label")
_OF_DIMENSION = ("title", "phrase", "basis", "not_known")
_YES = ("yes", "y", "true", "1")


def own_dimensions_row(sheet: Sheet) -> int | None:
    """Index of the row of headings of a sheet that declares dimensions; None for any other sheet."""
    return sheet.heading_row("dimension", "title", "phrase", "group", "label", least=4)


def read_own_dimensions(sheet: Sheet, at: int) -> tuple[list[Dimension], list[Problem]]:
    """The dimensions a sheet declares below its headings in row `at`, and a problem for each that cannot stand."""
    missing = missing_headings(sheet, at, {each: (each,) for each in NEEDED})
    if missing:
        return [], missing
    frame, _ = read_columns(sheet, at, {f"x_{each}": (each,) for each in COLUMNS})
    found: list[Dimension] = []
    problems = []
    for code, rows in frame.groupby("x_dimension", sort=False):
        records = [{each: row[f"x_{each}"] for each in COLUMNS} for row in rows.to_dict("records")]
        try:
            found += parse_dimensions({str(code): _entry(records)}, "the sheet")
        except ContractError as error:
            mend = "correct the rows of this dimension"
            problems.append(
                sheet.problem(str(error), row=int(rows["row"].iloc[0]), expected="a whole dimension", mend=mend)
            )
    return found, problems


def _entry(rows: list[dict[str, str]]) -> dict[str, Any]:
    """The rows of one dimension as its entry in a manifest would be; what is said of it as a whole stands in any of them."""
    entry: dict[str, Any] = {name: said for name in _OF_DIMENSION if (said := _first(rows, name))}
    entry["ordered"] = plain(_first(rows, "ordered")) in _YES
    entry["plus"] = [each.strip() for each in _first(rows, "plus").split(",") if each.strip()]
    reference = next((row["group"] for row in rows if plain(row["reference"]) in _YES), "")
    if reference:
        entry["reference"] = reference
    entry["groups"] = [
        {"code": row["group"], **{name: row[name] for name in ("label", "short", "words") if row[name]}} for row in rows
    ]
    return entry


def _first(rows: list[dict[str, str]], name: str) -> str:
    return next((row[name] for row in rows if row[name]), "")
