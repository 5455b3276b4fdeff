"""Claims where areas are not given and how far they differ is borrowed of indicators like it."""

import numpy as np
import pandas as pd

from components.findings.gaps import selected_gap
from components.measures.spread.areas_as_clusters import design_effect, over_areas
from components.measures.spread.borrowed_effect import added_variance, borrowed_effect, information
from components.measures.values.proportion import proportion, standard_error
from data.contract.vocabulary import DIMENSIONS

AREAS, PEOPLE = 18, 1_200
# On the scale of log odds: how far areas differ, by how much indicators differ in that (log scale), and inside an area.
DIFFER, UNEVEN, DIFFER_INSIDE = 0.25, 0.3, 0.12
_BY = DIMENSIONS["deprivation_quintile"]


def borrowed_gap_claims(
    rng: np.random.Generator, worlds: int, lenders: int, *, gap: float = 0.0
) -> tuple[float, float]:
    """Share of worlds whose gap is said to be beyond chance: by sampling error only, and with what was borrowed.

    Every indicator has its own level (5 to 60%), number of people and spread of areas; of the one that is judged only the
    groups' totals are seen.
    """
    alone, lent = [], []
    for _ in range(worlds):
        level, size = rng.uniform(0.05, 0.6, lenders + 1), rng.uniform(0.3, 1.5, lenders + 1) * PEOPLE
        uneven = np.exp(rng.normal(0, UNEVEN, lenders + 1))
        effects, freedom = [], []
        for place in range(lenders):
            events, people = _counts(rng, level[place], size[place], uneven[place])
            found = over_areas(events, people)
            totals = events.sum(axis=0), people.sum(axis=0)
            effect = design_effect(found, standard_error(*totals))
            effects.append(np.median(added_variance(effect, information(*totals, share=True))))
            freedom.append(np.median(found.freedom))
        events, people = (each.sum(axis=0) for each in _counts(rng, level[-1], size[-1], uneven[-1], gap=gap))
        effect = borrowed_effect(np.median(effects), information(events, people, share=True))
        alone.append(_claimed(events, people, np.ones(5), np.inf))
        lent.append(_claimed(events, people, effect, float(np.median(freedom))))
    return float(np.mean(alone)), float(np.mean(lent))


def _counts(
    rng: np.random.Generator, level: float, size: float, uneven: float, *, gap: float = 0.0
) -> tuple[np.ndarray, np.ndarray]:
    odds = np.log(level / (1 - level)) + uneven * (
        rng.normal(0, DIFFER, (AREAS, 1)) + rng.normal(0, DIFFER_INSIDE, (AREAS, 5))
    )
    chance = np.clip(1 / (1 + np.exp(-odds)) + gap * np.linspace(0.5, -0.5, 5), 0.001, 0.999)
    # Fifths gather in some areas, as those of where people live do.
    people = rng.poisson(size * 5 * rng.dirichlet(np.full(5, 1.0), AREAS)).astype(float) + 20
    return rng.binomial(people.astype(int), chance).astype(float), people


def _claimed(events: np.ndarray, people: np.ndarray, effect: np.ndarray, freedom: float) -> bool:
    limits = proportion(events / effect, people / effect)
    groups = pd.DataFrame(
        {
            "group": _BY.known_groups,
            "value": 100 * limits.estimate,
            "lower": 100 * limits.lower,
            "upper": 100 * limits.upper,
            "status": "ok",
            "freedom": freedom,
        }
    )
    return selected_gap(groups, _BY, higher_is_better=False).verdict in ("worse", "better")
