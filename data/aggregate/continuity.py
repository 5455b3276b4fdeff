"""Continuity of care, worked out for each person first: a person with many contacts counts no more than one with few.

Definitions, with n contacts of a person in the period, nⱼ of them with clinician j:
usual provider (upc) max nⱼ / n; Bice–Boxerman (coc) (Σnⱼ² − n) / (n(n − 1)); sequential (secon) how many of the n − 1
contacts after the first are with the same clinician as the one before; slicc the share with the clinician who is named for
the person's list. Coc: Bice and Boxerman 1977; secon: Steinwachs 1979; slicc: the St Leonard's index of continuity of care.
"""

import ibis
from ibis import _

from data.aggregate.events import events_in
from data.aggregate.population import registered
from data.aggregate.record_tables import PERSON
from data.aggregate.sound_records import SoundRecords
from data.aggregate.spec_indicators import COC, SECON, SLICC, UPC, RecordIndicator
from data.aggregate.spec_periods import Period

# An index is kept in ten-thousandths, rounded half up: whole numbers add up to the same on every database.
SCALE = 10_000


def continuity(people: ibis.Table, records: SoundRecords, indicator: RecordIndicator, period: Period) -> ibis.Table:
    """People with enough contacts: `denominator` 1, and `numerator` 1 of those whose index is high enough; or, where an
    average is asked for, `total` and `squares`, the index in ten-thousandths and its square.

    Contacts that name no clinician are no part of it.
    """
    contacts = events_in(records, indicator, period).filter(_.clinician_id.notnull())
    if indicator.measure == SLICC:
        of_person = _with_the_named(contacts, records, period)
    elif indicator.measure == SECON:
        of_person = _one_after_another(contacts)
    else:
        of_person = _by_clinician(contacts, indicator.measure)
    enough = of_person.filter(_.contacts >= indicator.fewest_contacts).select(PERSON, "part", "whole")
    beside = people.inner_join(enough, PERSON)
    part, whole = beside.part, beside.whole
    if indicator.at_least_percent is not None:
        high = part * 100 >= whole * indicator.at_least_percent
        return beside.mutate(numerator=high.ifelse(1, 0), denominator=1)
    index = (part * (2 * SCALE) + whole) // (whole * 2).nullif(0)
    return beside.mutate(numerator=0, denominator=1, total=index, squares=index * index)


def _by_clinician(contacts: ibis.Table, measure: str) -> ibis.Table:
    each = contacts.group_by([PERSON, "clinician_id"]).aggregate(seen=_.count())
    of_person = each.group_by(PERSON).aggregate(
        contacts=_.seen.sum().cast("int64"),
        most=_.seen.max().cast("int64"),
        squares=(_.seen * _.seen).sum().cast("int64"),
    )
    if measure == UPC:
        return of_person.mutate(part=_.most, whole=_.contacts)
    if measure == COC:
        return of_person.mutate(part=_.squares - _.contacts, whole=_.contacts * (_.contacts - 1))
    raise ValueError(f"found the measure {measure!r}; expected {UPC} or {COC}")


def _one_after_another(contacts: ibis.Table) -> ibis.Table:
    """In the order of days, and on one day of the contacts' ids."""
    before = contacts.clinician_id.lag().over(group_by=PERSON, order_by=["contact_date", "contact_id"])
    beside = contacts.mutate(before=before)
    same = (beside.before == beside.clinician_id).fill_null(False)
    of_person = (
        beside.mutate(same=same.ifelse(1, 0))
        .group_by(PERSON)
        .aggregate(contacts=_.count(), part=_.same.sum().cast("int64"))
    )
    return of_person.mutate(whole=_.contacts - 1)


def _with_the_named(contacts: ibis.Table, records: SoundRecords, period: Period) -> ibis.Table:
    """Only of people for whom a clinician is named on the last day of the period."""
    named = registered(records, period.end).filter(_.named_clinician_id.notnull())
    beside = contacts.inner_join(named, PERSON)
    same = beside.clinician_id == beside.named_clinician_id
    of_person = (
        beside.mutate(same=same.ifelse(1, 0))
        .group_by(PERSON)
        .aggregate(contacts=_.count(), part=_.same.sum().cast("int64"))
    )
    return of_person.mutate(whole=_.contacts)
