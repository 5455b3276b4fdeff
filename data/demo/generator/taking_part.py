"""Who takes part: members of patient groups, people at listening sessions, and those who answered the survey."""

import numpy as np
import pandas as pd

from data.contract.vocabulary import ALL, NONE, TOTAL, UNKNOWN
from data.demo.generator.names import ICB_CODE
from data.demo.generator.randomness import stream
from data.demo.generator.residents import BROAD_GROUPS

_KEY = ["level", "area_code", "period_end", "dimension", "group"]
# How many take part in each place, the share who did not say, and how much likelier than others each group is to come.
_ACTIVITIES: dict[str, tuple[tuple[int, ...], float, dict[str, dict[str, float | None]]]] = {
    "Patient groups": (
        (212, 148, 176),
        0.12,
        {
            "ethnic_group": {"asian": 0.42, "black": 0.34, "mixed": 0.40, "other": 0.30},
            "deprivation_quintile": {"1": 0.36, "2": 0.66, "4": 1.25, "5": 1.5},
            "age": {"0-17": 0.02, "18-39": 0.24, "65-79": 2.9, "80+": 2.0},
            "sex": {"male": 0.72},
        },
    ),
    "Listening sessions": (
        (164, 288, 251),
        0.07,
        {
            "ethnic_group": {"asian": 1.5, "black": 2.3, "mixed": 1.2, "other": 0.55},
            "deprivation_quintile": {"1": 2.2, "2": 1.4, "4": 0.7, "5": 0.5},
            "age": {"0-17": 0.1, "18-39": 0.8, "65-79": 1.4},
            "sex": {"male": 0.55},
        },
    ),
    "Practice survey": (
        (3180, 2590, 3350),
        0.05,
        {
            "ethnic_group": {"asian": 0.68, "black": 0.62, "mixed": 0.66, "other": 0.7},
            "deprivation_quintile": {"1": 0.62, "2": 0.8, "4": 1.15, "5": 1.25},
            "age": {"0-17": None, "18-39": 0.5, "65-79": 2.0, "80+": 1.7},
            "sex": {"male": 0.8},
        },
    ),
}


def _lives_here(observations: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """People of each group in each place: registered people by fifth, age and sex; residents by ethnic group."""
    counted = observations[
        (observations["indicator_id"] == "ethnicity_recorded")
        & (observations["dimension_2"] == NONE)
        & (observations["level"] == "place")
        & (observations["period_end"] == observations["period_end"].max())
        & ~observations["dimension"].isin([TOTAL, "ethnic_group"])
        & (observations["group"] != UNKNOWN)
    ]
    counted = counted.rename(columns={"denominator": "population"})[["area_code", "dimension", "group", "population"]]
    places = areas[areas["level"] == "place"].set_index("area_code")
    ethnic = places[[f"resident_{group}" for group in BROAD_GROUPS]].set_axis(list(BROAD_GROUPS), axis=1)
    ethnic = ethnic.rename_axis(columns="group").stack().rename("population").reset_index()
    return pd.concat([counted, ethnic.assign(dimension="ethnic_group")], ignore_index=True)


def _drawn(
    here: pd.DataFrame, activity: str, how_many: int, not_said: float, tilt: dict[str, float | None], place: str
) -> pd.DataFrame:
    """People taking part in one place by one dimension: its groups that could (tilt not None), then who did not say."""
    here = here[[tilt.get(group, 1.0) is not None for group in here["group"]]]
    dimension = here["dimension"].iloc[0]
    weight = here["population"].to_numpy() * np.array([tilt.get(group, 1.0) for group in here["group"]])
    chance = np.append(weight / weight.sum() * (1 - not_said), not_said)
    people = stream(f"taking part {activity} {dimension} {place}").multinomial(how_many, chance)
    population = np.append(here["population"].to_numpy(float), np.nan)
    return pd.DataFrame(
        {"dimension": dimension, "group": [*here["group"], UNKNOWN], "people": people, "population": population}
    )


def participation_table(observations: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Who took part in each activity in the past year beside who lives here, by place: true counts."""
    lives = _lives_here(observations, areas)
    found = []
    for activity, (numbers, not_said, tilts) in _ACTIVITIES.items():
        for place, how_many in zip(sorted(lives["area_code"].unique()), numbers, strict=True):
            about = {"activity": activity, "level": "place", "area_code": place}
            for dimension, here in lives[lives["area_code"] == place].groupby("dimension"):
                drawn = _drawn(here, activity, how_many, not_said, tilts[dimension], place)
                found.append(drawn.assign(**about))
            everyone = lives[(lives["area_code"] == place) & (lives["dimension"] == "sex")]["population"].sum()
            total = {"dimension": [TOTAL], "group": [ALL], "people": [how_many], "population": [everyone]}
            found.append(pd.DataFrame(total).assign(**about))
    parts = pd.concat(found, ignore_index=True)
    whole = (
        parts.assign(level="icb", area_code=ICB_CODE)
        .groupby(["activity", "level", "area_code", "dimension", "group"], as_index=False)[["people", "population"]]
        .sum(min_count=1)
    )
    table = pd.concat([parts, whole], ignore_index=True).assign(period_end=observations["period_end"].max())
    return table.astype({"people": float}).assign(status="ok")[[*_KEY, "status", "activity", "people", "population"]]
