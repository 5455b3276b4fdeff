"""Read a sheet as a recipe says: the same rows that every known format gives, each with its place."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from fnmatch import fnmatchcase

import pandas as pd

from data.coding.labels import plain
from data.contract.vocabulary import ALL, TOTAL
from data.files.problems import WARNING, Problem
from data.files.sheets import NUMBERS, Place, Sheet, SheetReading, blank_fields
from data.recipes.definition import indicator_of
from data.recipes.fingerprint import fingerprint
from data.recipes.group_meaning import Meaning, groups_in, meaning_of
from data.recipes.headings import headings_of
from data.recipes.joined_kinds import joined_by_kind
from data.recipes.label_words import dimension_hinted, is_everyone
from data.recipes.recipe import LEFT_OUT, Recipe, Rows
from data.recipes.recipe_columns import Block, RecipeColumns
from data.recipes.recipe_places import place_of_fields
from data.recipes.row_periods import RowPeriods
from data.recipes.table_place import end_of_table

NAME = "table read by a recipe"
_SEARCHED = 60
_MOST_DIMENSIONS = 2


def fits(sheet: Sheet, recipe: Recipe) -> bool:
    """Whether a sheet has the title and the layout that a recipe is for, wherever its headings stand."""
    return fnmatchcase(sheet.name, recipe.sheets) and heading_row(sheet, recipe) is not None


def heading_row(sheet: Sheet, recipe: Recipe) -> int | None:
    """Index of the first row of headings whose fingerprint is the recipe's; None where there is none."""
    for at in range(min(_SEARCHED, len(sheet.rows))):
        if any(sheet.rows[at]) and fingerprint(headings_of(sheet, at, recipe.heading_rows)) == recipe.fingerprint:
            return at
    return None


def read(sheet: Sheet, recipe: Recipe) -> SheetReading:
    """The rows of a sheet in the fields of an observation.

    A column of the recipe that is not there is a problem that names it, and nothing is read. Rows that the recipe leaves
    out are counted in the notes. What the cells hold is not judged here: the checks of every table follow.
    """
    found = heading_row(sheet, recipe)
    at = recipe.heading_row - 1 if found is None else found
    columns = RecipeColumns(sheet, at, headings_of(sheet, at, recipe.heading_rows))
    problems = columns.missing(recipe)
    if problems:
        empty = blank_fields(pd.DataFrame({"row": pd.Series(dtype=int)}))
        return SheetReading(empty, Place(sheet.file, sheet.name, {}), NAME, problems=tuple(problems))
    reader = _Reader(sheet, recipe, columns)
    rows = joined_by_kind(reader.rows(), recipe.words["kind"]) if "kind" in reader.at else list(reader.rows())
    frame = blank_fields(
        pd.DataFrame(rows, columns=[*reader.fields, *(["row_denominator"] if "kind" in reader.at else [])])
    )
    return SheetReading(
        frame, reader.place(), f"{NAME}: {recipe.name}", tuple(map(indicator_of, recipe.definitions)), reader.problems(),
        reader.notes(), percent=recipe.scale == "percent", published=recipe.elsewhere,
    )  # fmt: skip


