"""Is a later change what was expected when something was decided?

Sources: change of two independent estimates from their own intervals by MOVER (Zou & Donner, Stat Med 2008;27:1693); the
smallest change that could show: Bloom, Evaluation Review 1995;19:547.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from components.measures.result import Measure
from components.measures.values.detectable_effect import minimum_detectable_effect
from components.measures.values.gap import difference_from_intervals
from components.measures.values.mean import standard_error_from_interval

AS_EXPECTED = "as expected"
NO_SIGNAL = "no signal yet"
OPPOSITE = "opposite"
CANNOT_TELL = "cannot tell"
CODES = (AS_EXPECTED, NO_SIGNAL, OPPOSITE, CANNOT_TELL)


@dataclass(frozen=True, eq=False)
class SignalFound:
    """What later figures say of an expected change; every array has the same shape.

    change: later − earlier, a Measure with its interval. code: one of CODES. smaller: 'as expected' in direction, and the
    expected size lies beyond the whole interval: less than was expected, beyond chance. detectable: the smallest true
    change these data would tell from chance four times in five. could_show: whether the expected size is at least that.
    reason: '' or why it cannot be told.
    """

    change: Measure
    code: np.ndarray
    smaller: np.ndarray
    detectable: np.ndarray
    could_show: np.ndarray
    reason: np.ndarray


def signal(
    then: npt.ArrayLike,
    then_lower: npt.ArrayLike,
    then_upper: npt.ArrayLike,
    now: npt.ArrayLike,
    now_lower: npt.ArrayLike,
    now_upper: npt.ArrayLike,
    expected_change: float | Sequence[float] | np.ndarray,
    *,
    least: float | np.ndarray = 0.0,
    power: float = 0.8,
    confidence: float = 0.95,
) -> SignalFound:
    """Compare a later estimate with an earlier one and with the signed change that was expected between them.

    then, now: estimates with limits of the same level, in the same units; NaN = hidden or missing. expected_change: signed,
    in those units (a gap that should narrow by 2 is −2); 0 or NaN gives 'cannot tell'. least: the smallest size of change
    that counts, 0 or more: a change whose whole interval falls short of it is no signal. Shapes broadcast.
    With e the expected change and the interval of (now − then) turned so that e is positive: all above 0 is 'as expected'
    ('smaller' where all below |e|), all below 0 is 'opposite', else 'no signal yet'. The two estimates are taken to be
    independent: periods that share people make the interval wider than it need be, never narrower, if the two agree.
    Errors: ValueError for infinite numbers, a negative least, or power or confidence out of range.
    Example: 16 (13.8 to 18.4) then and 10 (8 to 12.4) later, −4 expected: −6 (−9.1 to −2.7), as expected.
    """
    expected = np.asarray(expected_change, dtype=float)
    if np.isinf(expected).any():
        raise ValueError(f"expected_change: found {expected_change}, expected finite numbers")
    if not (np.asarray(least) >= 0).all():
        raise ValueError(f"least: found {least}, expected 0 or more")
    change = difference_from_intervals(
        now, now_lower, now_upper, then, then_lower, then_upper, higher_is_better=False, confidence=confidence
    )
    expected = np.broadcast_to(expected, np.broadcast_shapes(expected.shape, change.shape))
    change = _stretched(change, expected.shape)
    error = standard_error_from_interval(change.lower, change.upper, confidence)
    detectable = minimum_detectable_effect(error, power=power, confidence=confidence)
    reason = _reason(change, expected)
    known = reason == ""
    towards, away = _turned(change, expected)
    code = np.full(change.shape, CANNOT_TELL, dtype=object)
    code[known] = NO_SIGNAL
    code[known & (towards > 0) & (away >= least)] = AS_EXPECTED
    code[known & (away < 0)] = OPPOSITE
    with np.errstate(invalid="ignore"):
        return SignalFound(
            change=change,
            code=code,
            smaller=(code == AS_EXPECTED) & (away < np.abs(expected)),
            detectable=detectable,
            could_show=known & (np.abs(expected) >= detectable),
            reason=reason,
        )


def _stretched(change: Measure, shape: tuple[int, ...]) -> Measure:
    """The change repeated to a wider shape: one change may be held against several expectations."""
    estimate, lower, upper, used, reason = (
        np.broadcast_to(each, shape)
        for each in (change.estimate, change.lower, change.upper, change.groups_used, change.reason)
    )
    return Measure(estimate, lower, upper, change.confidence, change.method, used, reason)


def _reason(change: Measure, expected: np.ndarray) -> np.ndarray:
    """Why it cannot be told, in words of then and now; '' where it can."""
    words = {
        "first group: ": "the later figure: ",
        "second group: ": "the earlier figure: ",
        "two groups": "two figures",
    }
    found = np.array(change.reason, dtype=object)
    for each, said in words.items():
        found[...] = np.vectorize(lambda text, a=each, b=said: text.replace(a, b), otypes=[object])(found)
    found[(found == "") & ~change.has_interval] = "no interval can be given for the change"
    found[(found == "") & ((expected == 0) | np.isnan(expected))] = "no change was expected, in either direction"
    return found


def _turned(change: Measure, expected: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The change's limits with the expected direction as positive: the lower, then the upper. NaN where not known."""
    downwards = expected < 0
    lower, upper = np.nan_to_num(change.lower), np.nan_to_num(change.upper)
    return np.where(downwards, -upper, lower), np.where(downwards, -lower, upper)
