"""Tipping points: put back they close the gap, a search finds the same, and what cannot be is said in words."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import brentq

from components.measures.bounds.bounds import conclusion_holds
from components.measures.bounds.completions import completions
from components.measures.bounds.tipping_point import tipping_count, tipping_event_rate, tipping_share
from components.measures.bounds.two_groups import difference_bounds


@st.composite
def cells(draw, groups=(2, 5)):
    size = draw(st.integers(*groups))
    population = np.array(draw(st.lists(st.integers(20, 500), min_size=size, max_size=size)), dtype=float)
    count = np.array([draw(st.integers(1, int(people) - 1)) for people in population], dtype=float)
    people = float(draw(st.integers(1, 200)))
    return count, population, people, float(draw(st.integers(0, int(people))))


def made(cell):
    count, population, people, events = cell
    return completions(count, count, population, unknown_people=people, unknown_lower=events)


def with_rate(cell, rate, share, own=0, other=-1):
    """Difference of the two groups when a share of the unknown people is in `own`, with that event rate."""
    count, population, people, events = cell
    received, outside = share * people, population.sum() - population[own]
    bring = rate * received
    follow = population[other] / outside if share < 1 else 0.0
    first = (count[own] + bring) / (population[own] + received)
    second = (count[other] + follow * (events - bring)) / (population[other] + follow * (people - received))
    return second - first


def with_share(cell, share):
    count, population, people, events = cell
    first = (count[0] + share * events) / (population[0] + share * people)
    rest = 1 - share
    return (count[-1] + rest * events) / (population[-1] + rest * people) - first


def test_examples_of_the_docstrings():
    cell = completions([20, 30], [20, 30], [100, 100], unknown_people=40, unknown_lower=14)
    rate = tipping_event_rate(cell, share=0.5)
    assert float(rate.value) == pytest.approx(0.6, rel=1e-12)
    assert rate.attainable
    cell = completions([20, 30], [20, 30], [100, 100], unknown_people=40, unknown_lower=24)
    share = tipping_share(cell)
    assert float(share.value) == pytest.approx(26 / 28, rel=1e-12)
    assert share.attainable
    count = tipping_count(completions([1, 12], [7, 12], [50, 100]))
    assert float(count.value) == pytest.approx(6, rel=1e-12)
    assert (bool(count.attainable), str(count.reason)) == (True, "")


@given(cells(), st.sampled_from([None, 0.1, 0.5, 0.9, 1.0]), st.sampled_from(["disadvantaged", "reference"]))
def test_the_rate_put_back_closes_the_gap(cell, share, among):
    found = tipping_event_rate(made(cell), share=share, among=among)
    own, other = (0, -1) if among == "disadvantaged" else (-1, 0)
    part = cell[1][own] / cell[1].sum() if share is None else share
    assert with_rate(cell, float(found.value), part, own, other) == pytest.approx(0, abs=1e-9)
    searched = brentq(lambda rate: with_rate(cell, rate, part, own, other), -1e5, 1e5, xtol=1e-10)
    assert float(found.value) == pytest.approx(searched, rel=1e-6, abs=1e-8)
    assert (found.reason == "") == found.attainable


@given(cells())
def test_the_share_put_back_closes_the_gap(cell):
    found = tipping_share(made(cell))
    ends = with_share(cell, 0.0), with_share(cell, 1.0)
    crosses = np.sign(ends[0]) * np.sign(ends[1]) < 0
    if np.isfinite(found.value):
        count, population, people, events = cell
        share = float(found.value)
        assume(abs(share) < 1e6)
        cross = (count[-1] + (1 - share) * events) * (population[0] + share * people)
        cross -= (count[0] + share * events) * (population[-1] + (1 - share) * people)
        assert cross == pytest.approx(0, abs=1e-7 * max(1, abs(share)) ** 2 * population.sum() ** 2)
    assert bool(found.attainable) == (crosses or min(np.abs(ends)) < 1e-12)
    if crosses:
        assert with_share(cell, float(found.value)) == pytest.approx(0, abs=1e-9)
        searched = brentq(lambda share: with_share(cell, share), 0, 1, xtol=1e-13)
        assert float(found.value) == pytest.approx(searched, abs=1e-9)


@given(cells())
def test_an_attainable_tipping_point_is_a_conclusion_that_does_not_hold(cell):
    known = made(cell)
    code = conclusion_holds(difference_bounds(known, higher_is_better=True))
    for found in (tipping_event_rate(known), tipping_event_rate(known, among="reference"), tipping_share(known)):
        assert not (found.attainable and code == "holds")


@given(cells(groups=(2, 2)), st.floats(0.05, 0.95))
def test_what_is_attainable_can_be_had_by_people(cell, share):
    count, population, people, events = cell
    found = tipping_event_rate(made(cell), share=share)
    bring, received = float(found.value) * share * people, share * people
    there = -1e-7 <= bring <= received + 1e-7 and -1e-7 <= events - bring <= people - received + 1e-7
    assert bool(found.attainable) == there


@given(cells())
def test_the_count_put_back_closes_the_gap(cell):
    count, population, *_ = cell
    low, high = np.maximum(count - 4, 0), np.minimum(count + 4, population)
    low[1:], high[1:] = count[1:], count[1:]
    found = tipping_count(completions(low, high, population))
    assert float(found.value) / population[0] == pytest.approx(count[-1] / population[-1], abs=1e-12)
    assert bool(found.attainable) == (low[0] - 1e-9 <= found.value <= high[0] + 1e-9)


def test_many_cells_at_once_are_each_cell_alone():
    rng = np.random.default_rng(12)
    population = rng.integers(50, 400, (6, 4))
    count = rng.binomial(population, 0.3)
    people, events = np.array([0, 20, 50, 80, 10, 5]), np.array([0, 9, 40, 5, 10, 0])
    known = {"unknown_people": people, "unknown_lower": events}
    together = completions(count, count, population, **known)
    for of in (tipping_event_rate, tipping_share, tipping_count):
        found = of(together, reference=2)
        for cell in range(6):
            alone = completions(
                count[cell], count[cell], population[cell], **{name: part[cell] for name, part in known.items()}
            )
            one = of(alone, reference=2)
            assert float(found.value[cell]) == pytest.approx(float(one.value), rel=1e-12, nan_ok=True)
            assert (found.attainable[cell], found.reason[cell]) == (one.attainable, one.reason)


def test_why_not_in_words():
    far = completions([5, 90], [5, 90], [100, 100], unknown_people=10, unknown_lower=5)
    assert "as many events" in str(tipping_event_rate(far).reason)
    assert "as few events" in str(tipping_event_rate(far, among="reference").reason)
    assert "however the unknown people are divided" in str(tipping_share(far).reason)
    assert np.isfinite(tipping_event_rate(far).value)
    hidden = completions([1, 90], [7, 90], [100, 100], unknown_people=10, unknown_lower=5)
    assert "is hidden: see the bounds" in str(tipping_share(hidden).reason)
    assert "is hidden: see the bounds" in str(tipping_event_rate(hidden).reason)
    assert "largest that the hidden count" in str(tipping_count(hidden).reason)
    assert "other group is hidden too" in str(tipping_count(hidden, of="reference").reason)
    low = completions([5, 2], [9, 2], [100, 100])
    assert "smallest that the hidden count" in str(tipping_count(low).reason)
    assert "no people of unknown group" in str(tipping_share(completions([1, 2], [1, 2], [9, 9])).reason)
    vague = completions([5, 9], [5, 9], [50, 50], unknown_people=10, unknown_lower=2, unknown_upper=5)
    assert "events among the unknown people is hidden" in str(tipping_share(vague).reason)
    assert "events among the unknown people is hidden" in str(tipping_event_rate(vague).reason)
    assert "one and the same" in str(tipping_share(vague, reference=0).reason)
    empty = completions([0, 9], [0, 9], [0, 50], unknown_people=10, unknown_lower=2)
    assert "first group" in str(tipping_share(empty).reason)
    assert np.isnan(tipping_share(empty).value)
    same = completions([10, 20], [10, 20], [50, 100], unknown_people=10, unknown_lower=2)
    assert "there is no gap, however" in str(tipping_share(same).reason)
    level = completions([10, 30], [10, 30], [50, 50], unknown_people=10, unknown_lower=4)
    assert "would not vanish" in str(tipping_share(level).reason)


def test_all_unknown_people_in_one_group_may_have_any_number_of_events():
    vague = completions([5, 9], [5, 9], [50, 50], unknown_people=10, unknown_lower=0, unknown_upper=10)
    found = tipping_event_rate(vague, share=1)
    assert float(found.value) == pytest.approx((9 / 50 * 60 - 5) / 10, rel=1e-12)
    assert found.attainable


def test_a_limit_on_composition_is_kept():
    counts = {"unknown_people": 40, "unknown_lower": 24, "composition_within": 0.1}
    cell = completions([20, 30], [20, 30], [100, 100], **counts)
    assert "limit on their composition" in str(tipping_share(cell).reason)
    assert "limit on their composition" in str(tipping_event_rate(cell, share=0.8).reason)
    third = [20, 20, 5], [20, 20, 5], [100, 100, 20]
    part = completions(*third, unknown_people=60, unknown_lower=30, composition_within=0.05)
    found = tipping_share(part, reference=1)
    assert float(found.value) == pytest.approx(0.5, rel=1e-12)
    assert "limit on their composition" in str(found.reason)
    assert tipping_share(completions(*third, unknown_people=60, unknown_lower=30), reference=1).attainable


def test_events_that_repeat_may_be_more_than_people():
    cell = completions([20, 90], [20, 90], [100, 100], unknown_people=20, unknown_lower=200, events_repeat=True)
    found = tipping_event_rate(cell, share=0.5)
    assert float(found.value) > 1
    assert found.attainable


def test_options_are_checked():
    cell = completions([5, 9], [5, 9], [50, 50], unknown_people=10, unknown_lower=2)
    for share in (0, 1.1, np.nan):
        with pytest.raises(ValueError, match="share"):
            tipping_event_rate(cell, share=share)
    with pytest.raises(ValueError, match="disadvantaged"):
        tipping_event_rate(cell, among="everyone")
    with pytest.raises(ValueError, match="reference"):
        tipping_share(cell, reference=2)
