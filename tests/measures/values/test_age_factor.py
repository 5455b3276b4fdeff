"""The factor by which a value is adjusted for age: known answers, and what must hold whatever the ages."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.measures.values.age_factor import age_factor
from components.measures.values.standardised import indirectly_standardised_rate

_COUNTS = st.lists(st.integers(1, 5000), min_size=4, max_size=4).map(lambda found: np.array(found, dtype=float))
_RATES = st.lists(st.floats(0.001, 0.9), min_size=4, max_size=4).map(np.array)


def test_a_young_group_worked_by_hand():
    # 80 young and 20 old people: 0.8·0.1 + 0.2·0.3 = 0.14, where everyone has 0.5·0.1 + 0.5·0.3 = 0.2.
    assert age_factor([80, 20], [0.1, 0.3], [500, 500]) == pytest.approx(0.7, rel=1e-12)


def test_many_groups_at_once_are_each_by_itself():
    people = np.array([[[80.0, 20.0], [50.0, 50.0]], [[0.0, 10.0], [7.0, 0.0]]])
    found = age_factor(people, [0.1, 0.3], [1.0, 1.0])
    np.testing.assert_allclose(found, [[0.7, 1.0], [1.5, 0.5]], rtol=1e-12)


def test_a_band_without_a_rate_may_hold_nobody_and_no_more():
    found = age_factor([[0, 60, 40], [1, 60, 40], [0, np.nan, 40]], [np.nan, 0.1, 0.2], [0, 100, 100])
    assert found[0] == pytest.approx(0.14 / 0.15, rel=1e-12)
    assert np.isnan(found[1:]).all()


def test_nobody_and_no_events_give_no_factor():
    assert np.isnan(age_factor([[0, 0], [5, 0]], [0.0, 0.3], [5, 5])).tolist() == [True, True]


@given(_COUNTS, _COUNTS, _RATES)
def test_dividing_by_it_is_indirect_standardisation(people, standard, rates):
    events = people * 0.05
    by_package = indirectly_standardised_rate(events, people, rates * standard, standard, multiplier=1.0)
    crude = events.sum() / people.sum()
    assert crude / age_factor(people, rates, standard) == pytest.approx(float(by_package.estimate), rel=1e-9)


@given(_COUNTS, _RATES, st.floats(0.01, 50))
def test_equal_age_structures_and_their_size_make_no_difference(standard, rates, times):
    assert age_factor(standard * times, rates, standard) == pytest.approx(1, rel=1e-9)


@given(_COUNTS, _COUNTS, st.floats(0.001, 0.9))
def test_rates_that_are_the_same_at_every_age_make_no_difference(people, standard, rate):
    assert age_factor(people, np.full(4, rate), standard) == pytest.approx(1, rel=1e-9)


@given(_COUNTS, _COUNTS, _RATES, st.floats(0.01, 100))
def test_the_unit_of_the_rates_does_not_matter(people, standard, rates, times):
    assert age_factor(people, rates * times, standard) == pytest.approx(age_factor(people, rates, standard), rel=1e-9)


@given(_COUNTS, _COUNTS, _RATES, st.permutations(range(4)))
def test_the_order_of_the_bands_does_not_matter(people, standard, rates, order):
    mixed = age_factor(people[list(order)], rates[list(order)], standard[list(order)])
    assert mixed == pytest.approx(age_factor(people, rates, standard), rel=1e-9)


@given(_COUNTS, _COUNTS, _RATES)
def test_a_group_that_moves_people_to_the_band_with_most_events_has_a_larger_factor(people, standard, rates):
    most, least = int(np.argmax(rates)), int(np.argmin(rates))
    moved = people.copy()
    moved[most] += people[least]
    moved[least] = 0
    assert age_factor(moved, rates, standard) >= age_factor(people, rates, standard) - 1e-12


@pytest.mark.parametrize(
    ("people", "rates", "standard", "words"),
    [
        ([1, 2], [0.1, 0.2, 0.3], [1, 2], "shapes"),
        ([1, 2, 3], [0.1, 0.2], [1, 2], "shapes"),
        ([1, -2], [0.1, 0.2], [1, 2], "people: found negative or infinite at"),
        ([1, 2], [0.1, np.inf], [1, 2], "rates: found negative or infinite at"),
        ([1, 2], [0.1, 0.2], [1, -2], "standard: found negative or infinite at"),
    ],
)
def test_what_cannot_be_is_refused(people, rates, standard, words):
    with pytest.raises(ValueError, match=words):
        age_factor(people, rates, standard)
