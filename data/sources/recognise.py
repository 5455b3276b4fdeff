"""Which reader a table is for, judged by what it holds."""

from types import ModuleType

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
    lsoa_changes,
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
from data.sources.tables import Shapes, Table

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


def reader_of(table: Table | Shapes) -> ModuleType | None:
    """The reader of a table's format, or None when no reader knows it."""
    if isinstance(table, Shapes):
        return boundaries if boundaries.recognises(table) else None
    return next((reader for reader in READERS if reader is not boundaries and reader.recognises(table)), None)
