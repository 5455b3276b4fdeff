"""How deprived each small area is: town centres and the end of the coast most, suburbs least, with local pockets."""

import numpy as np
import pandas as pd

from data.demo.generator.outline import TOWNS
from data.demo.generator.randomness import stream

N_NATIONAL = 33_755
N_QUINTILES = 5

# How much a town's centre adds, and over how many kilometres it fades.
_CENTRES = {
    "Sallowmouth": (1.9, 2.2),
    "Sallowmouth Southbank": (1.4, 1.8),
    "Merrowbridge": (1.5, 1.6),
    "Tarnhaven": (1.9, 2.2),
    "Elverstrand": (1.1, 1.2),
    "Quillmarket": (0.3, 1.0),
    "Brindlewold": (0.0, 1.0),
    "Osmerhythe": (-0.4, 1.5),
}
_SUBURBS = {"Sallowmouth": 5.0, "Merrowbridge": 4.2, "Quillmarket": 3.0, "Elverstrand": 3.5}
_COUNTRYSIDE_KM = 5.5
# Where local fifths fall in the national ranking: this county is a little more deprived than the country.
_LOCAL_SHARES = (0.0, 0.25, 0.46, 0.66, 0.84, 1.0)


def smooth_noise(positions: np.ndarray, scale: float, rng: np.random.Generator) -> np.ndarray:
    """Noise of mean 0 and standard deviation 1 that is alike in areas within about `scale` kilometres."""
    apart = np.hypot(*(positions[:, None] - positions[None]).T)
    kernel = np.exp(-0.5 * (apart / scale) ** 2)
    noise = kernel @ rng.normal(size=len(positions)) / np.sqrt((kernel**2).sum(axis=1))
    return np.asarray((noise - noise.mean()) / noise.std())


def _score(positions: np.ndarray) -> np.ndarray:
    rng = stream("deprivation")
    score = 0.42 * smooth_noise(positions, 2.5, rng) + 0.45 * rng.normal(size=len(positions))
    nearest = np.min([np.hypot(positions[:, 0] - town.x, positions[:, 1] - town.y) for town in TOWNS], axis=0)
    score = np.where(nearest > _COUNTRYSIDE_KM, 0.4 * score - 0.25, score)
    for town in TOWNS:
        away = np.hypot(positions[:, 0] - town.x, positions[:, 1] - town.y)
        added, fade = _CENTRES[town.name]
        score += added * np.exp(-0.5 * (away / fade) ** 2)
        if town.name in _SUBURBS:
            score -= 0.9 * np.exp(-0.5 * ((away - _SUBURBS[town.name]) / 1.3) ** 2)
    return score


def deprivation(positions: np.ndarray, population: np.ndarray) -> pd.DataFrame:
    """National rank, decile and fifth, and fifth within the county (1 = most deprived), of each small area."""
    order = np.argsort(-_score(positions), kind="stable")
    running = np.empty(len(order))
    running[order] = (np.cumsum(population[order]) - population[order] / 2) / population.sum()
    national = np.interp(running, _LOCAL_SHARES, np.linspace(0, 1, len(_LOCAL_SHARES)))
    rank = 1 + np.floor(national * (N_NATIONAL - 1))
    return pd.DataFrame(
        {
            "imd_rank": rank,
            "imd_decile": np.ceil(rank / N_NATIONAL * 10),
            "imd_quintile": np.ceil(rank / N_NATIONAL * N_QUINTILES),
            "imd_quintile_local": 1 + np.floor(running * N_QUINTILES),
        }
    )
