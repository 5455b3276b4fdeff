"""Groups held against everyone whose group is shown, each with its interval and how often chance alone puts it as far."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from components.findings.ordered_groups import correlation_of
from components.measures.reference import against_overall
from components.measures.spread.picked_pair import picked_multiplier, picked_p_value

_CONFIDENCE = 0.95


def against_everyone(shown: pd.DataFrame, known: Sequence[str], *, higher_is_better: bool) -> pd.DataFrame:
    """The known groups against everyone shown: `size` (positive: worse off), `lower`, `upper` and `p_value`, by group.

    `shown` has a row a group: `group`, `value`, `denominator`, `se`, `freedom` and `together`, as in `group_values`.
    """
    found = against_overall(
        shown["value"].to_numpy(float),
        shown["denominator"].to_numpy(float),
        shown["se"].to_numpy(float),
        higher_is_better=higher_is_better,
        correlation=correlation_of(shown),
    )
    freedom = _freedom(shown)
    size = np.asarray(found.estimate)
    error = (np.asarray(found.upper) - np.asarray(found.lower)) / 2 / picked_multiplier(_CONFIDENCE, 2)
    half = error * [picked_multiplier(_CONFIDENCE, 2, each) for each in freedom]
    away = np.abs(size) / np.where(error > 0, error, np.inf)
    chance = [picked_p_value(each, 2, degrees) for each, degrees in zip(away, freedom, strict=True)]
    rows = pd.DataFrame({"size": size, "lower": size - half, "upper": size + half, "p_value": chance})
    return rows.set_axis(shown["group"]).loc[list(known)]


def _freedom(shown: pd.DataFrame) -> list[float]:
    """Degrees of freedom of each group against the mean of all: Satterthwaite's, from what each adds to the variance."""
    share = shown["denominator"].to_numpy(float) / shown["denominator"].sum()
    parts = ((np.eye(len(shown)) - share) * shown["se"].to_numpy(float)) ** 2
    least = (parts**2 / shown["freedom"].to_numpy(float)).sum(axis=1)
    found = parts.sum(axis=1) ** 2 / np.where(least > 0, least, 1.0)
    return [float(np.floor(max(each, 1.0))) if there else np.inf for each, there in zip(found, least > 0, strict=True)]
