"""Neighbourhoods as a lookup of small areas, or of any other unit, gives them, whatever its columns are called."""

from dataclasses import dataclass

import pandas as pd

from data.contract.vocabulary import ELSEWHERE, UNNAMED
from data.files.errors import SourceError
from data.files.spreadsheet_text import from_cell
from data.files.tables import SourceTable
from data.sources.lookup_columns import SMALL_AREA_CODES, neighbourhood_columns, not_a_lookup
from data.sources.lookup_spellings import codes_in_capitals, one_spelling
from data.sources.outside import with_outside
from data.sources.report import BuildReport
from data.sources.units import NETWORK, PRACTICE, SMALL_AREA, SMALL_AREA_2011, UNIT_WORDS, UnitColumn, Units

_MOSTLY = 0.5
_SECTION = "Neighbourhoods"
_FIRST = 5


@dataclass(frozen=True, eq=False)
class Footprints:
    """Where neighbourhoods are.

    areas        by small area: neighbourhood_code, neighbourhood_name, outside and, where it can be less than 1, fit
    unit         the unit in which they were given (a key of UNIT_WORDS; 'boundaries' where they were drawn)
    of_practice  each practice's neighbourhood, where practices or networks were given; else None
    """

    areas: pd.DataFrame
    unit: str
    of_practice: pd.Series | None = None


def is_lookup(table: SourceTable, units: Units) -> bool:
    """Whether the first rows hold a unit of this area, or the code of one, so that the table may be a lookup."""
    first = pd.DataFrame(list(table.first_rows[1:])).fillna("").astype(str).apply(codes_in_capitals)
    return bool(len(first)) and (units.column_of(first) is not None or bool(units.kinds_seen(first)))


def neighbourhoods_from_lookup(table: SourceTable, units: Units, report: BuildReport, chosen: str = "") -> Footprints:
    """The neighbourhoods of the area in a lookup; a small area that it does not reach is outside them.

    Columns are found by what they hold: units by their codes or names, neighbourhoods as the one column (or code and name
    that go together) that divides them, or as `chosen` says. SourceError says what is wrong and how to mend it.
    """
    rows, told = one_spelling(_rows(table))
    for words in told:
        report.line(_SECTION, f"{table.label}: {words}")
    found = units.column_of(rows)
    if found is None:
        raise _nothing_here(table, rows, units)
    held = units.held(found.unit)
    ours = set(held.loc[held["lsoa"].isin(units.areas.index), "unit"])
    inside = rows.assign(**{found.column: found.codes})[found.codes.isin(ours)]
    if inside.empty:
        raise not_a_lookup(table, rows)
    code, name = neighbourhood_columns(table, inside, _unit_columns(inside, found), chosen)
    given = inside[inside[code] != ""].drop_duplicates([found.column, code])
    _fault_in_pairs(table, given, rows, found, code)
    if given.empty:
        raise not_a_lookup(table, rows)
    of_unit = given.set_index(found.column)[[code, name]].set_axis(["neighbourhood_code", "neighbourhood_name"], axis=1)
    fitted = _fitted(of_unit, held, units, found.unit)
    _tell(table, found, code, rows, given, fitted, report)
    return Footprints(fitted, found.unit, _of_practice(of_unit, found.unit, units))


def _rows(table: SourceTable) -> pd.DataFrame:
    """The rows, without columns that have no heading. A name may stand behind an apostrophe, as the drawing page saves it."""
    found = table.rows().map(from_cell)
    found = found.loc[:, found.columns != ""]
    return found.apply(lambda column: codes_in_capitals(column.fillna("").str.strip()))


def _unit_columns(inside: pd.DataFrame, found: UnitColumn) -> list[str]:
    """The column of the units, and any other of small areas: of those a lookup may hold two vintages."""
    small = [str(each) for each in inside if inside[each].str.fullmatch(SMALL_AREA_CODES).all()]
    return list(dict.fromkeys([found.column, *(each for each in small if (inside[each] != "").any())]))


def _nothing_here(table: SourceTable, rows: pd.DataFrame, units: Units) -> SourceError:
    """Why no unit of a lookup can be placed: it holds none, those of elsewhere, or a kind that no file here places."""
    for unit in units.kinds_seen(rows):
        if units.held(unit).empty:
            return SourceError(
                f"its {UNIT_WORDS[unit]} cannot be placed: no file of the folder says which small areas they hold",
                file=table.file,
                sheet=table.sheet,
                expected=f"the lookup of 2021 small areas to {UNIT_WORDS[unit]}",
                mend="add that lookup of the Office for National Statistics to the folder",
            )
        return SourceError(
            f"none of its {UNIT_WORDS[unit]} is of this area",
            file=table.file,
            sheet=table.sheet,
            expected=f"{UNIT_WORDS[unit]} such as {' or '.join(_examples(units, unit))}",
            mend="give the lookup of this area, with the codes of the year of the files in the folder",
        )
    return not_a_lookup(table, rows)


