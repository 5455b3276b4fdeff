"""The middle wait, with those still waiting counted in: worked by hand, and told as nothing where it says nothing."""

import numpy as np
import pytest

from components.measures.people.waiting_time import NO_INTERVAL, STILL_OPEN, TOO_FEW, median_wait


def test_who_still_waits_makes_the_middle_later():
    days = np.array([22, 27, 42, 77, 79, 106, 205, 287.0])
    ended = np.array([1, 1, 1, 0, 1, 1, 0, 0], dtype=bool)
    # 7/8 · 6/7 · 5/6 = 0.625 after 42 days; of the four left then, one has ended by 79: 0.625 · 3/4 = 0.469.
    found = median_wait(days, ended)
    assert float(found.estimate) == 79
    assert np.median(days[ended]) == 42
    assert not found.has_interval
    assert found.method == NO_INTERVAL


def test_limits_are_where_the_limits_of_the_curve_fall_to_a_half():
    days = np.arange(1.0, 41.0)
    found = median_wait(days, np.ones(40, dtype=bool))
    assert float(found.estimate) == 20
    # exp(-exp(log(-log S) ± 1.96 · se(log(-log S)))) = 0.5, with Greenwood's variance, crosses at these two days.
    left = 1 - np.arange(1, 40) / 40
    at_risk = 41 - np.arange(1, 40)
    error = np.sqrt(np.cumsum(1 / (at_risk * (at_risk - 1)))) / np.abs(np.log(left))
    low, high = (np.exp(-np.exp(np.log(-np.log(left)) + side * 1.959964 * error)) for side in (1, -1))
    assert float(found.lower) == 1 + np.flatnonzero(low <= 0.5)[0]
    assert float(found.upper) == 1 + np.flatnonzero(high <= 0.5)[0]


def test_too_few_answers_and_too_many_who_wait_say_so():
    assert str(median_wait([3, 4, 5, 6], [True] * 4).reason) == TOO_FEW
    assert str(median_wait([], np.zeros(0, dtype=bool)).reason) == TOO_FEW
    waiting = median_wait([1, 2, 3, 4, 5, *range(10, 20)], [True] * 5 + [False] * 10)
    assert str(waiting.reason) == STILL_OPEN
    assert float(median_wait([3.0] * 5, [True] * 5).estimate) == 3


@pytest.mark.parametrize(
    ("days", "ended", "words"),
    [([1, 2], [True], "shapes"), ([-1.0], [True], "below 0"), ([np.nan], [True], "not finite")],
)
def test_impossible_waits_are_refused(days, ended, words):
    with pytest.raises(ValueError, match=words):
        median_wait(days, ended)
