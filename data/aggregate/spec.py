"""What is to be counted, as a team writes it once: a TOML file, read into a frozen description."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from data.aggregate.record_tables import AREAS, PEOPLE, RECORD_TABLES, REGISTRATIONS
from data.aggregate.spec_entries import Entries
from data.aggregate.spec_indicators import RecordIndicator, parse_record_indicator
from data.aggregate.spec_periods import Period, whole_periods
from data.contract.ready_dimensions import USABLE
from data.contract.vocabulary import LEVELS, TOTAL
from data.files.errors import SourceError

AGE = "age"
# Practices and the country are no parts of where people live.
_LEVELS = tuple(each for each in LEVELS if each not in ("country", "practice"))
_PLACES = (PEOPLE, AREAS)


@dataclass(frozen=True)
class GroupColumn:
    """Where a dimension is recorded: a column of `people`, or of `areas` for what is said of where they live."""

    dimension: str
    table: str
    column: str


@dataclass(frozen=True)
class Spec:
    """A whole description.

    `extracted_on` is the last day that the records can know of. `columns` say, by table, what a column is called in the
    extract, by its name here. `pairs` are dimensions that figures are given by two at once. With `age_structure`, ages of
    the people of every indicator are counted by group as well.
    """

    extracted_on: date
    periods: tuple[Period, ...]
    levels: tuple[str, ...]
    groups: tuple[GroupColumn, ...]
    pairs: tuple[tuple[str, str], ...]
    indicators: tuple[RecordIndicator, ...]
    age_structure: bool = False
    by_age: bool = True
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Every dimension that figures are given by."""
        return (*(each.dimension for each in self.groups), *((AGE,) if self.by_age else ()))

    @property
    def crossed(self) -> tuple[tuple[str, str], ...]:
        """Every pair of dimensions that is counted: those asked for, and each with age where ages of groups are."""
        known = {frozenset(each) for each in self.pairs}
        with_age = [(each.dimension, AGE) for each in self.groups if self.age_structure]
        return (*self.pairs, *(each for each in with_age if frozenset(each) not in known))

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables of records that must be there."""
        asked = {PEOPLE, AREAS}
        for each in self.indicators:
            asked |= {each.table} | ({REGISTRATIONS} if each.needs_registrations else set())
        return tuple(name for name in RECORD_TABLES if name in asked)

    def columns_of(self, table: str) -> dict[str, str]:
        """The columns of a table that are used, and what each is called in the extract."""
        names = [*RECORD_TABLES[table].columns, *(each.column for each in self.groups if each.table == table)]
        return {name: self.columns.get(table, {}).get(name, name) for name in dict.fromkeys(names)}


def read_spec(path: Path) -> Spec:
    """The description in a TOML file; SourceError says which entry cannot stand, and what is expected."""
    if not path.is_file():
        raise SourceError("no such file", file=str(path), mend="give the TOML file that says what is to be counted")
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"not valid TOML ({error})", file=path.name, mend="compare it with the example") from error
    return parse_spec(found, path.name)


def parse_spec(found: Mapping[str, object], file: str) -> Spec:
    """The same of entries that have been read already."""
    entries = Entries(found, file)
    entries.only("records", "periods", "areas", "dimensions", "pairs", "by_age", "age_structure", "indicators")
    records = entries.under("records")
    records.only("extracted_on", "columns")
    extracted_on = records.day("extracted_on")
    areas = entries.under("areas")
    areas.only("levels")
    groups = _groups(entries.under("dimensions", needed=False))
    by_age = entries.flag("by_age", usual=True)
    spec = Spec(
        extracted_on=extracted_on,
        periods=whole_periods(entries.under("periods"), extracted_on),
        levels=areas.texts("levels", _LEVELS),
        groups=groups,
        pairs=_pairs(entries, (*(each.dimension for each in groups), *((AGE,) if by_age else ()))),
        indicators=_indicators(entries.under("indicators")),
        age_structure=entries.flag("age_structure", usual=False),
        by_age=by_age,
        columns=_columns(records.under("columns", needed=False)),
    )
    if spec.age_structure and not by_age:
        raise entries.fault("age_structure", True, "by_age = true beside it, or no age_structure")
    return spec


def _indicators(entries: Entries) -> tuple[RecordIndicator, ...]:
    found = tuple(parse_record_indicator(name, entries.under(name)) for name in entries.names)
    if not found:
        raise entries.fault("indicators", "none", "one indicator or more, as [indicators.seen_twice]")
    return found


def _groups(entries: Entries) -> tuple[GroupColumn, ...]:
    found = []
    known = [each for each in USABLE if each not in (TOTAL, AGE)]
    for name in entries.names:
        if name not in known:
            raise entries.fault(name, name, f"a dimension: {', '.join(known)}; ages are counted from dates of birth")
        place, _, column = entries.text(name).partition(".")
        if place not in _PLACES or not column:
            raise entries.fault(name, entries.text(name), "'people.COLUMN' or 'areas.COLUMN'")
        found.append(GroupColumn(name, place, column))
    return tuple(found)


def _pairs(entries: Entries, dimensions: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    found = []
    for each in entries.items("pairs"):
        if not isinstance(each, list) or len(each) != 2 or each[0] == each[1] or not set(each) <= set(dimensions):
            raise entries.fault("pairs", each, f"two different dimensions of: {', '.join(dimensions)}")
        found.append((str(each[0]), str(each[1])))
    return tuple(found)


def _columns(entries: Entries) -> dict[str, dict[str, str]]:
    found = {}
    for table in entries.names:
        if table not in RECORD_TABLES:
            raise entries.fault(table, table, f"a table: {', '.join(RECORD_TABLES)}")
        renamed = entries.under(table)
        found[table] = {name: renamed.text(name) for name in renamed.names}
    return found
