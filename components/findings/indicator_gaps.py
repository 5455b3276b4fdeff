"""Every indicator's gap at once: what the Brief's cards, its table and the Core20PLUS5 tiles are all made of."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from components.findings.age_adjusted import FACTOR, equivalent_people
from components.findings.fifths_by import definition_of, dimension_of, rows_by
from components.findings.gap_arrays import GapsOverTime, GroupArrays, arrays_of, gaps_over_time
from components.findings.gap_movement import gap_movements
from components.findings.gaps import ALONE, Gap, ShownGap, selected_gap
from components.findings.going_on import going_on
from components.findings.group_values import group_values
from components.findings.hidden import COUNTED, counts_of, gap_ranges
from components.findings.kept import kept_with_dataset
from components.findings.question import Question, keep_groups
from components.findings.selection import AS_COUNTED, Selection
from components.findings.values import typical_value, unit_of, with_values
from components.measures.bounds.bounds import NOT_KNOWN
from components.measures.people.levelling_up import levelling_up
from components.measures.spread.false_discovery import critical_p_value
from components.style.colours import group_colour
from components.style.numbers import Unit, with_unit
from data.contract.indicator import Indicator
from data.contract.periods import period_code, period_label
from data.contract.vocabulary import DIMENSIONS, UNKNOWN, Dimension
from data.dataset.dataset import Dataset

_DAYS_A_YEAR = 365.25


# The trend of a gap that narrowed because the better-off got worse: on no page is that a gap that is closing.
LEVELLING_DOWN = "levelling down"


@dataclass(frozen=True)
class IndicatorGap:
    """One indicator's gap in the area in focus, newest period: everything a card or a table row needs.

    `times_a_year` is how many of its periods make up a year where it counts events as they happen, 1 where it counts people
    as they are. `people` is the levelling-up count of the period with its lower limit `people_lower`, None where it does not
    apply; `trend` is 'narrowing', 'widening', 'no clear change' or 'cannot tell'; `hidden_to` is the greatest count that the
    dataset hides; `conclusion` says whether the gap holds whatever the hidden and the unknown are (a key of
    `hidden.WORDS`); `strip` is each known group's code, value and colour; `for_age` says that all of it is adjusted for age.
    """

    indicator: Indicator
    dimension: Dimension
    period: str
    period_code: str
    times_a_year: float
    unit: Unit
    gap: Gap
    people: float | None
    people_lower: float | None
    trend: str
    conclusion: str
    hidden_to: int
    strip: tuple[tuple[str, float, str], ...]
    for_age: bool = False

    @property
    def verdict(self) -> str:
        """The gap's verdict; for need and resource, which are not judged, 'higher' or 'lower' in place of worse or better."""
        if self.indicator.judged or self.gap.plain is None or self.gap.verdict not in ("worse", "better"):
            return self.gap.verdict
        return "higher" if self.gap.plain > 0 else "lower"

    @property
    def rank_key(self) -> tuple[float, float]:
        """Orders gaps: by the fewest people (or events a year) it could mean, then by its size in widths of its interval."""
        if self.gap.size is None:
            return (0.0, -np.inf)
        width = np.inf
        if self.gap.lower is not None and self.gap.upper is not None:
            width = self.gap.upper - self.gap.lower
        # Where there may be no gap, nobody may be in question: such a one never stands before a gap beyond chance.
        people = self.people_lower or 0.0 if self.gap.verdict == "worse" else 0.0
        return (people * self.times_a_year, self.gap.size / width if width else 0.0)


def dimension_for(question: Question, indicator: str) -> str | None:
    """The dimension to judge an indicator by: the selected one, or the other way deprivation is known; else None."""
    other = definition_of(question.selection.by)
    if other:
        counted = question.dataset.indicators[indicator].value_type in COUNTED
        given = counted and len(question.dataset.periods(indicator, level=other.level)) > 0
        return question.selection.by if given else None
    offered = question.dataset.dimensions(indicator, level=question.area_level)
    if question.selection.by in offered:
        return question.selection.by
    if question.dimension.ordered:
        return next((each for each in offered if DIMENSIONS[each].ordered), None)
    return None


def indicator_gaps(question: Question) -> list[IndicatorGap]:
    """The gap of every indicator that has one in the area in focus, largest first within what can be counted.

    A series that has ended is not among them: its gap is of the past, and must not stand before one of today.
    """
    wanted: dict[str, list[str]] = {}
    for indicator in going_on(question.dataset):
        by = dimension_for(question, indicator)
        if by is not None:
            wanted.setdefault(by, []).append(indicator)
    parts = tuple((by, tuple(indicators)) for by, indicators in wanted.items())
    return list(_gaps_of(question.dataset, question.selection.area, parts, question.selection.for_age))


