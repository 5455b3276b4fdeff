"""How far people with a long-term condition got towards their yearly review: invented, by place and group."""

import numpy as np
import pandas as pd

from data.contract.access_tables import CASCADE_STEPS
from data.contract.vocabulary import ALL, DIMENSIONS, TOTAL, UNKNOWN
from data.demo.generator.names import ICB_CODE
from data.demo.generator.randomness import stream

PATHWAY = "Yearly review of long-term conditions"
_INDICATOR = "long_term_conditions"
KEY = ["level", "area_code", "period_end", "dimension", "group"]
_HABIT = 0.12
# The chance of taking each step, most deprived fifth first and not known last, before the shift of an ethnic group.
_CHANCES = {
    "contacted": (0.87, 0.89, 0.91, 0.92, 0.935, 0.80),
    "booked": (0.68, 0.75, 0.80, 0.84, 0.86, 0.66),
    "seen": (0.84, 0.87, 0.895, 0.91, 0.925, 0.82),
    "followed_up": (0.73, 0.75, 0.77, 0.785, 0.80, 0.66),
}
# On the scale of log odds.
_SHIFTS = {
    "contacted": {"asian": -0.75, "black": -0.35, "other": -0.6, UNKNOWN: -0.9},
    "booked": {"black": -0.15, "mixed": -0.15, "asian": -0.1},
    "seen": {"mixed": -0.2},
    "followed_up": {"black": -0.6, "asian": -0.1, "mixed": -0.2, "other": -0.2},
}


def people_with_conditions(observations: pd.DataFrame) -> pd.DataFrame:
    """People with a long-term condition by neighbourhood, fifth and ethnic group: true counts."""
    found = observations[
        (observations["indicator_id"] == _INDICATOR)
        & (observations["level"] == "neighbourhood")
        & (observations["dimension"] == "deprivation_quintile")
        & (observations["dimension_2"] == "ethnic_group")
    ]
    found = found[(found["period_end"] == found["period_end"].max()) & (found["numerator"] > 0)]
    return found[["area_code", "period_end", "group", "group_2", "numerator"]].reset_index(drop=True)


def _walked(due: pd.DataFrame) -> pd.DataFrame:
    """The people of each cell who took each step, drawn among those who took the one before."""
    fifths = list(DIMENSIONS["deprivation_quintile"].groups)
    fifth = due["group"].map(fifths.index).to_numpy()
    codes = sorted(due["area_code"].unique())
    here = due["numerator"].to_numpy().astype(int)
    steps = {"registered": here}
    for step, chances in _CHANCES.items():
        rng = stream(f"cascade {step}")
        habit = dict(zip(codes, rng.normal(0, _HABIT, len(codes)), strict=True))
        chance = np.array(chances)[fifth]
        odds = np.log(chance / (1 - chance)) + due["area_code"].map(habit).to_numpy(float)
        odds += due["group_2"].map(_SHIFTS[step]).fillna(0.0).to_numpy()
        here = rng.binomial(here, 1 / (1 + np.exp(-odds)))
        steps[step] = here
    return due.assign(**steps)


def summed(
    cells: pd.DataFrame, places: pd.Series, counts: tuple[str, ...], about: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Neighbourhoods, places and the whole area: everyone, by fifth and by ethnic group, for each of what `about` tells."""
    tables = []
    above = cells["area_code"].map(places)
    for level, codes in (("neighbourhood", cells["area_code"]), ("place", above), ("icb", ICB_CODE)):
        for dimension, group in (
            (TOTAL, ALL),
            ("deprivation_quintile", cells["group"]),
            ("ethnic_group", cells["group_2"]),
        ):
            tables.append(cells.assign(level=level, area_code=codes, dimension=dimension, group=group))
    return pd.concat(tables).groupby([*about, *KEY], as_index=False, sort=False)[list(counts)].sum()


def cascade_table(observations: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """The cascade of one pathway: true counts."""
    places = areas[areas["level"] == "neighbourhood"].set_index("area_code")["parent_code"]
    text = dict.fromkeys(("indicator_id", "level", "dimension", "group", "dimension_2", "group_2"), str)
    walked = _walked(people_with_conditions(observations.astype(text)))
    table = summed(walked, places, CASCADE_STEPS).astype(dict.fromkeys(CASCADE_STEPS, float))
    return table.assign(status="ok", pathway=PATHWAY)[[*KEY, "status", "pathway", *CASCADE_STEPS]]
