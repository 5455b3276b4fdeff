"""Groups as ratios over areas: worked by hand, against a plain second way of computing, and by how often they are wrong."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from components.measures.group_axis import combined_error
from components.measures.spread.areas_as_clusters import design_effect, over_areas, shared_correlation
from components.measures.values.gap import difference_from_intervals
from components.measures.values.proportion import proportion, standard_error

_counts = st.lists(st.tuples(st.integers(0, 50), st.integers(50, 400)), min_size=2, max_size=12)


def test_three_areas_of_one_size_by_hand():
    found = over_areas([[10.0], [20.0], [30.0]], [[100.0]] * 3)
    # Values 0.1, 0.2, 0.3 of equal areas: the standard error of their mean is sd / sqrt(3) = 0.1 / sqrt(3).
    assert found.error == pytest.approx([0.1 / np.sqrt(3)], rel=1e-12)
    assert found.freedom == pytest.approx([2.0], rel=1e-12)
    assert found.areas.tolist() == [3]


def test_unequal_areas_against_a_sum_written_out():
    x, n = np.array([5.0, 40.0, 12.0, 9.0]), np.array([50.0, 300.0, 90.0, 120.0])
    y, total = x.sum() / n.sum(), n.sum()
    square = sum((a - y * b) ** 2 / (1 - b / total) for a, b in zip(x, n, strict=True)) / total**2
    found = over_areas(x[:, None], n[:, None])
    assert found.error == pytest.approx([np.sqrt(square)], rel=1e-12)
    assert found.freedom == pytest.approx([total**2 / sum(n**2) - 1], rel=1e-12)


def test_areas_that_are_all_alike_leave_no_error_and_no_effect():
    found = over_areas([[10.0], [20.0], [40.0]], [[100.0], [200.0], [400.0]])
    assert found.error == pytest.approx([0.0], abs=1e-15)
    assert design_effect(found, [0.02]).tolist() == [1.0]


def test_one_area_says_nothing():
    found = over_areas([[10.0], [np.nan]], [[100.0], [100.0]])
    assert np.isnan(found.error).all()
    assert found.areas.tolist() == [1]
    assert design_effect(found, [0.02]).tolist() == [1.0]


def test_groups_of_the_same_areas_go_together_and_groups_apart_do_not():
    x = np.array([[10.0, 15.0], [20.0, 25.0], [30.0, 35.0]])
    assert over_areas(x, np.full((3, 2), 100.0)).correlation[0, 1] == pytest.approx(1.0, rel=1e-12)
    against = np.array([[10.0, 35.0], [20.0, 25.0], [30.0, 15.0]])
    assert over_areas(against, np.full((3, 2), 100.0)).correlation[0, 1] == pytest.approx(-1.0, rel=1e-12)
    apart = np.array([[10.0, np.nan], [20.0, np.nan], [np.nan, 15.0], [np.nan, 35.0]])
    assert over_areas(apart, np.full((4, 2), 100.0)).correlation[0, 1] == 0.0


def test_what_groups_of_the_same_areas_share_leaves_out_the_counting_of_people():
    x = np.array([[10.0, 15.0], [20.0, 25.0], [30.0, 35.0]])
    found = over_areas(x, np.full((3, 2), 100.0))
    assert shared_correlation(found, [4.0, 4.0])[0, 1] == pytest.approx(0.75)
    assert shared_correlation(found, [1.0, 4.0]).tolist() == np.eye(2).tolist()
    with pytest.raises(ValueError, match="expected 1 or more"):
        shared_correlation(found, [0.5, 4.0])


@given(cells=st.lists(st.lists(st.integers(0, 100), min_size=5, max_size=5), min_size=3, max_size=9))
def test_no_difference_or_slope_is_surer_than_counting_makes_it(cells):
    x = np.array(cells, float)
    found = over_areas(x, np.full(x.shape, 100.0))
    value = x.mean(axis=0) / 100
    counting = np.maximum(np.sqrt(value * (1 - value) / x.shape[0] / 100), 1e-3)
    effect = design_effect(found, counting)
    errors = counting * np.sqrt(effect)
    together = shared_correlation(found, effect)
    for contrast in ([1.0, 0, 0, 0, -1.0], [0, 1.0, -1.0, 0, 0]):
        alone = np.sqrt(((contrast * counting) ** 2).sum())
        assert combined_error(contrast * errors, together) >= alone * (1 - 1e-9)


def test_hidden_areas_are_taken_to_differ_as_the_others():
    shown = over_areas([[10.0], [20.0], [30.0]], [[100.0]] * 3)
    with_hidden = over_areas([[10.0], [20.0], [30.0], [np.nan]], [[100.0]] * 4, whole=[400.0])
    assert with_hidden.error == pytest.approx(shown.error * np.sqrt(0.75), rel=1e-12)


def test_the_effect_makes_an_interval_with_z_as_wide_as_one_with_t():
    found = over_areas([[10.0], [20.0], [30.0]], [[100.0]] * 3)
    sampling = 0.023
    effect = design_effect(found, [sampling])[0]
    wide = stats.norm.ppf(0.975) * sampling * np.sqrt(effect)
    assert wide == pytest.approx(stats.t.ppf(0.975, 2) * 0.1 / np.sqrt(3), rel=1e-9)


@given(_counts, st.integers(2, 9))
def test_properties(counts, times):
    x, n = (np.array(column, dtype=float)[:, None] for column in zip(*counts, strict=True))
    found = over_areas(x, n)
    larger = over_areas(x * times, n * times)
    assert larger.error == pytest.approx(found.error, rel=1e-9, abs=1e-12)
    assert over_areas(x[::-1], n[::-1]).error == pytest.approx(found.error, rel=1e-9, abs=1e-12)
    assert over_areas(n - x, n).error == pytest.approx(found.error, rel=1e-9, abs=1e-12)
    assert 1 <= found.freedom[0] <= max(1, len(counts) - 1 + 1e-9)
    assert design_effect(found, [0.01])[0] >= 1


def test_leading_axes_are_worked_out_alike():
    x = np.arange(24, dtype=float).reshape(2, 4, 3)
    n = np.full((2, 4, 3), 100.0)
    both = over_areas(x, n)
    for place in range(2):
        one = over_areas(x[place], n[place])
        assert np.array_equal(both.error[place], one.error)
        assert np.array_equal(both.correlation[place], one.correlation)


@pytest.mark.parametrize(
    ("x", "n"), [([[-1.0]], [[5.0]]), ([[np.inf]], [[5.0]]), ([1.0], [5.0]), ([[1.0]], [[5.0, 6.0]])]
)
def test_counts_that_are_none_are_refused(x, n):
    with pytest.raises(ValueError, match="found"):
        over_areas(x, n)


@pytest.mark.parametrize(
    ("areas", "own", "common"), [(4, 0.2, 0.0), (9, 0.0, 0.0), (9, 0.2, 0.0), (18, 0.1, 0.3), (18, 0.3, 0.0)]
)
def test_a_gap_is_claimed_where_there_is_none_in_one_of_twenty_at_most(areas, own, common):
    """2,000 draws: the rate of false claims is known to about one in a hundred; nominal is 5%."""
    random = np.random.default_rng(20)
    sizes = np.maximum(random.lognormal(np.log(300), 0.4, (2_000, areas, 2)).round(), 5)
    away = own * random.normal(size=sizes.shape) + common * random.normal(size=(2_000, areas, 1))
    x = random.binomial(sizes.astype(int), 1 / (1 + np.exp(2 - away))).astype(float)
    events, people = x.sum(axis=1), sizes.sum(axis=1)
    found = over_areas(x, sizes)
    effect = design_effect(found, standard_error(events, people))
    values = proportion(events / effect, people / effect)
    parts = [getattr(values, name)[:, group] for group in (0, 1) for name in ("estimate", "lower", "upper")]
    gap = difference_from_intervals(*parts, higher_is_better=False, correlation=found.correlation[:, 0, 1])
    false = np.mean((gap.lower > 0) | (gap.upper < 0))
    assert 0.02 <= false <= 0.07