def shared_level(question: Question) -> float:
    """How rarely chance alone may make a gap that is said to be beyond it: one level for all gaps of an area by a dimension.

    They are looked at together on the Brief, so every page judges each of them by what holds for all.
    """
    found = indicator_gaps(question)
    return found[0].gap.level if found else ALONE


@kept_with_dataset
def _gaps_of(
    dataset: Dataset, area: str, wanted: tuple[tuple[str, tuple[str, ...]], ...], adjusted: bool
) -> tuple[IndicatorGap, ...]:
    """Gaps of indicators grouped by dimension. Kept, since the Brief asks the same three times over."""
    found: list[IndicatorGap] = []
    for by, indicators in wanted:
        raw = rows_by(dataset, indicators, adjusted=adjusted, areas=[area], dimension=by)
        totals = dataset.observations(indicators, areas=[area])
        found.extend(_one_dimension(dataset, area, dimension_of(by), raw, totals, adjusted=adjusted))
    chances = [np.nan if each.gap.p_value is None else each.gap.p_value for each in found]
    level = float(critical_p_value(chances, rate=ALONE))
    judged = [replace(each, gap=replace(each.gap, level=level)) for each in found]
    return tuple(sorted(judged, key=lambda each: each.rank_key, reverse=True))


def _one_dimension(
    dataset: Dataset, area: str, dimension: Dimension, raw: pd.DataFrame, totals: pd.DataFrame, *, adjusted: bool
) -> list[IndicatorGap]:
    rows = with_values(raw, dataset.indicators)
    arrays = arrays_of(rows, dimension)
    definitions = [dataset.indicators[each] for each in arrays.indicators]
    better = np.array([each.higher_is_better for each in definitions])
    over_time = gaps_over_time(arrays, dimension, better)
    years = (arrays.period_ends - arrays.period_ends[0]) / np.timedelta64(1, "D") / _DAYS_A_YEAR
    verdicts, down = gap_movements(over_time, arrays.separate, years, better)
    judged = np.array([each.judged for each in definitions])
    trends = np.where(down & judged, LEVELLING_DOWN, verdicts)
    now = _newest_groups(dataset, area, dimension, raw, arrays)
    people = _people(now, dataset.indicators, dimension)
    conclusions = _conclusions(dataset, dimension, arrays, over_time, rows, totals)
    places = now.groupby("indicator_id", observed=True).indices
    for code, rows_of in places.items():
        # Have the groups that cards are made from at hand when a page asks for those of one indicator.
        groups = now.take(rows_of).reset_index(drop=True)
        period = period_code(groups["period_end"].iloc[0])
        asked = Selection(code, dimension.code, period, area, adjusted="" if adjusted else AS_COUNTED)
        keep_groups(dataset, asked, groups)
    # As arrays, once: to look into each indicator's part of the frame takes as long as all else here.
    cells = {name: now[name].to_numpy() for name in now}
    found = []
    for place, definition in enumerate(definitions):
        if arrays.newest[place] < 0:
            continue
        groups = {name: column[places[definition.id]] for name, column in cells.items()}
        start, end = groups["period_start"][0], groups["period_end"][0]
        found.append(
            IndicatorGap(
                indicator=definition,
                dimension=dimension,
                period=period_label(start, end),
                period_code=period_code(end),
                times_a_year=_times_a_year(definition, start, end),
                unit=unit_of(definition, typical_value(groups)),
                gap=selected_gap(groups, dimension, higher_is_better=definition.higher_is_better),
                people=people.get(definition.id, (None, None))[0],
                people_lower=people.get(definition.id, (None, None))[1],
                trend=str(trends[place]),
                conclusion=conclusions[place],
                hidden_to=dataset.manifest.disclosure.hidden_to,
                strip=_strip(groups, dimension),
                for_age=bool(np.isfinite(groups[FACTOR].astype(float)).any()),
            )
        )
    return found


def _times_a_year(indicator: Indicator, start: np.datetime64, end: np.datetime64) -> float:
    """A quarter's events are a fourth of a year's, and must not stand behind a year's in one list for that."""
    if indicator.value_type != "rate":
        return 1.0
    days = (pd.Timestamp(end) - pd.Timestamp(start)).days + 1
    return _DAYS_A_YEAR / float(days)


