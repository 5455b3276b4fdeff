"""One pilot and one thing expected of it, with the words that all its findings share."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.pilots.case import Expectation, PilotCase, gap_expectation, pilot_cases, primary_expectation
from components.findings.pilots.effect import Effect, effect_of
from components.findings.pilots.panel import PilotPanel, pilot_panel
from components.findings.question import Question
from components.style.dates import day_words
from components.style.numbers import gap, interval, number

_PERIODS = {1: "month", 3: "quarter", 12: "year"}
NEEDS = (
    "No such pilot is declared in this dataset. It would take the tables of pilots and of what is expected of them: where, "
    "from when, beside which comparators, and how much by when."
)


@dataclass(frozen=True)
class PilotView:
    """A pilot's case, one expectation, the figures it is judged by and the effect they show."""

    question: Question
    case: PilotCase
    expectation: Expectation
    panel: PilotPanel
    effect: Effect

    @property
    def subject(self) -> str:
        """What is measured, as the middle of a sentence has it: 'cervical screening', 'GP appointments'."""
        name = self.panel.indicator.short_name
        return name if name[:2].isupper() else name[0].lower() + name[1:]

    @property
    def word(self) -> str:
        """One period: 'quarter', 'year', 'month', else 'period'."""
        return _PERIODS.get(self.panel.months, "period")

    @property
    def started(self) -> str:
        """The day it began, in words."""
        return day_words(self.case.start)

    @property
    def by_date(self) -> str:
        """The day by which something is expected, in words; '' where none is written."""
        return "" if self.expectation.by_date is None else day_words(self.expectation.by_date)

    @property
    def ended(self) -> str:
        """The newest period there is."""
        return "" if self.panel.periods.empty else str(self.panel.periods["label"].iloc[-1])

    @property
    def period(self) -> str:
        """The time the figures are of."""
        labels = self.panel.periods["label"]
        return f"{labels.iloc[0]} to {labels.iloc[-1]}" if len(labels) else ""

    @property
    def source(self) -> str:
        """The source line."""
        return self.question.sourced(self.panel.indicator.source)

    @property
    def names(self) -> tuple[str, ...]:
        """Phrases whose numbers are part of a name or a date and need no cell."""
        each, unit, case = self.panel.indicator, self.panel.unit, self.case
        dates = (self.started, self.by_date, *self.panel.periods["label"])
        words = (
            each.name,
            each.short_name,
            each.population_noun,
            unit.suffix,
            unit.gap_words,
            "95%",
            "four times in five",
        )
        return (*words, *dates, case.name, case.picked_why, *self.panel.names)

    @property
    def left_out(self) -> str:
        """Which neighbourhoods and periods are not used, and why; '' where all are."""
        return f"Not used: {'; '.join(self.effect.untold)}." if self.effect.untold else ""

    @property
    def caveats(self) -> tuple[str, ...]:
        """What must be said beside any figure of this pilot."""
        why = self.case.comparators_why.rstrip(".")
        about = "The figures are of everyone in the neighbourhood, not only of people the pilot reached."
        return tuple(
            each for each in (about, f"Comparators: {why}." if why else "", self.panel.indicator.caveat) if each
        )

    def count(self, number: int) -> str:
        """So many periods, in words: '1 quarter', '8 quarters'."""
        return f"{number} {self.word}{'' if number == 1 else 's'}"

    def size(self, value: float) -> str:
        """The size of a difference with its unit."""
        return gap(value, self.panel.unit)

    def short(self, value: float) -> str:
        """The size of a difference whose unit has just been said."""
        return number(abs(value), self.panel.unit.decimals)

    def limits(self, lower: float, upper: float, ways: tuple[str, str] = ("worse", "better")) -> str:
        """Two limits in words; where they lie on both sides of nought, each is told with its way.

        Example: −0.6 and 0.5 are 'between 0.6 worse and 0.5 better'; 1 and 2 'between 1 and 2'; −2 and −1 the same.
        """
        if lower < 0 < upper:
            return f"between {self.short(lower)} {ways[0]} and {self.short(upper)} {ways[1]}"
        least, most = sorted((abs(lower), abs(upper)))
        return interval(least, most, self.panel.unit)


def span_of(periods: pd.DataFrame, chosen: np.ndarray) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Where to shade the periods chosen on an axis of period ends: half a period to both sides, within the axis."""
    ends = periods["period_end"]
    half = (ends.iloc[-1] - ends.iloc[0]) / max(len(ends) - 1, 1) / 2
    return max(ends[chosen].min() - half, ends.iloc[0]), min(ends[chosen].max() + half, ends.iloc[-1])


def view_of(question: Question, pilot_id: str, *, measure: str = "level") -> PilotView | None:
    """The pilot's primary outcome, or (measure='gap') the gap it is to narrow; None where there is no such pilot."""
    case = pilot_cases(question.dataset).get(pilot_id)
    if case is None or case.indicator_id not in question.dataset.indicators:
        return None
    chosen = primary_expectation if measure == "level" else gap_expectation
    expectation = chosen(question.dataset, case)
    panel = pilot_panel(question.dataset, case, expectation)
    return PilotView(question, case, expectation, panel, effect_of(question.dataset, case, expectation))
