"""What became of many indicators' gaps, and whether they hold whatever is hidden: worked out when somebody looks at it."""

from collections.abc import Mapping

import numpy as np

from components.findings.fifths_by import definition_of, dimension_of
from components.findings.gap_arrays import gaps_over_time
from components.findings.gap_movement import gap_movements
from components.findings.gaps_asked import GapsAsked, group_rows
from components.findings.hidden import COUNTED, counts_of, gap_ranges
from components.findings.kept import kept_with_dataset
from components.measures.bounds.bounds import NOT_KNOWN
from data.contract.indicator import Indicator

_DAYS_A_YEAR = 365.25
# The trend of a gap that narrowed because the better-off got worse: on no page is that a gap that is closing.
LEVELLING_DOWN = "levelling down"


@kept_with_dataset
def gap_trends(asked: GapsAsked) -> Mapping[str, str]:
    """By indicator, its gap over time: 'narrowing', 'widening', 'no clear change', LEVELLING_DOWN or 'cannot tell'."""
    arrays, definitions, better = group_rows(asked).arrays, _definitions(asked), _better(asked)
    over_time = gaps_over_time(arrays, dimension_of(asked.dataset, asked.by), better)
    years = (arrays.period_ends - arrays.period_ends[0]) / np.timedelta64(1, "D") / _DAYS_A_YEAR
    verdicts, down = gap_movements(over_time, arrays.separate, years, better)
    judged = np.array([each.judged for each in definitions])
    trends = np.where(down & judged, LEVELLING_DOWN, verdicts)
    return dict(zip(arrays.indicators, map(str, trends), strict=True))


@kept_with_dataset
def gap_conclusions(asked: GapsAsked) -> Mapping[str, str]:
    """By indicator, whether its newest gap holds whatever the hidden and the unknown are: a key of `hidden.WORDS`."""
    arrays, dimension = group_rows(asked).arrays, dimension_of(asked.dataset, asked.by)
    cells = list(arrays.indicators)
    conclusions = [NOT_KNOWN] * len(cells)
    if definition_of(dimension.code):
        # Sums of what is published of small areas have no total beside them to hold their hidden parts against.
        return dict(zip(cells, conclusions, strict=True))
    over_time = gaps_over_time(arrays, dimension, _better(asked))
    newest = {code: arrays.period_ends[place] for code, place in zip(cells, arrays.newest, strict=True)}
    totals = asked.dataset.observations(asked.indicators, areas=[asked.area])
    rows, totals = (
        part[part["period_end"] == part["indicator_id"].map(newest)] for part in (group_rows(asked).valued, totals)
    )
    counts = counts_of(rows, totals, cells, dimension, cell="indicator_id")
    for kind in COUNTED:
        chosen = np.array([each.value_type == kind for each in _definitions(asked)])
        if chosen.any():
            found = gap_ranges(
                counts.at(chosen),
                asked.dataset.manifest.disclosure,
                over_time.worst[chosen],
                over_time.best[chosen],
                higher_is_better=_better(asked)[chosen],
                events_repeat=kind == "rate",
            )
            for place, code in zip(np.flatnonzero(chosen), found.conclusion, strict=True):
                conclusions[place] = str(code)
    return dict(zip(cells, conclusions, strict=True))


def _definitions(asked: GapsAsked) -> list[Indicator]:
    """The definitions of the indicators that have rows, in the order of the arrays."""
    return [asked.dataset.indicators[each] for each in group_rows(asked).arrays.indicators]


def _better(asked: GapsAsked) -> np.ndarray:
    return np.array([each.higher_is_better for each in _definitions(asked)])
