"""Cells of a lookup that people write in several ways: codes in small letters, names with other capitals or spaces."""

import pandas as pd

_CODE = r"[A-Za-z]\d{5,8}"
_TOLD = 3


def codes_in_capitals(column: pd.Series) -> pd.Series:
    """The cells, codes of areas and practices ('e01000001') as publishers write them."""
    return column.where(~column.str.fullmatch(_CODE), column.str.upper())


def one_spelling(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The rows with one spelling for cells that differ in capitals and spaces only: the most frequent, else the first.

    A line a column tells what was taken for one: 'North team' and 'NORTH  TEAM' as two neighbourhoods would halve both.
    """
    found, told = rows.copy(), []
    for name in rows:
        plain = rows[name].str.split().str.join(" ")
        alike = plain.str.casefold()
        several = rows[name].groupby(alike).transform("nunique") > 1
        if not several.any():
            continue
        chosen = {
            each: cells.value_counts(sort=True).index[0] for each, cells in plain[several].groupby(alike[several])
        }
        found[name] = rows[name].mask(several, alike.map(chosen))
        first = "; ".join(
            f"{chosen[each]!r} also as {', '.join(repr(cell) for cell in cells.unique() if cell != chosen[each])}"
            for each, cells in list(rows.loc[several, name].groupby(alike[several]))[:_TOLD]
        )
        told.append(f"spellings of column {str(name)!r} taken for one: {first}{'; …' if len(chosen) > _TOLD else ''}")
    return found, told
