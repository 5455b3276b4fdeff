"""Bounds against every completion there is: small cases in which all of them can be listed and measured one by one."""

from dataclasses import dataclass
from itertools import product

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from components.measures.bounds.completions import completions
from components.measures.bounds.concentration import absolute_concentration_bounds, relative_concentration_bounds
from components.measures.bounds.levelling_up import levelling_up_bounds
from components.measures.bounds.range import range_bounds
from components.measures.bounds.slope import relative_index_bounds, slope_index_bounds
from components.measures.bounds.two_groups import (
    against_reference_bounds,
    difference_bounds,
    group_value_bounds,
    ratio_bounds,
)

CLOSE = 1e-9


@dataclass
class Small:
    """Everything published about one small cell."""

    lower: list
    upper: list
    population: list
    people: int
    events: tuple
    total: tuple | None
    within: float | None
    repeat: bool

    def completions(self):
        low, high = self.total or (None, None)
        return completions(
            self.lower, self.upper, self.population,
            unknown_people=self.people, unknown_lower=self.events[0], unknown_upper=self.events[1],
            total_lower=low, total_upper=high, composition_within=self.within, events_repeat=self.repeat,
        )  # fmt: skip

    def received(self):
        """Every way to hand the unknown people out to the groups, as far as their composition may differ."""
        share = np.array(self.population) / sum(self.population)
        far = 1 if self.within is None else self.within
        least = np.floor(np.maximum(share - far, 0) * self.people + CLOSE)
        most = np.ceil((share + far) * self.people - CLOSE)
        for people in handed_out(self.people, [self.people] * len(share)):
            if ((people >= least) & (people <= most)).all():
                yield people

    def every(self):
        """Events and people of every completion, (completions, groups) each."""
        events, people = [], []
        known = list(product(*(range(low, high + 1) for low, high in zip(self.lower, self.upper, strict=True))))
        for received in self.received():
            for number in range(self.events[0], self.events[1] + 1):
                most = [number if count else 0 for count in received] if self.repeat else received
                for brought in handed_out(number, most):
                    for counts in known:
                        if self.total is None or self.total[0] <= sum(counts) + number <= self.total[1]:
                            events.append(np.array(counts) + brought)
                            people.append(np.array(self.population) + received)
        return np.array(events, dtype=float), np.array(people, dtype=float)


def handed_out(number, most):
    """Every way to divide `number` things over groups that take at most so many each."""
    for rest in product(*(range(int(room) + 1) for room in most[:-1])):
        if 0 <= number - sum(rest) <= most[-1]:
            yield np.array([*rest, number - sum(rest)])


@st.composite
def small_cells(draw, groups=(2, 4), unknown=5, repeat=False):
    size = draw(st.integers(*groups))
    population = draw(st.lists(st.integers(2, 8), min_size=size, max_size=size))
    lower = [draw(st.integers(0, people)) for people in population]
    hidden = draw(st.sets(st.integers(0, size - 1), max_size=2))
    upper = [
        draw(st.integers(count, min(count + 4, people))) if place in hidden else count
        for place, (count, people) in enumerate(zip(lower, population, strict=True))
    ]
    people = draw(st.integers(0, unknown if size < 4 else min(unknown, 3)))
    first = draw(st.integers(0, people))
    last = draw(st.integers(first, min(first + 2, people)))
    total = None
    if draw(st.booleans()):
        middle, away = draw(st.integers(sum(lower) + first, sum(upper) + last)), draw(st.integers(0, 1))
        total = max(middle - away, 0), middle + away
    within = draw(st.sampled_from([None, None, 0.0, 0.1, 0.3]))
    return Small(lower, upper, population, people, (first, last), total, within, repeat)


def measured(events, people):
    """Each measure of each completion, from its definition."""
    value, share = events / people, people / people.sum(axis=1, keepdims=True)
    ridit, mean = np.cumsum(share, axis=1) - share / 2, events.sum(axis=1) / people.sum(axis=1)
    slope = (share * (ridit - 0.5) * value).sum(axis=1) / (share * (ridit - 0.5) ** 2).sum(axis=1)
    aci = (share * (2 * ridit - 1) * value).sum(axis=1)
    short = value[:, -1:] * people - events
    return {
        "value": value,
        "difference": value[:, -1] - value[:, 0],
        "against": value[:, -1:] - value,
        "range": value.max(axis=1) - value.min(axis=1),
        "slope": slope,
        "ends": np.stack([mean - slope / 2, mean + slope / 2], axis=1),
        "aci": aci,
        "rci": aci[mean > 0] / mean[mean > 0],
        "levelling": np.maximum(short, 0)[:, :-1].sum(axis=1),
        "levelling adverse": np.maximum(-short, 0)[:, :-1].sum(axis=1),
    }


