"""The short form of the simulation: what the product claims where there is nothing, with fixed seeds and generous bounds."""

import numpy as np
import pytest

from tests.benchmark import false_claims as simulated
from tests.benchmark.borrowed_claims import borrowed_gap_claims


@pytest.mark.parametrize("differ", [False, True])
def test_gaps_and_slopes_are_claimed_about_as_seldom_as_said(differ):
    rng = np.random.default_rng(5)
    assert simulated.gap_claims(rng, 400, differ=differ, clusters=True) <= 0.08
    assert simulated.slope_claims(rng, 2_000, differ=differ, clusters=True) <= 0.075


def test_counting_alone_claims_many_times_as_often_where_areas_differ():
    rng = np.random.default_rng(6)
    assert simulated.gap_claims(rng, 200, differ=True, clusters=False) > 0.2


@pytest.mark.parametrize("dimension", ["deprivation_quintile", "ethnic_group"])
def test_a_brief_without_a_gap_names_hardly_any(dimension):
    rng = np.random.default_rng(7)
    assert simulated.brief_claims(rng, 8, dimension, differ=True) <= 0.05 * simulated.INDICATORS


def test_places_are_set_apart_about_as_seldom_as_said():
    rng = np.random.default_rng(8)
    apart, off = simulated.places_claims(rng, 300, differ=True)
    assert max(apart, off) <= 0.1


def test_a_gap_that_is_there_is_found():
    rng = np.random.default_rng(9)
    assert simulated.gap_claims(rng, 100, differ=True, clusters=True, gap=0.1) > 0.8


def test_where_areas_are_not_given_what_is_borrowed_keeps_claims_rare():
    rng = np.random.default_rng(5)
    alone, lent = borrowed_gap_claims(rng, 40, 3)
    assert alone > 0.3
    assert lent < 0.1
