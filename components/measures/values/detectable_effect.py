"""What is the smallest effect that these data could show?

Source: Bloom, Evaluation Review 1995;19:547 (minimum detectable effect).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import stats

from components.measures.confidence import check_confidence


def minimum_detectable_effect(
    standard_error: float | Sequence[float] | np.ndarray,
    *,
    degrees_of_freedom: npt.ArrayLike | None = None,
    power: float = 0.8,
    confidence: float = 0.95,
) -> np.ndarray:
    """The smallest true effect that would be found beyond chance with the given power: (t₁₋α/₂ + t_power)·se.

    standard_error: of the effect, any shape, in the indicator's units; NaN stays NaN. degrees_of_freedom: of the limits
    (None = normal). Returns a float array of the same shape. Errors: ValueError for power outside 0.5 to 1, a negative
    standard error or fewer than 1 degree of freedom.
    Example: standard error 1, power 80%: 2.80.
    """
    error = np.asarray(standard_error, dtype=float)
    if not 0.5 <= power < 1:
        raise ValueError(f"power: found {power!r}, expected a number from 0.5 to under 1")
    if (error < 0).any():
        raise ValueError(f"standard_error: found {standard_error}, expected 0 or more")
    tail = 1 - (1 - check_confidence(confidence)) / 2
    if degrees_of_freedom is None:
        return np.asarray((stats.norm.ppf(tail) + stats.norm.ppf(power)) * error)
    freedom = np.asarray(degrees_of_freedom, dtype=float)
    if (freedom < 1).any():
        raise ValueError(f"degrees_of_freedom: found {degrees_of_freedom}, expected 1 or more")
    return np.asarray((stats.t.ppf(tail, freedom) + stats.t.ppf(power, freedom)) * error)
