"""The slope index and the relative index of inequality of the selected ordered groups."""

from dataclasses import dataclass

import numpy as np

from components.findings.gaps import Groups
from components.findings.gradient_pattern import FEWEST_GROUPS
from components.findings.ordered_groups import correlation_of
from components.findings.question import Question
from components.measures.gradient.slope_index import relative_index, slope_index
from components.measures.result import Measure


@dataclass(frozen=True, eq=False)
class SlopeIndices:
    """The slope index and the relative index of inequality of the same groups."""

    sii: Measure
    rii: Measure


# What is read of the groups.
SLOPED = ("group", "value", "denominator", "se", "together")


def slope_indices(question: Question, groups: Groups) -> SlopeIndices | None:
    """Both indices of known groups in their order, as `Question.groups` gives them; None where too few can be shown."""
    value, people = (np.asarray(groups[name], dtype=float) for name in ("value", "denominator"))
    if (~np.isnan(value) & (people > 0)).sum() < FEWEST_GROUPS:
        return None
    error = np.asarray(groups["se"], dtype=float)
    kind = "residual" if np.isnan(error[~np.isnan(value)]).any() else "propagated"
    together, higher = correlation_of(groups), question.indicator.higher_is_better
    return SlopeIndices(
        *(
            index(value, people, error, higher_is_better=higher, interval=kind, correlation=together)
            for index in (slope_index, relative_index)
        )
    )
