"""The selected groups as arrays, in the units and on the scale that the measures of the analyst's panel expect."""

import math
from dataclasses import dataclass

import numpy as np

from components.findings.age_adjusted import equivalent_people
from components.findings.ordered_groups import correlation_of, ordered_groups
from components.findings.question import Question
from components.style.numbers import Unit

# What a value of each kind is stated per: 100 for percentages, so that a share of 16.2% arrives as 16.2.
_PERCENT = 100.0
SHARES = ("proportion", "survey_share")


@dataclass(frozen=True, eq=False)
class AnalystGroups:
    """The known groups of one selection, in the dimension's order; arrays (groups,), NaN where there is no figure.

    `value`, `lower`, `upper` and `error` are in displayed units (percent, per 1,000, …); limits and errors allow for how
    the areas beneath differ, as those of every page do, and `together` (groups, groups) is how far two groups' errors go
    together, who live in the same areas. `people` is what a group is
    weighted by, `people_like_everyone` the same adjusted for age as the values are. `per` is what values are stated per, so
    that value × people / per is a number of people or events; None where there is no such number (a mean, a survey).
    `ceiling` is the highest value there can be.
    """

    codes: tuple[str, ...]
    labels: tuple[str, ...]
    status: tuple[str, ...]
    value: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    error: np.ndarray
    together: np.ndarray
    people: np.ndarray
    people_like_everyone: np.ndarray
    events: np.ndarray
    per: float | None
    ceiling: float
    higher_is_better: bool
    unit: Unit

    @property
    def for_age(self) -> bool:
        """Whether the values are adjusted for age."""
        return bool((np.nan_to_num(self.people_like_everyone) != np.nan_to_num(self.people)).any())

    @property
    def used(self) -> np.ndarray:
        """Which groups have both a value and people to weigh it by."""
        return np.asarray(np.isfinite(self.value) & (np.nan_to_num(self.people) > 0))

    @property
    def weighted(self) -> bool:
        """Whether any shown group says how many people it holds."""
        return bool(self.used.any())

    @property
    def errors_known(self) -> bool:
        """Whether every group used has a standard error."""
        return self.weighted and bool(np.isfinite(self.error[self.used]).all())

    @property
    def error_or_none(self) -> np.ndarray | None:
        """Standard errors where every group used has one; else None, and measures then give no interval."""
        return self.error if self.errors_known else None

    @property
    def is_share(self) -> bool:
        """Whether values are percentages of people, with a floor of 0 and a ceiling of 100."""
        return math.isfinite(self.ceiling)

    @property
    def fraction(self) -> np.ndarray:
        """Shares as fractions from 0 to 1; only for values that are percentages."""
        if not self.is_share:
            raise ValueError("found values that are not percentages; expected a proportion or a survey share")
        return self.value / _PERCENT


def analyst_groups(question: Question) -> AnalystGroups:
    """The known groups of the selected indicator, period and area."""
    indicator = question.indicator
    rows = ordered_groups(question, question.groups)
    rows = rows[rows["group"].isin(question.dimension.known_groups)]
    per = {"proportion": _PERCENT, "rate": indicator.multiplier}.get(indicator.value_type)
    return AnalystGroups(
        codes=tuple(rows["group"]),
        labels=tuple(rows["label"]),
        status=tuple(rows["status"]),
        value=rows["value"].to_numpy(float),
        lower=rows["lower"].to_numpy(float),
        upper=rows["upper"].to_numpy(float),
        error=rows["se"].to_numpy(float),
        together=correlation_of(rows),
        people=rows["denominator"].to_numpy(float),
        people_like_everyone=equivalent_people(rows),
        events=rows["numerator"].to_numpy(float),
        per=per,
        ceiling=_PERCENT if indicator.value_type in SHARES else np.inf,
        higher_is_better=indicator.higher_is_better,
        unit=question.unit,
    )
