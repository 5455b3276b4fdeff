"""Every indicator's gap at once: what the Brief's cards, its table and the Core20PLUS5 tiles are all made of."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.gaps import Gap, furthest_groups, gap_series, selected_gap
from components.findings.question import Question
from components.findings.values import typical_value, unit_of, with_values
from components.measures.gap_trend import gap_trend
from components.measures.levelling_up import levelling_up
from components.style.colours import group_colour
from components.style.numbers import Unit, with_unit
from data.contract.indicator import Indicator
from data.contract.periods import period_label
from data.contract.vocabulary import DIMENSIONS, UNKNOWN, Dimension

_DAYS_A_YEAR = 365.25


@dataclass(frozen=True)
class IndicatorGap:
    """One indicator's gap in the area in focus, newest period: everything a card or a table row needs."""

    indicator: Indicator
    dimension: Dimension
    period: str
    unit: Unit
    gap: Gap
    people: float | None
    people_lower: float | None
    trend: str
    n_periods: int
    strip: tuple[tuple[str, float, str], ...]

    @property
    def verdict(self) -> str:
        """The gap's verdict; for need and resource, which are not judged, 'higher' or 'lower' in place of worse or better."""
        if self.indicator.judged or self.gap.verdict not in ("worse", "better"):
            return self.gap.verdict
        return "higher" if self.gap.plain > 0 else "lower"

    @property
    def rank_key(self) -> tuple[float, float]:
        """Orders gaps: by the fewest people the gap could mean, then by its size in standard errors."""
        width = (self.gap.upper - self.gap.lower) if self.gap.lower is not None else np.inf
        return (self.people_lower or 0.0, (self.gap.size or 0.0) / width if width else 0.0)


def dimension_for(question: Question, indicator: str) -> str | None:
    """The dimension to judge an indicator by: the selected one, or the other way deprivation is known; else None."""
    offered = question.dataset.dimensions(indicator, level=question.area_level)
    if question.selection.by in offered:
        return question.selection.by
    if question.dimension.ordered:
        return next((each for each in offered if DIMENSIONS[each].ordered), None)
    return None


def indicator_gaps(question: Question) -> list[IndicatorGap]:
    """The gap of every indicator that has one in the area in focus, largest first within what can be counted."""
    wanted: dict[str, list[str]] = {}
    for indicator in question.dataset.indicators:
        by = dimension_for(question, indicator)
        if by is not None:
            wanted.setdefault(by, []).append(indicator)
    found = []
    for by, indicators in wanted.items():
        rows = question.dataset.observations(indicators, areas=[question.selection.area], dimension=by)
        for indicator, part in rows.groupby("indicator_id", observed=True):
            made = _indicator_gap(question.dataset.indicators[indicator], DIMENSIONS[by], part)
            if made is not None:
                found.append(made)
    return sorted(found, key=lambda each: each.rank_key, reverse=True)


def _indicator_gap(indicator: Indicator, dimension: Dimension, rows: pd.DataFrame) -> IndicatorGap | None:
    rows = with_values(rows, indicator)
    shown = rows[rows["value"].notna() & (rows["group"] != UNKNOWN)]
    if shown.empty:
        return None
    end = shown["period_end"].max()
    newest = rows[rows["period_end"] == end]
    better = indicator.higher_is_better
    pair = furthest_groups(newest, dimension, higher_is_better=better)
    people, people_lower = _people(indicator, newest, dimension)
    order = {code: place for place, code in enumerate(dimension.groups)}
    strip = newest[newest["value"].notna() & (newest["group"] != UNKNOWN)]
    return IndicatorGap(
        indicator=indicator,
        dimension=dimension,
        period=period_label(newest["period_start"].iloc[0], end),
        unit=unit_of(indicator, typical_value(newest)),
        gap=selected_gap(newest, dimension, higher_is_better=better),
        people=people,
        people_lower=people_lower,
        trend=_trend(rows, pair, better),
        n_periods=rows["period_end"].nunique(),
        strip=tuple(
            (row.group, float(row.value), group_colour(dimension.code, row.group))
            for row in sorted(strip.itertuples(), key=lambda row: order[row.group])
        ),
    )


def _people(indicator: Indicator, groups: pd.DataFrame, dimension: Dimension) -> tuple[float | None, float | None]:
    """The levelling-up count and its lower limit, where groups are ordered and the indicator counts people or events."""
    if not (dimension.ordered and indicator.judged) or indicator.value_type not in ("proportion", "rate"):
        return None, None
    known = groups.set_index("group").reindex(list(dimension.known_groups))
    found = levelling_up(
        known["value"].to_numpy(float),
        known["denominator"].to_numpy(float),
        known["se"].to_numpy(float),
        higher_is_better=indicator.higher_is_better,
        reference="least_disadvantaged",
        per=100.0 if indicator.value_type == "proportion" else indicator.multiplier,
    )
    return (float(found.estimate), float(found.lower)) if bool(found.defined) else (None, None)


def _trend(rows: pd.DataFrame, pair: tuple[str, str] | None, higher_is_better: bool) -> str:
    """'narrowing', 'widening', 'no clear change' or 'cannot tell'."""
    if pair is None:
        return "cannot tell"
    series = gap_series(rows, *pair, higher_is_better=higher_is_better)
    years = (series.index - series.index[0]).days.to_numpy() / _DAYS_A_YEAR
    return str(gap_trend(series["size"].to_numpy(float), series["se"].to_numpy(float), years).verdict)


def gap_ends(found: IndicatorGap) -> str:
    """The two values a gap is between, e.g. '17.3% most deprived, 6.2% least deprived'."""
    if found.gap.plain is None:
        return "–"
    labels = ("most deprived", "least deprived")
    if not found.dimension.ordered:
        labels = (found.dimension.short_of(found.gap.disadvantaged), found.dimension.short_of(found.gap.reference))
    return (
        f"{with_unit(found.gap.disadvantaged_value, found.unit)} {labels[0]}, "
        f"{with_unit(found.gap.reference_value, found.unit)} {labels[1]}"
    )
