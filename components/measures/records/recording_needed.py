"""How much of what is unknown would have to be recorded before a conclusion about a gap holds for certain.

As records are completed, the people still unknown become fewer and the bounds of a gap (two_groups.py) narrow. Those
newly recorded are taken to be like the people of known group: they join the groups in proportion, at the groups' own rates.
Source: bounds as in Manski 2003, followed as the unknown share shrinks.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from components.measures.bounds.bounds import HOLDS, conclusion_holds
from components.measures.bounds.completions import completions
from components.measures.bounds.two_groups import difference_bounds

STEPS = 20


def recording_needed(
    count: npt.ArrayLike,
    population: npt.ArrayLike,
    unknown_people: npt.ArrayLike,
    unknown_events: npt.ArrayLike,
    *,
    disadvantaged: npt.ArrayLike,
    reference: npt.ArrayLike,
    higher_is_better: npt.ArrayLike,
    events_repeat: bool = False,
    steps: int = STEPS,
) -> np.ndarray:
    """Smallest share of the unknown people to record (0 to 1, in `steps`) from which on the gap's direction holds, (...).

    count, population: (..., groups), shown counts and people of the known groups. unknown_people, unknown_events: (...).
    disadvantaged, reference: places of the two groups, int or (...). 0 = it holds as things are; NaN = not even a
    complete record would decide it (there is no gap), or a count of either group is hidden.
    Errors: ValueError as in `completions`, and for fewer than one step.
    Example: 300 of 1,000 against 100 of 1,000, 150 unknown people with 20 events, lower is better: 0.
    """
    if steps < 1:
        raise ValueError(f"steps: found {steps!r}, expected 1 or more")
    count, population = np.broadcast_arrays(np.asarray(count, dtype=float), np.asarray(population, dtype=float))
    people, events = (
        np.asarray(unknown_people, dtype=float)[..., None],
        np.asarray(unknown_events, dtype=float)[..., None],
    )
    left = 1 - np.arange(steps + 1) / steps
    still, still_events = np.round(people * left), np.round(events * left)
    known = np.nansum(np.where(np.isnan(count), np.nan, population), axis=-1)[..., None]
    grown = (1 + (people - still) / np.where(known > 0, known, 1.0))[..., None]
    counts = np.round(count[..., None, :] * grown)
    sizes = population[..., None, :] * grown
    counts = counts if events_repeat else np.minimum(counts, np.floor(sizes))
    still_events = still_events if events_repeat else np.minimum(still_events, still)
    ends = np.broadcast_to(still, grown.shape[:-1]), np.broadcast_to(still_events, grown.shape[:-1])
    given = completions(
        counts, counts, sizes, unknown_people=ends[0], unknown_lower=ends[1], events_repeat=events_repeat
    )
    first, second, better = (
        np.broadcast_to(np.asarray(part)[..., None], given.shape)
        for part in (disadvantaged, reference, higher_is_better)
    )
    found = difference_bounds(given, disadvantaged=first, reference=second, higher_is_better=better)
    holds = conclusion_holds(found) == HOLDS
    from_here_on = np.logical_and.accumulate(holds[..., ::-1], axis=-1)[..., ::-1]
    least = from_here_on.argmax(axis=-1) / steps
    return np.where(from_here_on.any(axis=-1), least, np.nan)
