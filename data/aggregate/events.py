"""What happened to each person in a period: how many of them had an event, had it again, and how many events there were."""

from datetime import date, timedelta

import ibis
from ibis import _

from data.aggregate.record_tables import EVENTS, PERSON, REFERRALS
from data.aggregate.sound_records import SoundRecords
from data.aggregate.spec_indicators import RATE, REPEAT, RecordIndicator
from data.aggregate.spec_periods import Period


def events_in(records: SoundRecords, indicator: RecordIndicator, period: Period) -> ibis.Table:
    """The sound events of an indicator's table in a period, of the kinds that it counts."""
    kind = EVENTS[indicator.table]
    start, end = (ibis.date(each.year, each.month, each.day) for each in (period.start, period.end))
    events = records[indicator.table].filter(_[kind.day].between(start, end))
    return events.filter(_[kind.sort].isin(indicator.only)) if indicator.only else events


def counted_events(people: ibis.Table, records: SoundRecords, indicator: RecordIndicator, period: Period) -> ibis.Table:
    """People with `numerator` and `denominator`: those with so many events of everyone, or of those with any; or events."""
    of_person = events_in(records, indicator, period).group_by(PERSON).aggregate(events=_.count())
    if indicator.kind == REPEAT:
        beside = people.inner_join(of_person, PERSON)
    else:
        beside = people.left_join(of_person, PERSON).drop(f"{PERSON}_right")
    events = beside.events.fill_null(0)
    counted = events if indicator.kind == RATE else (events >= indicator.at_least).ifelse(1, 0)
    return beside.mutate(numerator=counted, denominator=1)


def latest_measurements(
    people: ibis.Table, records: SoundRecords, indicator: RecordIndicator, period: Period
) -> ibis.Table:
    """People whose latest measurement of the period lies within bounds, of everyone or of those measured.

    Of several on one day the lowest counts, as the lowest reading of a sitting does for blood pressure.
    """
    measured = events_in(records, indicator, period).filter(_.value.notnull())
    order = [ibis.desc("measured_on"), "value"]
    numbered = measured.mutate(place=ibis.row_number().over(group_by=PERSON, order_by=order))
    last = numbered.filter(_.place == 0).select(PERSON, "value")
    if indicator.out_of_everyone:
        beside = people.left_join(last, PERSON).drop(f"{PERSON}_right")
    else:
        beside = people.inner_join(last, PERSON)
    within = ibis.literal(True)
    if indicator.lowest is not None:
        within = within & (beside.value >= indicator.lowest)
    if indicator.highest is not None:
        within = within & (beside.value <= indicator.highest)
    return beside.mutate(numerator=within.fill_null(False).ifelse(1, 0), denominator=1)


def seen_within(people: ibis.Table, records: SoundRecords, indicator: RecordIndicator, period: Period) -> ibis.Table:
    """People with their referrals of the period, and how many of these were seen in time."""
    sent = events_in(records, indicator, period)
    in_time = (sent.seen_on.delta(sent.referred_on, unit="day") <= indicator.days).fill_null(False)
    of_person = (
        sent.mutate(in_time=in_time.ifelse(1, 0))
        .group_by(PERSON)
        .aggregate(numerator=_.in_time.sum(), denominator=_.count())
    )
    return people.inner_join(of_person, PERSON)


def can_be_known(indicator: RecordIndicator, period: Period, extracted_on: date) -> bool:
    """Whether the extract was made late enough: of a referral of last week nobody can say whether it is seen in a month."""
    if indicator.table != REFERRALS or not indicator.days:
        return True
    return period.end + timedelta(days=indicator.days) <= extracted_on
