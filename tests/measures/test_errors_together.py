"""Measures of groups that live in the same areas: how far their errors go together is in every interval."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.measures.confidence import normal_multiplier
from components.measures.gradient.concentration import aci, rci
from components.measures.gradient.slope_index import relative_index_scotland, slope_index
from components.measures.gradient.slope_simulation import simulated_slope_index
from components.measures.group_axis import apart, combined_error
from components.measures.people.attributable import paf, par
from components.measures.values.gap import difference_from_standard_errors, ratio

_VALUE, _PEOPLE, _ERROR = np.array([30.0, 25.0, 18.0, 12.0]), np.array([400.0, 500, 450, 550]), np.array([2.0, 1, 1, 3])
_TOGETHER = np.array([[1, 0.7, 0.6, 0.4], [0.7, 1, 0.7, 0.6], [0.6, 0.7, 1, 0.8], [0.4, 0.6, 0.8, 1]])
_DRAWS = 200_000


def _drawn() -> np.ndarray:
    shift = np.random.default_rng(7).multivariate_normal(np.zeros(4), _TOGETHER, size=_DRAWS)
    return _VALUE + _ERROR * shift


def _aci(values: np.ndarray) -> np.ndarray:
    share = _PEOPLE / _PEOPLE.sum()
    return -(share * (2 * (np.cumsum(share) - share / 2) - 1) * values).sum(axis=-1)


def _average(values: np.ndarray) -> np.ndarray:
    return (values * _PEOPLE).sum(axis=-1) / _PEOPLE.sum()


_BY_DRAWING = {
    "aci": (aci, _aci),
    "rci": (rci, lambda values: _aci(values) / _average(values)),
    "par": (par, lambda values: values[..., -1] - _average(values)),
    "paf": (paf, lambda values: 100 * (values[..., -1] / _average(values) - 1)),
}


@pytest.mark.parametrize("name", _BY_DRAWING)
def test_the_interval_is_that_of_groups_drawn_together(name):
    measure, statistic = _BY_DRAWING[name]
    found = measure(_VALUE, _PEOPLE, _ERROR, higher_is_better=False, correlation=_TOGETHER)
    alone = measure(_VALUE, _PEOPLE, _ERROR, higher_is_better=False)
    half = normal_multiplier(0.95) * statistic(_drawn()).std()
    assert float(found.upper - found.lower) / 2 == pytest.approx(half, rel=0.02)
    assert float(alone.estimate) == float(found.estimate)
    assert float(alone.upper - alone.lower) / 2 != pytest.approx(half, rel=0.05)


def test_the_slopes_draws_and_its_formula_agree_for_groups_together():
    options = {"higher_is_better": False, "correlation": _TOGETHER}
    exact, drawn = (index(_VALUE, _PEOPLE, _ERROR, **options) for index in (slope_index, simulated_slope_index))
    assert float(drawn.lower) == pytest.approx(float(exact.lower), rel=0.02)
    assert float(drawn.upper) == pytest.approx(float(exact.upper), rel=0.02)


def test_scotlands_index_of_groups_that_all_move_as_one_hardly_moves():
    # Errors in proportion to the values, all together: slope and mean rise alike, and their ratio stays.
    error, one = _VALUE / 10, np.ones((4, 4))
    found = relative_index_scotland(_VALUE, _PEOPLE, error, higher_is_better=False, correlation=one)
    assert float(found.upper - found.lower) == pytest.approx(0, abs=1e-9)


def test_two_groups_that_move_as_one_have_a_ratio_and_a_difference_without_doubt():
    found = ratio(30.0, 3.0, 20.0, 2.0, higher_is_better=False, correlation=1.0)
    assert (float(found.lower), float(found.estimate), float(found.upper)) == pytest.approx((1.5, 1.5, 1.5))
    apart_by = difference_from_standard_errors(30.0, 2.0, 20.0, 2.0, higher_is_better=False, correlation=0.5)
    assert float(apart_by.upper) == pytest.approx(10 + normal_multiplier(0.95) * 2)


@given(
    st.lists(st.floats(-5, 5), min_size=3, max_size=3), st.lists(st.floats(-1, 1), min_size=9, max_size=9).map(np.array)
)
def test_causes_that_have_nothing_in_common_are_as_unsure_together(parts, mixed):
    mixed = mixed.reshape(3, 3) + 3 * np.eye(3)
    square = mixed @ mixed.T
    size = np.sqrt(np.diag(square))
    together = np.clip(square / np.outer(size, size), -1, 1)
    found = apart(np.array(parts), together)
    assert np.sqrt((found**2).sum()) == pytest.approx(float(combined_error(np.array(parts), together)), abs=1e-6)
