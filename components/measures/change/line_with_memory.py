"""What a straight line through a series can be said to be where it is not known how far the series remembers itself.

Few points say little of a series' memory, and a memory taken for smaller than it is makes trends of nothing. So every memory
from a little below none to nearly all is weighed by how well it fits, and the line is as unsure as they are together.
Source: restricted likelihood of a regression with AR(1) errors (Cheang & Reinsel, J Am Stat Assoc 2000;95:1173), averaged
over the memory with equal weight beforehand (Zellner & Tiao, J Am Stat Assoc 1964;59:763).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import special

# Below none a little, so that chance does not make a memory of every series that has none; by simulation, at most 7% of
# series without a trend are then said to have one at a memory of 0.6 (tests/benchmark/false_claims.py).
LEAST, MOST, _STEPS = -0.2, 0.95, 24
MEMORIES = LEAST + (MOST - LEAST) * (np.arange(_STEPS) + 0.5) / _STEPS
_STEPS_TO_ROOT = 60
# A step that moves by less than this, as a share of where it is, is the last.
_CLOSE = 1e-12
# Points that lie exactly on a line leave no error: kept apart from nought, and distances from what squares to infinity.
_TINY, _FAR = 1e-300, 1e100


@dataclass(frozen=True, eq=False)
class ByMemory:
    """A line for every memory: coefficients, errors (memories, ..., 2: middle, slope) and its weight (memories, ...)."""

    coefficient: np.ndarray
    error: np.ndarray
    weight: np.ndarray
    freedom: np.ndarray


def by_memory(series: np.ndarray, error: np.ndarray, centred: np.ndarray, used: np.ndarray) -> ByMemory:
    """Generalised least squares for every memory; series, error, centred time and which count: (..., times).

    The scatter is scaled by what the points show (n - 2 degrees of freedom); points further apart remember less. Cells with
    fewer than 3 points used, or all at one time, give no sense.
    """
    precision = np.where(used, 1 / np.where(used, error, 1.0), 0.0)
    parts = np.stack([precision * np.where(used, each, 0.0) for each in (np.ones_like(series), centred, series)])
    white, lost = _without_memory(parts, used)
    middle, time, value = np.moveaxis(white, 1, 0)
    mm, mt, tt = ((one * other).sum(axis=-1) for one, other in ((middle, middle), (middle, time), (time, time)))
    mv, tv = ((one * value).sum(axis=-1) for one in (middle, time))
    area = np.maximum(mm * tt - mt**2, _TINY)
    coefficient = np.stack([(tt * mv - mt * tv) / area, (mm * tv - mt * mv) / area], axis=-1)
    left = value - coefficient[..., :1] * middle - coefficient[..., 1:] * time
    scatter = np.maximum((left**2).sum(axis=-1), _TINY)
    freedom = np.maximum(used.sum(axis=-1) - 2, 1)
    fits = -lost / 2 - np.log(area) / 2 - freedom / 2 * np.log(scatter)
    weight = np.exp(fits - fits.max(axis=0))
    variance = np.stack([tt, mm], axis=-1) / area[..., None] * (scatter / freedom)[..., None]
    return ByMemory(coefficient, np.sqrt(variance), weight / weight.sum(axis=0), freedom)


def _without_memory(parts: np.ndarray, used: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each point less what it remembers of the one before, (memories, parts, ..., times), and the log of what is lost."""
    memory = MEMORIES.reshape(-1, *[1] * (parts.ndim - 2))
    white = np.zeros((len(MEMORIES), *parts.shape))
    lost = np.zeros((len(MEMORIES), *used.shape[:-1]))
    before, since = np.zeros(parts.shape[:-1]), np.zeros(used.shape[:-1], dtype=int)
    for place in range(used.shape[-1]):
        here = used[..., place]
        kept = np.where(since > 0, memory ** np.maximum(since, 1), 0.0)
        new = (parts[..., place] - kept[:, None] * before) / np.sqrt(1 - kept[:, None] ** 2)
        white[..., place] = np.where(here, new, 0.0)
        lost += np.where(here, np.log(1 - kept**2), 0.0)
        before = np.where(here, parts[..., place], before)
        since = np.where(here, 1, since + (since > 0))
    return white, lost


def reach(found: ByMemory, which: int, about: np.ndarray, confidence: float) -> np.ndarray:
    """How far about `about` (...) a coefficient (0 middle, 1 slope) lies with a confidence, all memories together."""
    memories, center = len(found.weight), about.reshape(-1)
    place = found.coefficient[..., which].reshape(memories, -1)
    error = np.maximum(found.error[..., which], _TINY).reshape(memories, -1)
    weight, freedom = found.weight.reshape(memories, -1), found.freedom.reshape(-1)
    low, high = np.zeros_like(center), (np.abs(place - center) + error * _farthest(confidence, freedom)).max(axis=0)
    # As far as all memories reach on the average: a few steps from where it is.
    half = (weight * (np.abs(place - center) + error * _farthest(confidence, freedom))).sum(axis=0)
    density, moving = _density(freedom), np.arange(half.size)
    # Newton's steps, kept between ends that close in, for those that still move.
    for _ in range(_STEPS_TO_ROOT):
        now, of = half[moving], (weight[:, moving], error[:, moving], freedom[moving])
        apart = center[moving] - place[:, moving]
        away = [np.clip((now + side * apart) / of[1], -_FAR, _FAR) for side in (1, -1)]
        outside = (of[0] * sum(special.stdtr(of[2], -each) for each in away)).sum(axis=0) - (1 - confidence)
        thins = (of[0] * sum(density(each, moving) for each in away) / of[1]).sum(axis=0)
        low[moving], high[moving] = np.where(outside > 0, now, low[moving]), np.where(outside > 0, high[moving], now)
        step = now + outside / np.maximum(thins, _TINY)
        there = np.abs(step - now) <= _CLOSE * now
        within = (step > low[moving]) & (step < high[moving])
        half[moving] = np.where(within | there, step, (low[moving] + high[moving]) / 2)
        moving = moving[~there]
        if not moving.size:
            break
    return np.asarray(half.reshape(about.shape))


def _farthest(confidence: float, freedom: np.ndarray) -> np.ndarray:
    return np.asarray(special.stdtrit(freedom, (1 + confidence) / 2))


def _density(freedom: np.ndarray) -> Callable[[np.ndarray, np.ndarray], np.ndarray]:
    """Student's density, as a function of distances (..., cells) and which of the cells they are of."""
    scale = special.gammaln((freedom + 1) / 2) - special.gammaln(freedom / 2) - np.log(freedom * np.pi) / 2

    def density(distance: np.ndarray, cells: np.ndarray) -> np.ndarray:
        known = freedom[cells]
        return np.asarray(np.exp(scale[cells] - (known + 1) / 2 * np.log1p(distance**2 / known)))

    return density
