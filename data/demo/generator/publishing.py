"""The demo as a publisher of hospital activity would release it: the rule, and all indicators published under it.

PLUS groups come after everything else, beside what is published by then: a team that begins to count by a group of its own
does the same, and no other figure changes for it.
"""

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pandas as pd

from data.contract.indicator import Indicator
from data.contract.manifest import Disclosure
from data.contract.vocabulary import NONE, TOTAL, UNKNOWN
from data.demo.generator.plus_groups import OWN_DIMENSIONS
from data.disclosure.publishing import publish

DISCLOSURE = Disclosure(
    hidden_from=1,
    hidden_to=7,
    rounded_to=5,
    words="Counts of 1 to 7 are hidden, with enough others (some noughts among them) that each hidden count could still be "
    "any of those; the rest are rounded to the nearest 5. Values and limits are worked out from the rounded counts.",
)
_WORDS = ("indicator_id", "level", "area_code", "dimension", "group", "dimension_2", "group_2", "status")
_OWN = [each.code for each in OWN_DIMENSIONS]


def published(observations: pd.DataFrame, areas: pd.DataFrame, indicators: Iterable[Indicator]) -> pd.DataFrame:
    """The observations with disclosure control applied. Several indicators at a time: it takes minutes, not seconds."""
    areas = pd.DataFrame(areas[["area_code", "level", "parent_code"]])
    known = {each.id: each for each in indicators}
    parts = [(rows, known[str(name)]) for name, rows in observations.groupby("indicator_id", sort=False, observed=True)]
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        tasks = [pool.submit(published_of, rows, areas, indicator) for rows, indicator in parts]
        return pd.concat([task.result() for task in tasks], ignore_index=True)


def published_of(rows: pd.DataFrame, areas: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """The observations of one indicator as published, its PLUS groups last."""
    own = of_plus_groups(rows)
    main = publish(rows[~own], areas, [indicator], DISCLOSURE).observations
    return (
        pd.concat([main, plus_groups_beside(rows[own], main, areas, indicator)], ignore_index=True)
        if own.any()
        else main
    )


def of_plus_groups(rows: pd.DataFrame) -> np.ndarray:
    """Which rows are by a PLUS group, alone or with deprivation (rows,)."""
    return np.asarray(rows["dimension"].isin(_OWN) | rows["dimension_2"].isin(_OWN))


def plus_groups_beside(
    rows: pd.DataFrame, shown: pd.DataFrame, areas: pd.DataFrame, indicator: Indicator
) -> pd.DataFrame:
    """Rows by PLUS groups as published beside what is `shown` of their indicator, none of which may change for it.

    They add up to everyone and to the known deprivation fifths, and to nothing else that is shown: so these are what they
    are held against. That what hangs on those in turn is not given away either is what the audit of the demo proves.
    """
    words = [name for name in _WORDS if name in shown]
    shown = shown.astype(dict.fromkeys(words, str))
    single = (shown["dimension_2"] == NONE) & shown["dimension"].isin((TOTAL, "deprivation_quintile"))
    single &= shown["group"] != UNKNOWN
    here = shown["level"].isin(rows["level"].unique()) & shown["period_end"].isin(rows["period_end"].unique())
    linked = shown[single & here]
    together = pd.concat([rows.astype(dict.fromkeys(words[:-1], str)).assign(status="ok"), linked], ignore_index=True)
    before = np.arange(len(together)) >= len(rows)
    found = publish(together, areas, [indicator], DISCLOSURE, published=before).observations
    if (found["status"].to_numpy()[before] != linked["status"].to_numpy()).any():
        raise ValueError(
            f"{indicator.id}: PLUS groups would hide a figure that is shown; make them larger or leave them out"
        )
    return found[~before].reset_index(drop=True)