BETTER = {"higher_is_better": True}
BOUNDS = {
    "value": group_value_bounds,
    "difference": lambda cell: difference_bounds(cell, **BETTER),
    "against": lambda cell: against_reference_bounds(cell, -1, **BETTER),
    "range": range_bounds,
    "levelling": lambda cell: levelling_up_bounds(cell, **BETTER),
    "levelling adverse": lambda cell: levelling_up_bounds(cell, higher_is_better=False),
}
ORDERED = {
    "slope": lambda cell: slope_index_bounds(cell, **BETTER),
    "aci": absolute_concentration_bounds,
    "rci": relative_concentration_bounds,
}


EXACT = [
    # What is published, and the measure whose limits no completion (or some completion) attains.
    ("levelling", True, Small([1, 1, 2], [1, 1, 2], [5, 5, 5], 2, (2, 2), None, None, repeat=False)),
    ("levelling", False, Small([1, 1, 2], [1, 1, 2], [5, 5, 5], 3, (3, 3), None, None, repeat=False)),
    ("levelling", False, Small([1, 1, 8], [4, 4, 12], [20, 20, 20], 0, (0, 0), (15, 15), None, repeat=False)),
    ("levelling adverse", False, Small([1, 1, 8], [4, 4, 12], [20, 9, 20], 0, (0, 0), (17, 17), None, repeat=False)),
    ("range", True, Small([1, 1], [3, 3], [7, 7], 0, (0, 0), None, None, repeat=False)),
    ("range", False, Small([1, 1], [3, 3], [7, 5], 0, (0, 0), None, None, repeat=False)),
    ("range", False, Small([0, 0], [0, 0], [5, 5], 1, (1, 1), None, None, repeat=False)),
    ("slope", True, Small([0, 2, 3], [2, 2, 3], [5, 5, 5], 3, (1, 1), None, None, repeat=False)),
    ("slope", False, Small([0, 0, 2, 0], [0, 0, 2, 0], [3, 2, 5, 19], 5, (0, 0), None, None, repeat=False)),
]


@pytest.mark.parametrize(("name", "exact", "cell"), EXACT)
def test_exact_is_said_only_where_it_is_so(name, exact, cell):
    found, values = (BOUNDS | ORDERED)[name](cell.completions()), measured(*cell.every())[name]
    holds(found, values, name)
    assert bool(found.exact) == exact


def test_a_slope_can_be_steeper_in_between_than_with_everybody_in_one_group():
    """The case for which an outer bound is needed: five people, best divided over two groups."""
    cell = Small([0, 0, 2, 0], [0, 0, 2, 0], [3, 2, 5, 19], 5, (0, 0), None, None, repeat=False)
    events, people = cell.every()
    together = ((people - cell.population) == 5).any(axis=1)
    slopes = measured(events, people)["slope"]
    assert slopes[~together].max() > slopes[together].max() + 1e-4
    assert slopes.max() <= slope_index_bounds(cell.completions(), **BETTER).upper < slopes.max() + 0.02


def holds(found, values, words):
    """The bounds hold for every completion, and are its extremes where they say so."""
    low, high = values.min(axis=0), values.max(axis=0)
    assert (found.lower <= low + CLOSE).all(), words
    assert (found.upper >= high - CLOSE).all(), words
    equal = (np.abs(found.lower - low) < CLOSE) & (np.abs(found.upper - high) < CLOSE)
    assert (equal | ~found.exact).all(), words


@settings(max_examples=250)
@given(small_cells())
def test_bounds_are_the_extremes_of_all_completions(cell):
    events, people = cell.every()
    found = cell.completions()
    assert (found.reason == "") == (len(events) > 0)
    if not len(events):
        return
    values = measured(events, people)
    measures = BOUNDS | (ORDERED if len(cell.population) > 2 else {})
    for name, of in measures.items():
        if len(values[name]):
            holds(of(found), values[name], (name, cell))
    always = "value", "difference", "against"
    assert all(BOUNDS[name](found).exact.all() for name in always)


@settings(max_examples=150)
@given(small_cells(), st.booleans())
def test_ratios_are_the_extremes_of_all_ratios_there_are(cell, better):
    events, people = cell.every()
    if not len(events):
        return
    over, under = (events / people)[:, [-1, 0] if better else [0, -1]].T
    found = ratio_bounds(cell.completions(), higher_is_better=better)
    if not (under > 0).any():
        assert "zero, whatever" in str(found.reason)
        return
    ratios = over[under > 0] / under[under > 0]
    assert float(found.lower) == pytest.approx(ratios.min(), rel=CLOSE)
    if ((under == 0) & (over > 0)).any():
        assert np.isnan(found.upper)
        assert "no upper limit" in str(found.reason)
    else:
        assert float(found.upper) == pytest.approx(ratios.max(), rel=CLOSE)


