"""Counts drawn from the true chances: who is counted, and of those how many events."""

from dataclasses import dataclass

import numpy as np

from data.contract.indicator import Indicator
from data.demo.generator.absences import absent
from data.demo.generator.behaviour import Behaviour
from data.demo.generator.chances import scale_to_chance, true_log_scale
from data.demo.generator.people import People
from data.demo.generator.pilots import pilot_effect, pilot_spike
from data.demo.generator.quarters import year_ends, year_sums
from data.demo.generator.randomness import stream
from data.demo.generator.stories import story_shift


@dataclass(frozen=True)
class Counts:
    """Whole numbers by period, unit and ethnic group as recorded (periods, units, 19), before any disclosure control.

    The `yearly` ones are by financial year, as small areas and practices are given; for an indicator that is
    collected once a year all are.
    """

    events: np.ndarray
    people: np.ndarray
    yearly_events: np.ndarray
    yearly_people: np.ndarray


def denominators(indicator: Indicator, behaviour: Behaviour, people: People) -> np.ndarray:
    """How many are counted in each cell and quarter (18, units, 19); person-years when the indicator is a rate."""
    rng = stream(f"denominators {people.where} {indicator.id}")
    fifth = np.minimum(people.quintile, 5) - 3
    tilt = np.exp(-behaviour.share_deprived * fifth / 4 + behaviour.share_older * people.older)
    per_quarter = behaviour.share / (4 if indicator.value_type == "rate" or behaviour.yearly else 1)
    expected = people.counts * (per_quarter * tilt)[:, None]
    if behaviour.fresh:
        return np.asarray(rng.poisson(expected))
    # A register keeps its members: the same random part every quarter, so that only true growth moves it.
    size = expected.shape[1:]
    return np.asarray(np.floor(expected * rng.lognormal(0, 0.04, size) + rng.uniform(size=size)).astype(int))


def true_chance(indicator: Indicator, behaviour: Behaviour, people: People) -> np.ndarray:
    """The true chance, or rate a year, in every cell (18, units, 19), planted stories and pilots included."""
    proportion = indicator.value_type in ("proportion", "mean")
    log_scale = true_log_scale(indicator.id, behaviour, people, proportion=proportion)
    planted = story_shift(indicator.id, behaviour, people) + pilot_spike(indicator.id, people)
    chance = scale_to_chance(log_scale + planted, proportion=proportion) + pilot_effect(indicator.id, people)
    return np.asarray(np.clip(chance, 0.0005, 0.9995 if proportion else None))


def _recorded_counts(people: People) -> tuple[np.ndarray, np.ndarray]:
    """Everyone registered, and those of them whose ethnic group is recorded: all but the last column."""
    counted = np.floor(people.counts + 0.5).astype(int)
    recorded = counted.copy()
    recorded[:, :, -1] = 0
    return recorded, counted


def _drawn(indicator: Indicator, behaviour: Behaviour, people: People) -> tuple[np.ndarray, np.ndarray]:
    rng = stream(f"events {people.where} {indicator.id}")
    counted = denominators(indicator, behaviour, people)
    chance = true_chance(indicator, behaviour, people)
    if indicator.value_type == "rate":
        return rng.poisson(counted * chance), counted
    return rng.binomial(counted, chance), counted


def drawn_counts(indicator: Indicator, behaviour: Behaviour, people: People) -> Counts:
    """Everything counted for one indicator. What was never returned is counted as nothing, as in the sums above it."""
    if indicator.id == "ethnicity_recorded":
        events, counted = _recorded_counts(people)
    else:
        events, counted = _drawn(indicator, behaviour, people)
    returned = ~absent(indicator.id, people)[:, :, None]
    events, counted = events * returned, counted * returned
    to_years = year_ends if behaviour.over_time(indicator.value_type) == "end" else year_sums
    yearly_events, yearly_people = to_years(events), to_years(counted)
    if behaviour.yearly:
        return Counts(yearly_events, yearly_people, yearly_events, yearly_people)
    return Counts(events, counted, yearly_events, yearly_people)
