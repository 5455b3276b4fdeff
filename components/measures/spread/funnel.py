"""Funnel limits around a comparator, and where each value falls.

Sources: Spiegelhalter, Stat Med 2005;24:1185; OHID PHEindicatormethods funnels (proportions: Wilson turned round;
counts: exact Poisson).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from components.measures.confidence import check_confidence, normal_multiplier, student_multiplier
from components.measures.result import positions
from components.measures.values.rate import check_events, poisson_limits

LEVELS = (0.95, 0.998)
HALVINGS = 80


@dataclass(frozen=True, eq=False)
class FunnelLimits:
    """Limits at 95% and 99.8% in the units of the values, and the comparator they surround; NaN where not known."""

    comparator: np.ndarray
    lower_95: np.ndarray
    upper_95: np.ndarray
    lower_998: np.ndarray
    upper_998: np.ndarray


def proportion_limits(
    comparator: npt.ArrayLike, denominator: npt.ArrayLike, *, multiplier: float = 1.0
) -> FunnelLimits:
    """Funnel for proportions: values whose Wilson interval just touches the comparator, P -+ z sqrt(P(1 - P)/n).

    Solving Wilson's limits for the proportion gives that closed form; kept within 0 and 1. comparator: 0 to 1.
    denominator: counts; shapes broadcast, NaN or 0 gives NaN limits. multiplier: units of the limits (100 = per cent).
    Errors: ValueError for a comparator outside 0 to 1 or a negative denominator.
    Example: comparator 0.2, denominator 100: 0.1216 to 0.2784 at 95%.
    """
    given = np.asarray(comparator, dtype=float), np.asarray(denominator, dtype=float)
    comparator, people = np.broadcast_arrays(*given)
    if ((comparator < 0) | (comparator > 1)).any():
        raise ValueError(f"comparator: found {comparator}, expected proportions from 0 to 1")
    if (people < 0).any():
        raise ValueError(f"denominator: found below zero at {positions(people < 0)}, expected 0 or more")
    error = np.sqrt(comparator * (1 - comparator) / np.where(people > 0, people, np.nan))
    halves = [normal_multiplier(level) * error for level in LEVELS]
    lower, upper = ([multiplier * np.clip(comparator + side * half, 0, 1) for half in halves] for side in (-1, 1))
    return FunnelLimits(multiplier * comparator, lower[0], upper[0], lower[1], upper[1])


def rate_limits(comparator: npt.ArrayLike, population: npt.ArrayLike, *, multiplier: float = 1.0) -> FunnelLimits:
    """Funnel for crude rates and other counts: values whose exact Poisson interval just touches the comparator.

    With E = comparator * population / multiplier events expected: O at which P(X <= O | E) or P(X >= O | E) equals the
    tail, taken as continuous in O; limits are O * multiplier / population. No count is low enough when E is small: then
    the lower limit is 0. Shapes broadcast; NaN or a population of 0 gives NaN.
    Errors: ValueError for negative numbers or a multiplier not above 0.
    Example: comparator 10 per 1,000 and 1,000 people (E = 10): 3.83 to 17.13 per 1,000 at 95%.
    """
    comparator, people = check_events(comparator, population, multiplier)
    unit = multiplier / np.where(people > 0, people, np.nan)
    (low, high), (lowest, highest) = (_counts_at_limits(comparator / unit, level) for level in LEVELS)
    return FunnelLimits(comparator, unit * low, unit * high, unit * lowest, unit * highest)


def ratio_limits(observed: npt.ArrayLike, *, multiplier: float = 1.0) -> FunnelLimits:
    """Funnel for observed over expected ratios, drawn against a count of `observed` events.

    The expected count at which that many events lie exactly on a limit is the exact Poisson limit of the count, so the
    upper funnel line is observed / lower limit and the lower line observed / upper limit. Comparator = 1 * multiplier.
    observed: counts of 1 or more (below that NaN). Errors: ValueError for negative counts.
    Example: 10 observed, multiplier 100: 54.376 to 208.534 (PHEindicatormethods 2.1.0, calculate_funnel_limits).
    """
    observed, _ = check_events(observed, 1.0)
    scaled = multiplier * observed
    (few, many), (fewest, most) = (expected_at_limits(observed, level) for level in LEVELS)
    comparator = np.full(observed.shape, float(multiplier))
    return FunnelLimits(comparator, scaled / many, scaled / few, scaled / most, scaled / fewest)


def expected_at_limits(observed: npt.ArrayLike, confidence: float) -> tuple[np.ndarray, np.ndarray]:
    """Exact Poisson limits of a count: the expected numbers of events for which it is just too many, or just too few.

    Example: 1 observed at 95%: 0.02532 and 5.5716. Counts below 1 give NaN.
    """
    observed = np.asarray(observed, dtype=float)
    tail = (1 - check_confidence(confidence)) / 2
    count = np.where(observed >= 1, observed, np.nan)
    return special.gammaincinv(count, tail), special.gammainccinv(count + 1, tail)


def widened_limits(limits: FunnelLimits, spread: npt.ArrayLike, areas: int) -> FunnelLimits:
    """The limits once it is allowed for that areas differ: chance and spread together, as `overdispersion` judges them.

    With h the distance of a limit from the comparator and z its normal multiplier: sqrt((h t / z)^2 + (t spread)^2), t being
    Student's on areas - 1; never below 0. spread: in the units of the limits; 0 leaves them as they are.
    Example: 0.2 -+ 0.0784 (95%, 100 people), spread 0.05, 11 areas: 0.0573 to 0.3427.
    """
    spread = np.asarray(spread, dtype=float)
    if not spread.any():
        return limits
    lines = []
    for level, names in ((0.95, ("lower_95", "upper_95")), (0.998, ("lower_998", "upper_998"))):
        wide, usual = student_multiplier(level, areas - 1), normal_multiplier(level)
        for name, side in zip(names, (-1, 1), strict=True):
            half = np.abs(getattr(limits, name) - limits.comparator)
            lines.append(np.maximum(limits.comparator + side * np.hypot(half * wide / usual, wide * spread), 0.0))
    return FunnelLimits(limits.comparator, *lines)


def proportion_distance(value: npt.ArrayLike, comparator: float, denominator: npt.ArrayLike) -> np.ndarray:
    """How far proportions lie from a comparator in standard errors of counting, as `proportion_limits` draws them.

    value, comparator: 0 to 1. NaN where a value or a denominator is, and where the comparator is 0 or 1 or nobody is counted:
    then counting has no error. Example: 0.30 against 0.2 with 100 people: 2.5.
    """
    value, people = np.asarray(value, dtype=float), np.asarray(denominator, dtype=float)
    error = np.sqrt(comparator * (1 - comparator) / np.where(people > 0, people, np.nan))
    return np.asarray((value - comparator) / np.where(error > 0, error, np.nan))


def rate_distance(observed: npt.ArrayLike, expected: npt.ArrayLike) -> np.ndarray:
    """How far counts lie from what is expected of them, as the standard normal distance that has the same Poisson tail.

    Taken as continuous in the count, as `rate_limits` draws them. NaN where either is, or where nothing is expected.
    Errors: ValueError if negative. Example: 10 expected: a count of 17.13, the 95% limit, lies at 1.96.
    """
    observed, expected = check_events(observed, expected)
    sure = ~np.isnan(observed) & (expected > 0)
    count, mean = np.where(sure, observed, 1.0), np.where(sure, expected, 1.0)
    above, below = special.gammainc(np.maximum(count, 1e-12), mean), special.gammaincc(count + 1, mean)
    # From the smaller of the two tails: the other is too near to 1 for a number to tell how near. A count between the
    # middles of the two lies at what is expected.
    tail = np.clip(np.minimum(above, below), 1e-300, 0.5)
    return np.where(sure, np.where(above < below, -1, 1) * special.ndtri(tail), np.nan)


def position(value: npt.ArrayLike, limits: FunnelLimits) -> np.ndarray | str:
    """Where each value falls: 'within', 'above 95', 'above 99.8', 'below 95', 'below 99.8' or 'not known'.

    'above 95' is beyond the 95% limit but not the 99.8% one.
    value: shape that broadcasts with the limits. A value on a limit is within it. 'not known' where either is NaN.
    Returns a str array; for a single value a plain str. Example: 0.30 against 0.1216 to 0.2784 is 'above 95'.
    """
    value = np.asarray(value, dtype=float)
    unknown = np.isnan(value) | np.isnan(limits.upper_95)
    return _named(
        unknown, value > limits.upper_998, value > limits.upper_95, value < limits.lower_998, value < limits.lower_95
    )


def ratio_position(observed: npt.ArrayLike, expected: npt.ArrayLike) -> np.ndarray | str:
    """Where observed / expected falls against 1, by its Poisson interval (exact under 10 events, Byar's from 10).

    observed, expected: counts, shapes broadcast; NaN or expected 0 gives 'not known'. Errors: ValueError if negative.
    Example: 3 observed, 9.5 expected is 'below 95'; 130 against 95 is 'above 99.8' (assign_funnel_significance).
    """
    observed, expected = check_events(observed, expected)
    (low, high), (lowest, highest) = (poisson_limits(observed, level) for level in LEVELS)
    unknown = np.isnan(observed) | ~(expected > 0)
    return _named(unknown, lowest > expected, low > expected, highest < expected, high < expected)


def _named(
    unknown: np.ndarray, far_above: np.ndarray, above: np.ndarray, far_below: np.ndarray, below: np.ndarray
) -> np.ndarray | str:
    conditions = [unknown, far_above, above, far_below, below]
    names = ["not known", "above 99.8", "above 95", "below 99.8", "below 95"]
    found = np.select(conditions, names, default="within")
    return found if found.ndim else str(found)


def _counts_at_limits(expected: np.ndarray, confidence: float) -> tuple[np.ndarray, np.ndarray]:
    """Counts, taken as continuous, at which the tail beyond them is exactly `tail` when `expected` events are expected.

    Found by halving an interval, all cells at once: the tail falls steadily as the count moves away.
    """
    tail = (1 - check_confidence(confidence)) / 2
    positive = np.where(expected > 0, expected, 1.0)
    bottom, top = np.zeros_like(positive), positive + 12 * np.sqrt(positive) + 60
    ends = {"low": [bottom - 1 + 1e-12, top.copy()], "high": [bottom + 1e-12, top.copy()]}
    for _ in range(HALVINGS):
        middle = {side: (pair[0] + pair[1]) / 2 for side, pair in ends.items()}
        too_far = (
            special.gammaincc(middle["low"] + 1, positive) > tail,
            special.gammainc(middle["high"], positive) < tail,
        )
        for side, beyond in zip(ends, too_far, strict=True):
            ends[side] = [np.where(beyond, ends[side][0], middle[side]), np.where(beyond, middle[side], ends[side][1])]
    low, high = np.maximum(ends["low"][0], 0), ends["high"][1]
    known = np.where(np.isnan(expected), np.nan, 1.0)
    return known * np.where(expected == 0, 0.0, low), known * np.where(expected == 0, 0.0, high)
