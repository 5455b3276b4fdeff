"""How much of a pilot's change would have come by itself, because it was picked when figures were extreme."""

import numpy as np

from components.findings.pilots.panel import PilotPanel
from components.measures.group_axis import direction
from components.measures.pilots.regression_to_mean import expected_return
from components.measures.pilots.window_change import mean_of, shared_pattern
from components.measures.pilots.window_reliability import window_reliability, windows_of
from components.measures.result import Measure, measure

CONFIDENCE = 0.95


def picked_departure(panel: PilotPanel) -> float:
    """How far the pilot was from itself in the window it was picked for, in plain units; NaN where it cannot be told.

    Against its own other periods before the start, with what every comparator's period has in common taken out.
    """
    flat = panel.values - shared_pattern(panel.values, ~panel.is_pilot)
    own = flat[panel.is_pilot]
    known = ~np.isnan(own)
    away = mean_of(own, panel.picked & known) - mean_of(own, panel.quiet & known)
    return float(mean_of(away, ~np.isnan(away)))


def returned(panel: PilotPanel) -> Measure | None:
    """The change to expect after the picked window with no effect at all, positive = for the better.

    (1 − r)(0 − departure), r from the comparators: how much of their departures from their own mean in one window of that
    length is still there in the next. None where the pilot was not picked for an extreme.
    """
    if not panel.picked.any() or not panel.values.size:
        return None
    length = int(panel.picked.sum())
    others = panel.values[~panel.is_pilot]
    reliability = window_reliability(others, length) if len(others) else None
    departure = picked_departure(panel)
    if reliability is None or not bool(reliability.defined) or np.isnan(departure):
        reason = "there are no comparators" if reliability is None else str(reliability.reason)
        reason = reason or "the pilot has no figures outside the window it was picked for"
        return _nothing(reason)
    away = windows_of(others, length)
    spread = float(np.nanstd(away)) * np.sqrt(away.shape[-1] / (away.shape[-1] - 1))
    pilots = int(panel.is_pilot.sum())
    found = expected_return(departure, 0.0, float(reliability.estimate), size=pilots, spread=spread)
    sign = float(direction(panel.higher_is_better))
    ends = sorted((sign * float(found.lower), sign * float(found.upper)))
    return measure(
        sign * found.estimate, *ends, confidence=CONFIDENCE, method=found.method, groups_used=pilots, reason=""
    )


def _nothing(reason: str) -> Measure:
    return measure(np.nan, np.nan, np.nan, confidence=CONFIDENCE, method="", groups_used=0, reason=reason)
