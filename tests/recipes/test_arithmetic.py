"""What numbers say of one another."""

import numpy as np
import pytest

from data.recipes.arithmetic import are_limits, decimals_of, is_part_of, likely_pairs, multiplier_of

COUNTS, PEOPLE = np.array([5.0, 12, 9, 30]), np.array([20.0, 48, 12, 100])


@pytest.mark.parametrize("multiplier", [1.0, 100.0, 1_000.0, 100_000.0])
def test_the_multiplier_of_a_value_is_found(multiplier):
    assert multiplier_of(COUNTS, PEOPLE, COUNTS / PEOPLE * multiplier, 1) == multiplier


def test_a_value_of_other_counts_has_no_multiplier():
    assert multiplier_of(COUNTS, PEOPLE, np.array([61.0, 3, 44, 7]), 1) == 0


def test_values_of_counts_rounded_to_five_are_still_theirs():
    exact, of = np.array([7.0, 12, 33, 18]), np.array([41.0, 77, 103, 52])
    assert multiplier_of(np.round(exact / 5) * 5, np.round(of / 5) * 5, exact / of * 100, 1) == 100


def test_rows_without_numbers_are_passed_over():
    missing = np.array([np.nan, 25.0, 75, 30])
    assert multiplier_of(COUNTS, PEOPLE, missing, 1) == 100
    assert multiplier_of(COUNTS, PEOPLE, np.full(4, np.nan), 1) == 0


def test_the_quick_look_finds_the_pair():
    columns = np.stack([PEOPLE, COUNTS])
    assert (1, 0) in likely_pairs(columns, columns, COUNTS / PEOPLE * 100)
    assert likely_pairs(np.empty((0, 4)), columns, COUNTS) == []


def test_a_part_is_never_more_and_sometimes_less():
    assert is_part_of(COUNTS, PEOPLE)
    assert not is_part_of(PEOPLE, COUNTS)
    assert not is_part_of(PEOPLE, PEOPLE)


def test_limits_lie_around_their_value():
    assert are_limits(COUNTS - 1, COUNTS, COUNTS + 1)
    assert not are_limits(COUNTS + 1, COUNTS, COUNTS - 1)


@pytest.mark.parametrize(("texts", "decimals"), [(("12.3%", "4"), 1), (("5", "7"), 0), (("0.12345678",), 6)])
def test_decimals_are_counted(texts, decimals):
    assert decimals_of(texts) == decimals
