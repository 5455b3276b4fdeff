"""How many records had which fault, in words; small numbers are hidden here too: the report may leave with the figures."""

from collections.abc import Mapping
from dataclasses import dataclass

import ibis
import numpy as np
import pandas as pd
from ibis import _

from data.aggregate.engines import Extract
from data.aggregate.population import at_once
from data.aggregate.record_tables import AREAS, PEOPLE, PERSON, REGISTRATIONS
from data.aggregate.sound_records import SoundRecords
from data.aggregate.spec import Spec
from data.aggregate.typed_records import unread
from data.contract.manifest import Disclosure
from data.disclosure.cells import rounded

_LEFT_OUT = "left out"
_WORDS = {
    "is_without_key": ("without an id", _LEFT_OUT),
    "is_repeated": ("the same record once more", "counted once"),
    "is_contradicted": ("one id and records that differ", "left out, for nobody can say which is true"),
    "is_born_impossibly": ("born after the extract, or more than 122 years before it", _LEFT_OUT),
    "is_dead_before_birth": ("died before birth", _LEFT_OUT),
    "is_of_nobody_known": ("of nobody who stands, soundly, in people", _LEFT_OUT),
    "is_without_day": ("without a day that can be read", _LEFT_OUT),
    "is_after_extract": ("dated after the extract", _LEFT_OUT),
    "is_ended_before_start": ("ended before it began", _LEFT_OUT),
    "is_before_birth": ("dated before the person’s birth", _LEFT_OUT),
    "is_after_death": ("dated after the person’s death", _LEFT_OUT),
    "is_seen_on_before": ("seen before referred", _LEFT_OUT),
}


@dataclass(frozen=True)
class Fault:
    """A fault of records of one table: its words, how many have it, and what was done with them."""

    table: str
    words: str
    records: int
    done: str


@dataclass(frozen=True)
class RecordCount:
    """How many records a table has, how many are left, and what is wrong with the others; one can have several faults."""

    table: str
    rows: int
    sound: int
    faults: tuple[Fault, ...]


def faults_told(
    raw: Mapping[str, ibis.Table], records: SoundRecords, extract: Extract, spec: Spec
) -> list[RecordCount]:
    """What was found in every table of records, in the order in which they are read."""
    found = []
    for name, flagged in records.flagged.items():
        names = records.faults(name)
        wrong = ibis.or_(*(flagged[each] for each in names))
        sums = {each: flagged[each].ifelse(1, 0).sum().cast("int64") for each in names}
        told = extract.answer(flagged.aggregate(rows=_.count(), wrong=wrong.ifelse(1, 0).sum().cast("int64"), **sums))
        counts = told.fillna(0).iloc[0].astype(int)
        faults = [Fault(name, _WORDS[each][0], int(counts[each]), _WORDS[each][1]) for each in names]
        faults += _unread(raw[name], name, extract, spec)
        found.append(RecordCount(name, int(counts["rows"]), int(counts["rows"] - counts["wrong"]), tuple(faults)))
    return [_with_more(each, records, extract, spec) for each in found]


def _unread(raw: ibis.Table, name: str, extract: Extract, spec: Spec) -> list[Fault]:
    conditions = unread(raw, name, spec)
    if not conditions:
        return []
    told = extract.answer(raw.aggregate(**{each: cell.ifelse(1, 0).sum() for each, cell in conditions.items()}))
    return [
        Fault(name, f"‘{each}’ holds something that is no day or number", _whole(told[each]), "taken as blank")
        for each in conditions
    ]


def _with_more(told: RecordCount, records: SoundRecords, extract: Extract, spec: Spec) -> RecordCount:
    """What is no fault of one record by itself: a home that is in no area, a birth not known, two practices at once."""
    more = []
    if told.table == PEOPLE:
        people = records[PEOPLE]
        elsewhere = people.anti_join(records[AREAS].filter(_.level == "lsoa"), "area_code")
        more.append(
            Fault(PEOPLE, "living in no small area of the table of areas", _count(elsewhere, extract), _LEFT_OUT)
        )
        unborn = people.filter(_.birth_date.isnull())
        done = "kept as of unknown age; left out where ages are asked for"
        more.append(Fault(PEOPLE, "without a day of birth", _count(unborn, extract), done))
    if told.table == REGISTRATIONS:
        end = spec.periods[-1].end
        twice = at_once(records, end).group_by(PERSON).aggregate(held=_.count()).filter(_.held > 1)
        words = f"people with two registrations or more at once, on {end.day} {end:%B %Y}"
        more.append(Fault(REGISTRATIONS, words, _count(twice, extract), "counted once, by the one that began last"))
    return RecordCount(told.table, told.rows, told.sound, (*told.faults, *more))


def _count(table: ibis.Table, extract: Extract) -> int:
    return _whole(extract.answer(table.aggregate(found=_.count()))["found"])


def _whole(column: pd.Series) -> int:
    return int(column.fillna(0).iloc[0])


def shown(count: int, rule: Disclosure) -> str:
    """A number of records as it may be told: a small one as the range that the rule hides, another rounded as it rounds.

    Exact numbers beside a range would give it away by subtraction.
    """
    if rule.hidden_from <= count <= rule.hidden_to:
        return f"{rule.hidden_from} to {rule.hidden_to}"
    return f"{int(rounded(np.array([count]), rule.rounded_to)[0]):,}"
