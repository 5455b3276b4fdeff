"""The patterns planted in the demo, as data, so that pages can be shown to find them and tests can assert them."""

from dataclasses import dataclass

import numpy as np

from data.demo.generator.behaviour import Behaviour
from data.demo.generator.names import NEIGHBOURHOOD_CODE
from data.demo.generator.people import People
from data.demo.generator.quarters import N_QUARTERS_MADE, YEARS_ELAPSED

_NO_CHANGE = (0.0,) * 6


@dataclass(frozen=True)
class Story:
    """One planted pattern: what a reader ought to find, in which indicators, and where.

    `everywhere_in` shifts one neighbourhood; `a_year` moves each fifth (1 to 5, then unknown) every year;
    `evened_between` takes out what deprivation would do to a neighbourhood's total, leaving it inside them. All are on
    the scale of log odds.
    """

    id: str
    words: str
    indicator_ids: tuple[str, ...]
    area_code: str = ""
    everywhere_in: float = 0.0
    a_year: tuple[float, ...] = _NO_CHANGE
    evened_between: bool = False


STORIES = (
    Story(
        id="bucks_the_trend",
        words="Tarnhaven is among the most deprived neighbourhoods and does better than most on several measures.",
        indicator_ids=(
            "preferred_gp",
            "hypertension_to_target",
            "cervical_screening",
            "smi_health_check",
            "copd_flu_vaccination",
            "confidence_trust",
        ),
        area_code=NEIGHBOURHOOD_CODE["Tarnhaven"],
        everywhere_in=0.85,
    ),
    Story(
        id="levelling_down",
        words="The gap in reaching the practice by phone narrows, only because the least deprived find it harder.",
        indicator_ids=("phone_access",),
        a_year=(0.0, -0.01, -0.04, -0.09, -0.14, -0.05),
    ),
    Story(
        id="truly_narrowing",
        words="The gap in blood pressure treated to target narrows because the most deprived fifth improves.",
        indicator_ids=("hypertension_to_target",),
        a_year=(0.115, 0.07, 0.02, 0.0, 0.0, 0.03),
    ),
    Story(
        id="widening",
        words="The gap in long waits widens: they rise in the most deprived fifth and fall in the least.",
        indicator_ids=("waits_over_18_weeks",),
        a_year=(0.15, 0.08, 0.02, 0.0, -0.02, 0.03),
    ),
    Story(
        id="hidden_inside",
        words="Neighbourhoods hardly differ in health checks taken up; nearly all of the gap lies inside them.",
        indicator_ids=("nhs_health_check",),
        evened_between=True,
    ),
)


def story(story_id: str) -> Story:
    """The planted story with an id; KeyError when there is none."""
    return {each.id: each for each in STORIES}[story_id]


def _neighbourhood_gradient(behaviour: Behaviour, people: People) -> np.ndarray:
    """What deprivation does to the total of each unit's neighbourhood: the mean shift of the people in it."""
    size = people.counts[0].sum(axis=1)
    shift = behaviour.gradient[people.quintile - 1]
    by_neighbourhood = np.bincount(people.neighbourhood, shift * size) / np.bincount(people.neighbourhood, size)
    return np.asarray(by_neighbourhood[people.neighbourhood])


def story_shift(indicator_id: str, behaviour: Behaviour, people: People) -> np.ndarray:
    """How far the planted stories move an indicator's log odds (quarters, units, 1). England has no stories."""
    shift = np.zeros((N_QUARTERS_MADE, people.n_units))
    codes = np.array(list(NEIGHBOURHOOD_CODE.values()))
    for each in STORIES if people.where == "county" else ():
        if indicator_id in each.indicator_ids:
            shift += each.everywhere_in * (codes[people.neighbourhood] == each.area_code)
            shift += YEARS_ELAPSED[:, None] * np.array(each.a_year)[people.quintile - 1]
            if each.evened_between:
                shift -= _neighbourhood_gradient(behaviour, people)
    return shift[:, :, None]
