"""What each person reached costs, and what as much would cost for others: ranges from stated assumptions.

These are no confidence limits: they hold as far as the assumptions do, and leave chance aside.
Source: Drummond et al., Methods for the Economic Evaluation of Health Care Programmes, 4th ed. 2015, ch. 7 (average against
further cost; costs paid once); HM Treasury, The Green Book 2022, ch. 5 (ranges in place of points).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from components.measures.bounds.bounds import Bounds, bounds
from components.measures.result import explain

EACH, ELSEWHERE = "least and most cost over people reached", "product of the ends of the ranges"


def cost_each(
    least: npt.ArrayLike,
    most: npt.ArrayLike,
    people: npt.ArrayLike,
    *,
    once: tuple[npt.ArrayLike, npt.ArrayLike] = (0.0, 0.0),
) -> Bounds:
    """Pounds for each person reached, without what is paid once: (least − most once) / people to (most − least once) / n.

    least, most: pounds; people: reached for them, above 0; once: least and most paid once, for setting up. Shapes broadcast;
    NaN = not known. An end is never below 0. Errors: ValueError for a number below 0.
    Example: 9,000 to 10,000 pounds, 100 people: 90 to 100. With 1,000 to 2,000 of it paid once: 70 to 90.
    """
    low, high, count, first, second = (np.asarray(each, dtype=float) for each in (least, most, people, *once))
    _none_below_nought(low, high, count, first, second)
    shape = np.broadcast_shapes(low.shape, high.shape, count.shape, first.shape, second.shape)
    reason = explain(
        shape,
        (np.isnan(low) | np.isnan(high) | np.isnan(first) | np.isnan(second), "the cost is not known"),
        (~(count > 0), "nobody is known to have been reached"),
    )
    over = np.where(count > 0, count, 1.0)
    ends = np.maximum(low - second, 0.0) / over, np.maximum(high - first, 0.0) / over
    return bounds(*ends, method=EACH, exact=True, reason=reason)


def cost_elsewhere(
    eligible: npt.ArrayLike, uptake: tuple[npt.ArrayLike, npt.ArrayLike], each: tuple[npt.ArrayLike, npt.ArrayLike]
) -> Bounds:
    """Pounds to reach people elsewhere: eligible × lowest uptake × least for each, to eligible × highest × most.

    eligible: people; uptake: lowest and highest share of them reached, 0 to 1; each: least and most pounds for one reached.
    Shapes broadcast; NaN = not known. Errors: ValueError for a number below 0 or an uptake above 1.
    Example: 1,000 eligible, a quarter to a half reached, 40 to 50 pounds for each: 10,000 to 25,000.
    """
    people, low, high, least, most = (np.asarray(one, dtype=float) for one in (eligible, *uptake, *each))
    _none_below_nought(people, low, high, least, most)
    if (high > 1).any():
        raise ValueError(f"uptake: found {float(np.nanmax(high))}, expected a share, 1 at most")
    lower, upper = people * low * least, people * high * most
    reason = explain(
        np.shape(lower), (np.isnan(lower) | np.isnan(upper), "how many are eligible, or what each costs, is not known")
    )
    return bounds(lower, upper, method=ELSEWHERE, exact=True, reason=reason)


def rounded_outward(lower: npt.ArrayLike, upper: npt.ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Two ends in two figures each, the lower rounded down and the upper up, so that no range is told finer than it is known.

    Any shapes that broadcast, 0 or more; NaN stays NaN; below 10 whole numbers are kept.
    Example: 15,104 to 23,304 becomes 15,000 to 24,000.
    """
    low, high = np.asarray(lower, dtype=float), np.asarray(upper, dtype=float)
    # A hair is taken off before rounding: an end that is round already stays as it is.
    down = np.floor(low / _step(low) * (1 + 1e-12)) * _step(low)
    return down, np.ceil(high / _step(high) * (1 - 1e-12)) * _step(high)


def in_two_figures(value: npt.ArrayLike) -> np.ndarray:
    """A number, 0 or more, to the nearest with two figures; any shape. Example: 33,698 becomes 34,000."""
    number = np.asarray(value, dtype=float)
    return np.asarray(np.round(number / _step(number)) * _step(number))


def _step(value: np.ndarray) -> np.ndarray:
    size = np.where(np.nan_to_num(value) >= 1, value, 1.0)
    return np.asarray(10.0 ** np.maximum(np.floor(np.log10(size)) - 1, 0))


def _none_below_nought(*numbers: np.ndarray) -> None:
    for each in numbers:
        if (each < 0).any():
            raise ValueError(f"found {float(np.nanmin(each))}, expected 0 or more")
