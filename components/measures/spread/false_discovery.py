"""False-discovery control when many cells are tested at once.

Source: Benjamini & Hochberg, J R Stat Soc B 1995;57:289.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import special

from components.measures.result import positions


def two_sided_p(estimate: npt.ArrayLike, standard_error: npt.ArrayLike, *, null: float = 0.0) -> np.ndarray:
    """Two-sided normal p-value of estimate against `null`: 2 * (1 - Phi(|estimate - null| / se)).

    Shapes broadcast; NaN in, NaN out; a standard error of 0 gives 0, or 1 when the estimate equals the null.
    Errors: ValueError for negative standard errors. Example: 1.959964 with standard error 1 gives 0.05.
    """
    given = np.asarray(estimate, dtype=float), np.asarray(standard_error, dtype=float)
    estimate, error = np.broadcast_arrays(*given)
    if (error < 0).any():
        raise ValueError(f"standard_error: found below zero at {positions(error < 0)}, expected 0 or more")
    away = np.abs(estimate - null)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(away == 0, 0.0, away / error)
    return np.where(np.isnan(error), np.nan, 2 * special.ndtr(-z))


def adjusted_p_values(p_values: npt.ArrayLike) -> np.ndarray:
    """Benjamini-Hochberg adjusted p-values along the last axis: min over larger ranks of p * m / rank, at most 1.

    p_values: (..., cells), NaN = not tested (not counted in m, NaN in the answer). To control over several axes,
    flatten first. Errors: ValueError for values outside 0 to 1 or a single number.
    Example: [0.01, 0.02, 0.03, 0.5] gives [0.04, 0.04, 0.04, 0.5].
    """
    p_values = np.asarray(p_values, dtype=float)
    if p_values.ndim == 0 or ((p_values < 0) | (p_values > 1)).any():
        raise ValueError(
            f"p_values: found shape {p_values.shape} or values outside 0 to 1, expected (..., cells) in 0 to 1"
        )
    tested = ~np.isnan(p_values)
    order = np.argsort(p_values, axis=-1)
    ordered = np.take_along_axis(np.where(tested, p_values, 1.0), order, axis=-1)
    rank = np.arange(1, p_values.shape[-1] + 1)
    scaled = ordered * np.maximum(tested.sum(axis=-1, keepdims=True), 1) / rank
    scaled = np.where(np.take_along_axis(tested, order, axis=-1), scaled, 1.0)
    steady = np.minimum(np.minimum.accumulate(scaled[..., ::-1], axis=-1)[..., ::-1], 1.0)
    adjusted = np.empty_like(steady)
    np.put_along_axis(adjusted, order, steady, axis=-1)
    return np.where(tested, adjusted, np.nan)


def flagged(p_values: npt.ArrayLike, *, rate: float = 0.05) -> np.ndarray:
    """Bool array: cells whose difference is declared, so that at most a share `rate` of those declared are false.

    p_values: (..., cells), NaN is never flagged. Errors: ValueError for a rate outside 0 to 1 and as
    `adjusted_p_values`.
    Example: [0.01, 0.02, 0.03, 0.5] at 0.05 flags the first three.
    """
    if not 0 < rate < 1:
        raise ValueError(f"rate: found {rate!r}, expected above 0 and below 1")
    with np.errstate(invalid="ignore"):
        return adjusted_p_values(p_values) <= rate


def critical_p_value(p_values: npt.ArrayLike, *, rate: float = 0.05) -> np.ndarray:
    """The p-value at or below which a cell is declared (...,): exactly the cells that `flagged` flags lie there.

    The largest rate * rank / tested that holds for some rank; rate / tested where none does, `rate` where none is tested.
    It may be asked of a cell by itself, so that several pages judge it alike. p_values: (..., cells), NaN = not tested.
    Errors: ValueError for a rate outside 0 to 1 and as `adjusted_p_values`.
    Example: [0.01, 0.02, 0.03, 0.5] at 0.05 gives 0.0375: three are declared, and 0.03 is 3/4 of 0.05 or less.
    """
    declared = flagged(p_values, rate=rate).sum(axis=-1)
    tested = np.maximum((~np.isnan(np.asarray(p_values, dtype=float))).sum(axis=-1), 1)
    return np.asarray(rate * np.maximum(declared, 1) / tested)
