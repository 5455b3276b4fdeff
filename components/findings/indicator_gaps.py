"""Every indicator's gap at once: what the Brief's cards, its table and the Core20PLUS5 tiles are all made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from components.findings.age_adjusted import FACTOR, equivalent_people
from components.findings.fifths_by import dimension_of
from components.findings.gap_arrays import arrays_of
from components.findings.gap_verdicts import gap_conclusions, gap_trends
from components.findings.gaps import ALONE, ShownGap, selected_gap
from components.findings.gaps_asked import GapsAsked, group_rows, in_newest_period
from components.findings.group_values import group_values
from components.findings.hidden import COUNTED
from components.findings.kept import kept_with_dataset
from components.findings.newest_gaps import NewestGap, each_newest, judged_by
from components.findings.question import Question, keep_groups
from components.findings.selection import AS_COUNTED, Selection
from components.findings.wording import end_labels
from components.measures.people.levelling_up import levelling_up
from components.measures.spread.false_discovery import critical_p_value
from components.style.colours import group_colour
from components.style.numbers import with_unit
from data.contract.indicator import Indicator
from data.contract.periods import period_code
from data.contract.vocabulary import UNKNOWN, Dimension
from data.dataset.dataset import Dataset

_DAYS_A_YEAR = 365.25


@dataclass(frozen=True, kw_only=True)
class IndicatorGap(NewestGap):
    """The same, judged: everything a card or a table row needs.

    `times_a_year` is how many of its periods make up a year where it counts events as they happen, 1 where it counts people
    as they are. `people` is the levelling-up count of the period with its lower limit `people_lower`, None where it does not
    apply; `hidden_to` is the greatest count that the dataset hides; `strip` is each known group's code, value and colour;
    `for_age` says that all of it is adjusted for age. `trend` and `conclusion` are worked out, for all indicators of `asked`
    at once, when one of them is first looked at: many pages judge a gap and tell neither.
    """

    asked: GapsAsked = field(compare=False, repr=False)
    times_a_year: float
    people: float | None
    people_lower: float | None
    hidden_to: int
    strip: tuple[tuple[str, float, str], ...]
    for_age: bool = False

    @property
    def trend(self) -> str:
        """What became of the gap: 'narrowing', 'widening', 'no clear change', LEVELLING_DOWN or 'cannot tell'."""
        return gap_trends(self.asked)[self.indicator.id]

    @property
    def conclusion(self) -> str:
        """Whether the gap holds whatever the hidden and the unknown are: a key of `hidden.WORDS`."""
        return gap_conclusions(self.asked)[self.indicator.id]

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


def indicator_gaps(question: Question) -> list[IndicatorGap]:
    """The gap of every indicator that has one in the area in focus, largest first within what can be counted.

    A series that has ended is not among them: its gap is of the past, and must not stand before one of today.
    """
    parts = tuple((by, indicators) for by, indicators in judged_by(question).items())
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
        found.extend(_one_dimension(GapsAsked(dataset, area, by, indicators, adjusted)))
    chances = [np.nan if each.gap.p_value is None else each.gap.p_value for each in found]
    level = float(critical_p_value(chances, rate=ALONE))
    judged = [replace(each, gap=replace(each.gap, level=level)) for each in found]
    return tuple(sorted(judged, key=lambda each: each.rank_key, reverse=True))


def _one_dimension(asked: GapsAsked) -> list[IndicatorGap]:
    dataset, dimension = asked.dataset, dimension_of(asked.dataset, asked.by)
    raw = in_newest_period(asked, group_rows(asked).raw)
    now = group_values(dataset, raw, dataset.indicators, dataset.level_of(asked.area), dimension)
    people = _people(now, dataset.indicators, dimension)
    _keep_groups(asked, now)
    return [
        IndicatorGap(
            **named,
            gap=selected_gap(groups, dimension, higher_is_better=named["indicator"].higher_is_better),
            asked=asked,
            times_a_year=_times_a_year(named["indicator"], groups["period_start"][0], groups["period_end"][0]),
            people=people.get(named["indicator"].id, (None, None))[0],
            people_lower=people.get(named["indicator"].id, (None, None))[1],
            hidden_to=dataset.manifest.disclosure.hidden_to,
            strip=_strip(groups, dimension),
            for_age=bool(np.isfinite(groups[FACTOR].astype(float)).any()),
        )
        for named, groups in each_newest(asked, now)
    ]


def _keep_groups(asked: GapsAsked, now: pd.DataFrame) -> None:
    """Have the groups that cards are made from at hand when a page asks for those of one indicator."""
    ends = now["period_end"].to_numpy()
    keep_groups(
        asked.dataset,
        now,
        {
            Selection(
                code, asked.by, period_code(ends[rows[0]]), asked.area, adjusted="" if asked.adjusted else AS_COUNTED
            ): rows
            for code, rows in now.groupby("indicator_id", observed=True).indices.items()
        },
    )


def _times_a_year(indicator: Indicator, start: np.datetime64, end: np.datetime64) -> float:
    """A quarter's events are a fourth of a year's, and must not stand behind a year's in one list for that."""
    if indicator.value_type != "rate":
        return 1.0
    days = (pd.Timestamp(end) - pd.Timestamp(start)).days + 1
    return _DAYS_A_YEAR / float(days)


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


def _strip(groups: Mapping[str, np.ndarray], dimension: Dimension) -> tuple[tuple[str, float, str], ...]:
    values = dict(zip(groups["group"], groups["value"], strict=True))
    known = [code for code in dimension.groups if code != UNKNOWN and pd.notna(values.get(code, np.nan))]
    return tuple((code, float(values[code]), group_colour(dimension.code, code)) for code in known)


def gap_ends(found: IndicatorGap) -> str:
    """The two values a gap is between, e.g. '17.3% most deprived, 6.2% least deprived'."""
    if not isinstance(found.gap, ShownGap):
        return "–"
    labels = end_labels(found.dimension)
    if not found.dimension.ordered:
        labels = (found.dimension.short_of(found.gap.disadvantaged), found.dimension.short_of(found.gap.reference))
    return (
        f"{with_unit(found.gap.disadvantaged_value, found.unit)} {labels[0]}, "
        f"{with_unit(found.gap.reference_value, found.unit)} {labels[1]}"
    )
