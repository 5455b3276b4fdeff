"""The brief: every indicator's gap in one table, the largest of each domain on cards, and how sure we are."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.charts.dot_strip import dot_strip
from components.findings.finding import Finding, nothing_to_show
from components.findings.gaps import Gap, furthest_groups, gap_series, selected_gap
from components.findings.question import Question
from components.findings.table import Column, Table
from components.findings.values import typical_value, unit_of, with_values
from components.measures.gap_trend import gap_trend
from components.measures.levelling_up import levelling_up
from components.style.colours import group_colour
from components.style.numbers import Unit, gap, interval_cell, number, rounded_count, with_unit
from data.contract.indicator import Indicator
from data.contract.periods import period_label
from data.contract.vocabulary import DIMENSIONS, DOMAIN_LABELS, TOTAL, UNKNOWN, Dimension

QUESTION = "What are our biggest gaps, are they closing, and how sure are we?"
HEADLINE_DOMAINS = ("access", "continuity", "outcome")
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
    if not dimension.ordered or indicator.value_type not in ("proportion", "rate"):
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


def brief_finding(question: Question) -> Finding:
    """Every indicator's gap as one table, with the headline naming the largest of access, continuity and outcomes."""
    if question.selection.by == TOTAL:
        why = "No indicator in this dataset is given by deprivation or ethnic group, so there is no gap to brief on."
        return nothing_to_show("brief", QUESTION, why, method="gap")
    gaps = indicator_gaps(question)
    if not gaps:
        why = f"No indicator is given by {question.dimension.phrase} for {question.area_name}."
        return nothing_to_show("brief", QUESTION, why, method="gap")
    headline, sentence = _words(question, gaps)
    lacking = [
        DOMAIN_LABELS[domain].lower()
        for domain in HEADLINE_DOMAINS
        if not any(each.indicator.domain == domain for each in gaps)
    ]
    return Finding(
        id="brief",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(question, gaps),
        how_to_read=(
            "Cards come in order of the fewest people the gap could mean: the lower 95% limit of how many people (or "
            "events) would change if every group did as well as the least deprived. That puts size, number of people "
            "and certainty in one order; it does not weigh how much each matters to a life."
        ),
        method="levelling_up",
        source=question.source if not question.dataset.manifest.synthetic else "Synthetic data: not a real place.",
        period="newest period of each indicator",
        unknown=f"Nothing is loaded for {' or '.join(lacking)}: this brief is silent there." if lacking else "",
        caveats=tuple(dict.fromkeys(each.dimension.basis for each in gaps if each.dimension.basis)),
        names=("95%", *(each.indicator.short_name for each in gaps)),
    )


def _words(question: Question, gaps: list[IndicatorGap]) -> tuple[str, str]:
    worse = [each for each in gaps if each.gap.verdict == "worse"]
    tops = [next((each for each in worse if each.indicator.domain == domain), None) for domain in HEADLINE_DOMAINS]
    named = [each for each in tops if each is not None] or worse[:3]
    counts = _counts(gaps)
    if not named:
        headline = "No gap is clear beyond chance"
    else:
        titles = [each.indicator.short_name for each in named]
        listed = titles[0] if len(titles) == 1 else ", ".join(titles[:-1]) + " and " + titles[-1]
        headline = f"Our biggest gap{'s' if len(titles) > 1 else ''}: {listed}"
    who = "the most deprived fifth are" if question.dimension.ordered else "one ethnic group is"
    trends = [
        f"{number(counts['narrowing']) if counts['narrowing'] else 'none'} of the gaps "
        f"{'is' if counts['narrowing'] == 1 else 'are'} narrowing",
        f"{number(counts['widening']) if counts['widening'] else 'none'} widening",
    ]
    if counts["cannot tell"]:
        trends.append(f"for {number(counts['cannot tell'])} there are too few periods to tell")
    sentence = (
        f"On {number(counts['worse'])} of {number(len(gaps))} indicators {who} worse off beyond chance. "
        f"{'; '.join(trends).capitalize()}."
    )
    return headline, sentence


def _counts(gaps: list[IndicatorGap]) -> dict[str, int]:
    found = {each: sum(1 for one in gaps if one.trend == each) for each in ("narrowing", "widening", "cannot tell")}
    return found | {"worse": sum(1 for each in gaps if each.gap.verdict == "worse")}


def _table(question: Question, gaps: list[IndicatorGap]) -> Table:
    counts = _counts(gaps)
    rows = [
        {
            "domain": DOMAIN_LABELS[each.indicator.domain],
            "indicator": each.indicator.short_name,
            "groups": gap_ends(each),
            "gap": gap(each.gap.plain, each.unit) if each.gap.plain is not None else each.gap.reason,
            "interval": interval_cell(*each.gap.sized_interval, each.unit)
            if each.gap.sized_interval
            else "not published",
            "people": rounded_count(each.people) if each.people is not None else "–",
            "verdict": each.gap.verdict,
            "trend": each.trend,
            "period": each.period,
        }
        for each in gaps
    ]
    rows.append(
        {
            "domain": "All",
            "indicator": f"{number(len(gaps))} indicators",
            "groups": "",
            "gap": "",
            "interval": "",
            "people": "",
            "verdict": f"worse on {number(counts['worse'])}",
            "trend": f"narrowing {number(counts['narrowing'])}, widening {number(counts['widening'])}, "
            f"cannot tell {number(counts['cannot tell'])}",
            "period": "",
        }
    )
    heads = {
        "domain": "Domain",
        "indicator": "Indicator",
        "groups": "Groups compared",
        "gap": "Gap",
        "interval": "95% interval",
        "people": "Levelling-up count",
        "verdict": "Disadvantaged group is",
        "trend": "Gap is",
        "period": "Period",
    }
    return Table(tuple(Column(key, label) for key, label in heads.items()), pd.DataFrame(rows))


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


def card_strip(found: IndicatorGap) -> str:
    """The small picture on a card: every group's dot on one line, as SVG."""
    labels = [(found.dimension.short_of(group), value, colour) for group, value, colour in found.strip]
    return dot_strip(labels, alt=f"{found.indicator.short_name} by {found.dimension.phrase}: {gap_ends(found)}")
