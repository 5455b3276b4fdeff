"""The shape of a gradient across ordered groups: is it the whole slope, or one group left behind or ahead?

Source: the patterns of inequality in WHO, Handbook on Health Inequality Monitoring, 2013 (queuing, marginal exclusion,
mass deprivation), turned into a rule that can be tested with the groups' standard errors.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from components.measures.confidence import normal_multiplier
from components.measures.gradient.slope_fit import least_squares_line
from components.measures.group_axis import Groups, combined_error, direction, receive
from components.measures.result import explain

SHARE_OF_THE_REST = 1 / 3
MATERIAL_SHARE = 0.2

RULE = (
    "Bottom (or top): the step between the most (or least) disadvantaged group and its neighbour takes up its fair share "
    "of the gap between the ends and at least a third of the rest, and the excess is beyond chance. Linear: otherwise, "
    "the fitted slope is beyond chance and no group lies off the line both beyond chance and by more than a fifth of the "
    "slope. None: neither the slope nor any difference from the average is beyond chance. Unclear: anything else, or "
    "fewer than 3 groups. Beyond chance means a 95% interval that excludes zero, allowing for the number of groups "
    "compared."
)


@dataclass(frozen=True, eq=False)
class Shape:
    """label: str array (...): linear, bottom, top, none or unclear; reason: '' unless the shape could not be judged."""

    label: np.ndarray
    reason: np.ndarray


def shape(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None,
    *,
    higher_is_better: npt.ArrayLike,
    confidence: float = 0.95,
) -> np.ndarray | str:
    """One of 'linear', 'bottom', 'top', 'none', 'unclear' for each series, by RULE.

    value, population, standard_error: (..., groups), index 0 = most disadvantaged. Groups with NaN are left out.
    Fair share of a step = the distance between the two groups' ridits over the distance between the ends. Bottom and
    top are only said of a gap in which the disadvantaged are worse off. Every test is of a linear combination of the
    values, whose variance is exact.
    Returns a str array (...); for a single series a plain str. `judge` gives the reason as well.
    Errors: ValueError as in `receive`; standard_error is required.
    Example: [60, 80, 81, 82, 83] with standard errors 1 and equal populations, higher is better, is 'bottom'.
    """
    found = judge(value, population, standard_error, higher_is_better=higher_is_better, confidence=confidence)
    return found.label if found.label.ndim else str(found.label)


def judge(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None,
    *,
    higher_is_better: npt.ArrayLike,
    confidence: float = 0.95,
    correlation: npt.ArrayLike | None = None,
) -> Shape:
    """As `shape`, with the reason where the shape could not be judged (too few groups, no standard errors).

    correlation: (..., groups, groups) between the groups' errors, for groups that live in the same areas.
    """
    if standard_error is None:
        raise ValueError("standard_error: found none, expected one per group")
    groups = receive(value, population, standard_error, correlation)
    sign = np.broadcast_to(direction(higher_is_better), groups.count.shape)
    reason = explain(
        groups.count.shape,
        (groups.count < 3, "fewer than 3 groups have a value, too few to speak of a shape"),
        (groups.error_missing, "a group has a value but no standard error"),
    )
    slope, off_line = _slope_and_scatter(groups, confidence)
    bottom, top = _end_steps(groups, sign, confidence)
    differ = _any_beyond_chance(_about_average(groups), groups, confidence)
    choices = [
        (reason != "", "unclear"),
        (bottom & ~top, "bottom"),
        (top & ~bottom, "top"),
        (slope & ~off_line & ~bottom & ~top, "linear"),
        (~slope & ~differ & ~bottom & ~top, "none"),
    ]
    label = np.select([holds for holds, _ in choices], [name for _, name in choices], default="unclear")
    return Shape(label, reason)


def _beyond_chance(
    contrast: np.ndarray, groups: Groups, multiplier: float | np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """contrast: (..., k, groups) weights on the values. Returns the k amounts and whether each differs from zero."""
    amount = (contrast * groups.value[..., None, :]).sum(axis=-1)
    together = None if groups.correlation is None else groups.correlation[..., None, :, :]
    error = combined_error(contrast * groups.error[..., None, :], together)
    rounding = 1e-12 * (np.abs(contrast) * np.abs(groups.value[..., None, :])).sum(axis=-1)
    return amount, np.abs(amount) > multiplier * error + rounding


def _shared_multiplier(groups: Groups, confidence: float) -> np.ndarray:
    """Normal multiplier allowing for one comparison per group (Bonferroni), (..., 1)."""
    most = groups.value.shape[-1]
    table = np.array([normal_multiplier(1 - (1 - confidence) / max(number, 1)) for number in range(most + 1)])
    return np.asarray(table[groups.count][..., None])


def _any_beyond_chance(contrast: np.ndarray, groups: Groups, confidence: float) -> np.ndarray:
    _, beyond = _beyond_chance(contrast, groups, _shared_multiplier(groups, confidence))
    return np.asarray(beyond.any(axis=-1))


def _about_average(groups: Groups) -> np.ndarray:
    here = np.eye(groups.value.shape[-1]) * groups.used[..., None, :]
    return np.asarray(here - groups.share[..., None, :] * groups.used[..., :, None])


def _slope_and_scatter(groups: Groups, confidence: float) -> tuple[np.ndarray, np.ndarray]:
    line = least_squares_line(groups, "identity", True)
    slope, sloping = _beyond_chance(line.on_slope[..., None, :], groups, normal_multiplier(confidence))
    fitted = line.on_intercept[..., None, :] + line.on_slope[..., None, :] * groups.ridit[..., :, None]
    contrast = (np.eye(groups.value.shape[-1]) - fitted) * groups.used[..., :, None] * groups.used[..., None, :]
    amount, beyond = _beyond_chance(contrast, groups, _shared_multiplier(groups, confidence))
    material = np.abs(amount) > MATERIAL_SHARE * np.abs(slope)
    return sloping[..., 0], (beyond & material).any(axis=-1)


def _end_steps(groups: Groups, sign: np.ndarray, confidence: float) -> tuple[np.ndarray, np.ndarray]:
    """Whether the first, and the last, step takes well over its fair share of the gap, beyond chance."""
    most = groups.value.shape[-1]
    order = np.argsort(~groups.used, axis=-1, kind="stable")
    ends = [order[..., 0], order[..., 1 % most]]
    for back_by in (2, 1):
        place = np.maximum(groups.count - back_by, 0)[..., None]
        ends.append(np.take_along_axis(order, place, axis=-1)[..., 0])
    first, second, before_last, last = (np.eye(most)[index] for index in ends)
    ridits = [(mark * groups.ridit).sum(axis=-1) for mark in (first, second, before_last, last)]
    width = np.where(ridits[3] > ridits[0], ridits[3] - ridits[0], 1.0)
    gap = sign[..., None] * (last - first)
    steps = [(sign[..., None] * (second - first), (ridits[1] - ridits[0]) / width)]
    steps.append((sign[..., None] * (last - before_last), (ridits[3] - ridits[2]) / width))
    total = (gap * groups.value).sum(axis=-1)
    found = []
    for step, fair in steps:
        excess = (step - fair[..., None] * gap)[..., None, :]
        amount, beyond = _beyond_chance(excess, groups, normal_multiplier(confidence))
        size = (step * groups.value).sum(axis=-1)
        enough = size >= (fair + SHARE_OF_THE_REST * (1 - fair)) * total * (1 - 1e-12)
        found.append((total > 0) & enough & beyond[..., 0] & (amount[..., 0] > 0))
    return found[0], found[1]
