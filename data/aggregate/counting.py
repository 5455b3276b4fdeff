"""The whole way from an extract to what may leave: find faults, count, add up, protect."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
from ibis import _

from data.aggregate.age_structure import age_structure
from data.aggregate.area_lookup import AreaLookup, area_lookup
from data.aggregate.cells import every_cells
from data.aggregate.coded_groups import CodedLabels, coded, coded_labels, labels_of
from data.aggregate.engines import Extract
from data.aggregate.events import can_be_known
from data.aggregate.faults_told import RecordCount, faults_told
from data.aggregate.observations import Counted, counted_observations, per_person_year, publishable
from data.aggregate.record_tables import AREAS
from data.aggregate.sound_records import sound_records
from data.aggregate.spec import Spec
from data.contract.manifest import Disclosure
from data.files.errors import SourceError

Tell = Callable[[str], None]


@dataclass(frozen=True, eq=False)
class Counts:
    """What an extract holds, with true counts: these must not leave."""

    counted: Counted
    lookup: AreaLookup
    labels: CodedLabels
    records: tuple[RecordCount, ...]
    unknowable: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Leaving:
    """What may leave: observations, ages of groups (None where they were not asked for), and what was hidden."""

    observations: pd.DataFrame
    age_structure: pd.DataFrame | None
    small: int
    beside: int


def count_records(extract: Extract, spec: Spec, tell: Tell) -> Counts:
    """Count everything that the spec asks for on the extract's own database."""
    raw = extract.tables
    tell("reading the records, and flagging those that cannot be counted")
    records = sound_records(raw, spec, extract.keep)
    told = faults_told(raw, records, extract, spec)
    lookup = area_lookup(extract.answer(records[AREAS].select(_.area_code, _.level, _.parent_code)), spec.levels)
    found = []
    for indicator, period, expression in every_cells(records, spec):
        tell(f"counting {indicator.id}, {period.start:%d %b %Y} to {period.end:%d %b %Y}")
        found.append((indicator, period, extract.answer(expression)))
    if not any(len(frame) for _indicator, _period, frame in found):
        raise SourceError(
            "nobody was counted", expected="people of the extract in its small areas, on the last day of a period",
            mend="see that area codes are written alike in people and areas, and that the periods are those of the extract",
        )  # fmt: skip
    labels = coded_labels(labels_of([frame for _indicator, _period, frame in found], spec.dimensions))
    by_code = [(each, period, coded(frame, spec.dimensions, labels)) for each, period, frame in found if len(frame)]
    unknowable = tuple(
        f"{each.id}, {period.start:%d %b %Y} to {period.end:%d %b %Y}"
        for each in spec.indicators
        for period in spec.periods
        if not can_be_known(each, period, spec.extracted_on)
    )
    return Counts(counted_observations(by_code, spec, lookup), lookup, labels, tuple(told), unknowable)


def protect_counts(counts: Counts, spec: Spec, rule: Disclosure) -> Leaving:
    """What of the counts may leave under the rule."""
    published = publishable(counts.counted, counts.lookup.areas, rule)
    ages = age_structure(published.observations, spec.indicators) if spec.age_structure else None
    observations = per_person_year(published.observations, spec.indicators, rule)
    return Leaving(observations, ages, published.small, published.beside)
