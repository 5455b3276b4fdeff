"""Representation: a group's share of those who take part over its share of those who live here.

Source: the participation-to-prevalence ratio, Eshera N et al., Am J Cardiovasc Drugs 2015;15:271 (1 = as many take part
as live here; 0.8 to 1.2 is called similar); interval: Wilson's of the share taking part, over the population's share.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from components.measures.result import Measure, explain, measure
from components.measures.values.proportion import check_counts, wilson_limits

METHOD = "Wilson score of the share taking part, over the share of the population"
HIDDEN = "how many took part is hidden or was not counted"
NOBODY_HERE = "nobody of this group is counted among those who live here"
NOBODY_TOOK_PART = "nobody took part whose group is known"


def representation_ratio(
    taking_part: npt.ArrayLike,
    everyone_taking_part: npt.ArrayLike,
    population: npt.ArrayLike,
    *,
    confidence: float = 0.95,
) -> Measure:
    """Ratio of shares (x/n) / (N_g/N) of every group, (..., groups); 1 = as large a share takes part as lives here.

    taking_part: (..., groups) people of each group who took part; NaN = hidden. everyone_taking_part: (...) all who took
        part and whose group is known, the hidden ones included. population: (..., groups) people who live here, taken
        as known without error; its sum is that of the groups given.
    Errors: ValueError for negative counts, or a group with more people taking part than take part in all.
    Example: 10 of 100 taking part, 200 of 1,000 living here: 0.5, between 0.276 and 0.872.
    """
    everyone = np.asarray(everyone_taking_part, dtype=float)[..., None]
    events, total = check_counts(taking_part, everyone)
    events, total, people = np.broadcast_arrays(events, total, np.asarray(population, dtype=float))
    if (people < 0).any() or np.isinf(people).any():
        raise ValueError("population: found a negative or infinite number, expected 0 or more")
    known = np.where(np.isnan(people), 0.0, people)
    whole = known.sum(axis=-1, keepdims=True)
    here = known / np.where(whole > 0, whole, 1.0)
    lower, upper = wilson_limits(events, total, confidence)
    divisor = np.where(here > 0, here, 1.0)
    took = events / np.where(total > 0, total, 1.0)
    reason = explain(events.shape, (here == 0, NOBODY_HERE), (total == 0, NOBODY_TOOK_PART), (np.isnan(events), HIDDEN))
    return measure(
        took / divisor, lower / divisor, upper / divisor,
        confidence=confidence, method=METHOD, groups_used=reason == "", reason=reason,
    )  # fmt: skip


def people_short(
    taking_part: npt.ArrayLike, everyone_taking_part: npt.ArrayLike, population: npt.ArrayLike
) -> np.ndarray:
    """How many more of each group would have to take part for its share to match: N_g/N · n − x, (..., groups).

    Positive = too few take part, negative = more than the share living here; NaN where the count is hidden. The number
    taking part in all is held as it is, so the figures of all groups add up to 0. Arguments and errors as above.
    Example: 10 of 100 taking part, 200 of 1,000 living here: 10 people.
    """
    everyone = np.asarray(everyone_taking_part, dtype=float)[..., None]
    events, total = check_counts(taking_part, everyone)
    people = np.nan_to_num(np.asarray(population, dtype=float))
    whole = people.sum(axis=-1, keepdims=True)
    return np.asarray(people / np.where(whole > 0, whole, 1.0) * total - events)
