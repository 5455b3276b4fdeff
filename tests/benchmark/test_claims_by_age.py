"""The short form of the simulation by age: a gap that is only age is claimed no more often than chance says."""

import numpy as np
import pytest

from tests.benchmark.claims_by_age import gap_claims


@pytest.mark.parametrize("differ", [False, True])
def test_a_gap_that_is_only_age_is_claimed_as_counted_and_hardly_ever_adjusted(differ):
    rng = np.random.default_rng(11)
    assert gap_claims(rng, 100, differ=differ, adjusted=False) > 0.9
    assert gap_claims(rng, 400, differ=differ, adjusted=True) <= 0.08


def test_a_gap_beside_age_is_found():
    assert gap_claims(np.random.default_rng(12), 100, differ=False, adjusted=True, gap=0.2) > 0.8
