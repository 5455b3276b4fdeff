"""A list of practices with the latitude and longitude at which they stand."""

from data.files.tables import Reading, SourceTable, numbers

NAME = "Locations of practices"
KIND = "practices"
PUBLISHER = "NHS England"
LICENCE = "Open Government Licence v3.0"

_COLUMNS = {"OrganisationCode": "practice_code", "OrganisationName": "practice_name", "PCDS": "postcode"}


def recognises(table: SourceTable) -> bool:
    """An organisation's code and its latitude and longitude."""
    return table.has("Lat", "Long", *_COLUMNS)


def read(table: SourceTable) -> Reading:
    """Columns: practice_code, practice_name, postcode, latitude, longitude, authority."""
    found = table.rows()
    tidy = found[list(_COLUMNS)].rename(columns=_COLUMNS)
    tidy["latitude"], tidy["longitude"] = numbers(table, found, "Lat"), numbers(table, found, "Long")
    return Reading(tidy.assign(authority=7), len(found))
