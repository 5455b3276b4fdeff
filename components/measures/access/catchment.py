"""How far people are from a site, and how long that takes, where no table of travel times is at hand.

Straight lines are made longer by a detour factor, because streets bend. These are assumptions and are said as such
wherever a number rests on them.

Sources: Sinnott RW, Sky and Telescope 1984;68:159 (haversine); Boscoe, Henry and Zdeb, Prof Geogr 2012;64:188 (detour
factors; 1.4 by road in the United States); Transport for London, Assessing transport connectivity in London, 2015 (a
walking speed of 80 m a minute).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

EARTH_METRES = 6_371_008.8
DETOUR = 1.3
WALK_METRES_A_MINUTE = 80.0
# Public transport without a timetable: so long to walk to a stop, wait and walk on, then so fast along the road.
STOP_MINUTES = 12.0
RIDE_METRES_A_MINUTE = 250.0


def straight_metres(
    latitude: npt.ArrayLike, longitude: npt.ArrayLike, to_latitude: npt.ArrayLike, to_longitude: npt.ArrayLike
) -> np.ndarray:
    """Great-circle metres from every point (n) to every site (m): shape (n, m), from degrees.

    Errors: ValueError for a latitude beyond 90 or a longitude beyond 180 degrees.
    Example: one degree of latitude is 111,195 m.
    """
    north, east = (np.asarray(each, dtype=float)[:, None] for each in (latitude, longitude))
    to_north, to_east = (np.asarray(each, dtype=float)[None, :] for each in (to_latitude, to_longitude))
    for name, degrees, most in (("latitude", (north, to_north), 90), ("longitude", (east, to_east), 180)):
        if any((np.abs(each) > most).any() for each in degrees):
            raise ValueError(f"{name}: found more than {most} degrees; expected degrees, latitude before longitude")
    north, east, to_north, to_east = (np.radians(each) for each in (north, east, to_north, to_east))
    half = np.sin((to_north - north) / 2) ** 2
    half = half + np.cos(north) * np.cos(to_north) * np.sin((to_east - east) / 2) ** 2
    return np.asarray(2 * EARTH_METRES * np.arcsin(np.sqrt(np.clip(half, 0, 1))))


def walking_minutes(metres: npt.ArrayLike, *, detour: float = DETOUR) -> np.ndarray:
    """Minutes to walk a straight-line distance: metres * detour / 80.

    Errors: ValueError for a detour under 1. Example: 800 m at a detour of 1.3 takes 13 minutes.
    """
    return _along(metres, detour) / WALK_METRES_A_MINUTE


def public_transport_minutes(metres: npt.ArrayLike, *, detour: float = DETOUR) -> np.ndarray:
    """Minutes by public transport, or on foot where that is quicker: min(walk, 12 + metres * detour / 250).

    Errors: ValueError for a detour under 1. Example: 2,500 m at a detour of 1.3 takes 25 minutes.
    """
    riding = STOP_MINUTES + _along(metres, detour) / RIDE_METRES_A_MINUTE
    return np.asarray(np.minimum(walking_minutes(metres, detour=detour), riding))


def _along(metres: npt.ArrayLike, detour: float) -> np.ndarray:
    if not detour >= 1:
        raise ValueError(f"detour: found {detour}, expected 1 or more (no way is shorter than the straight line)")
    return np.asarray(metres, dtype=float) * detour
