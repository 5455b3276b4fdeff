"""Events that one person can have many times come in bunches: how much less sure that makes a rate of them.

The one place of the assumption that stands in where no areas beneath show it.
"""

import numpy as np

from data.contract.indicator import Indicator

# Standard errors of hospital admissions were almost twice those of events that come one by one (J Eval Clin Pract
# 2008;14:316), so variances four times as large.
REPEAT_EFFECT = 4.0
REPEAT_WORDS = (
    "One person can have several of these events, so they come in bunches: limits are taken to be twice as wide as of events "
    "that come one by one, as was found for hospital admissions, but where areas beneath show how wide they are."
)


def bunched(indicator: Indicator) -> bool:
    """Whether one person can have several of the events counted, so that they come in bunches."""
    return indicator.value_type == "rate" and not indicator.one_event_each


def repeat_effect(indicator: Indicator) -> float:
    """By how much bunches are taken to make the variance of a count larger than that of events that come one by one."""
    return REPEAT_EFFECT if bunched(indicator) else 1.0


def as_one_by_one(counts: np.ndarray, indicator: Indicator) -> np.ndarray:
    """Counts of events, or people, that would be as sure had the events come one by one."""
    return np.asarray(counts / repeat_effect(indicator))
