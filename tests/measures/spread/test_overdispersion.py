"""Areas that differ: by hand, against a plain second way of computing, and by how often an area like the others is named."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, optimize, stats

from components.measures.spread.false_discovery import flagged
from components.measures.spread.overdispersion import chance_of, overdispersion, widened


def _plainly(z: list[float], error: list[float]) -> tuple[float, float]:
    """Ratio and spread the long way: sorted by hand, the normal's own share by integration, the spread by root finding."""
    n, ends = len(z), int(np.ceil(0.1 * len(z)))

    def ratio(spread: float) -> float:
        away = [a * e / np.sqrt(e**2 + spread**2) for a, e in zip(z, error, strict=True)]
        ordered = sorted(away)
        low, high = ordered[ends], ordered[n - 1 - ends]
        mean = sum(min(max(each, low), high) ** 2 for each in away) / n
        cut = stats.norm.ppf(1 - ends / n)
        inner, _ = integrate.quad(lambda x: x**2 * stats.norm.pdf(x), -cut, cut)
        return mean / (inner + 2 * ends / n * cut**2)

    wanted = 1 - 1 / n
    if ratio(0) <= wanted:
        return ratio(0), 0.0
    return ratio(0), optimize.brentq(lambda spread: ratio(spread) - wanted, 0, 1e4)


def test_five_areas_by_hand():
    found = overdispersion([-3, -1, 0, 1, 3], [1] * 5)
    assert float(found.ratio) == pytest.approx(1.9413, abs=1e-4)
    assert float(found.spread) ** 2 == pytest.approx(1.9413 / 0.8 - 1, abs=1e-3)
    assert chance_of([-3, -1, 0, 1, 3], [1] * 5, found)[0] == pytest.approx(
        2 * stats.t.sf(3 / np.sqrt(1.9413 / 0.8), 4), abs=1e-4
    )


@given(st.lists(st.tuples(st.floats(-30, 30), st.floats(0.1, 5)), min_size=5, max_size=25))
def test_the_same_worked_out_the_long_way(cells):
    z, error = (list(part) for part in zip(*cells, strict=True))
    found = overdispersion(z, error)
    ratio, spread = _plainly(z, error)
    assert float(found.ratio) == pytest.approx(ratio, rel=1e-6, abs=1e-9)
    assert float(found.spread) == pytest.approx(spread, rel=1e-5, abs=1e-5)


def test_areas_that_differ_by_chance_alone_have_no_spread_to_speak_of():
    rng = np.random.default_rng(4)
    found = overdispersion(rng.normal(size=(2_000, 33)), np.ones(33))
    assert found.ratio.mean() == pytest.approx(1, abs=0.02)
    assert np.median(found.spread) < 0.2


def test_the_spread_is_that_of_the_areas_and_an_outlier_does_not_hide_itself():
    rng = np.random.default_rng(5)
    error = rng.uniform(0.5, 2, (2_000, 40))
    value = rng.normal(0, np.hypot(error, 3))
    assert overdispersion(value / error, error).spread.mean() == pytest.approx(3, abs=0.1)
    value[:, 0] = 60
    assert overdispersion(value / error, error).spread.mean() == pytest.approx(3, abs=0.25)


@pytest.mark.parametrize("areas", [6, 14, 33])
@pytest.mark.parametrize("spread", [0, 2, 6])
def test_of_areas_that_are_alike_one_is_named_seldom(areas, spread):
    rng = np.random.default_rng(6)
    error = rng.uniform(0.5, 2, (2_000, areas))
    z = rng.normal(0, np.hypot(error, spread)) / error
    named = flagged(chance_of(z, error, overdispersion(z, error))).any(axis=1).mean()
    assert named <= 0.06
    if spread == 6:
        # By chance alone nearly every such set of areas names some.
        assert flagged(2 * stats.norm.sf(np.abs(z))).any(axis=1).mean() > 0.9


def test_missing_areas_do_not_count_and_few_have_no_spread():
    whole = overdispersion([-3, -1, 0, 1, 3], [1] * 5)
    gaps = overdispersion([-3, -1, np.nan, 0, 1, 3, 9], [1, 1, 1, 1, 1, 1, np.nan])
    assert (float(gaps.ratio), float(gaps.spread), int(gaps.count)) == (float(whole.ratio), float(whole.spread), 5)
    few = overdispersion([-9, 0, 0, 9], [1] * 4)
    assert (float(few.spread), int(few.count)) == (0.0, 4)
    nothing = overdispersion([np.nan], [np.nan])
    assert np.isnan(nothing.ratio)
    assert float(nothing.spread) == 0
    with pytest.raises(ValueError, match="expected above 0"):
        overdispersion([1.0], [0.0])


def test_widened_by_hand():
    assert widened([3.0], [1.0], 2.0) == pytest.approx([3 / np.sqrt(5)])
    assert widened([3.0], [1.0], 0.0).tolist() == [3.0]
