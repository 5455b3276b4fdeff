"""People sent on between services, community organisations and advocates in a year: invented, by place and group."""

import numpy as np
import pandas as pd

from data.contract.record_tables import ROUTE_STEPS, ROUTES
from data.contract.vocabulary import DIMENSIONS, UNKNOWN
from data.demo.generator.cascade import KEY, people_with_conditions, summed
from data.demo.generator.randomness import stream

_HABIT = 0.10
_TO, _FROM, _ADVOCACY = ROUTES
# Of 100 people with a long-term condition, how many are sent in a year, most deprived fifth first and not known last.
_SENT = {
    _TO: (15.0, 12.0, 10.0, 8.5, 7.0, 9.0),
    _FROM: (9.0, 7.0, 5.5, 4.5, 4.0, 5.0),
    _ADVOCACY: (6.5, 5.0, 3.5, 3.0, 2.5, 3.0),
}
# The chance of taking each step after being sent, for everyone, before the shifts of a group.
_CHANCES = {_TO: (0.80, 0.62, 0.80), _FROM: (0.74, 0.55, 0.78), _ADVOCACY: (0.70, 0.74, 0.72)}
# On the scale of log odds, by route and step (0 received, 1 reported back, 2 closed).
_SHIFTS: dict[tuple[str, int], dict[str, float]] = {
    (_TO, 0): {"asian": -0.55},
    (_TO, 1): {"1": -0.35, "2": -0.15, "5": 0.2},
    (_FROM, 0): {"black": -0.6, "other": -0.4},
    (_FROM, 1): {"1": -0.2},
    (_ADVOCACY, 2): {"1": -0.3, "black": -0.3},
}


def _sent_on(people: pd.DataFrame, route: str) -> pd.DataFrame:
    """Those of each cell who were sent one way, and how far they got, drawn among those who took the step before."""
    fifths = list(DIMENSIONS["deprivation_quintile"].groups)
    fifth = people["group"].map(fifths.index).to_numpy()
    codes = sorted(people["area_code"].unique())
    rng = stream(f"two-way referrals {route}")
    here = rng.binomial(people["numerator"].to_numpy().astype(int), np.array(_SENT[route])[fifth] / 100)
    steps = {"sent": here}
    for place, (step, chance) in enumerate(zip(ROUTE_STEPS[1:], _CHANCES[route], strict=True)):
        habit = dict(zip(codes, rng.normal(0, _HABIT, len(codes)), strict=True))
        shift = _SHIFTS.get((route, place), {}) | {UNKNOWN: -0.2}
        odds = np.log(chance / (1 - chance)) + people["area_code"].map(habit).to_numpy(float)
        odds += people["group"].map(shift).fillna(0.0).to_numpy() + people["group_2"].map(shift).fillna(0.0).to_numpy()
        here = rng.binomial(here, 1 / (1 + np.exp(-odds)))
        steps[step] = here
    return people.assign(route=route, **steps)


def two_way_referrals_table(observations: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Each way of the past year: sent, received, reported back and closed, as true counts."""
    places = areas[areas["level"] == "neighbourhood"].set_index("area_code")["parent_code"]
    text = dict.fromkeys(("indicator_id", "level", "dimension", "group", "dimension_2", "group_2"), str)
    people = people_with_conditions(observations.astype(text))
    cells = pd.concat([_sent_on(people, route) for route in ROUTES], ignore_index=True)
    table = summed(cells, places, ROUTE_STEPS, ("route",)).astype(dict.fromkeys(ROUTE_STEPS, float))
    return table.assign(status="ok")[[*KEY, "status", "route", *ROUTE_STEPS]]