@settings(max_examples=60)
@example([(14, 9 / 14), (29, 12 / 29), (10, 6 / 10)], 13, 0.15)
@example([(5, 1 / 5), (16, 9 / 16), (30, 9 / 30)], 18, 0.15)
@example([(18, 10 / 18), (52, 31 / 52), (7, 1 / 7)], 11, 0.3)
@example([(20, 12 / 20), (54, 50 / 54), (57, 9 / 57)], 12, 0.15)
@given(
    st.lists(st.tuples(st.integers(5, 60), st.floats(0.02, 0.98)), min_size=3, max_size=3),
    st.integers(0, 24),
    st.sampled_from([0.02, 0.05, 0.15, 0.3]),
)
def test_two_groups_that_must_share_many_unknown_people(groups, events, within):
    """All divisions of 24 unknown people over three groups, with and without the event, as far as composition may go.

    In the examples the best division is neither of the two that suit one group alone.
    """
    population = np.array([people for people, _ in groups])
    count = np.round([people * rate for people, rate in groups])
    known = count.astype(int).tolist()
    cell = Small(known, known, population.tolist(), 24, (events, events), None, within, repeat=False)
    received = np.array(list(cell.received()))[:, :, None]
    brought = np.array(list(handed_out(events, [24] * 3))).T
    possible = (brought <= received).all(axis=1) & (brought.sum(axis=0) == events)
    values = (count[:, None] + brought) / (population[:, None] + received)
    first, last = values[:, 0][possible], values[:, 2][possible]
    found = difference_bounds(cell.completions(), **BETTER)
    holds(found, last - first, cell)
    assert found.exact
    if (first > 0).all():
        ratio = ratio_bounds(cell.completions(), **BETTER)
        assert [float(ratio.lower), float(ratio.upper)] == pytest.approx(
            [(last / first).min(), (last / first).max()], rel=CLOSE
        )


@settings(max_examples=150)
@given(small_cells(groups=(3, 4)), st.booleans())
def test_relative_indices_hold_for_every_completion_that_has_one(cell, better):
    events, people = cell.every()
    if not len(events):
        return
    ends = measured(events, people)["ends"]
    over, under = ends[:, [1, 0] if better else [0, 1]].T
    both = (over > CLOSE) & (under > CLOSE)
    found = relative_index_bounds(cell.completions(), higher_is_better=better)
    if not both.any():
        assert str(found.reason)
        return
    ratios = over[both] / under[both]
    missing = [bool(((side <= -CLOSE) & (events.sum(axis=1) > 0)).any()) for side in (over, under)]
    for limit, gone in zip((found.lower, found.upper), missing, strict=True):
        assert not gone or np.isnan(limit)
    assert np.isnan(found.lower) or found.lower <= ratios.min() * (1 + CLOSE)
    assert np.isnan(found.upper) or found.upper >= ratios.max() * (1 - CLOSE)
    if found.exact and found.defined:
        assert [float(found.lower), float(found.upper)] == pytest.approx([ratios.min(), ratios.max()], rel=CLOSE)


@settings(max_examples=60)
@given(small_cells(unknown=4, repeat=True))
def test_events_that_repeat(cell):
    """Unknown people with several events each: the bounds hold, and are exact where only counts are hidden."""
    events, people = cell.every()
    if not len(events):
        return
    found, values = cell.completions(), measured(events, people)
    for name, of in (BOUNDS | (ORDERED if len(cell.population) > 2 else {})).items():
        if len(values[name]):
            holds(of(found), values[name], (name, cell))
    assert bool(difference_bounds(found, **BETTER).exact) == (found.unknown_upper == 0)


@settings(max_examples=100)
@given(small_cells(groups=(3, 4), unknown=0))
def test_with_hidden_counts_alone_the_slope_is_always_exact(cell):
    found = cell.completions()
    if found.reason == "":
        for of in ORDERED.values():
            bounds = of(found)
            assert bounds.exact or bounds.reason != ""


@settings(max_examples=100)
@given(small_cells(groups=(3, 4)))
def test_the_sign_of_every_slope_limit_is_exact(cell):
    cell.within = None
    events, people = cell.every()
    if not len(events):
        return
    slopes = measured(events, people)["slope"]
    slopes = np.where(np.abs(slopes) < CLOSE, 0.0, slopes)
    found = slope_index_bounds(cell.completions(), **BETTER)
    limits = [0.0 if abs(limit) < CLOSE else float(limit) for limit in (found.lower, found.upper)]
    assert np.sign(limits).tolist() == np.sign([slopes.min(), slopes.max()]).tolist()
