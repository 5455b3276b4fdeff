"""England, invented too: people and an areas row for comparison, without an outline."""

import numpy as np
import pandas as pd

from data.contract.vocabulary import NONE
from data.demo.generator import names
from data.demo.generator.deprivation import N_QUINTILES
from data.demo.generator.people import UNKNOWN_QUINTILE, People, in_time
from data.demo.generator.residents import BROAD_GROUPS, WITHIN_BROAD, broad_sums

_POPULATION = 57_700_000
_SHARES = {"asian": 0.096, "black": 0.042, "mixed": 0.03, "white": 0.81, "other": 0.022}
# How much commoner a group is in more deprived fifths, in log odds from the middle to the end.
_MORE_DEPRIVED = {"asian": 0.4, "black": 0.55, "mixed": 0.12, "white": -0.07, "other": 0.35}
_NO_ADDRESS_SHARE = 0.009
_UNRECORDED = 0.085


def _residents() -> np.ndarray:
    """Residents by fifth and detailed ethnic group (5, 18)."""
    fifth = np.arange(N_QUINTILES)
    columns = [
        _SHARES[group] * np.array(WITHIN_BROAD[group]) * np.exp(_MORE_DEPRIVED[group] * (2 - fifth) / 2)[:, None]
        for group in BROAD_GROUPS
    ]
    made = np.concatenate(columns, axis=1)
    return np.asarray(np.round(made / made.sum(axis=1, keepdims=True) * _POPULATION / N_QUINTILES))


def national_people() -> People:
    """Everyone registered in England as six units, one a deprivation fifth and one for unknown."""
    residents = _residents()
    counts = np.concatenate([residents, _NO_ADDRESS_SHARE * residents.sum(axis=0, keepdims=True)])
    return People(
        where="country",
        counts=in_time(counts, np.append(np.full(N_QUINTILES, _UNRECORDED), 0.2)),
        quintile=np.arange(1, UNKNOWN_QUINTILE + 1),
        neighbourhood=np.zeros(UNKNOWN_QUINTILE, dtype=int),
        place=np.array([], dtype=int),
        older=np.zeros(UNKNOWN_QUINTILE),
        practice_mix=np.ones((UNKNOWN_QUINTILE, 1)),
        n_small_areas=0,
        unrest=0.15,
    )


def country_area() -> pd.DataFrame:
    """The country as one row of the areas table."""
    residents = broad_sums(_residents()).sum(axis=0)
    row = {
        "area_code": names.COUNTRY_CODE,
        "area_name": names.COUNTRY_NAME,
        "level": "country",
        "parent_code": NONE,
        "population": residents.sum(),
        "share_most_deprived_fifth": 1 / N_QUINTILES,
    }
    row |= {f"resident_{group}": count for group, count in zip(BROAD_GROUPS, residents, strict=True)}
    return pd.DataFrame([row])
