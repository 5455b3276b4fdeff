"""The demo as a publisher of hospital activity would release it: the rule, and all indicators published under it."""

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor

import pandas as pd

from data.contract.indicator import Indicator
from data.contract.manifest import Disclosure
from data.disclosure.publishing import publish

DISCLOSURE = Disclosure(
    hidden_from=1,
    hidden_to=7,
    rounded_to=5,
    words="Counts of 1 to 7 are hidden, with enough others (some noughts among them) that each hidden count could still be "
    "any of those; the rest are rounded to the nearest 5. Values and limits are worked out from the rounded counts.",
)


def published(observations: pd.DataFrame, areas: pd.DataFrame, indicators: Iterable[Indicator]) -> pd.DataFrame:
    """The observations with disclosure control applied. Several indicators at a time: it takes minutes, not seconds."""
    areas = pd.DataFrame(areas[["area_code", "level", "parent_code"]])
    known = {each.id: each for each in indicators}
    parts = [(rows, known[str(name)]) for name, rows in observations.groupby("indicator_id", sort=False, observed=True)]
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        tasks = [pool.submit(publish, rows, areas, [indicator], DISCLOSURE) for rows, indicator in parts]
        return pd.concat([task.result().observations for task in tasks], ignore_index=True)
