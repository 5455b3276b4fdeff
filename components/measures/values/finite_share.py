"""The share of a whole team that agrees, where most of its people answered.

Source: Cochran, Sampling Techniques, 3rd ed. 1977, sections 2.6 and 3.3 (finite population correction); the interval is
Wilson's with the number of answers that would leave as much to chance without the correction.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from components.measures.result import Measure, explain, measure
from components.measures.values.proportion import HIDDEN, NOBODY, check_counts, wilson_limits

METHOD = "Wilson score, with the finite population correction"


def finite_share(
    favourable: npt.ArrayLike, answered: npt.ArrayLike, asked: npt.ArrayLike, *, confidence: float = 0.95
) -> Measure:
    """Share of everybody asked who would agree, 0 to 1, from those who answered; x of n, of N asked.

    Wilson limits of x/n with n' = n(N - 1)/(N - n) answers in place of n: the nearer to all, the narrower, and where all
    answered both limits are the share itself. It takes those who answered as drawn by lot from those asked, and each
    person's answer as settled: it says nothing of what the same people would answer on another day.
    favourable, answered, asked: shapes that broadcast; NaN means hidden or missing.
    Errors: ValueError, naming positions, for negative counts, more agreeing than answered, more answered than asked.
    Example: 20 of 40 who answered, of 41 asked: 0.5, 0.4756 to 0.5244; of 41 asked and answering, 20: 0.4878 exactly.
    """
    answered, asked = check_counts(answered, asked)
    favourable, answered = check_counts(favourable, answered)
    favourable, answered, asked = np.broadcast_arrays(favourable, answered, asked)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = favourable / answered
        as_many = np.where(asked > answered, answered * (asked - 1) / (asked - answered), np.inf)
    of_all = np.isinf(as_many) & (answered > 0)
    counted = np.where(np.isinf(as_many), np.nan, as_many)
    lower, upper = wilson_limits(share * counted, counted, confidence)
    hidden = np.isnan(favourable) | np.isnan(answered) | np.isnan(asked)
    reason = explain(share.shape, (hidden, HIDDEN), (answered == 0, NOBODY))
    return measure(
        share,
        np.where(of_all, share, np.minimum(lower, share)),
        np.where(of_all, share, np.maximum(upper, share)),
        confidence=confidence,
        method=METHOD,
        groups_used=reason == "",
        reason=reason,
    )
