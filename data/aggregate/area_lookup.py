"""Which larger area each small area lies in, among the levels that figures are wanted for."""

from dataclasses import dataclass

import pandas as pd

from data.contract.vocabulary import LEVELS
from data.files.errors import SourceError

_SMALL = "lsoa"


@dataclass(frozen=True)
class AreaLookup:
    """`within` has a row a small area and a column a level: the area that it lies in, '' where there is none.

    `areas` are the areas of those levels: `area_code`, `level` and `parent_code`, the next larger of these levels, or the
    area itself where there is none.
    """

    within: pd.DataFrame
    areas: pd.DataFrame


def area_lookup(table: pd.DataFrame, levels: tuple[str, ...]) -> AreaLookup:
    """The lookup of a table `area_code`, `level`, `parent_code`; SourceError says which area cannot stand."""
    given = table.dropna(subset=["area_code"]).drop_duplicates()
    twice = given.loc[given["area_code"].duplicated(), "area_code"]
    if len(twice):
        raise _fault("area_code", twice.iloc[0], "every area once", "leave out the rows that contradict each other")
    level_of = dict(zip(given["area_code"], given["level"], strict=True))
    parent_of = dict(zip(given["area_code"], given["parent_code"], strict=True))
    strange = sorted({str(each) for each in given["level"]} - set(LEVELS))
    if strange:
        raise _fault("level", strange[0], ", ".join(LEVELS), "write the level as one of these")
    small = [code for code, level in level_of.items() if level == _SMALL]
    if not small:
        raise _fault("level", "no small area", f"rows of level {_SMALL}", "add the small areas that people live in")
    chains = {code: _chain(code, level_of, parent_of) for code in level_of}
    within = pd.DataFrame({level: [chains[code].get(level, "") for code in small] for level in levels}, index=small)
    empty = [level for level in levels if not within[level].astype(bool).any()]
    if empty:
        raise _fault("parent_code", f"no small area in any {empty[0]}", f"areas of level {empty[0]}", "add them")
    # From the smallest level to the largest: the next larger one that is wanted is the parent, whatever lies between.
    order = sorted(levels, key=LEVELS.index, reverse=True)
    rows = []
    for level in order:
        for code in sorted({each for each in within[level] if each}):
            above = [chains[code].get(each, "") for each in order[order.index(level) + 1 :]]
            rows.append((code, level, next((each for each in above if each), code)))
    return AreaLookup(within, pd.DataFrame(rows, columns=["area_code", "level", "parent_code"]))


def _chain(code: str, level_of: dict[str, str], parent_of: dict[str, str]) -> dict[str, str]:
    """The area itself and all those above it, by level."""
    found: dict[str, str] = {}
    here = code
    while here in level_of and level_of[here] not in found:
        found[level_of[here]] = here
        here = parent_of[here]
    return found


def _fault(column: str, found: object, expected: str, mend: str) -> SourceError:
    return SourceError("areas cannot be read", file="areas", column=column, found=found, expected=expected, mend=mend)
