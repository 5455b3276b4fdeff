"""A line whose scatter remembers itself: known answers where there is none, and against generalised least squares."""

import numpy as np
import pytest
from scipy import stats

from components.measures.change.line_with_memory import MEMORIES, by_memory, reach


def test_each_memory_is_generalised_least_squares():
    rng = np.random.default_rng(3)
    value, error = rng.normal(size=7), rng.uniform(0.5, 2, 7)
    time, used = np.arange(7) - 3.0, np.array([True, True, False, True, True, True, True])
    found = by_memory(value, error, time, used)
    place = 20
    lag = np.abs(np.subtract.outer(np.arange(7), np.arange(7)))[np.ix_(used, used)]
    cover = np.outer(error[used], error[used]) * MEMORIES[place] ** lag
    design, inverse = np.stack([np.ones(6), time[used]], axis=1), np.linalg.inv(cover)
    middle = np.linalg.inv(design.T @ inverse @ design)
    wanted = middle @ design.T @ inverse @ value[used]
    left = value[used] - design @ wanted
    scatter = left @ inverse @ left / 4
    assert found.coefficient[place] == pytest.approx(wanted, rel=1e-9)
    assert found.error[place] == pytest.approx(np.sqrt(scatter * np.diag(middle)), rel=1e-9)
    assert found.weight.sum() == pytest.approx(1)


def test_a_series_that_remembers_itself_weighs_memory():
    steps = np.random.default_rng(5).normal(size=24).cumsum()
    steady = np.resize([1.0, -1.0], 24)
    time, every = np.arange(24) - 11.5, np.ones(24, dtype=bool)
    mean = [float((MEMORIES * by_memory(each, np.ones(24), time, every).weight).sum()) for each in (steps, steady)]
    assert mean[0] > 0.5
    assert mean[1] < 0


def test_the_reach_holds_what_it_says():
    """Between the two ends lies 95% of what all the memories together say of the slope."""
    value = np.array([1.0, 2.5, 2.0, 4.1, 3.9, 6.2, 5.0, 7.7])
    time = np.arange(8) - 3.5
    found = by_memory(value, np.ones(8), time, np.ones(8, dtype=bool))
    about = np.asarray(np.polyfit(time, value, 1)[0])
    half = reach(found, 1, about, 0.95)
    ends = [stats.t.cdf((about + side * half - found.coefficient[:, 1]) / found.error[:, 1], 6) for side in (-1, 1)]
    assert (found.weight * (ends[1] - ends[0])).sum() == pytest.approx(0.95, abs=1e-6)


def test_the_reach_is_found_to_the_last_digit():
    """As halving the interval a hundred times finds it, for many series at once: a step too many must not leave the root."""
    rng = np.random.default_rng(2)
    value = rng.normal(size=(40, 17)).cumsum(axis=-1) * rng.uniform(0.01, 2, (40, 1)) + 10
    time, used = np.broadcast_to((np.arange(17) - 8) / 4, value.shape), np.ones(value.shape, dtype=bool)
    found = by_memory(value, rng.uniform(0.2, 0.5, value.shape), time, used)
    place, error = found.coefficient[..., 1], found.error[..., 1]
    about = place.mean(axis=0)
    low, high = np.zeros(40), (np.abs(place - about) + 20 * error).max(axis=0)
    for _ in range(100):
        half = (low + high) / 2
        beyond = [stats.t.sf((half + side * (about - place)) / error, found.freedom) for side in (1, -1)]
        outside = (found.weight * (beyond[0] + beyond[1])).sum(axis=0)
        low, high = np.where(outside > 0.05, half, low), np.where(outside > 0.05, high, half)
    assert reach(found, 1, about, 0.95) == pytest.approx(half, rel=1e-9)
