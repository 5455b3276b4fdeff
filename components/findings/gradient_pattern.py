"""The pattern of a gradient: one group left behind, the whole slope, or one group ahead; and which way it runs."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.fifths_by import is_deprivation
from components.findings.headline_gap import headline_gap
from components.findings.ordered_groups import correlation_of, ordered_groups
from components.findings.question import Question
from components.measures.gradient.gradient_shape import judge
from components.measures.gradient.slope_index import slope_index
from data.contract.vocabulary import UNKNOWN

FEWEST_GROUPS = 3
WITHOUT_PEOPLE = "figures are published without the number of people in each group"


@dataclass(frozen=True)
class Pattern:
    """`label` is one of `gradient_shape.LABELS`, '' where it cannot be judged, which `reason` then says in words.

    `worse`: the disadvantaged end is the worse one; a linear pattern may run the other way round.
    """

    label: str
    worse: bool = False
    reason: str = ""


def lacks_people(groups: pd.DataFrame) -> bool:
    """Whether it is only the number of people that enough groups lack: some figures are published without."""
    counted = groups["value"].notna() & (groups["denominator"] > 0)
    return int(groups["value"].notna().sum()) >= FEWEST_GROUPS > int(counted.sum())


def told_pattern(question: Question, groups: pd.DataFrame) -> str:
    """The shape of the selected groups (see `pattern_label`) as far as their headline gap bears it out.

    A page that names a pattern may not contradict one that says there is no clear gap, nor one without a pattern a gap.
    """
    label = pattern_label(groups, higher_is_better=question.indicator.higher_is_better)
    clear = headline_gap(question).verdict in ("worse", "better")
    return "unclear" if label and clear == (label == "none") else label


def pattern_label(groups: pd.DataFrame, *, higher_is_better: bool) -> str:
    """The shape of these ordered groups' values; '' where a value is published without an interval."""
    value, people, error = (groups[name].to_numpy(float) for name in ("value", "denominator", "se"))
    if np.isnan(error[~np.isnan(value)]).any():
        return ""
    together = correlation_of(groups)
    return str(judge(value, people, error, higher_is_better=higher_is_better, correlation=together).label)


def pattern_of(question: Question) -> Pattern:
    """The pattern of the selected indicator in the area in focus, with the reason where none can be judged."""
    if not question.dimension.ordered:
        return Pattern("", reason=f"{question.dimension.phrase} has no order from more to less disadvantaged")
    rows = ordered_groups(question, question.groups)
    groups = rows[rows["group"] != UNKNOWN]
    shown = int((groups["value"].notna() & (groups["denominator"] > 0)).sum())
    if shown < FEWEST_GROUPS:
        of_what = "fifths" if is_deprivation(question.dimension) else "groups"
        few = f"fewer than {FEWEST_GROUPS} of the {of_what} have a figure that can be shown"
        return Pattern("", reason=WITHOUT_PEOPLE if lacks_people(groups) else few)
    better = question.indicator.higher_is_better
    label = told_pattern(question, groups)
    if not label:
        return Pattern(
            "", reason="the figures are published without the intervals it takes to tell a pattern from chance"
        )
    value, people = groups["value"].to_numpy(float), groups["denominator"].to_numpy(float)
    index = slope_index(value, people, higher_is_better=better, interval="none")
    return Pattern(label, worse=label in ("bottom", "top") or float(index.estimate) > 0)
