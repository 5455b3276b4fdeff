"""Do several shares differ by more than chance makes them: the two furthest apart of all, judged as picked.

Source: Tukey, The problem of multiple comparisons, 1953; Kramer, Biometrics 1956;12:307 (groups of different size).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from components.measures.spread.picked_pair import picked_p_value
from components.measures.values.proportion import check_counts


def apart_in_share(events: npt.ArrayLike, people: npt.ArrayLike) -> float:
    """How often groups that are alike have two shares as far apart as the furthest two here: the chance, 0 to 1.

    Distances in standard errors of a difference, sqrt(p(1 - p)(1/n_i + 1/n_j)), with p the share of all groups together.
    events, people: (groups,) counts; NaN in either = not used. NaN with fewer than two groups; 1 where p is 0 or 1.
    Errors: ValueError for negative counts, and for more events than people.
    Example: 10, 20 and 30 of 40: the furthest two lie 4.472 standard errors apart, chance 0.00002; 19, 20 and 21: 0.895.
    """
    counted, of = check_counts(events, people)
    used = ~np.isnan(counted) & ~np.isnan(of) & (of > 0)
    counted, of = counted[used], of[used]
    if len(of) < 2:
        return float("nan")
    together = counted.sum() / of.sum()
    if together in (0.0, 1.0):
        return 1.0
    share = counted / of
    error = np.sqrt(together * (1 - together) * (1 / of[:, None] + 1 / of))
    return picked_p_value(float((np.abs(share[:, None] - share) / error).max()), len(of))
