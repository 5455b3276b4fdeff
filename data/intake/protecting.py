"""Keep small counts out of what is shown of a table that was given: its list of problems and its marked-up copy.

Which cells hold counts is asked of the format's own reader, never guessed from how a cell looks: a 3 may be a fifth.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from openpyxl.utils import column_index_from_string, get_column_letter

from data.contract.manifest import Disclosure
from data.disclosure.suppression import AdditiveSets, small, suppress
from data.intake.bounds import Deadline, OutOfTimeError
from data.intake.declared import Declared
from data.intake.marks import read_numbers
from data.intake.opening import open_sheets
from data.intake.recognising import format_of
from data.intake.sheets import NUMBERS, Reading, Sheet

SMALL = "a small number, not repeated here"
MASK = "*"
_ELIDED = "…"
_TOKEN = re.compile(r"(?<![\w.,/–-])-?\d+(?:,\d{3})*(?:\.\d+)?%?(?![\w/–-]|[.,]\d)")
_GROUPS = re.compile(r" in \d+ groups$")
_ADDED_UP = "add up"
Cell = tuple[str, str, str]


@dataclass(frozen=True)
class NumberCells:
    """Cells of the sheets that were read, each as (file, sheet, 'D6').

    `numbers` hold a figure of an observation; `hidden` are those, and cells beside them, that hold or give away a small
    count. Of sheets in `strange` nothing is known: they were not read. `known` is False where reading took too long.
    """

    numbers: frozenset[Cell] = frozenset()
    hidden: frozenset[Cell] = frozenset()
    strange: frozenset[tuple[str, str]] = frozenset()
    known: bool = True


def number_cells(given: Mapping[str, bytes], rule: Disclosure, declared: Declared) -> NumberCells:
    """Where the figures stand in what was given, and which of them the dataset's disclosure rule hides."""
    try:
        sheets, _ = open_sheets(given, Deadline())
    except OutOfTimeError:
        return NumberCells(known=False)
    numbers: set[Cell] = set()
    hidden: set[Cell] = set()
    strange = set()
    for sheet in sheets:
        found = format_of(sheet)
        if found is None:
            strange.add((sheet.file, sheet.name))
            continue
        reading = found.read(sheet, declared)
        places = {name: _places(reading, name) for name in NUMBERS}
        numbers |= {(sheet.file, sheet.name, each) for found in places.values() for each in found if each}
        cells = _hidden(sheet, reading, places, rule)
        hidden |= {(sheet.file, sheet.name, each) for each in cells}
    return NumberCells(frozenset(numbers), frozenset(hidden), frozenset(strange))


def _places(reading: Reading, name: str) -> pd.Series:
    """The cell of one number of each row; '' where the row has none."""
    frame = reading.frame
    letter, _ = reading.place.columns.get(name, ("", ""))
    wide = frame["letter"] != ""
    row = frame["row"].mask(wide & (name == "denominator") & (frame["row_denominator"] > 0), frame["row_denominator"])
    cell = frame["letter"].where(wide, letter)
    return (cell + row.astype(int).astype(str)).where((cell != "") & (frame[name] != ""), "")


def _hidden(sheet: Sheet, reading: Reading, places: Mapping[str, pd.Series], rule: Disclosure) -> set[str]:
    """Cells to hide: small counts, the next smallest where one alone could be worked out, and figures beside them."""
    frame = reading.frame
    if frame.empty or rule.hidden_to <= 0:
        return set()
    counts = {
        name: read_numbers(frame[name], percent=False)[0].to_numpy(float) for name in ("numerator", "denominator")
    }
    bounds = {"hidden_from": rule.hidden_from, "hidden_to": rule.hidden_to}
    rows = suppress(counts["numerator"], _sets(frame), hidden=small(counts["denominator"], **bounds), **bounds)
    cells = {each for name in NUMBERS if name != "denominator" for each in places[name][rows]}
    cells |= set(places["denominator"][small(counts["denominator"], **bounds)])
    return (cells | _beside(sheet, frame[rows], reading, places)) - {""}


def _sets(frame: pd.DataFrame) -> AdditiveSets:
    """Groups of one dimension with everyone, and areas of one group: of each, one hidden alone could be worked out."""
    text = frame.apply(lambda column: column.astype(str).str.casefold().str.strip())
    everyone = text["dimension"].isin(("", "total", "everyone", "all"))
    same = ["indicator", "area", "period"]
    members = []
    for _, parts in text[~everyone].groupby([*same, "dimension", "dimension_2", "group_2"], sort=False):
        members.append(parts.index)
    if everyone.any() and members:
        whole = text[everyone].reset_index().groupby(same)["index"].first()
        for number, parts in enumerate(members):
            key = tuple(text.loc[parts[0], same])
            members[number] = parts.union([whole[key]]) if key in whole.index else parts
    by_group = text.groupby(["indicator", "period", "dimension", "group", "dimension_2", "group_2"], sort=False)
    members += [index for index in map(pd.Index, by_group.groups.values()) if len(index) > 1]
    row = np.concatenate([np.asarray(each, dtype=int) for each in members]) if members else np.array([], dtype=int)
    return AdditiveSets(row, np.repeat(np.arange(len(members)), [len(each) for each in members]).astype(int))


