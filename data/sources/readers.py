"""Which reader a table is for, judged by what it holds; files opened and read with whatever they raise told by name."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from data.files import small_area_changes as lsoa_changes
from data.files.named_refusal import refused_by_name
from data.files.opening import open_file, open_tables
from data.files.tables import Reading, Shapes, SourceTable
from data.sources.formats import (
    appointment_coverage,
    appointments,
    boundaries,
    census_age,
    census_ethnic_group,
    census_nomis_query,
    census_topic,
    claimants,
    cover,
    cvdprevent,
    deprivation,
    epcn,
    epraccur,
    estimates_by_age,
    fingertips,
    fingertips_metadata,
    fingertips_next,
    fingertips_next_list,
    gp_patient_survey,
    gp_workforce,
    gpad_map,
    learning_disability_checks,
    list_by_age,
    lsoa_to_icb,
    lsoa_to_place,
    lsoa_to_units,
    maternity,
    payments,
    practice_groups,
    practice_locations,
    practice_map,
    qof_achievement,
    qof_geographies,
    qof_groups,
    qof_prevalence,
    referral_waits,
    registrations,
    small_area_income,
    successions,
    talking_therapies,
    weighted_populations,
)


class Format(Protocol):
    """What a module that reads one format says of it: its name, the kind of content, who publishes it and how freely."""

    NAME: str
    KIND: str
    PUBLISHER: str
    LICENCE: str


class TableReader(Format, Protocol):
    """A module that reads tables of one format."""

    def recognises(self, table: SourceTable, /) -> bool:
        """Whether a table is of the format."""

    def read(self, table: SourceTable, /) -> Reading:
        """What stands in a table of the format."""


@dataclass(frozen=True)
class Recognised:
    """A table whose format is known; `load` has its reader read it."""

    table: SourceTable | Shapes
    format: Format
    load: Callable[[], Reading]

    def read(self) -> Reading:
        """What its reader makes of it; SourceError, naming the table, whatever goes wrong."""
        with refused_by_name(self.table.file, self.table.sheet):
            reading = self.load()
        if isinstance(self.table, Shapes):
            return reading
        return replace(reading, faults=(*reading.faults, *self.table.odd.lines(self.table.file, self.table.sheet)))


# In order: the first that recognises a table reads it. A new reader is named here and imported above.
_TABLE_READERS: tuple[TableReader, ...] = (
    lsoa_changes,
    lsoa_to_icb,
    lsoa_to_place,
    lsoa_to_units,
    deprivation,
    census_ethnic_group,
    census_nomis_query,
    census_age,
    census_topic,
    claimants,
    small_area_income,
    estimates_by_age,
    cover,
    practice_map,
    appointments,
    appointment_coverage,
    gpad_map,
    epcn,
    epraccur,
    successions,
    qof_geographies,
    practice_locations,
    weighted_populations,
    registrations,
    list_by_age,
    fingertips_metadata,
    fingertips_next_list,
    fingertips_next,
    fingertips,
    qof_prevalence,
    qof_achievement,
    qof_groups,
    gp_workforce,
    talking_therapies,
    referral_waits,
    maternity,
    learning_disability_checks,
    cvdprevent,
    gp_patient_survey,
    practice_groups,
    payments,
)
# Boundaries that no reader wants as such may say of each area what a table says.
_SAID_OF_AREAS = (".geojson", ".json")
READERS: tuple[Format, ...] = (boundaries, *_TABLE_READERS)


def reader_of(table: SourceTable | Shapes) -> Format | None:
    """The reader of a table's format, or None when no reader knows it."""
    found = recognised_table(table)
    return found.format if found is not None else None


def format_name(table: SourceTable | Shapes) -> str:
    """What the table's format is called; '' when no reader knows it."""
    reader = reader_of(table)
    return reader.NAME if reader is not None else ""


def recognised(path: Path, name: str) -> tuple[list[Recognised], list[SourceTable | Shapes]]:
    """The tables of a file that a reader knows, and the others; SourceError, naming the file, whatever goes wrong."""
    known: list[Recognised] = []
    strangers: list[SourceTable | Shapes] = []
    with refused_by_name(name):
        opened = open_file(path, name)
        if opened and not any(recognised_table(each) for each in opened) and path.suffix.lower() in _SAID_OF_AREAS:
            opened = [*opened, *open_tables(path, name)]
        for table in opened:
            found = recognised_table(table)
            if found is not None:
                known.append(found)
            else:
                strangers.append(table)
    return known, strangers


def recognised_table(table: SourceTable | Shapes) -> Recognised | None:
    """The table with its reader, or None when no reader knows it."""
    if isinstance(table, Shapes):
        return Recognised(table, boundaries, partial(boundaries.read, table)) if boundaries.recognises(table) else None
    reader = next((each for each in _TABLE_READERS if each.recognises(table)), None)
    return Recognised(table, reader, partial(reader.read, table)) if reader is not None else None
