"""Whether everyone in an area is clearly worse or better than England."""

import numpy as np
import pytest

from components.findings.against_country import AGAINST_WORDS, against_country

NAN = float("nan")


def test_a_difference_is_clear_from_its_own_error_and_in_its_indicators_direction():
    # 3 points apart with errors of 0.9 and 0.4 together 0.985: z = 3.05, chance 0.0023. 1 point: z = 1.02, chance 0.31.
    found = against_country([47, 47, 50, 51], [0.9] * 4, [50] * 4, [0.4] * 4, [True, False, True, True])
    assert found == ["worse", "better", "similar", "similar"]
    assert set(found) <= set(AGAINST_WORDS)


def test_what_has_no_error_or_no_country_is_not_judged():
    assert against_country([40, 40, 40], [NAN, 1, 0], [50, NAN, 50], [1, 1, 0], [True] * 3) == ["", "", ""]


def test_one_clear_alone_is_not_clear_among_many_that_are_not():
    # z = 2.1 (chance 0.036) is clear by itself; beside nineteen at z = 0.5 it would have to be below 0.0025.
    assert against_country([2.1], [1], [0], [0], [False]) == ["worse"]
    assert against_country([2.1] + [0.5] * 19, [1] * 20, [0] * 20, [0] * 20, [False] * 20) == ["similar"] * 20


@pytest.mark.parametrize("seed", [1, 2])
def test_areas_like_england_are_told_apart_in_at_most_one_brief_of_twenty(seed):
    chance = np.random.default_rng(seed)
    error = np.full(28, 0.9)
    briefs = (
        against_country(chance.normal(50, error), error, np.full(28, 50), np.full(28, 0.2), np.ones(28))
        for _ in range(400)
    )
    told = sum(any(each != "similar" for each in brief) for brief in briefs)
    assert 5 <= told <= 32
