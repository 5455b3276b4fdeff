"""A research aggregation by deprivation of the practice: one column a fifth, numbered from the least deprived."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl.utils import get_column_letter

from data.contract.indicator import Indicator
from data.files.problems import WARNING, Problem
from data.files.sheets import Place, Sheet, SheetReading, as_id, blank_fields, missing_headings
from data.your_data.assumptions import Declared

NAME = "research aggregation by practice deprivation"
_FIFTH = re.compile(r"quin_([1-5])(?:_([1-5]))?")
_NEEDED = ("Year", "Indicator", "ICB.NAME")


@cache
def _known() -> dict[str, dict[str, Any]]:
    return tomllib.loads((Path(__file__).parent / "research.toml").read_text(encoding="utf-8"))


def _letters(heading: str) -> str:
    return re.sub(r"[^a-z0-9]", "", heading.casefold())


def heading_row(sheet: Sheet) -> int | None:
    """Three or more columns called quin_… in the first row."""
    return 0 if sum(bool(_FIFTH.fullmatch(cell)) for cell in sheet.rows[0]) >= 3 else None


def read(sheet: Sheet, at: int, declared: Declared) -> SheetReading:
    """A row for each indicator, area, year and single fifth. 5 is the most deprived here, so the order is turned round.

    Two fifths given together cannot be parted, so neither is taken. The average is the country's, even beside a board,
    and is taken for the country only.
    """
    # R makes a point of the blank in 'ICB NAME', other programs a low line.
    called = {_letters(name): name for name in _NEEDED}
    header = tuple(called.get(_letters(cell), cell) for cell in sheet.rows[at])
    absent = [each for each in _NEEDED if each not in header]
    problems = missing_headings(sheet, at, {each: (each,) for each in absent})
    if not problems and not any(map(any, sheet.rows[at + 1 :])):
        problems = [
            sheet.problem(
                "there are headings and no row under them", row=at + 1, found="no rows", expected="one row or more",
                mend="fill in the rows below the headings",
            )
        ]  # fmt: skip
    if problems:
        place = Place(sheet.file, sheet.name, {})
        return SheetReading(
            blank_fields(pd.DataFrame({"row": pd.Series(dtype=int)})), place, NAME, problems=tuple(problems)
        )
    place_of = {name: header.index(name) for name in _NEEDED}
    columns = {position: fifth for position, cell in enumerate(header) if (fifth := _FIFTH.fullmatch(cell))}
    together = {position: found for position, found in columns.items() if found[2]}
    cells = []
    for number, row in enumerate(sheet.rows[at + 1 :], start=at + 2):
        if not any(row):
            continue
        row = (*row, *[""] * (len(header) - len(row)))
        one = {
            "row": number, "area": _area(row, header, place_of["ICB.NAME"]), "period": row[place_of["Year"]],
            "indicator": as_id(row[place_of["Indicator"]]), "dimension": "practice_deprivation_quintile",
        }  # fmt: skip
        for position, found in columns.items():
            if position not in together:
                letter = get_column_letter(position + 1)
                value = row[position]
                cells.append(one | {"group": found[1], "value": value, "letter": letter, "heading": header[position]})
        if "avg" in header and one["area"] == "England":
            position = header.index("avg")
            where = {"letter": get_column_letter(position + 1), "heading": "avg"}
            cells.append(one | {"dimension": "total", "group": "all", "value": row[position]} | where)
    frame = blank_fields(pd.DataFrame(cells))
    place = Place(
        sheet.file, sheet.name,
        {name: (get_column_letter(place_of[heading] + 1), heading) for name, heading in _fields().items()},
    )  # fmt: skip
    problems += [_together(sheet, at, position, found) for position, found in together.items()]
    known = [_indicator(code, entries) for code, entries in _known().items()]
    indicators = tuple({each.id: each for each in (*known, *declared.indicators)}.values())
    return SheetReading(frame, place, NAME, indicators, tuple(problems), percent=False, published=True, most_deprived=5)


def _area(row: Sequence[str], header: Sequence[str], position: int) -> str:
    """The board of a row; where it has none ('NA'), its region, which may be England."""
    board = row[position].strip()
    if board.casefold() not in ("", "na") or "Region" not in header:
        return board
    return row[header.index("Region")].strip()


def _fields() -> dict[str, str]:
    return {"area": "ICB.NAME", "period": "Year", "indicator": "Indicator"}


def _together(sheet: Sheet, at: int, position: int, found: re.Match[str]) -> Problem:
    text = f"fifths {found[1]} and {found[2]} are given together and cannot be parted: neither is taken"
    return sheet.problem(
        text, row=at + 1, column=sheet.rows[at][position], letter=get_column_letter(position + 1), severity=WARNING,
        found=sheet.rows[at][position], expected="one column for each fifth",
        mend="ask the authors for the two fifths apart; until then the two most deprived fifths cannot be shown",
    )  # fmt: skip


def _indicator(code: str, entries: dict[str, Any]) -> Indicator:
    return Indicator(
        id=code,
        short_name=entries["name"],
        question=f"{entries['name']}: how do practices differ?",
        population_noun="patients",
        predicate="say so" if entries["value_type"] == "survey_share" else "",
        event_noun="patients",
        numerator="As the research defines it",
        denominator="As the research defines it",
        source="Research aggregation of published practice figures by deprivation of the practice",
        population_base="registered",
        caveat="Averages of practices, published without counts or intervals.",
        **entries,
    )
