"""Which figures of published files are new to a dataset: not those that stand there already, nor those of own tables."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.contract.tables import OBSERVATION_COLUMNS, OBSERVATION_KEY
from data.dataset.dataset import Dataset

_KEY = list(OBSERVATION_KEY)
_FIGURES = ("numerator", "denominator", "value")
# Written to a file and read again, a number is the same to more places than any publisher gives.
_SAME = 1e-9


@dataclass(frozen=True, eq=False)
class FiguresBeside:
    """`rows` are new, or other than those that stand; `standing` is how many are not, `twice` how many own tables give."""

    rows: pd.DataFrame
    standing: int
    twice: int


def figures_beside(published: pd.DataFrame, own: pd.DataFrame, base: Dataset) -> FiguresBeside:
    """The published rows that add something. All frames have the columns of the contract.

    A figure that stands as it was released is not put under the rule a second time: it would be rounded for nothing.
    """
    if published.empty:
        return FiguresBeside(published, 0, 0)
    twice = np.zeros(len(published), dtype=bool)
    if len(own):
        twice = pd.MultiIndex.from_frame(published[_KEY]).isin(pd.MultiIndex.from_frame(own[_KEY]))
    standing = ~twice & _stand(published, base)
    rows = published[~twice & ~standing].reset_index(drop=True)
    return FiguresBeside(rows[list(OBSERVATION_COLUMNS)], int(standing.sum()), int(twice.sum()))


def _stand(published: pd.DataFrame, base: Dataset) -> np.ndarray:
    """Whether each row stands in the dataset with the same figures and status (rows,)."""
    there = base.every_observation()
    there = there[there["indicator_id"].isin(published["indicator_id"].unique())]
    text = {name: str for name in (*_KEY, "status") if not name.startswith("period")}
    there = there[[*_KEY, *_FIGURES, "status"]].astype(text)
    both = published[[*_KEY, *_FIGURES, "status"]].astype(text)
    both = both.merge(there, on=_KEY, how="left", suffixes=("", "_there"), indicator=True)
    same = (both["_merge"] == "both") & (both["status"] == both["status_there"])
    for name in _FIGURES:
        ours, theirs = both[name].to_numpy(float), both[f"{name}_there"].to_numpy(float)
        same &= np.isclose(ours, theirs, rtol=_SAME, atol=0.0, equal_nan=True)
    return np.asarray(same, dtype=bool)
