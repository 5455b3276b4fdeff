"""Fitting the straight line behind the slope and relative indices of inequality.

A fit is kept as its two coefficients and the weight of each group in them (the influence), so that any quantity read
off the line has a closed-form variance: from the groups' standard errors (propagated) or from the scatter about the
line (residual, HC1). Source for HC1: MacKinnon & White, J Econometrics 1985;29:305.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from components.measures.group_axis import Groups, combined_error

SCALES = ("identity", "log", "logit")
ROUNDS = 60
SETTLED = 1e-14


@dataclass(frozen=True, eq=False)
class Line:
    """intercept, slope (...); the influence of each group on them, its error and residual, on the scale fitted."""

    intercept: np.ndarray
    slope: np.ndarray
    on_intercept: np.ndarray
    on_slope: np.ndarray
    error: np.ndarray
    residual: np.ndarray
    count: np.ndarray
    settled: np.ndarray
    correlation: np.ndarray | None = None

    @property
    def middle(self) -> np.ndarray:
        return self.intercept + self.slope / 2

    def deviation(self, at_intercept: npt.ArrayLike, at_slope: npt.ArrayLike, interval: str) -> np.ndarray:
        """Standard error of at_intercept * intercept + at_slope * slope, by either kind of interval."""
        weight = (
            np.asarray(at_intercept)[..., None] * self.on_intercept + np.asarray(at_slope)[..., None] * self.on_slope
        )
        if interval == "propagated":
            return combined_error(weight * self.error, self.correlation)
        inflation = self.count / np.maximum(self.count - 2, 1)
        return np.asarray(np.sqrt(inflation * ((weight * self.residual) ** 2).sum(axis=-1)))


def forward(value: np.ndarray, scale: str) -> np.ndarray:
    """The value on the scale that is fitted; `value` must be strictly inside the scale's range."""
    if scale == "log":
        return np.asarray(np.log(value))
    return np.asarray(np.log(value / (1 - value))) if scale == "logit" else value


def back(value: np.ndarray, scale: str) -> np.ndarray:
    """From the scale that is fitted back to the units of the indicator."""
    if scale == "log":
        return np.asarray(np.exp(value))
    return np.asarray(1 / (1 + np.exp(-value))) if scale == "logit" else value


def slope_of_back(fitted: np.ndarray, scale: str) -> np.ndarray:
    """Derivative of `back`, expressed through the value it gives."""
    if scale == "log":
        return fitted
    return fitted * (1 - fitted) if scale == "logit" else np.ones_like(fitted)


def least_squares_line(groups: Groups, scale: str, error_on_scale: bool) -> Line:
    """Population-weighted least squares of the value's transform f(y) on its ridit x.

    slope = sum p(x - m)f(y) / sum p(x - m)^2, m = sum p x: 1/2 where no group is left out.

    Groups not used have no share and so no weight, but those whose people are known keep their
    place in x. Standard errors on the value are carried to the scale by the delta
    method, se/y for log and se/(y(1 - y)) for logit, unless `error_on_scale` says they are there already.
    """
    inner = groups.value if scale == "identity" else np.where(_inside(groups, scale), groups.value, 0.5)
    outcome = forward(inner, scale)
    error = groups.error if error_on_scale else groups.error / slope_of_back(inner, scale)
    middle = (groups.share * groups.ridit).sum(axis=-1, keepdims=True)
    centred = np.where(groups.used, groups.ridit - middle, 0.0)
    spread = (groups.share * centred**2).sum(axis=-1, keepdims=True)
    on_slope = groups.share * centred / np.where(spread > 0, spread, 1.0)
    on_intercept = groups.share - on_slope * middle
    slope = (on_slope * outcome).sum(axis=-1)
    intercept = (on_intercept * outcome).sum(axis=-1)
    residual = np.where(groups.used, outcome - intercept[..., None] - slope[..., None] * groups.ridit, 0.0)
    settled = np.ones(slope.shape, dtype=bool)
    return Line(intercept, slope, on_intercept, on_slope, error, residual, groups.count, settled, groups.correlation)


def binomial_line(groups: Groups) -> Line:
    """Maximum likelihood line on the logit scale for grouped proportions, by Newton's method, all series at once.

    Weights are the populations, once. Residuals and standard errors are on the 0 to 1 scale; the influence already
    carries them to the coefficients. `settled` is False where the likelihood has no finite maximum.
    """
    ridit, share = groups.ridit, groups.share
    gently = (groups.value * groups.population + 0.5) / (groups.population + 1)
    start = replace(groups, value=gently)
    line = least_squares_line(start, "logit", True)
    intercept, slope = line.intercept, line.slope
    for _ in range(ROUNDS):
        fitted = back(np.clip(intercept[..., None] + slope[..., None] * ridit, -30, 30), "logit")
        on_intercept, on_slope = _newton_influence(share, ridit, fitted)
        step = groups.value - fitted
        move = (on_intercept * step).sum(axis=-1), (on_slope * step).sum(axis=-1)
        intercept, slope = intercept + move[0], slope + move[1]
        if max(np.abs(part).max(initial=0.0) for part in move) < SETTLED:
            break
    fitted = back(np.clip(intercept[..., None] + slope[..., None] * ridit, -30, 30), "logit")
    residual = np.where(groups.used, groups.value - fitted, 0.0)
    settled = (np.abs(move[0]) < 1e-9) & (np.abs(move[1]) < 1e-9) & (np.abs(intercept) < 25) & (np.abs(slope) < 50)
    return Line(
        intercept, slope, on_intercept, on_slope, groups.error, residual, groups.count, settled, groups.correlation
    )


def _newton_influence(share: np.ndarray, ridit: np.ndarray, fitted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    weight = share * fitted * (1 - fitted)
    total, first, second = ((weight * ridit**power).sum(axis=-1, keepdims=True) for power in (0, 1, 2))
    determinant = total * second - first**2
    determinant = np.where(determinant > 1e-300, determinant, 1.0)
    return share * (second - first * ridit) / determinant, share * (total * ridit - first) / determinant


def _inside(groups: Groups, scale: str) -> np.ndarray:
    return (groups.value > 0) & ((groups.value < 1) | (scale == "log"))
