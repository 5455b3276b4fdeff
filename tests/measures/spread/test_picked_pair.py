"""The furthest two of several groups: against the tables, and by how often groups that are alike are parted."""

import numpy as np
import pytest

from components.measures.spread.picked_pair import picked_multiplier, picked_p_value


@pytest.mark.parametrize(("groups", "tabled"), [(3, 3.314), (5, 3.858), (10, 4.474), (18, 4.934)])
def test_the_multiplier_is_the_tabled_studentised_range_over_the_root_of_two(groups, tabled):
    assert picked_multiplier(0.95, groups) == pytest.approx(tabled / np.sqrt(2), abs=4e-4)


def test_two_groups_are_not_picked():
    assert picked_multiplier(0.95, 2) == pytest.approx(1.959964, abs=1e-6)


def test_more_groups_and_more_confidence_need_more():
    found = [picked_multiplier(0.95, groups) for groups in range(2, 19)]
    assert found == sorted(found)
    assert picked_multiplier(0.99, 5) > picked_multiplier(0.95, 5)


@pytest.mark.parametrize("groups", [2, 5, 18])
def test_the_worst_and_the_best_of_alike_groups_are_parted_once_in_twenty(groups):
    values = np.random.default_rng(7).normal(size=(40_000, groups))
    distance = (values.max(axis=1) - values.min(axis=1)) / np.sqrt(2)
    assert np.mean(distance > picked_multiplier(0.95, groups)) == pytest.approx(0.05, abs=0.005)
    if groups > 2:
        assert np.mean(distance > picked_multiplier(0.95, 2)) > 0.2


@pytest.mark.parametrize("freedom", [4, 13, np.inf])
@pytest.mark.parametrize("groups", [2, 5])
def test_at_the_multiplier_chance_is_what_the_confidence_leaves(groups, freedom):
    for confidence in (0.95, 0.99):
        distance = picked_multiplier(confidence, groups, freedom)
        assert picked_p_value(distance, groups, freedom) == pytest.approx(1 - confidence, abs=1e-5)
        assert picked_p_value(-distance, groups, freedom) == picked_p_value(distance, groups, freedom)


def test_fewer_degrees_of_freedom_need_more():
    assert picked_multiplier(0.95, 2, 6) == pytest.approx(2.446912, abs=1e-6)
    assert picked_multiplier(0.95, 5, 6) > picked_multiplier(0.95, 5, 60) > picked_multiplier(0.95, 5)
    # The tabled studentised range of 5 groups and 10 degrees of freedom is 4.654.
    assert picked_multiplier(0.95, 5, 10) == pytest.approx(4.654 / np.sqrt(2), abs=4e-4)
    with pytest.raises(ValueError, match="1 or more degrees"):
        picked_p_value(2.0, 5, 0.5)


@pytest.mark.parametrize("groups", [1, 0])
def test_one_group_has_nothing_to_be_compared_with(groups):
    with pytest.raises(ValueError, match="expected 2 or more"):
        picked_multiplier(0.95, groups)
