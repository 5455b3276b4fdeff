"""Records that can be counted, and those that cannot: every fault has a name and a number, and nothing is dropped unsaid."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import ibis
from ibis import _

from data.aggregate.record_tables import AREAS, EVENTS, PEOPLE, PERSON, RECORD_TABLES, REGISTRATIONS
from data.aggregate.spec import Spec
from data.aggregate.typed_records import typed

# The oldest person whose age anybody has been able to prove was 122.
_OLDEST = timedelta(days=round(123 * 365.25))
_SIGN = "is_"


Keep = Callable[[str, ibis.Table], ibis.Table]


@dataclass(frozen=True)
class SoundRecords:
    """Tables of sound records by name; `flagged` are the same with every row, and a yes or no for each of their `faults`."""

    tables: Mapping[str, ibis.Table]
    flagged: Mapping[str, ibis.Table]

    def __getitem__(self, name: str) -> ibis.Table:
        return self.tables[name]

    def faults(self, name: str) -> tuple[str, ...]:
        """The columns of a flagged table that say what is wrong with a record."""
        return tuple(each for each in self.flagged[name].columns if each.startswith(_SIGN))


def _as_it_is(_name: str, table: ibis.Table) -> ibis.Table:
    return table


def sound_records(raw: Mapping[str, ibis.Table], spec: Spec, keep: Keep = _as_it_is) -> SoundRecords:
    """The tables of an extract, typed and with every fault flagged.

    `keep` is asked to work a flagged table out once, since every indicator reads it; without it each works it out again.
    """
    known = {name: typed(table, name, spec) for name, table in raw.items()}
    flagged = {PEOPLE: keep(PEOPLE, _flagged_people(known[PEOPLE], spec))}
    sound = {PEOPLE: _sound(flagged[PEOPLE], known[PEOPLE]), AREAS: known[AREAS]}
    for name in (each for each in (REGISTRATIONS, *EVENTS) if each in known):
        flagged[name] = keep(name, _flagged_later(known[name], name, sound[PEOPLE], spec.extracted_on))
        sound[name] = _sound(flagged[name], known[name])
    return SoundRecords(sound, flagged)


def _sound(flagged: ibis.Table, known: ibis.Table) -> ibis.Table:
    fine = flagged.filter(*(~flagged[each] for each in flagged.columns if each.startswith(_SIGN)))
    return fine.select(*known.columns)


def _with_copies(table: ibis.Table, key: str) -> ibis.Table:
    """Rows with the faults of keys: of copies that are alike one stands; of versions that differ nobody knows which is true.

    Which of several copies stands makes no difference, so that it need not depend on how a database sorts text.
    """
    columns = list(table.columns)
    # Nearly every record stands once: only the others are sorted, which takes longest.
    several = table.group_by(key).aggregate(rows=_.count()).filter(_.rows > 1, _[key].notnull())
    numbered = table.semi_join(several, key).mutate(
        place_among=ibis.row_number().over(group_by=columns, order_by=columns), versions=_.count().over(group_by=key)
    )
    numbered = numbered.mutate(copies=numbered.count().over(group_by=columns))
    same = numbered.versions == numbered.copies
    more = numbered.select(
        *columns,
        is_without_key=ibis.literal(False),
        is_repeated=same & (numbered.place_among > 0),
        is_contradicted=~same,
    )
    no = ibis.literal(False)
    once = table.anti_join(several, key)
    once = once.select(*columns, is_without_key=once[key].isnull(), is_repeated=no, is_contradicted=no)
    return once.union(more)


def _with_copies_alike(table: ibis.Table) -> ibis.Table:
    """The same of a table without a key: of rows that are alike in every column one stands."""
    columns = list(table.columns)
    numbered = table.mutate(place_among=ibis.row_number().over(group_by=columns, order_by=columns))
    return numbered.mutate(is_repeated=_.place_among > 0).drop("place_among")


def _flagged_people(people: ibis.Table, spec: Spec) -> ibis.Table:
    last = spec.extracted_on
    return _with_copies(people, PERSON).mutate(
        is_born_impossibly=_if_known((_.birth_date > _day(last)) | (_.birth_date < _day(last - _OLDEST))),
        is_dead_before_birth=_if_known(_.death_date < _.birth_date),
    )


def _flagged_later(table: ibis.Table, name: str, people: ibis.Table, last: date) -> ibis.Table:
    """Registrations and events, each beside the person whom it is of."""
    kind = RECORD_TABLES[name]
    rows = _with_copies(table, kind.key) if kind.key else _with_copies_alike(table)
    of_person = people.select(known_id=PERSON, born="birth_date", died="death_date")
    beside = rows.left_join(of_person, rows[PERSON] == of_person.known_id)
    day = kind.day or "start_date"
    flagged = beside.mutate(
        is_of_nobody_known=_.known_id.isnull(),
        is_without_day=_[day].isnull(),
        is_after_extract=_if_known(_[day] > _day(last)),
    )
    if name == REGISTRATIONS:
        flagged = flagged.mutate(is_ended_before_start=_if_known(_.end_date < _.start_date))
    else:
        flagged = flagged.mutate(
            is_before_birth=_if_known(_[day] < _.born),
            is_after_death=_if_known(_[day] > _.died),
            **{f"is_{after}_before": _if_known(_[after] < _[day]) for after in kind.days_after},
        )
    return flagged.drop("known_id", "born", "died")


def _if_known(condition: ibis.Deferred) -> ibis.Deferred:
    """What cannot be known of a record, as whether it is before a birth that nobody wrote down, is no fault of it."""
    return condition.fill_null(False)


def _day(day: date) -> ibis.expr.types.DateScalar:
    return ibis.date(day.year, day.month, day.day)
