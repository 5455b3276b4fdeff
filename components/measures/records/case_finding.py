"""Case finding: how many of those expected to have a condition are on no register.

Source: observed to expected prevalence as OHID's public health profiles give it; the gap here is 1 less that ratio.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from components.measures.result import Measure, explain, measure

METHOD = "the expected number's own limits; the register is counted, not sampled"
NOT_KNOWN = "the register or the expected number is hidden or missing"
NONE_EXPECTED = "nobody is expected to have the condition"


def undiagnosed_share(
    registered: npt.ArrayLike,
    expected: npt.ArrayLike,
    expected_lower: npt.ArrayLike,
    expected_upper: npt.ArrayLike,
    *,
    confidence: float = 0.95,
) -> Measure:
    """Share of those expected to have a condition who are not on the register: 1 − registered / expected.

    registered, expected, expected_lower, expected_upper: people, shapes that broadcast; NaN = hidden or missing; NaN limits
    give no interval. Below 0 where more are registered than expected: told as it is, since the expectation is a model.
    Errors: ValueError for negative numbers or limits the wrong way round.
    Example: 750 registered of 1,000 expected (900 to 1,100): 0.25, between 0.167 and 0.318.
    """
    arrays = (registered, expected, expected_lower, expected_upper)
    count, middle, low, high = np.broadcast_arrays(*(np.asarray(each, dtype=float) for each in arrays))
    for name, array in (("registered", count), ("expected", middle), ("expected_lower", low)):
        if (array < 0).any():
            raise ValueError(f"{name}: found a negative number, expected 0 or more")
    if ((low > middle) | (middle > high)).any():
        raise ValueError("expected: found outside its own limits, expected lower <= expected <= upper")
    estimate, lower, upper = (
        1 - count / np.where(each > 0, each, np.nan) if each.size else each for each in (middle, low, high)
    )
    reason = explain(count.shape, (np.isnan(count) | np.isnan(middle), NOT_KNOWN), (middle == 0, NONE_EXPECTED))
    limited = np.isfinite(lower) & np.isfinite(upper)
    lower, upper = np.where(limited, lower, np.nan), np.where(limited, upper, np.nan)
    return measure(
        estimate, lower, upper, confidence=confidence, method=METHOD, groups_used=reason == "", reason=reason
    )
