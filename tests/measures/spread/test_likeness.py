"""Likeness: distances by hand, whatever the units, and who is nearest; how far areas differ from those like them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from components.measures.spread.apart_from_like import apart_from_like
from components.measures.spread.likeness import likeness_distance, nearest

_SHARES = arrays(float, (6, 3), elements=st.floats(0, 100, allow_nan=False).map(lambda each: round(each, 3)))


def test_one_trait_is_as_worked_by_hand():
    found = likeness_distance([[0, 1, 3]])
    assert found == pytest.approx(np.sqrt(np.array([[0, 1, 9], [1, 0, 4], [9, 4, 0]]) * 3 / 14), rel=1e-12)


def test_traits_count_the_same_however_many_parts_they_have_and_one_not_known_is_left_out():
    line, square = np.array([0.0, 1, 3]), np.array([[0.0, 0], [3, 4], [0, 5]])
    both = likeness_distance([line, square])
    # Squared distances of the second: 25, 25, 10, mean 20.
    assert both[0, 1] ** 2 == pytest.approx((3 / 14 + 25 / 20) / 2)
    gone = likeness_distance([np.array([0.0, np.nan, 3]), square])
    assert gone[0, 1] ** 2 == pytest.approx(25 / 20)
    assert gone[0, 2] ** 2 == pytest.approx((9 / 9 + 25 / 20) / 2)


@given(_SHARES, st.floats(0.01, 100), st.floats(-50, 50))
def test_neither_units_nor_a_shift_nor_a_trait_that_does_not_vary_matter(shares, scale, shift):
    found = likeness_distance([shares])
    assert likeness_distance([shares * scale + shift]) == pytest.approx(found, rel=1e-5, abs=1e-6, nan_ok=True)
    assert likeness_distance([shares, np.ones(6)]) == pytest.approx(found, nan_ok=True)
    assert found == pytest.approx(found.T, nan_ok=True)


def test_the_nearest_are_others_and_of_equals_the_first_listed():
    assert nearest([[0, 1, 3], [1, 0, 2], [3, 2, 0]], 2).tolist() == [[1, 2], [0, 2], [1, 0]]
    assert nearest([[0, 5, 5], [5, 0, 5], [5, 5, 0]], 1).tolist() == [[1], [0], [0]]
    assert nearest([[0, np.nan, 2], [np.nan, 0, np.nan], [2, np.nan, 0]], 3).tolist() == [
        [2, -1, -1],
        [-1, -1, -1],
        [0, -1, -1],
    ]


def test_what_makes_no_sense_is_refused_by_name():
    with pytest.raises(ValueError, match="traits: found none"):
        likeness_distance([])
    with pytest.raises(ValueError, match=r"found \[2, 3\] areas"):
        likeness_distance([[1, 2], [1, 2, 3]])
    with pytest.raises(ValueError, match="count: found 0"):
        nearest([[0.0]], 0)


def test_an_area_stands_beside_its_like_without_itself():
    found = apart_from_like([10.0, 20, 30], 1.0, 1.0, [[1, 2], [0, 2], [0, 1]])
    assert found.like.tolist() == [25, 20, 15]
    assert found.difference.tolist() == [-15, 0, 15]
    weighted = apart_from_like([10.0, 20, 30], 1.0, [1.0, 1, 3], [[1, 2], [0, 2], [0, 1]])
    assert weighted.like.tolist() == [27.5, 25, 15]


def test_too_few_like_with_a_value_are_no_comparator():
    found = apart_from_like([10.0, np.nan, 30], 1.0, 1.0, [[1, 2], [0, 2], [0, 1]])
    assert np.isnan(found.like).tolist() == [True, False, True]
    assert np.isnan(found.chance).tolist() == np.isnan(found.unusual).tolist() == [True, True, True]


@pytest.mark.parametrize("spread", [0.0, 1.0, 4.0])
def test_where_no_area_is_unlike_its_like_about_one_in_twenty_is_called_so(spread):
    """4,000 indicators of 33 areas that differ at random: none by more than is usual, and beyond chance where they differ."""
    draw = np.random.default_rng(20261130)
    error = draw.uniform(0.5, 2.0, (4_000, 33))
    value = 50 + draw.normal(0, spread, (4_000, 33)) + draw.normal(0, error)
    like = np.array([draw.permutation(np.delete(np.arange(33), each))[:5] for each in range(33)])
    found = apart_from_like(value, error, 1 / error**2, like)
    assert 0.03 < (found.unusual < 0.05).mean() < 0.06
    by_chance = (found.chance < 0.05).mean()
    assert by_chance == pytest.approx(0.05, abs=0.005) if spread == 0 else by_chance > 0.1
