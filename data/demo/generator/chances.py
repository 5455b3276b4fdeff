"""The true chance or rate of an indicator in every cell: gradient, ethnic group, place, season, trend and noise."""

import numpy as np

from data.demo.generator.behaviour import Behaviour
from data.demo.generator.people import People
from data.demo.generator.quarters import N_QUARTERS_MADE, YEARS_ELAPSED
from data.demo.generator.randomness import stream
from data.demo.generator.residents import BROAD_GROUPS, BROAD_OF_DETAILED, DETAILED_GROUPS

_PRACTICE_NOISE = 0.11
_QUARTER_NOISE = 0.025
_UNIT_QUARTER_NOISE = 0.06


def group_shifts(behaviour: Behaviour) -> np.ndarray:
    """The shift of each detailed ethnic group and of unknown (19,), detailed shifts added to their broad group's."""
    detailed = [
        behaviour.by_group.get(BROAD_GROUPS[broad], 0.0) + behaviour.by_group.get(code, 0.0)
        for code, broad in zip(DETAILED_GROUPS, BROAD_OF_DETAILED, strict=True)
    ]
    return np.array([*detailed, behaviour.unknown])


def season_shifts(behaviour: Behaviour) -> np.ndarray:
    """The shift of each quarter made (18,): highest in January to March, lowest in July to September."""
    quarter_of_year = np.arange(N_QUARTERS_MADE) % 4
    return behaviour.season * np.array([-0.2, -0.8, 0.3, 0.7])[quarter_of_year]


def scale_to_chance(log_scale: np.ndarray, *, proportion: bool) -> np.ndarray:
    """Chances from log odds, or rates from log rates."""
    return np.asarray(1 / (1 + np.exp(-log_scale)) if proportion else np.exp(log_scale))


def base_on_scale(base: float, *, proportion: bool) -> float:
    """The log odds of a proportion, or the log of a rate."""
    return float(np.log(base / (1 - base)) if proportion else np.log(base))


def true_log_scale(indicator_id: str, behaviour: Behaviour, people: People, *, proportion: bool) -> np.ndarray:
    """Log odds or log rates (quarters, units, 19) before any planted story.

    Neighbourhoods, practices and small areas differ, and every place has its better and worse quarters.
    """
    rng = stream(f"chances {people.where} {indicator_id}")
    n_neighbourhoods = people.neighbourhood.max() + 1
    placed = np.arange(people.n_units) < people.n_small_areas
    between = rng.normal(0, behaviour.between, n_neighbourhoods)[people.neighbourhood]
    local = rng.normal(0, behaviour.local, people.n_units) * placed
    local += people.practice_mix @ rng.normal(0, _PRACTICE_NOISE, people.practice_mix.shape[1])
    wobble = rng.normal(0, _QUARTER_NOISE, (N_QUARTERS_MADE, n_neighbourhoods))[:, people.neighbourhood]
    wobble += rng.normal(0, _UNIT_QUARTER_NOISE, (N_QUARTERS_MADE, people.n_units))
    in_time = behaviour.trend * (YEARS_ELAPSED - YEARS_ELAPSED.mean()) + season_shifts(behaviour)
    unrest = people.unrest * (between + local + wobble)
    by_unit = base_on_scale(behaviour.base, proportion=proportion) + behaviour.gradient[people.quintile - 1]
    return np.asarray((by_unit + unrest + in_time[:, None])[:, :, None] + group_shifts(behaviour))
