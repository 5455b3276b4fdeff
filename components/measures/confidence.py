"""Confidence levels, and the multipliers of a standard error that go with them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import special


def check_confidence(confidence: float) -> float:
    """Return `confidence` as a float, refusing anything that is not a confidence level.

    A level under one half is refused because it is nearly always an alpha (0.05) handed over by mistake, which would
    make every interval far too narrow.

    Errors: ValueError unless 0.5 <= confidence < 1.
    Example: ``check_confidence(0.95)`` is 0.95; ``check_confidence(0.05)`` and ``check_confidence(95)`` are errors.
    """
    level = float(confidence)
    if not 0.5 <= level < 1:
        raise ValueError(
            f"confidence: found {confidence!r}, expected a level such as 0.95 (not alpha, not a percentage)"
        )
    return level


def normal_multiplier(confidence: float) -> float:
    """Two-sided standard normal multiplier z, so that P(|Z| <= z) = confidence. Example: 0.95 gives 1.959964."""
    return float(special.ndtri(0.5 + check_confidence(confidence) / 2))


def student_multiplier(confidence: float, degrees_of_freedom: npt.ArrayLike) -> np.ndarray:
    """Two-sided Student t multiplier for each number of degrees of freedom; NaN where that is below 1.

    Example: 0.95 with 6 degrees of freedom gives 2.446912.
    """
    freedom = np.asarray(degrees_of_freedom, dtype=float)
    safe = np.where(freedom >= 1, freedom, 1.0)
    return np.where(freedom >= 1, special.stdtrit(safe, 0.5 + check_confidence(confidence) / 2), np.nan)
