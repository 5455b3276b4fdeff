"""What a dataset covers, asked in the ways pages ask, and the lines that tell it."""

from dataclasses import dataclass, field

import pandas as pd

from data.contract.indicator import Indicator
from data.contract.vocabulary import NONE, TOTAL
from data.dataset.dataset import Dataset

_MANY = 6


@dataclass
class PageCover:
    """One page, by its name: what it will show and what it lacks, each in the words of a line."""

    name: str
    shows: list[str] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)


class Cover:
    """The dataset's coverage, asked in the ways pages ask."""

    def __init__(self, dataset: Dataset):
        self.dataset = dataset
        self.indicators = list(dataset.indicators.values())
        shown = dataset.coverage[dataset.coverage["n_ok"] > 0]
        self._rows = shown
        self._counted: dict[str, pd.Series] = {}
        self.dimensions = [code for code in dataset.vocabulary if code not in (TOTAL, NONE)]

    def given(
        self, level: str, dimension: str = TOTAL, dimension_2: str = NONE, *, figures: int = 1, periods: int = 1
    ) -> list[Indicator]:
        """Indicators that show so many figures a period, in so many periods, at a level by a dimension (or a pair)."""
        rows = self._rows[
            (self._rows["level"] == level)
            & (self._rows["dimension"] == dimension)
            & (self._rows["dimension_2"] == dimension_2)
            & (self._rows["n_ok"] >= figures)
        ]
        enough = rows.groupby("indicator_id")["period_end"].nunique()
        return [each for each in self.indicators if enough.get(each.id, 0) >= periods]

    def known_groups(self, dimension: str, *, fewest: int, periods: int = 1) -> list[Indicator]:
        """Indicators that show so many known groups of a dimension in the whole area, in so many periods."""
        enough = (self._groups(dimension) >= fewest).groupby("indicator_id").sum()
        return [each for each in self.indicators if enough.get(each.id, 0) >= periods]

    def _groups(self, dimension: str) -> pd.Series:
        """How many known groups each indicator shows in the whole area, by indicator and period."""
        if dimension not in self._counted:
            ids = [each.id for each in self.indicators]
            rows = self.dataset.observations(ids, level="icb", dimension=dimension)
            known = rows[(rows["status"] == "ok") & rows["group"].isin(self.dataset.vocabulary[dimension].known_groups)]
            keys = ["indicator_id", "period_end"]
            self._counted[dimension] = known.groupby(keys, observed=True)["group"].nunique()
        return self._counted[dimension]


def names_of(found: list[Indicator]) -> str:
    """How many, and which when they are few."""
    if len(found) > _MANY:
        return f"{len(found):,} indicators"
    return ", ".join(each.short_name for each in found)


def tell_of(page: PageCover, found: list[Indicator], cover: Cover, words: str, lacking: str) -> None:
    """A line for what there is, and one for what there is not."""
    if not found:
        page.lacks.append(lacking)
        return
    whole = len(found) == len(cover.indicators)
    page.shows.append(f"{words}: {'every indicator' if whole and len(found) > 1 else names_of(found)}")
