"""Small areas that belong to no neighbourhood: marked with why, and told in people."""

import numpy as np
import pandas as pd

from data.contract.vocabulary import IN_A_NEIGHBOURHOOD, OUTSIDE_LABELS, UNNAMED
from data.sources.report import BuildReport

_FIRST = 5


def with_outside(fitted: pd.DataFrame, why: str = UNNAMED) -> pd.DataFrame:
    """The small areas with `outside`: why one has no neighbourhood, '' where it has; its code and name are then ''."""
    code = fitted["neighbourhood_code"].fillna("")
    names = fitted["neighbourhood_name"].fillna("")
    return fitted.assign(
        neighbourhood_code=code,
        neighbourhood_name=names.where(code != "", ""),
        outside=np.where(code == "", why, IN_A_NEIGHBOURHOOD),
    )


def outside_words(small: pd.DataFrame) -> list[str]:
    """A sentence for each reason why small areas are in no neighbourhood, with their number, people and share of all."""
    people, everyone = small["residents"], small["residents"].sum()
    told = []
    for why, label in OUTSIDE_LABELS.items():
        here = people[small["outside"] == why]
        if len(here):
            areas = "1 small area" if len(here) == 1 else f"{len(here):,} small areas"
            told.append(
                f"{label}: {areas} with {here.sum():,.0f} of {everyone:,.0f} residents ({here.sum() / everyone:.1%}). "
                "Figures of places and the whole area are of all their people; the neighbourhoods together leave these out."
            )
    return told


def tell_outside(small: pd.DataFrame, report: BuildReport) -> None:
    """Tell the report who is in no neighbourhood, and name the first small areas."""
    for words in outside_words(small):
        report.line("Neighbourhoods", words)
    out = small.index[small["outside"] != IN_A_NEIGHBOURHOOD]
    if len(out):
        report.line(
            "Neighbourhoods", f"in no neighbourhood: {', '.join(out[:_FIRST])}{', …' if len(out) > _FIRST else ''}"
        )
