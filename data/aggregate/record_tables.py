"""The tables of records that an extract may hold: their columns, what kind each is, and which must be there."""

from collections.abc import Mapping
from dataclasses import dataclass, field

TEXT, DAY, NUMBER = "string", "date", "float64"
PERSON = "person_id"


@dataclass(frozen=True)
class RecordTable:
    """One table of records.

    `columns` are its columns and their kinds, `needed` those that must be there. Of a table of events `key` tells one
    record from another, `day` is when it happened and `sort` the column that an indicator may choose records by.
    """

    columns: Mapping[str, str]
    needed: tuple[str, ...]
    key: str = ""
    day: str = ""
    sort: str = ""
    days_after: tuple[str, ...] = field(default=())


PEOPLE, REGISTRATIONS, AREAS = "people", "registrations", "areas"
CONTACTS, MEASUREMENTS, REFERRALS = "contacts", "measurements", "referrals"

EVENTS = {
    CONTACTS: RecordTable(
        {"contact_id": TEXT, PERSON: TEXT, "contact_date": DAY, "kind": TEXT, "clinician_id": TEXT},
        needed=("contact_id", PERSON, "contact_date"),
        key="contact_id",
        day="contact_date",
        sort="kind",
    ),
    MEASUREMENTS: RecordTable(
        {"measurement_id": TEXT, PERSON: TEXT, "measured_on": DAY, "name": TEXT, "value": NUMBER},
        needed=("measurement_id", PERSON, "measured_on", "value"),
        key="measurement_id",
        day="measured_on",
        sort="name",
    ),
    REFERRALS: RecordTable(
        {"referral_id": TEXT, PERSON: TEXT, "referred_on": DAY, "service": TEXT, "seen_on": DAY},
        needed=("referral_id", PERSON, "referred_on"),
        key="referral_id",
        day="referred_on",
        sort="service",
        days_after=("seen_on",),
    ),
}
RECORD_TABLES = {
    PEOPLE: RecordTable(
        {PERSON: TEXT, "birth_date": DAY, "death_date": DAY, "area_code": TEXT},
        needed=(PERSON, "birth_date", "area_code"),
    ),
    REGISTRATIONS: RecordTable(
        {PERSON: TEXT, "practice_code": TEXT, "start_date": DAY, "end_date": DAY, "named_clinician_id": TEXT},
        needed=(PERSON, "practice_code", "start_date"),
    ),
    AREAS: RecordTable(
        {"area_code": TEXT, "level": TEXT, "parent_code": TEXT}, needed=("area_code", "level", "parent_code")
    ),
} | EVENTS
