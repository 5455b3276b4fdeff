"""How sure a group's value is when its own areas are not given: what areas add is borrowed from values like it.

A design effect grows with the people counted, so one of another indicator cannot be used as it stands. What carries over is
how far areas differ in proportion: the variance that they add to the logarithm of a rate, or of the odds of a share.
Sources: Kish, Survey Sampling, 1965, ch. 5 (carrying design effects over); Spiegelhalter, Stat Med 2005;24:1185 (additive
spread between areas).
"""

import numpy as np
import numpy.typing as npt


def information(events: npt.ArrayLike, people: npt.ArrayLike, *, share: npt.ArrayLike) -> np.ndarray:
    """What counting people alone says of the logarithm of a rate (events), or of the odds of a share (n·p·(1 − p)).

    events, people, share: arrays of one shape; share is whether the events are a part of the people. It is 1 over the
    sampling variance on that scale; 0 where nobody, or for a share everybody, is counted; NaN where a count is.
    Errors: ValueError for negative counts. Example: 200 of 1,000: 160 as a share, 200 as a rate.
    """
    x, n = np.broadcast_arrays(np.asarray(events, dtype=float), np.asarray(people, dtype=float))
    if (x < 0).any() or (n < 0).any():
        raise ValueError("found a negative count, expected 0 or more")
    with np.errstate(divide="ignore", invalid="ignore"):
        left = np.where(np.asarray(share, dtype=bool), np.clip(1 - x / n, 0.0, 1.0), 1.0)
    return np.asarray(x * left)


def added_variance(effect: npt.ArrayLike, known: npt.ArrayLike) -> np.ndarray:
    """The variance that areas add on the scale of the logarithm, from a design effect: (effect − 1) / information.

    known: from `information`; NaN where it is 0 or NaN. Errors: ValueError for an effect below 1.
    Example: an effect of 5 of a share of 20% of 1,000: 4 / 160 = 0.025, so areas alone set it off by 16% of its odds.
    """
    effect, known = np.asarray(effect, dtype=float), np.asarray(known, dtype=float)
    if (effect < 1).any():
        raise ValueError("effect: found below 1, expected 1 or more")
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(known > 0, (effect - 1) / known, np.nan)


def borrowed_effect(added: npt.ArrayLike, known: npt.ArrayLike) -> np.ndarray:
    """The design effect of a value whose areas add a variance borrowed from others: 1 + added · information.

    Never below 1; 1 where either is not known. The inverse of `added_variance`.
    Example: 0.025 added to a share of 20% of 500, whose information is 80: 1 + 0.025 · 80 = 3.
    """
    found = 1 + np.asarray(added, dtype=float) * np.asarray(known, dtype=float)
    return np.where(np.isfinite(found), np.maximum(found, 1.0), 1.0)
