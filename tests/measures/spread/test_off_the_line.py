"""Points off a line: against leaving each out by hand, and by how often a point like the others is named."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from components.measures.spread.false_discovery import flagged
from components.measures.spread.off_the_line import off_the_line


@given(st.lists(st.tuples(st.floats(0, 60), st.floats(0, 100)), min_size=6, max_size=20))
def test_each_point_against_the_line_of_the_others(points):
    """Without error of counting: a point's distance to the others' line, in standard errors of predicting it from them."""
    x, y = (np.array(part) for part in zip(*points, strict=True))
    others = [np.delete(np.arange(x.size), place) for place in range(x.size)]
    if any(np.ptp(x[rest]) < 1 for rest in others):
        return
    found = off_the_line(x, y, np.zeros(x.size))
    for place, rest in enumerate(others):
        line = stats.linregress(x[rest], y[rest])
        left = y[rest] - line.intercept - line.slope * x[rest]
        scatter = np.sqrt((left**2).sum() / (rest.size - 2))
        if scatter < 1e-3:
            continue
        far = (x[place] - x[rest].mean()) ** 2 / ((x[rest] - x[rest].mean()) ** 2).sum()
        away = (y[place] - line.intercept - line.slope * x[place]) / scatter / np.sqrt(1 + 1 / rest.size + far)
        assert found.studentised[place] == pytest.approx(away, rel=1e-4, abs=1e-4)
        assert found.p_value[place] == pytest.approx(2 * stats.t.sf(abs(away), x.size - 3), rel=1e-3, abs=1e-6)


def test_the_one_that_is_off_is_named():
    x = np.arange(8.0)
    y = x + np.array([0.1, -0.1, 0.1, -0.1, 3.0, 0.1, -0.1, 0.1])
    found = off_the_line(x, y, np.full(8, 0.1))
    assert flagged(found.p_value).tolist() == [place == 4 for place in range(8)]
    assert found.expected == pytest.approx(found.intercept + found.slope * x)


def test_more_counted_points_pull_harder():
    x, y = np.array([0.0, 1, 2, 3, 4, 5]), np.array([0.0, 1, 2, 3, 4, 9])
    loose = off_the_line(x, y, np.array([0.1] * 5 + [50.0]))
    assert loose.slope < off_the_line(x, y, np.full(6, 0.1)).slope


@pytest.mark.parametrize("scatter", [0, 1, 5])
def test_of_points_that_scatter_alike_one_is_named_seldom(scatter):
    rng, named = np.random.default_rng(7), []
    for _ in range(1_000):
        x, error = rng.uniform(0, 60, 14), rng.uniform(0.5, 2, 14)
        y = 3 + 0.2 * x + rng.normal(0, np.hypot(error, scatter))
        named.append(flagged(off_the_line(x, y, error).p_value).any())
    assert np.mean(named) <= 0.09


@pytest.mark.parametrize(("x", "y"), [([1.0, 2, 3, 4], [1.0, 2, 3, 4]), ([2.0] * 6, [1.0] * 6)])
def test_too_few_points_or_all_alike_have_no_line(x, y):
    with pytest.raises(ValueError, match="expected 5 or more"):
        off_the_line(x, y, np.ones(len(x)))
