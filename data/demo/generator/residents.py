"""Who lives in each small area: how many people, how old the area is, and of which ethnic groups."""

import numpy as np

from data.contract.vocabulary import ETHNIC_GROUP_18
from data.demo.generator.deprivation import smooth_noise
from data.demo.generator.randomness import stream

BROAD_GROUPS = ("asian", "black", "mixed", "white", "other")
DETAILED_GROUPS = tuple(ETHNIC_GROUP_18)
BROAD_OF_DETAILED = np.array([BROAD_GROUPS.index(broad) for _, broad in ETHNIC_GROUP_18.values()])

# Log odds against White where no community has settled in particular, and where communities have: (x, y, km, added).
_BACKGROUND = {"asian": -3.1, "black": -3.9, "mixed": -3.6, "other": -4.4}
_COMMUNITIES = {
    "asian": ((32.6, 21.4, 2.6, 2.7), (13.2, 25.6, 2.2, 2.5), (36.8, 25.4, 2.2, 1.6), (16.5, 30.0, 2.0, 1.2)),
    "black": ((37.6, 16.2, 2.4, 2.6), (35.4, 21.0, 2.2, 2.0), (15.2, 27.8, 1.8, 1.6), (57.0, 27.5, 1.5, 0.9)),
    "mixed": ((36.4, 18.4, 3.5, 1.3), (14.2, 27.0, 2.4, 0.9)),
    "other": ((34.8, 20.6, 2.0, 2.0), (38.0, 15.0, 1.6, 1.2)),
}
WITHIN_BROAD = {
    "asian": (0.33, 0.29, 0.13, 0.10, 0.15),
    "black": (0.62, 0.24, 0.14),
    "mixed": (0.30, 0.18, 0.29, 0.23),
    "white": (0.886, 0.012, 0.004, 0.098),
    "other": (0.36, 0.64),
}


def populations(n_areas: int) -> np.ndarray:
    """Residents of each small area: about 1,000 to 3,000, as small areas are drawn to be."""
    return np.clip(np.round(stream("population").lognormal(np.log(1_690), 0.2, n_areas)), 1_010, 2_990)


def older_index(positions: np.ndarray, quintile: np.ndarray) -> np.ndarray:
    """How much older than average each small area is: about -1 to 1, highest on the coast and in the countryside."""
    east = np.clip((positions[:, 0] - 44) / 16, 0, 1)
    index = 0.55 * east + 0.12 * (quintile - 3) + 0.25 * smooth_noise(positions, 4.0, stream("older"))
    return np.asarray(np.clip(index - index.mean(), -1, 1))


def _broad_shares(positions: np.ndarray) -> np.ndarray:
    rng = stream("communities")
    odds = np.ones((len(positions), len(BROAD_GROUPS)))
    for column, group in enumerate(BROAD_GROUPS):
        if group == "white":
            continue
        log_odds = _BACKGROUND[group] + 0.3 * smooth_noise(positions, 3.0, rng)
        for x, y, fade, added in _COMMUNITIES[group]:
            away = np.hypot(positions[:, 0] - x, positions[:, 1] - y)
            log_odds += added * np.exp(-0.5 * (away / fade) ** 2)
        odds[:, column] = np.exp(log_odds)
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def residents(positions: np.ndarray, population: np.ndarray) -> np.ndarray:
    """Residents of each small area by detailed ethnic group (areas, 18); each row sums to the population."""
    rng = stream("residents")
    broad = _broad_shares(positions)
    within = np.concatenate([WITHIN_BROAD[group] for group in BROAD_GROUPS])
    detailed = broad[:, BROAD_OF_DETAILED] * within * rng.lognormal(0, 0.25, (len(positions), len(within)))
    return rng.multinomial(population.astype(int), detailed / detailed.sum(axis=1, keepdims=True))


def broad_sums(detailed: np.ndarray) -> np.ndarray:
    """Counts by broad ethnic group (…, 5) of counts by detailed group (…, 18)."""
    return np.asarray(detailed @ np.eye(len(BROAD_GROUPS), dtype=detailed.dtype)[BROAD_OF_DETAILED])