class _Reader:
    """One sheet being read by one recipe; `left` counts the rows that are left out, by why."""

    fields = [
        "row",
        "area",
        "indicator",
        "period",
        "dimension",
        "group",
        "dimension_2",
        "group_2",
        *NUMBERS,
        "note",
        "letter",
        "heading",
    ]

    def __init__(self, sheet: Sheet, recipe: Recipe, columns: RecipeColumns):
        self.recipe, self.columns, self.sheet = recipe, columns, sheet
        self.blocks = columns.blocks(recipe.numbers)
        self.left: Counter[str] = Counter()
        self.at = {name: columns.position(heading) for name, heading in asdict(recipe.columns).items() if heading}
        self.group_columns = [(columns.position(each.heading), each.dimension) for each in recipe.groups]
        body = columns.at + recipe.heading_rows
        self.body = self._filled_down(
            list(enumerate(sheet.rows[body : end_of_table(sheet.rows, body)], start=body + 1))
        )
        self.groups = self._numbers_of_groups()
        self.periods = RowPeriods(sheet, recipe, columns.at)

    def rows(self) -> Iterator[dict[str, object]]:
        """One row for each row of the sheet that is read and each block of its columns that holds something."""
        for number, row in self.body:
            if why := self._why_left_out(row):
                self.left[why] += 1
                continue
            said = {name: _cell(row, position) for name, position in self.at.items()}
            for block in self.blocks:
                made = self._row(number, row, said, block)
                if made is not None:
                    yield made | {"kind": said.get("kind", "")}

    def _row(self, number: int, row: Sequence[str], said: dict[str, str], block: Block) -> dict[str, object] | None:
        numbers = {kind: _cell(row, position) for kind, position in block.positions.items()}
        if len(self.blocks) > 1 and not any(numbers.values()):
            return None
        meanings = self._meanings(row, said, block)
        if any(each.left_out for each in meanings):
            self.left["of groups that the recipe leaves out"] += 1
            return None
        divided = [each for each in meanings if each.dimension]
        if len(divided) > _MOST_DIMENSIONS:
            self.left["of more than two groups at once, such as sex, age and ethnic group together"] += 1
            return None
        wide = len(self.blocks) > 1 or "kind" in self.at
        letter, heading = self.columns.place(block.main) if wide else ("", "")
        area = said.get("area") or said.get("area_name") or block.area or self.recipe.area
        indicator = block.indicator or said.get("indicator") or self.recipe.indicator
        made: dict[str, object] = {
            "row": number, "area": self._word("area", area), "indicator": self._word("indicator", indicator),
            "period": self.periods.period(said, block.period), "note": said.get("note", ""), "letter": letter,
            "heading": heading,
        }  # fmt: skip
        made |= {name: numbers.get(name, "") for name in NUMBERS}
        made |= {"dimension": TOTAL, "group": ALL, "dimension_2": "", "group_2": ""}
        for suffix, each in zip(("", "_2"), divided, strict=False):
            made |= {f"dimension{suffix}": each.dimension, f"group{suffix}": each.label}
        return made

    def _meanings(self, row: Sequence[str], said: dict[str, str], block: Block) -> list[Meaning]:
        found = [
            meaning_of(self.recipe, dimension, _cell(row, position), self.groups.get(dimension, 5))
            for position, dimension in self.group_columns
        ]
        found += [
            meaning_of(self.recipe, each.dimension, each.label, self.groups.get(each.dimension, 5))
            for each in block.groups
        ]
        if "dimension" in said:
            found.append(self._of_named_dimension(said["dimension"], said.get("group", "")))
        return found

    def _of_named_dimension(self, name: str, label: str) -> Meaning:
        dimension = self._word("dimension", name)
        if dimension == LEFT_OUT:
            return Meaning(left_out=True)
        if not name or is_everyone(name):
            return Meaning()
        code = dimension_hinted(dimension) or dimension
        return meaning_of(self.recipe, code, label, groups_in([label], self.recipe.most_deprived, name))

    def _word(self, of: str, text: str) -> str:
        words = self.recipe.words.get(of, {})
        return words.get(text, text)

    def _why_left_out(self, row: Sequence[str]) -> str:
        if not any(row):
            return ""
        if any(self._holds(row, each) for each in self.recipe.leave_out):
            return "of totals and the like"
        for each in self.recipe.only:
            if not self._holds(row, each):
                return f"whose ‘{each.heading}’ is not ‘{each.words}’"
        areas = [position for name, position in self.at.items() if name in ("area", "area_name")]
        if areas and not any(_cell(row, position) for position in areas):
            return "without an area"
        return ""

    def _holds(self, row: Sequence[str], wanted: Rows) -> bool:
        return plain(_cell(row, self.columns.position(wanted.heading))) == plain(wanted.words)

    def _filled_down(self, body: list[tuple[int, tuple[str, ...]]]) -> list[tuple[int, tuple[str, ...]]]:
        """The rows that hold something, with the cells of merged columns filled from above."""
        positions = [p for heading in self.recipe.fill_down if (p := self.columns.position(heading)) is not None]
        held: dict[int, str] = {}
        found = []
        for number, row in body:
            if not any(row):
                continue
            cells = list(row)
            for position in positions:
                if _cell(row, position):
                    held[position] = _cell(row, position)
                elif position < len(cells):
                    cells[position] = held.get(position, "")
            found.append((number, tuple(cells)))
        return found

    def _numbers_of_groups(self) -> dict[str, int]:
        """5 or 10 for each dimension whose labels may be numbers."""
        labels: dict[str, tuple[str, list[str]]] = {}
        for (position, dimension), each in zip(self.group_columns, self.recipe.groups, strict=True):
            heading, held = labels.setdefault(dimension, (each.heading, []))
            held += dict.fromkeys(_cell(row, position) for _, row in self.body)
        for block in self.blocks:
            for group in block.groups:
                labels.setdefault(group.dimension, ("", []))[1].append(group.label)
        return {
            dimension: groups_in(held, self.recipe.most_deprived, heading)
            for dimension, (heading, held) in labels.items()
        }

    def place(self) -> Place:
        """Where the fields stand."""
        return place_of_fields(self.sheet, self.columns, self.at, self.group_columns, self.blocks)

    def notes(self) -> tuple[str, ...]:
        """What was left out, in sentences."""
        return tuple(
            f"{count:,} {'row' if count == 1 else 'rows'} {why} {'was' if count == 1 else 'were'} left out."
            for why, count in self.left.items()
        )

    def problems(self) -> tuple[Problem, ...]:
        """Nothing to read under the headings."""
        if self.body:
            return ()
        return (
            self.sheet.problem(
                "there are headings and no row under them", row=self.columns.at + 1, found="no rows",
                expected="one row or more", mend="fill in the rows below the headings", severity=WARNING,
            ),
        )  # fmt: skip


def _cell(row: Sequence[str], position: int | None) -> str:
    return row[position] if position is not None and position < len(row) else ""
