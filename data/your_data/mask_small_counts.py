"""Keep small counts out of what is shown of a table that was given: its list of problems and its marked-up copy.

The copy shows of each figure what the dataset would show once the table is joined, and no more: what is hidden in the one
is hidden in the other, so that the two together give nothing away.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from openpyxl.utils import get_column_letter

from data.contract.manifest import Disclosure
from data.files.marks import mark_of, number_of
from data.files.problems import Problem, Told
from data.files.sheets import Sheet
from data.your_data.intake import Intake
from data.your_data.number_places import NOWHERE

SMALL = "a small number, not repeated here"
MASK = "*"
_ELIDED = "…"
_TOKEN = re.compile(r"(?<![\w.,/–-])-?\d+(?:,\d{3})*(?:\.\d+)?%?(?![\w/–-]|[.,]\d)")
_SHARE = re.compile(r"(?<![\w.,])(\d[\d,]*(?:\.\d+)?) of (\d[\d,]*(?:\.\d+)?)(?![\w%]|[.,]\d)")
_GROUPS = re.compile(r" in \d+ groups$")
_ADDED_UP = "add up"
_COUNTS = ("numerator", "denominator")
Cell = tuple[str, str, str]


@dataclass(frozen=True)
class NumberCells:
    """Cells of the sheets that were read, each as (file, sheet, 'D6').

    `numbers` hold a figure of an observation; `hidden` are those that the dataset would not show. `shown` is what the copy
    shows of each figure whose own text it does not show. Plain numbers beside such a figure, which no reader takes, are not
    shown: in the rows (file, sheet, row) of `rows`, but for the columns of labels, and in the cells `around`. `read` are the
    sheets that were read; of others nothing is known. `known` is False where reading took too long.
    """

    numbers: frozenset[Cell] = frozenset()
    hidden: frozenset[Cell] = frozenset()
    shown: Mapping[Cell, str] = field(default_factory=dict)
    rows: Mapping[tuple[str, str, int], frozenset[str]] = field(default_factory=dict)
    around: frozenset[Cell] = frozenset()
    read: frozenset[tuple[str, str]] = frozenset()
    known: bool = True


def number_cells(intake: Intake, published: pd.DataFrame, rule: Disclosure) -> NumberCells:
    """Where the figures stand in what was given, and what of them the dataset would show.

    `published` are the intake's observations, in their order, as the dataset will hold them once they are joined.
    """
    places, labels = intake.places.cells, intake.places.labels
    cells = list(zip(places["file"], places["sheet"], places["cell"], strict=True))
    numbers, read = frozenset(cells), frozenset(labels)
    if not cells:
        # Reading that took too long has not even begun to tell what the tables are.
        return NumberCells(numbers, read=read, known=bool(intake.taken_for) or not intake.given)
    told = _told_of(places, published.reset_index(drop=True), rule)
    changed = places[[text is not None for text in told]]
    joined = (places["observation"] != NOWHERE).tolist()
    around, rows = set(), {}
    for file, sheet, row, letter, last in changed[["file", "sheet", "row", "letter", "last"]].itertuples(index=False):
        if letter:
            around |= {(file, sheet, f"{letter}{each}") for each in range(row, last + 2)}
        else:
            rows[file, sheet, row] = labels[file, sheet]
    return NumberCells(
        numbers=numbers,
        hidden=frozenset(cell for cell, text, ours in zip(cells, told, joined, strict=True) if ours and text == MASK),
        shown={cell: text for cell, text in zip(cells, told, strict=True) if text is not None},
        rows=rows,
        around=frozenset(around - numbers),
        read=read,
    )


def _told_of(places: pd.DataFrame, published: pd.DataFrame, rule: Disclosure) -> list[str | None]:
    """What the copy shows of each figure; None where it shows it as it was given."""
    number = places["observation"].to_numpy(int)
    told: list[str | None] = [MASK] * len(places)
    counted = published[list(_COUNTS)].notna().all(axis=1) & (published["status"] == "ok")
    for place, (name, at) in enumerate(zip(places["name"], number, strict=True)):
        if at == NOWHERE:
            continue
        value = published.at[at, name]
        if name in _COUNTS:
            told[place] = MASK if np.isnan(value) else f"{value:.0f}"
        elif not np.isnan(value) or (counted[at] and rule.rounded_to == 1):
            # A value without counts, or one that the counts shown give.
            told[place] = None
    return told


def protected_problems(problems: Iterable[Told], cells: NumberCells, rule: Disclosure) -> tuple[Told, ...]:
    """The problems without any small count: a small one found is said to be small, and what was expected has no figures."""
    told = ((each, *_told(each, cells, rule)) for each in problems)
    return tuple(replace(each, found=found, expected=expected) for each, found, expected in told)


def without_small(text: str, rule: Disclosure) -> str:
    """Words about published figures, where 'so many of so many' gives a small count as a dataset would: not at all."""
    return _SHARE.sub(lambda found: _share(found, rule), text)


def _share(found: re.Match[str], rule: Disclosure) -> str:
    part, whole = (float(each.replace(",", "")) for each in found.groups())
    small = any(rule.hidden_from <= each <= rule.hidden_to for each in (part, whole, whole - part))
    return f"{_ELIDED} of {_ELIDED}" if small else found[0]


def _told(problem: Problem, cells: NumberCells, rule: Disclosure) -> tuple[str, str]:
    found, expected = problem.found, problem.expected
    place = (problem.file, problem.sheet, problem.cell)
    of_number = place in cells.numbers or not cells.known
    figures = _small_among(_GROUPS.sub("", found), rule)
    hide = place in cells.hidden or (_TOKEN.fullmatch(found) is not None and figures) or (of_number and figures)
    hide |= of_number and _TOKEN.match(found) is not None and _small_among(expected, rule)
    hide |= _ADDED_UP in problem.problem and _near(found, expected, rule)
    if hide:
        return SMALL, _TOKEN.sub(_ELIDED, expected)
    if cells.shown.get(place, MASK) != MASK and _TOKEN.fullmatch(found):
        found = _as_shown(found, cells.shown[place])
    if not of_number and problem.row <= 1:
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


def protected_sheet(sheet: Sheet, cells: NumberCells) -> Sheet:
    """A sheet with each figure as the dataset would show it, and * for the others; of one not read, * for every number."""
    rows = [list(row) for row in sheet.rows]
    if (sheet.file, sheet.name) not in cells.read:
        # A number may be a count, and any one of them may give a small one away.
        rows = [[MASK if _TOKEN.fullmatch(each) else each for each in row] for row in rows]
    for number, row in enumerate(rows, start=1):
        labels = cells.rows.get((sheet.file, sheet.name, number))
        for position, text in enumerate(row):
            letter = get_column_letter(position + 1)
            cell = (sheet.file, sheet.name, f"{letter}{number}")
            if cell in cells.shown:
                row[position] = _as_shown(text, cells.shown[cell])
            elif cell not in cells.numbers and _TOKEN.fullmatch(text):
                beside = labels is not None and letter not in labels
                row[position] = MASK if beside or cell in cells.around else text
    return replace(sheet, rows=tuple(tuple(row) for row in rows))


def _as_shown(text: str, shown: str) -> str:
    """The text of a figure, unless the dataset shows another number or none. A mark stays as it is."""
    if mark_of(text) is not None:
        return text
    same = shown != MASK and number_of(text) == float(shown)
    return text if same else shown
