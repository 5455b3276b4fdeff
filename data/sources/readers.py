"""Which reader a table is for, judged by what it holds; files opened and read with whatever they raise told by name."""

from pathlib import Path
from types import ModuleType

from data.files import small_area_changes as lsoa_changes
from data.files.named_refusal import refused_by_name
from data.files.opening import open_file
from data.files.tables import Reading, Shapes, SourceTable
from data.sources.formats import (
    appointment_coverage,
    appointments,
    boundaries,
    census_age,
    census_ethnic_group,
    census_nomis_query,
    cvdprevent,
    deprivation,
    epcn,
    epraccur,
    fingertips,
    gp_patient_survey,
    gpad_map,
    lsoa_to_icb,
    lsoa_to_place,
    payments,
    practice_locations,
    practice_map,
    qof_geographies,
    qof_groups,
    qof_prevalence,
    registrations,
    weighted_populations,
)

# In order: the first that recognises a table reads it.
READERS: tuple[ModuleType, ...] = (
    boundaries,
    lsoa_changes,
    lsoa_to_icb,
    lsoa_to_place,
    deprivation,
    census_ethnic_group,
    census_nomis_query,
    census_age,
    practice_map,
    appointments,
    appointment_coverage,
    gpad_map,
    epcn,
    epraccur,
    qof_geographies,
    practice_locations,
    weighted_populations,
    registrations,
    fingertips,
    qof_prevalence,
    qof_groups,
    cvdprevent,
    gp_patient_survey,
    payments,
)


def reader_of(table: SourceTable | Shapes) -> ModuleType | None:
    """The reader of a table's format, or None when no reader knows it."""
    if isinstance(table, Shapes):
        return boundaries if boundaries.recognises(table) else None
    return next((reader for reader in READERS if reader is not boundaries and reader.recognises(table)), None)


def format_name(table: SourceTable | Shapes) -> str:
    """What the table's format is called; '' when no reader knows it."""
    reader = reader_of(table)
    return reader.NAME if reader is not None else ""


def recognised(path: Path, name: str) -> list[tuple[SourceTable | Shapes, ModuleType | None]]:
    """The tables of a file, each with its reader if any knows it; SourceError, naming the file, whatever goes wrong."""
    with refused_by_name(name):
        return [(table, reader_of(table)) for table in open_file(path, name)]


def read_by(reader: ModuleType, table: SourceTable | Shapes) -> Reading:
    """What a reader makes of a table; SourceError, naming the table, whatever goes wrong."""
    with refused_by_name(table.file, table.sheet):
        return reader.read(table)