def _beside(sheet: Sheet, rows: pd.DataFrame, reading: Reading, places: Mapping[str, pd.Series]) -> set[str]:
    """Plain numbers in columns (of a long sheet) or rows (of a wide one) that no reader takes: rates worked out beside."""
    taken = {each for found in places.values() for each in found}
    labels = {letter for name, (letter, _) in reading.place.columns.items() if name not in NUMBERS}
    cells = set()
    for letter, row, below in rows[["letter", "row", "row_denominator"]].itertuples(index=False):
        if letter:
            around = {f"{letter}{each}" for each in range(int(row), max(int(row), int(below)) + 2)}
        else:
            width = len(sheet.rows[int(row) - 1])
            around = {
                f"{get_column_letter(n)}{int(row)}" for n in range(1, width + 1) if get_column_letter(n) not in labels
            }
        cells |= {each for each in around - taken if _TOKEN.fullmatch(text_at(sheet, each))}
    return cells


def text_at(sheet: Sheet, cell: str) -> str:
    """The text of a cell such as 'D6'; '' outside the sheet."""
    letters, number = re.fullmatch(r"([A-Z]+)(\d+)", cell).groups()
    row = sheet.rows[int(number) - 1] if int(number) <= len(sheet.rows) else ()
    position = column_index_from_string(letters) - 1
    return row[position] if position < len(row) else ""


def protected_problems(problems: pd.DataFrame, cells: NumberCells, rule: Disclosure) -> pd.DataFrame:
    """The problems without any small count: a small one found is said to be small, and what was expected has no figures."""
    if problems.empty or rule.hidden_to <= 0:
        return problems
    told = [_told(each, cells, rule) for each in problems.to_dict("records")]
    return problems.assign(found=[found for found, _ in told], expected=[expected for _, expected in told])


def _told(problem: dict, cells: NumberCells, rule: Disclosure) -> tuple[str, str]:
    found, expected = problem["found"], problem["expected"]
    place = (problem["file"], problem["sheet"], problem["cell"])
    of_number = place in cells.numbers or not cells.known
    figures = _small_among(_GROUPS.sub("", found), rule)
    hide = place in cells.hidden or (_TOKEN.fullmatch(found) is not None and figures) or (of_number and figures)
    hide |= of_number and _TOKEN.match(found) is not None and _small_among(expected, rule)
    hide |= _ADDED_UP in problem["problem"] and _near(found, expected, rule)
    if hide:
        return SMALL, _TOKEN.sub(_ELIDED, expected)
    if not of_number and problem["row"] <= 1:
        # A first row that is no heading may be a row of figures.
        found = ", ".join(_ELIDED if _TOKEN.fullmatch(each) else each for each in found.split(", "))
    return found, expected


def _figures(text: str) -> list[float]:
    return [float(each.replace(",", "").rstrip("%")) for each in _TOKEN.findall(text)]


def _small_among(text: str, rule: Disclosure) -> bool:
    return any(each.is_integer() and rule.hidden_from <= each <= rule.hidden_to for each in _figures(text))


def _near(found: str, expected: str, rule: Disclosure) -> bool:
    """Whether two sums are so near that their difference is a small count."""
    first, second = _figures(found)[:1], _figures(expected)[:1]
    return bool(first and second) and rule.hidden_from <= abs(first[0] - second[0]) <= rule.hidden_to


def protected_sheet(sheet: Sheet, cells: NumberCells, rule: Disclosure) -> Sheet:
    """A sheet with hidden cells as *; of one that was not read, every small whole number, for it may be a count."""
    strange = (sheet.file, sheet.name) in cells.strange
    rows = [list(row) for row in sheet.rows]
    if strange and rule.hidden_to > 0:
        rows = [[MASK if _TOKEN.fullmatch(each) and _small_among(each, rule) else each for each in row] for row in rows]
    for file, name, cell in cells.hidden:
        if (file, name) == (sheet.file, sheet.name) and text_at(sheet, cell):
            letters, number = re.fullmatch(r"([A-Z]+)(\d+)", cell).groups()
            rows[int(number) - 1][column_index_from_string(letters) - 1] = MASK
    return replace(sheet, rows=tuple(tuple(row) for row in rows))
