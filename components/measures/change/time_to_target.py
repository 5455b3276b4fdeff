"""When would a target be met, if things go on as they did?

Source: the time at which a fitted line crosses a level, with Fieller's limits (Draper & Smith, Applied Regression Analysis,
ch. 3, inverse estimation).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from components.measures.change.straight_line import straight_line
from components.measures.group_axis import direction
from components.measures.result import Measure, explain, measure

METHOD = "straight line carried on, Fieller's limits"
MET, TOWARDS, AWAY, UNCLEAR, CANNOT_TELL = "met", "towards", "away", "unclear", "cannot tell"
CODES = (MET, TOWARDS, AWAY, UNCLEAR, CANNOT_TELL)


@dataclass(frozen=True, eq=False)
class TimeToTarget:
    """Every array (...).

    code: 'met' (the line is at the target or beyond at its end), 'towards' or 'away' (its pace is so beyond chance),
    'unclear' (it is not) or 'cannot tell'. level: the line at its end. years: time from there until the line meets the
    target, a Measure, defined where the code is 'towards'.
    """

    code: np.ndarray
    level: np.ndarray
    years: Measure


def time_to_target(
    series: npt.ArrayLike,
    standard_error: npt.ArrayLike | None,
    time_years: npt.ArrayLike,
    target: npt.ArrayLike,
    *,
    higher_is_better: npt.ArrayLike,
    confidence: float = 0.95,
) -> TimeToTarget:
    """The time at which the straight line through a series would meet a target.

    series, standard_error: (..., times), as in `straight_line`; time_years: (times,); target, higher_is_better: (...).
    With the distance to the target M - b t about the mean time, the limits are the t that solve
    (M - b t)^2 = m^2 + h^2 t^2, m and h the half-widths of the line's middle and slope.
    Errors: ValueError as in `straight_line`.
    Example: 60, 62, 64, 66 in four years, standard errors 0.1, target 70: towards, in 2 years.
    """
    line = straight_line(series, standard_error, time_years, confidence)
    sign = direction(higher_is_better)
    pace, middle = sign * line.slope, sign * (np.asarray(target, dtype=float) - line.middle)
    ahead = line.last - line.mean_time
    left = middle - pace * ahead
    known = line.reason == ""
    with np.errstate(invalid="ignore"):
        towards, away = pace > line.half, pace < -line.half
    named = [(~known, CANNOT_TELL), (left <= 0, MET), (towards, TOWARDS), (away, AWAY)]
    code = np.select([holds for holds, _ in named], [name for _, name in named], default=UNCLEAR)
    going = code == TOWARDS
    a = np.where(going, pace**2 - line.half**2, 1.0)
    root = np.sqrt(np.maximum((pace * middle) ** 2 - a * (middle**2 - line.middle_half**2), 0.0))
    soonest, latest = ((pace * middle + each * root) / a - ahead for each in (-1, 1))
    years = measure(
        left / np.where(going, pace, 1.0),
        np.maximum(soonest, 0.0),
        latest,
        confidence=confidence,
        method=METHOD,
        groups_used=line.count,
        reason=explain(code.shape, (~going, "the line does not move towards the target beyond chance")),
    )
    return TimeToTarget(code, np.where(known, line.middle + line.slope * ahead, np.nan), years)