def _examples(units: Units, unit: str) -> list[str]:
    held = units.held(unit)
    return sorted(held.loc[held["lsoa"].isin(units.areas.index), "unit"].unique())[:2]


def _fault_in_pairs(table: SourceTable, given: pd.DataFrame, rows: pd.DataFrame, found: UnitColumn, code: str) -> None:
    again = given[found.column].duplicated()
    if again.any():
        row = again.idxmax()
        first = given.index[given[found.column] == given[found.column][row]][0]
        one = "a small area" if found.unit in (SMALL_AREA, SMALL_AREA_2011) else f"one of its {UNIT_WORDS[found.unit]}"
        raise SourceError(
            f"{one} is in two neighbourhoods",
            file=table.file,
            sheet=table.sheet,
            row=int(row) + 2,
            column=code,
            found=f"{rows[found.column][row]} in {given[code][row]!r}, and in {given[code][first]!r} in row {int(first) + 2}",
            expected="each small area once" if one == "a small area" else "each of them once",
            mend="choose one neighbourhood for it",
        )


def _fitted(of_unit: pd.DataFrame, held: pd.DataFrame, units: Units, unit: str) -> pd.DataFrame:
    """Each small area with the neighbourhood that most of it is in, by what its units count; outside where under half is.

    `fit` is the share of it that is in that neighbourhood, where a small area may be of several units.
    """
    here = held[held["lsoa"].isin(units.areas.index)]
    joined = here.join(of_unit, on="unit")
    keys = ["lsoa", "neighbourhood_code", "neighbourhood_name"]
    parts = joined.dropna(subset="neighbourhood_code").groupby(keys, as_index=False)[["weight", "tie"]].sum()
    whole = here.groupby("lsoa")["weight"].sum()
    parts["fit"] = parts["weight"] / parts["lsoa"].map(whole)
    by_patients = unit in (PRACTICE, NETWORK)
    # Who is registered elsewhere counts, known or not: a few do not speak for a small area.
    of = units.registered["whole"] if by_patients else whole
    in_any = parts.groupby("lsoa")["weight"].sum() / of
    parts = parts.sort_values(["lsoa", "fit", "tie", "neighbourhood_code"], ascending=[True, False, False, True])
    best = parts.drop_duplicates("lsoa").set_index("lsoa").reindex(units.areas.index)
    best = best.mask(in_any.reindex(best.index).fillna(0.0) < _MOSTLY)
    best = with_outside(best, ELSEWHERE if by_patients else UNNAMED)
    columns = ["neighbourhood_code", "neighbourhood_name", "outside"]
    divided = here["lsoa"].duplicated().any()
    if by_patients:
        best["registered"] = whole.reindex(best.index).fillna(0.0)
        columns.append("registered")
    return best[[*columns, "fit"] if divided else columns]


def _of_practice(of_unit: pd.DataFrame, unit: str, units: Units) -> pd.Series | None:
    code = of_unit["neighbourhood_code"]
    if unit == PRACTICE:
        return code.reindex(units.practices.index).fillna("")
    return units.practices["pcn_code"].map(code).fillna("") if unit == NETWORK else None


def _tell(
    table: SourceTable,
    found: UnitColumn,
    code: str,
    rows: pd.DataFrame,
    given: pd.DataFrame,
    fitted: pd.DataFrame,
    report: BuildReport,
) -> None:
    named = int((rows[found.column] != "").sum())
    report.line(
        _SECTION,
        f"from {table.label}, columns {found.column!r} ({UNIT_WORDS[found.unit]}) and {code!r}: "
        f"{fitted.loc[fitted['neighbourhood_code'] != '', 'neighbourhood_code'].nunique():,} neighbourhoods; "
        f"{named:,} rows read, {named - len(given):,} left out (outside the area, blank or repeated)",
    )
    if found.ambiguous.any():
        row = int(found.ambiguous.idxmax())
        report.line(
            _SECTION,
            f"{table.label}: names that several {UNIT_WORDS[found.unit]} of this area have, so left out: "
            f"{int(found.ambiguous.sum()):,} rows (row {row + 2}: {rows[found.column][row]}); give their codes",
        )
    if "fit" not in fitted:
        return
    placed = fitted[fitted["neighbourhood_code"] != ""]
    split = placed.index[placed["fit"] < 1]
    how = {
        SMALL_AREA_2011: "the lookup is of 2011 small areas: carried over to those of 2021",
        PRACTICE: "each small area is given to the neighbourhood with most of its registered patients",
        NETWORK: "each small area is given to the neighbourhood with most of its registered patients",
    }.get(found.unit, f"each small area is given to the neighbourhood with most of its {UNIT_WORDS[found.unit]}")
    if len(split):
        how += (
            f"; {len(split):,} are in several neighbourhoods and went to the one with most of them (smallest share "
            f"{placed['fit'].min():.0%}): {', '.join(split[:_FIRST])}{', …' if len(split) > _FIRST else ''}"
        )
    report.line(_SECTION, how)
