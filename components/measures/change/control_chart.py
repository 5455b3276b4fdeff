"""XmR control charts (statistical process control for one value per period), many series at once.

Sources: NHS England, Making Data Count; Wheeler, Understanding Variation; checked against NHSRplotthedots 0.2.2.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from components.measures.change.memory import remembers, resemblance
from components.measures.result import explain

LIMIT_FACTOR = 2.66
SCREEN_FACTOR = 3.267
RUN_LENGTH = 7
ALL_RULES = (
    "",
    "above the upper limit",
    "below the lower limit",
    "7 points rising",
    "7 points falling",
    "2 of 3 near the upper limit",
    "2 of 3 near the lower limit",
    "7 points above the centre",
    "7 points below the centre",
)
RULES = ("outside", "trend", "two_of_three", "one_side")
KINDS = ("", "improvement", "concern", "high", "low")
TOO_SHORT = "no two neighbouring points have a value (between rebasings), so there are no limits"


@dataclass(frozen=True, eq=False)
class ControlChart:
    """centre, lower, upper, near_lower, near_upper, rule, kind: (..., times); assurance, reason: (...).

    rule   first of the rules that the point meets, '' where none ('special cause' = rule != '')
    kind   'improvement' or 'concern' when the good direction is known, else 'high' or 'low'; '' where no rule is met
    outside, trend, two_of_three, one_side   bool (..., times): each rule by itself
    assurance   'consistently met', 'consistently missed' or 'hit and miss': where the target lies to the latest limits; ''
                without one
    memory  (...) from 0 to 0.95: how much neighbouring points resemble one another, where that is beyond chance (else 0)
    points_used (...) int. reason  '' or why there are no limits
    """

    centre: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    near_lower: np.ndarray
    near_upper: np.ndarray
    rule: np.ndarray
    kind: np.ndarray
    outside: np.ndarray
    trend: np.ndarray
    two_of_three: np.ndarray
    one_side: np.ndarray
    assurance: np.ndarray
    memory: np.ndarray
    points_used: np.ndarray
    reason: np.ndarray


def control_chart(
    series: npt.ArrayLike,
    *,
    rebase_at: Collection[int] = (),
    screen_moving_ranges: bool = False,
    target: npt.ArrayLike | None = None,
    higher_is_better: bool | None = None,
    baseline_points: int | None = None,
    allow_memory: bool = False,
) -> ControlChart:
    """Centre, limits and special causes of each series.

    Centre = mean; limits = centre -+ 2.66 * mean moving range; near limits two thirds of the way. A missing point has
    no moving range to either neighbour and interrupts runs. Rules, in order: outside a limit; 7 points strictly
    rising or falling; 2 of 3 beyond the near limit (and inside the limit) with all three on one side, only the outer
    points flagged; 7 on one side of the centre. A constant series has limits equal to its value.

    series: (..., times), NaN = missing. rebase_at: indices at which new limits begin. screen_moving_ranges: leave out
    moving ranges of 3.267 times their mean or more. baseline_points: fix each set of limits on its first so many
    periods. allow_memory: where neighbouring points resemble one another beyond chance (correlation r of their distances
    from a straight line), moving ranges are too small to tell what is usual: limits are 1/sqrt(1 - r) as wide, and runs,
    which such a series has by itself, flag nothing.
    target: number or array (...); needs higher_is_better (True/False). Rules are judged within each rebased part.
    Errors: ValueError for 0-d or infinite series, a rebase index outside 1..times-1, a target without a direction.
    Example: [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1] screened: centre 1.9444, limits -0.7156 to 4.6044.
    """
    series = np.asarray(series, dtype=float)
    _check(series, target, higher_is_better, baseline_points)
    cuts = _cuts(rebase_at, series.shape[-1])
    parts = [
        _part(series[..., a:b], screen_moving_ranges, baseline_points, allow_memory)
        for a, b in zip(cuts, cuts[1:], strict=False)
    ]
    joined = {name: np.concatenate([part[name] for part in parts], axis=-1) for name in parts[0]}
    lower, upper, near_lower, near_upper = _lines(joined["centre"], joined["half"])
    missing = np.isnan(joined["centre"]).any(axis=-1)
    rule, kind = _named([joined[name] for name in RULES], higher_is_better)
    return ControlChart(
        centre=joined["centre"],
        lower=lower,
        upper=upper,
        near_lower=near_lower,
        near_upper=near_upper,
        rule=rule,
        kind=kind,
        outside=joined["outside"] != 0,
        trend=joined["trend"] != 0,
        two_of_three=joined["two_of_three"] != 0,
        one_side=joined["one_side"] != 0,
        assurance=np.full(missing.shape, "")
        if target is None
        else assured(lower[..., -1], upper[..., -1], target, higher_is_better),
        memory=joined["memory"][..., -1],
        points_used=(~np.isnan(series)).sum(axis=-1),
        reason=explain(missing.shape, (missing, TOO_SHORT)),
    )


def _check(
    series: np.ndarray, target: npt.ArrayLike | None, higher_is_better: bool | None, baseline_points: int | None
) -> None:
    if series.ndim == 0 or series.shape[-1] == 0 or np.isinf(series).any():
        raise ValueError(f"series: found shape {series.shape} or infinite values, expected finite (..., times)")
    if higher_is_better not in (None, True, False):
        raise ValueError(f"higher_is_better: found {higher_is_better!r}, expected True, False or None")
    if target is not None and higher_is_better is None:
        raise ValueError("target: found without higher_is_better, expected True or False to judge it by")
    if baseline_points is not None and baseline_points < 2:
        raise ValueError(f"baseline_points: found {baseline_points}, expected 2 or more (or None)")


def _cuts(rebase_at: Collection[int], length: int) -> list[int]:
    found = sorted({int(index) for index in rebase_at})
    if found and not 1 <= found[0] <= found[-1] < length:
        raise ValueError(f"rebase_at: found {list(rebase_at)}, expected indices from 1 to {length - 1}")
    return [0, *found, length]


def _part(series: np.ndarray, screen: bool, baseline_points: int | None, allow_memory: bool) -> dict[str, np.ndarray]:
    """Centre, half-width, memory and signed rule flags of one part, each (..., times of the part)."""
    known = ~np.isnan(series)
    base = known & (np.arange(series.shape[-1]) < (baseline_points or series.shape[-1]))
    memory = _remembered(series, base) if allow_memory else np.zeros(series.shape[:-1])
    centre, half = _centre_and_half(series, base, screen)
    centre, half, memory = (
        np.broadcast_to(level[..., None], series.shape) for level in (centre, half / np.sqrt(1 - memory), memory)
    )
    rules = _rules(series, known, centre, half)
    told = {name: np.where((memory > 0) & (name != "outside"), 0, flags) for name, flags in rules.items()}
    return {"centre": centre, "half": half, "memory": memory, **told}


def _remembered(series: np.ndarray, base: np.ndarray) -> np.ndarray:
    """How much neighbours resemble one another about a straight line through the points of `base`, 0 within chance."""
    count = base.sum(axis=-1)
    time = np.broadcast_to(np.arange(series.shape[-1], dtype=float), series.shape)
    when, value = (part - _mean_where(part, base)[..., None] for part in (time, np.nan_to_num(series)))
    spread = np.where(base, when**2, 0.0).sum(axis=-1)
    slope = np.where(base, when * value, 0.0).sum(axis=-1) / np.where(spread > 0, spread, 1.0)
    found = resemblance(value - slope[..., None] * when, base)
    return np.where(remembers(found, count), found, 0.0)


def _centre_and_half(series: np.ndarray, base: np.ndarray, screen: bool) -> tuple[np.ndarray, np.ndarray]:
    first = np.take_along_axis(series, base.argmax(axis=-1)[..., None], axis=-1)
    centre = first[..., 0] + _mean_where(series - first, base)
    ranges, both = np.abs(np.diff(series, axis=-1)), base[..., 1:] & base[..., :-1]
    average = _mean_where(ranges, both)
    if screen:
        average = _mean_where(ranges, both & (ranges < SCREEN_FACTOR * average[..., None]))
    enough = np.where(both.any(axis=-1), 1.0, np.nan)
    return centre * enough, LIMIT_FACTOR * average * enough


def _mean_where(values: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    return np.asarray(np.where(chosen, values, 0.0).sum(axis=-1) / np.maximum(chosen.sum(axis=-1), 1))


def _rules(series: np.ndarray, known: np.ndarray, centre: np.ndarray, half: np.ndarray) -> dict[str, np.ndarray]:
    """Signed flags of each rule by itself: +1 high or rising, -1 low or falling, 0 none. A missing point breaks runs."""
    rounding = 1e-12 * np.abs(np.nan_to_num(centre))
    away = np.nan_to_num(np.where(known, series - centre, 0.0))
    away = np.where(np.abs(away) > rounding, away, 0.0)
    side = np.sign(away).astype(int)
    outside = np.where(np.abs(away) > half + rounding, side, 0)
    near = np.where((np.abs(away) > half * 2 / 3 + rounding) & (outside == 0), side, 0)
    steps = np.sign(np.nan_to_num(np.diff(series, axis=-1))).astype(int)
    rising = _runs(steps, RUN_LENGTH - 1)
    trend = np.zeros_like(side)
    for shift in (slice(1, None), slice(None, -1)):
        trend[..., shift] = np.where(trend[..., shift] == 0, rising, trend[..., shift])
    close = np.where(_windows(side, near), near, 0)
    return {"outside": outside, "trend": trend, "two_of_three": close, "one_side": _runs(side, RUN_LENGTH)}


def _runs(sign: np.ndarray, length: int) -> np.ndarray:
    """Sign of the points that belong to a stretch of `length` points in a row all of the same sign, else 0."""
    found = np.zeros_like(sign)
    if sign.shape[-1] < length:
        return found
    totals = np.lib.stride_tricks.sliding_window_view(sign, length, axis=-1).sum(axis=-1)
    whole = np.where(np.abs(totals) == length, np.sign(totals), 0)
    for offset in range(length):
        part = found[..., offset : offset + whole.shape[-1]]
        np.copyto(part, whole, where=whole != 0)
    return found


def _windows(side: np.ndarray, near: np.ndarray) -> np.ndarray:
    """Points in some window of three that are all on one side with two or more of them near the limit."""
    found = np.zeros(side.shape, dtype=bool)
    if side.shape[-1] < 3:
        return found
    views = [np.lib.stride_tricks.sliding_window_view(part, 3, axis=-1).sum(axis=-1) for part in (side, np.abs(near))]
    whole = (np.abs(views[0]) == 3) & (views[1] >= 2)
    for offset in range(3):
        found[..., offset : offset + whole.shape[-1]] |= whole
    return found


def _lines(centre: np.ndarray, half: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    return centre - half, centre + half, centre - half * 2 / 3, centre + half * 2 / 3


def _named(signed: list[np.ndarray], higher_is_better: bool | None) -> tuple[np.ndarray, np.ndarray]:
    """The first rule each point meets, in words, and whether that is good or bad news."""
    places = [step for sign in signed for step in (sign > 0, sign < 0)]
    rule = np.select(places, list(ALL_RULES[1:]), default="")
    side = np.select([sign != 0 for sign in signed], signed, default=0)
    return rule, _kind(side, higher_is_better)


def _kind(side: np.ndarray, higher_is_better: bool | None) -> np.ndarray:
    if higher_is_better is None:
        return np.select([side > 0, side < 0], ["high", "low"], default="")
    better = side if higher_is_better else -side
    return np.select([better > 0, better < 0], ["improvement", "concern"], default="")


def _assurance(
    low: np.ndarray, high: np.ndarray, target: npt.ArrayLike | None, higher_is_better: bool | None
) -> np.ndarray:
    return np.full(low.shape, "") if target is None else assured(low, high, target, higher_is_better)


def assured(
    low: npt.ArrayLike, high: npt.ArrayLike, target: npt.ArrayLike, higher_is_better: bool | None
) -> np.ndarray:
    """Where a target lies to limits: 'consistently met', 'consistently missed' or 'hit and miss'; '' where one is not known.

    low, high, target: numbers or arrays (...). Limits that are the target itself, both of them, meet it.
    """
    low, high, target = (np.asarray(each, dtype=float) for each in (low, high, target))
    settled = (low == high) & (low == target)
    above, below = low > target, high < target
    met, missed = (above, below) if higher_is_better else (below, above)
    unknown = np.isnan(low) | np.isnan(high) | np.isnan(target)
    named = [(unknown, ""), (met | settled, "consistently met"), (missed, "consistently missed")]
    return np.asarray(np.select([holds for holds, _ in named], [name for _, name in named], default="hit and miss"))
