"""The studentised range against scipy's own, slow and adaptive, and by its limits."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from components.measures.studentised_range import range_at, range_beyond


@settings(max_examples=25)
@given(st.floats(0.2, 9), st.integers(3, 18), st.sampled_from([1, 2, 3.3, 5, 12.7, 40, 400, 5_000, np.inf]))
def test_it_is_what_scipy_works_out(distance, groups, freedom):
    assert range_beyond(distance, groups, freedom) == pytest.approx(
        float(stats.studentized_range.sf(distance, groups, freedom)), abs=1e-9
    )


@given(st.floats(0.1, 8), st.sampled_from([3.0, 20.0, np.inf]))
def test_of_two_it_is_the_normal_or_students_t(distance, freedom):
    alone = stats.norm if np.isinf(freedom) else stats.t(freedom)
    assert range_beyond(distance, 2, freedom) == pytest.approx(2 * alone.sf(distance / np.sqrt(2)), abs=1e-9)


@given(st.floats(0.001, 0.5), st.integers(2, 18), st.sampled_from([2.0, 7.0, 60.0, np.inf]))
def test_each_is_the_other_way_round(chance, groups, freedom):
    assert range_beyond(range_at(chance, groups, freedom), groups, freedom) == pytest.approx(chance, abs=1e-7)


def test_limits_and_order():
    assert range_beyond(0.0, 5) == 1
    assert range_beyond(60.0, 5) == pytest.approx(0, abs=1e-12)
    chances = [range_beyond(3.0, groups, 9) for groups in range(2, 19)]
    assert chances == sorted(chances)
    assert range_beyond(3.8577, 5) == pytest.approx(0.05, abs=1e-5)
