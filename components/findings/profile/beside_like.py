"""Every indicator of a neighbourhood beside the pooled value of the neighbourhoods like it, and whether it differs."""

from dataclasses import dataclass
from math import isnan

import numpy as np
import pandas as pd

from components.findings.compared_indicators import ComparedIndicator, compared_indicators
from components.findings.kept import kept_with_dataset
from components.findings.profile.traits import like_places
from components.findings.standing import distances, side_of, standing_words
from components.measures.spread.apart_from_like import apart_from_like
from components.measures.spread.false_discovery import flagged
from data.dataset.dataset import Dataset

UNTOLD = "cannot tell"


@dataclass(frozen=True)
class BesideLike:
    """One indicator of a neighbourhood beside the like: NaN and '' where it is not known; `standing` 'cannot tell' too."""

    compared: ComparedIndicator
    value: float
    status: str
    like: float
    standing: str

    @property
    def judged(self) -> bool:
        """Whether it can be said to be worse or better."""
        return self.compared.indicator.judged and self.standing != UNTOLD


@kept_with_dataset
def every_chance(dataset: Dataset, adjusted: bool) -> dict[str, pd.DataFrame]:
    """By indicator: each neighbourhood's the numbers of `apart_from_like`, by code. {} where none is like any."""
    known = like_places(dataset)
    if known is None:
        return {}
    codes = tuple(known.distance.index)
    places = {code: place for place, code in enumerate(codes)}
    nearest = np.array([[places[each] for each in known.nearest[code]] for code in codes])
    found = {}
    for each in compared_indicators(dataset, codes, adjusted):
        _, error = distances(each.rows, each.whole, each.indicator)
        people = each.rows["denominator"].to_numpy(float)
        apart = apart_from_like(
            each.rows["value"].to_numpy(float), error, np.where(np.isnan(people).all(), 1.0, people), nearest
        )
        found[each.indicator.id] = pd.DataFrame(
            {
                "like": apart.like,
                "difference": apart.difference,
                "chance": apart.chance,
                "unusual": apart.unusual,
            },
            index=list(codes),
        )
    return found


@kept_with_dataset
def beside_like(dataset: Dataset, area: str, adjusted: bool) -> tuple[BesideLike, ...]:
    """Every indicator of one neighbourhood; of those said to differ at most 5% falsely (Benjamini–Hochberg over them all)."""
    every = every_chance(dataset, adjusted)
    compared = [each for each in compared_indicators(dataset, (area,), adjusted) if each.indicator.id in every]
    if not compared:
        return ()
    told = pd.DataFrame([every[each.indicator.id].loc[area] for each in compared])
    apart = flagged(told["unusual"].to_numpy(float))
    beyond = (flagged(told["chance"].to_numpy(float)) | apart) + apart.astype(int)
    found = []
    for each, row, far in zip(compared, told.itertuples(), beyond, strict=True):
        cell = each.cells[area]
        better = 1 if each.indicator.higher_is_better else -1
        score = np.array([np.sign(np.nan_to_num(row.difference)) * better * far])
        standing = UNTOLD if isnan(row.chance) else standing_words(score, each.indicator)[0]
        found.append(BesideLike(each, cell.value, cell.status, float(row.like), standing))
    return tuple(found)


def counts(found: tuple[BesideLike, ...]) -> dict[str, int]:
    """How many indicators are judged (`of`), and on how many it is `worse`, even `apart`, `better`, or `untold`."""
    judged = [each for each in found if each.judged]
    return {
        "of": len(judged),
        "worse": sum(side_of(each.standing) == "worse" for each in judged),
        "better": sum(side_of(each.standing) == "better" for each in judged),
        "apart": sum(each.standing == "much worse" for each in judged),
        "untold": sum(each.standing == UNTOLD for each in found),
    }