def _newest_groups(
    dataset: Dataset, area: str, dimension: Dimension, raw: pd.DataFrame, arrays: GroupArrays
) -> pd.DataFrame:
    """Each indicator's groups in its newest period that shows any, with limits that allow for areas that differ."""
    newest = {
        code: arrays.period_ends[place]
        for code, place in zip(arrays.indicators, arrays.newest, strict=True)
        if place >= 0
    }
    chosen = raw[raw["period_end"] == raw["indicator_id"].astype(str).map(newest)]
    return group_values(dataset, chosen, dataset.indicators, dataset.level_of(area), dimension)


def _people(
    now: pd.DataFrame, indicators: Mapping[str, Indicator], dimension: Dimension
) -> dict[str, tuple[float, float]]:
    """By indicator, its levelling-up count and lower limit, where groups are ordered and it counts people or events."""
    counted = [each.id for each in indicators.values() if each.judged and each.value_type in COUNTED]
    now = now[now["indicator_id"].isin(counted)]
    if not dimension.ordered or now.empty:
        return {}
    # Of everyone's ages: a group's people as adjusted for age have its events where they do as the reference does.
    arrays = arrays_of(now.assign(denominator=equivalent_people(now)), dimension)
    definitions = [indicators[each] for each in arrays.indicators]
    per = np.array([100.0 if each.value_type == "proportion" else each.multiplier for each in definitions])[:, None]
    here = np.arange(len(definitions)), arrays.newest
    found = levelling_up(
        arrays.value[here] / per,
        arrays.denominator[here],
        arrays.se[here] / per,
        higher_is_better=np.array([each.higher_is_better for each in definitions]),
    )
    return {
        code: (float(found.estimate[place]), float(found.lower[place]))
        for place, code in enumerate(arrays.indicators)
        if found.defined[place]
    }


def _conclusions(
    dataset: Dataset,
    dimension: Dimension,
    arrays: GroupArrays,
    over_time: GapsOverTime,
    rows: pd.DataFrame,
    totals: pd.DataFrame,
) -> list[str]:
    """Whether each indicator's newest gap holds whatever the hidden and the unknown are."""
    if definition_of(dimension.code):
        # Sums of what is published of small areas have no total beside them to hold their hidden parts against.
        return [NOT_KNOWN] * len(arrays.indicators)
    definitions = [dataset.indicators[each] for each in arrays.indicators]
    newest = {code: arrays.period_ends[place] for code, place in zip(arrays.indicators, arrays.newest, strict=True)}
    cells = list(arrays.indicators)
    rows, totals = (part[part["period_end"] == part["indicator_id"].map(newest)] for part in (rows, totals))
    counts = counts_of(rows, totals, cells, dimension, cell="indicator_id")
    conclusions = [NOT_KNOWN] * len(cells)
    for kind in COUNTED:
        chosen = np.array([each.value_type == kind for each in definitions])
        if chosen.any():
            found = gap_ranges(
                counts.at(chosen),
                dataset.manifest.disclosure,
                over_time.worst[chosen],
                over_time.best[chosen],
                higher_is_better=np.array([each.higher_is_better for each in definitions])[chosen],
                events_repeat=kind == "rate",
            )
            for place, code in zip(np.flatnonzero(chosen), found.conclusion, strict=True):
                conclusions[place] = str(code)
    return conclusions


def _strip(groups: Mapping[str, np.ndarray], dimension: Dimension) -> tuple[tuple[str, float, str], ...]:
    values = dict(zip(groups["group"], groups["value"], strict=True))
    known = [code for code in dimension.groups if code != UNKNOWN and pd.notna(values.get(code, np.nan))]
    return tuple((code, float(values[code]), group_colour(dimension.code, code)) for code in known)


def gap_ends(found: IndicatorGap) -> str:
    """The two values a gap is between, e.g. '17.3% most deprived, 6.2% least deprived'."""
    if not isinstance(found.gap, ShownGap):
        return "–"
    labels = ("most deprived", "least deprived")
    if not found.dimension.ordered:
        labels = (found.dimension.short_of(found.gap.disadvantaged), found.dimension.short_of(found.gap.reference))
    return (
        f"{with_unit(found.gap.disadvantaged_value, found.unit)} {labels[0]}, "
        f"{with_unit(found.gap.reference_value, found.unit)} {labels[1]}"
    )
