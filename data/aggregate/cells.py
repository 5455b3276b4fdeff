"""The finest counts of an indicator in a period: by small area and every dimension at once, in the extract's own labels."""

from collections.abc import Iterator

import ibis
from ibis import _

from data.aggregate.continuity import continuity
from data.aggregate.events import can_be_known, counted_events, latest_measurements, seen_within
from data.aggregate.population import SMALL_AREA, population
from data.aggregate.sound_records import SoundRecords
from data.aggregate.spec import Spec
from data.aggregate.spec_indicators import CONTINUITY, LATEST, PROPORTION, RATE, REPEAT, SEEN, RecordIndicator
from data.aggregate.spec_periods import Period

_COUNT = {
    PROPORTION: counted_events,
    RATE: counted_events,
    REPEAT: counted_events,
    LATEST: latest_measurements,
    SEEN: seen_within,
    CONTINUITY: continuity,
}
COUNTS = ("numerator", "denominator")
OF_AVERAGE = ("total", "squares")


def cells(records: SoundRecords, spec: Spec, indicator: RecordIndicator, period: Period) -> ibis.Table:
    """`small_area`, a column a dimension, and whole numbers: `numerator` and `denominator`, of an average also `total` and
    `squares` of the index of each person."""
    people = population(records, spec, period.end, indicator.base, indicator.ages)
    counted = _COUNT[indicator.kind](people, records, indicator, period)
    # Sums of whole numbers come as decimals from some databases.
    sums = {name: _[name].sum().cast("int64") for name in (*COUNTS, *OF_AVERAGE) if name in counted.columns}
    return counted.group_by([SMALL_AREA, *spec.dimensions]).aggregate(**sums)


def every_cells(records: SoundRecords, spec: Spec) -> Iterator[tuple[RecordIndicator, Period, ibis.Table]]:
    """The cells of every indicator and period that the extract can tell of."""
    for indicator in spec.indicators:
        for period in spec.periods:
            if can_be_known(indicator, period, spec.extracted_on):
                yield indicator, period, cells(records, spec, indicator, period)
