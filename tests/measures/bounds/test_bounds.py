"""Bounds on cells of real size: known values, linear programmes, sampled completions, symmetry, many cells, edges."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from components.measures.bounds.bounds import CONCLUSION_WORDS, Bounds, conclusion_holds
from components.measures.bounds.completions import completions, published_ranges
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
from components.measures.gradient.concentration import aci, rci
from components.measures.gradient.slope_index import relative_index, slope_index
from components.measures.people.levelling_up import levelling_up
from components.measures.values.gap import against_reference, proportion_difference

SIGNED = {
    "difference": difference_bounds,
    "slope": slope_index_bounds,
    "aci": absolute_concentration_bounds,
    "rci": relative_concentration_bounds,
}
RATIOS = {"ratio": ratio_bounds, "rii": relative_index_bounds}
ONE_A_CELL = SIGNED | RATIOS | {"levelling": levelling_up_bounds, "range": lambda cell, **_: range_bounds(cell)}
THREE = ([1, 10, 20], [7, 10, 20], [50, 50, 50])


def limits(found):
    return [float(found.lower), float(found.upper)]


def drawn(seed=0, cells=(), groups=5, hidden=0.3, unknown=0.1):
    """Ranges, populations and unknown people of made-up cells with a gradient."""
    rng = np.random.default_rng(seed)
    population = rng.integers(50, 900, (*cells, groups))
    count = rng.binomial(population, np.linspace(0.25, 0.08, groups))
    hide = rng.random(count.shape) < hidden
    people = np.round(population.sum(axis=-1) * unknown)
    events = np.round(people * rng.uniform(0.05, 0.4, cells))
    ranges = np.where(hide, np.maximum(count - 5, 0), count), np.where(hide, count + 4, count)
    return *ranges, population, people, events


def made(seed=0, **wanted):
    lower, upper, population, people, events = drawn(seed, **wanted)
    return completions(lower, upper, population, unknown_people=people, unknown_lower=events)


# --- known values -------------------------------------------------------------------------------------------------------


def test_examples_of_the_docstrings():
    given_cells = completions(*THREE)
    two = completions([1, 10], [7, 10], [50, 50])
    assert limits(difference_bounds(two, higher_is_better=False)) == pytest.approx([-0.18, -0.06], abs=1e-12)
    assert limits(ratio_bounds(two, higher_is_better=False)) == pytest.approx([0.1, 0.7], abs=1e-12)
    assert limits(range_bounds(two)) == pytest.approx([0.06, 0.18], abs=1e-12)
    assert limits(levelling_up_bounds(two, higher_is_better=True)) == pytest.approx([3, 9], abs=1e-12)
    unknown = completions([1], [7], [50], unknown_people=10, unknown_lower=4)
    assert limits(group_value_bounds(unknown).at(0)) == pytest.approx([1 / 56, 11 / 54], abs=1e-12)
    against = against_reference_bounds(two, 1, higher_is_better=False, multiplier=100)
    assert against.lower == pytest.approx([-18, 0], abs=1e-12)
    assert against.upper == pytest.approx([-6, 0], abs=1e-12)
    better = {"higher_is_better": True}
    assert limits(slope_index_bounds(given_cells, **better)) == pytest.approx([0.39, 0.57], abs=1e-12)
    gentle = completions([10, 20, 24], [16, 20, 24], [50, 50, 50])
    assert limits(relative_index_bounds(gentle, **better)) == pytest.approx([13 / 7, 3.8], abs=1e-12)
    assert limits(absolute_concentration_bounds(given_cells)) == pytest.approx([0.26 * 2 / 9, 0.38 * 2 / 9], abs=1e-12)
    assert limits(relative_concentration_bounds(given_cells)) == pytest.approx([26 / 111, 38 / 93], abs=1e-12)


def test_a_total_narrows_what_is_hidden():
    lower, upper, population = [1, 1, 40], [7, 7, 40], [50, 60, 80]
    free = completions(lower, upper, population)
    fixed = completions(lower, upper, population, total_lower=53, total_upper=53)
    assert fixed.lower.tolist() == [6, 6, 40]
    one = completions([1, 40], [7, 40], [50, 80], total_lower=45, total_upper=45)
    assert (one.lower[0], one.upper[0]) == (5, 5)
    wide, narrow = (difference_bounds(cell, reference=1, higher_is_better=False) for cell in (free, fixed))
    assert limits(narrow) == pytest.approx([6 / 50 - 7 / 60, 7 / 50 - 6 / 60], abs=1e-12)
    assert wide.lower < narrow.lower
    assert wide.upper > narrow.upper


def test_published_tables():
    count = np.array([[np.nan, 10, 0, np.nan]])
    lower, upper = published_ranges(
        count, [[50, 80, 90, 5]], hidden=np.isnan(count), hidden_from=1, hidden_to=7, rounding=2
    )
    assert lower.tolist() == [[1, 8, 0, 1]]
    assert upper.tolist() == [[7, 12, 0, 5]]
    second = published_ranges([np.nan, np.nan], [50, 60], hidden=[True, True], hidden_from=1, hidden_to=[7, np.inf])
    assert second[1].tolist() == [7, 60]
    not_collected = published_ranges([np.nan, np.nan], [50, np.nan], hidden=[False, True], hidden_from=1)
    assert np.isnan(not_collected).all()
    only_rounded = published_ranges([0, 5], [9, 90], hidden=False, hidden_from=np.inf, rounding=2)
    assert [end.tolist() for end in only_rounded] == [[0, 3], [2, 7]]
    with pytest.raises(ValueError, match="rounding"):
        published_ranges([1], [2], hidden=False, hidden_from=1, rounding=-1)


def test_nothing_hidden_gives_the_estimate():
    lower, _, population, *_ = drawn(3, cells=(20,))
    exact, value = completions(lower, lower, population), lower / population
    for better in (True, False):
        keywords = {"higher_is_better": better}
        estimates = {
            "difference": proportion_difference(
                lower[:, 0], population[:, 0], lower[:, -1], population[:, -1], **keywords
            ),
            "slope": slope_index(value, population, interval="none", **keywords),
            "rii": relative_index(value, population, interval="none", **keywords),
            "aci": aci(value, population, interval="none", **keywords),
            "rci": rci(value, population, interval="none", **keywords),
            "levelling": levelling_up(value, population, np.full(value.shape, 0.01), **keywords),
        }
        for name, point in estimates.items():
            found = ONE_A_CELL[name](exact, **keywords)
            assert found.exact.all(), name
            assert found.lower == pytest.approx(point.estimate, rel=1e-9, abs=1e-12), name
            assert found.upper == pytest.approx(point.estimate, rel=1e-9, abs=1e-12), name
        against = against_reference(value, value, value, 2, better)
        found = against_reference_bounds(exact, 2, **keywords)
        assert found.lower == pytest.approx(against.estimate, abs=1e-12)
        assert (found.upper - found.lower).max() < 1e-12


# --- against linear programming -----------------------------------------------------------------------------------------


def programme(weight, cell, *, over=None):
    """Largest weight @ x, or weight @ x / over @ x (Charnes and Cooper), over ranges and total, by HiGHS."""
    size = weight.size
    if over is None:
        rows = np.array([np.ones(size), -np.ones(size)]), [cell.sum_upper, -cell.sum_lower]
        found = linprog(-weight, *rows, bounds=list(zip(cell.lower, cell.upper, strict=True)))
    else:
        eye, one = np.eye(size), np.ones((1, size))
        ranges = [(eye, -cell.upper), (-eye, cell.lower), (one, [-cell.sum_upper]), (-one, [cell.sum_lower])]
        rows = np.vstack([np.column_stack([left, np.asarray(right)]) for left, right in ranges])
        scaled = np.append(over, 0)[None, :]
        found = linprog(np.append(-weight, 0), rows, np.zeros(len(rows)), scaled, [1])
    assert found.status == 0
    return -found.fun


@pytest.mark.parametrize("seed", range(6))
def test_slope_and_relative_index_against_linear_programmes(seed):
    lower, upper, population, *_ = drawn(seed, hidden=0.7)
    total = lower.sum() + (upper - lower).sum() * 0.3
    cell = completions(lower, upper, population, total_lower=np.floor(total), total_upper=np.ceil(total) + 3)
    share = population / population.sum()
    centred = np.cumsum(share) - share / 2 - 0.5
    weight = centred / population.sum() / (share * centred**2).sum()
    found = slope_index_bounds(cell, higher_is_better=False)
    assert limits(found) == pytest.approx([-programme(weight, cell), programme(-weight, cell)], rel=1e-9)
    mean = np.ones(lower.size) / population.sum()
    steep = [-programme(weight, cell, over=mean), programme(-weight, cell, over=mean)]
    ratios = [(2 + part) / (2 - part) for part in steep]
    assert limits(relative_index_bounds(cell, higher_is_better=False)) == pytest.approx(ratios, rel=1e-9)


# --- sampled completions ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(5))
def test_no_sampled_completion_lies_outside(seed):
    lower, upper, population, people, events = drawn(seed)
    cell, rng, draws = made(seed), np.random.default_rng(seed), 3000
    extreme = rng.dirichlet(np.full(lower.size, 0.3), (2, draws))
    brought, others = rng.multinomial(int(events), extreme[0]), rng.multinomial(int(people - events), extreme[1])
    counts = rng.integers(lower, upper + 1, (draws, lower.size)) + brought
    full = counts, counts, population + brought + others
    whole = completions(*full)
    for name, of in ONE_A_CELL.items():
        for better in (True, False):
            found, points = of(cell, higher_is_better=better), of(whole, higher_is_better=better)
            low, high = points.lower[points.defined], points.upper[points.defined]
            assert np.isnan(found.lower) or (low >= found.lower - 1e-9).all(), name
            assert np.isnan(found.upper) or (high <= found.upper + 1e-9).all(), name
    alone, values = group_value_bounds(cell), counts / full[2]
    assert ((values >= alone.lower - 1e-12) & (values <= alone.upper + 1e-12)).all()


def test_an_outer_bound_is_close_to_what_can_be():
    """Where the slope's limit is not attained, putting everybody at the two ends comes within 2% of it, typically."""
    cell = made(1, cells=(200,))
    found = slope_index_bounds(cell, higher_is_better=False)
    low = found.lower > 0
    assert 20 < low.sum() < 200
    assert not found.exact[low].any()
    counts, people = np.concatenate([cell.lower[:, :2], cell.upper[:, 2:]], axis=1), cell.population.copy()
    counts[:, -1] += cell.unknown_lower
    people[:, -1] += cell.unknown_lower
    people[:, 0] += cell.unknown_people - cell.unknown_lower
    there = slope_index(counts / people, people, higher_is_better=False, interval="none").estimate
    assert (there >= found.lower - 1e-12).all()
    assert np.median((there - found.lower)[low]) < 0.02 * np.median(there[low])


# --- what must be so ----------------------------------------------------------------------------------------------------

seeds = st.integers(0, 10_000)


@given(seeds, st.integers(0, 6), st.booleans())
def test_more_hidden_is_never_narrower(seed, more, better):
    lower, upper, population, people, events = drawn(seed)
    keywords = {"unknown_people": people, "unknown_lower": events}
    widened = np.maximum(lower - more, 0), np.minimum(upper + more, population)
    cell, wider = completions(lower, upper, population, **keywords), completions(*widened, population, **keywords)
    limited = completions(lower, upper, population, composition_within=0.1, **keywords)
    total = lower.sum() + events, upper.sum() + events - 1 * (upper.sum() > lower.sum())
    told = completions(lower, upper, population, total_lower=total[0], total_upper=total[1], **keywords)
    ranged = completions(
        lower, upper, population, unknown_people=people, unknown_lower=max(events - 2, 0), unknown_upper=events + 1
    )
    for name, of in ONE_A_CELL.items():
        inner, *outer = (of(each, higher_is_better=better) for each in (cell, wider, ranged))
        for found in outer:
            assert np.isnan(found.lower) or found.lower <= inner.lower + 1e-9, name
            assert np.isnan(found.upper) or found.upper >= inner.upper - 1e-9, name
        for found in (of(each, higher_is_better=better) for each in (limited, told)):
            assert np.isnan(inner.lower) or found.lower >= inner.lower - 1e-9, name
            assert np.isnan(inner.upper) or found.upper <= inner.upper + 1e-9, name


@given(seeds, st.booleans())
def test_turning_the_groups_round_or_the_sign_mirrors_the_bounds(seed, better):
    cell = made(seed)
    keywords = {"higher_is_better": better}
    for name, of in SIGNED.items():
        found, mirrored = of(cell, **keywords), of(cell, higher_is_better=not better)
        turned = of(cell.backwards(), **keywords)
        for other in (mirrored, turned):
            assert limits(other) == pytest.approx([-found.upper, -found.lower], rel=1e-9, abs=1e-12), name
    for name, of in RATIOS.items():
        found, mirrored = of(cell, **keywords), of(cell, higher_is_better=not better)
        turned = of(cell.backwards(), **keywords)
        assert limits(turned) == pytest.approx(limits(mirrored), rel=1e-9, nan_ok=True), name
        if found.defined and mirrored.defined and found.lower > 0:
            assert limits(mirrored) == pytest.approx([1 / found.upper, 1 / found.lower], rel=1e-9), name
    swapped = difference_bounds(cell, disadvantaged=-1, reference=0, **keywords)
    assert limits(swapped) == pytest.approx(limits(difference_bounds(cell.backwards(), **keywords)), abs=1e-12)


def test_counting_those_without_the_event_turns_the_gap_round():
    lower, upper, population, people, events = drawn(4)
    cell = completions(lower, upper, population, unknown_people=people, unknown_lower=events)
    rest = population - upper, population - lower, population
    others = completions(*rest, unknown_people=people, unknown_lower=people - events)
    for name in ("difference", "slope", "aci", "levelling", "range"):
        one, two = ONE_A_CELL[name](cell, higher_is_better=True), ONE_A_CELL[name](others, higher_is_better=False)
        assert limits(one) == pytest.approx(limits(two), rel=1e-9, abs=1e-9), name


@pytest.mark.parametrize("within", [None, 0.05])
def test_many_cells_at_once_are_each_cell_alone(within):
    lower, upper, population, people, events = drawn(5, cells=(3, 4))
    last = events + np.random.default_rng(5).integers(0, 4, events.shape)
    upper = np.minimum(upper, population)
    better = np.array([[True], [False], [True]])
    total = np.floor((lower.sum(axis=-1) + upper.sum(axis=-1)) / 2 + events)
    total[0] = np.nan

    def whole(at):
        parts = {"unknown_people": people[at], "unknown_lower": events[at], "unknown_upper": last[at]}
        parts |= {"total_lower": total[at], "total_upper": total[at] + 1, "composition_within": within}
        return completions(lower[at], upper[at], population[at], **parts)

    together = {name: of(whole(...), higher_is_better=better) for name, of in ONE_A_CELL.items()}
    for at in np.ndindex(3, 4):
        for name, of in ONE_A_CELL.items():
            alone, found = of(whole(at), higher_is_better=bool(better[at[0], 0])), together[name].at(at)
            assert limits(found) == pytest.approx(limits(alone), rel=1e-9, abs=1e-12, nan_ok=True), (name, at)
            assert (bool(found.exact), str(found.reason)) == (bool(alone.exact), str(alone.reason)), (name, at)


def test_the_groups_compared_can_differ_by_cell():
    cell = made(6, cells=(4,))
    places = np.array([0, 1, 2, 3])
    found = difference_bounds(cell, disadvantaged=places, reference=4, higher_is_better=True)
    every = against_reference_bounds(cell, 4, higher_is_better=True)
    assert found.lower == pytest.approx(every.lower[np.arange(4), places], abs=1e-12)
    assert found.upper == pytest.approx(every.upper[np.arange(4), places], abs=1e-12)
    itself = ratio_bounds(cell, disadvantaged=2, reference=2, higher_is_better=True)
    assert (itself.lower == 1).all()
    assert (itself.upper == 1).all()


def test_a_thousand_areas_of_ten_groups_take_far_less_than_a_second():
    lower, upper, population, people, events = drawn(7, cells=(1000,), groups=10)
    upper = np.minimum(upper, population)
    start = time.perf_counter()
    hidden = completions(lower, upper, population)
    slope_index_bounds(hidden, higher_is_better=True)
    unknown = completions(lower, upper, population, unknown_people=people, unknown_lower=events)
    for cell in (hidden, unknown):
        difference_bounds(cell, higher_is_better=True)
        ratio_bounds(cell, higher_is_better=True)
    assert time.perf_counter() - start < 0.5


# --- edges --------------------------------------------------------------------------------------------------------------


def test_all_hidden_says_nothing_but_stays_within_what_can_be():
    population = np.array([50, 60, 70])
    cell = completions(np.zeros(3), population, population)
    assert limits(difference_bounds(cell, higher_is_better=True)) == [-1, 1]
    assert conclusion_holds(difference_bounds(cell, higher_is_better=True)) == "could_be_reversed"
    found = ratio_bounds(cell, higher_is_better=True)
    assert float(found.lower) == 0
    assert "no upper limit" in str(found.reason)
    relative = relative_index_bounds(cell, higher_is_better=True)
    assert "no lower limit" in str(relative.reason)
    assert "no upper limit" in str(relative.reason)
    gone = completions(np.full(3, np.nan), np.full(3, np.nan), population)
    for of in ONE_A_CELL.values():
        found = of(gone, higher_is_better=True)
        assert "no group has both" in str(found.reason)
        assert not found.exact
        assert conclusion_holds(found) == "not_known"


def test_groups_left_out():
    unknown = {"unknown_people": 10, "unknown_lower": 2}
    gaps = [np.nan, 1, np.nan, 5, 2, np.nan], [np.nan, 4, np.nan, 9, 3, np.nan], [60, 50, 60, 70, 80, 60]
    nowhere, without = completions(*gaps, **unknown), completions([1, 5, 2], [4, 9, 3], [50, 70, 80], **unknown)
    places = {"difference": {"disadvantaged": 1, "reference": 4}, "ratio": {"disadvantaged": 1, "reference": 4}}
    for name, of in ONE_A_CELL.items():
        place = places.get(name, {"reference": 4} if name == "levelling" else {})
        one, two = of(nowhere, higher_is_better=True, **place), of(without, higher_is_better=True)
        assert limits(one) == pytest.approx(limits(two), rel=1e-9, nan_ok=True), name
        assert bool(one.exact) == bool(two.exact), name
    empty = completions([0, 5, 6], [0, 9, 8], [0, 70, 80], unknown_people=3)
    assert "first group: the count or the population" in str(difference_bounds(empty, higher_is_better=True).reason)
    assert "second group" in str(difference_bounds(empty.backwards(), higher_is_better=True).reason)
    assert "too few for a slope" in str(slope_index_bounds(empty, higher_is_better=True).reason)
    assert "too few for a gradient" in str(absolute_concentration_bounds(empty).reason)
    assert group_value_bounds(empty).reason[0].startswith("the group: the count")
    assert levelling_up_bounds(empty, higher_is_better=True).defined
    assert "reference group" in str(levelling_up_bounds(empty.backwards(), higher_is_better=True).reason)
    alone = completions([5], [9], [70])
    assert "fewer than 2" in str(range_bounds(alone).reason)
    assert "no other group" in str(levelling_up_bounds(alone, higher_is_better=True).reason)


def test_a_group_left_out_may_account_for_part_of_the_total():
    known = {"total_lower": 30, "total_upper": 30}
    cell = completions([1, 10, np.nan], [7, 10, np.nan], [50, 60, 70], **known)
    assert (cell.lower[0], cell.upper[0]) == (1, 7)
    tight = completions([1, 10, 15], [7, 10, 17], [50, 60, np.nan], **known)
    assert (tight.lower[0], tight.upper[0]) == (3, 5)


def test_nobody_with_the_event():
    none = completions([0, 0, 0], [0, 0, 0], [50, 60, 70])
    assert "nobody has the event" in str(relative_index_bounds(none, higher_is_better=True).reason)
    assert "nobody has the event" in str(relative_concentration_bounds(none).reason)
    assert "zero, whatever" in str(ratio_bounds(none, higher_is_better=True).reason)
    assert conclusion_holds(difference_bounds(none, higher_is_better=True)) == "no_gap"
    steep = completions([0, 0, 30], [0, 0, 40], [50, 60, 70])
    assert "whatever the hidden values are, so it has no ratio" in str(
        relative_index_bounds(steep, higher_is_better=True).reason
    )


def test_counts_that_cannot_add_up_give_a_reason():
    cell = completions([[1, 10], [1, 10]], [[7, 10], [7, 10]], [50, 60], total_lower=[40, 15], total_upper=[40, 15])
    found = difference_bounds(cell, higher_is_better=True)
    assert "cannot add up" in found.reason[0]
    assert found.defined.tolist() == [False, True]
    assert all("cannot add up" in of(cell, higher_is_better=True).reason[0] for of in ONE_A_CELL.values())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"lower": [3, 5]}, "no proper range at position 0"),
        ({"lower": [np.nan, 5]}, "no proper range"),
        ({"lower": [-1, 5]}, "no proper range"),
        ({"upper": [2, np.inf]}, "no proper range"),
        ({"lower": [2, 90], "upper": [2, 91]}, "more than the people"),
        ({"population": [-1, 80]}, "population"),
        ({"population": [1, 2, 3]}, "broadcast"),
        ({"lower": 1, "upper": 2, "population": 3}, "no groups"),
        ({"unknown_people": 1.5}, "unknown_people"),
        ({"unknown_lower": np.nan}, "unknown_lower"),
        ({"unknown_people": 3, "unknown_lower": 4}, "more than the people"),
        ({"unknown_people": [3, 3], "unknown_lower": [1, 1, 1]}, "broadcast"),
        ({"total_lower": -3}, "total_lower"),
        ({"composition_within": 2}, "composition_within"),
    ],
)
def test_what_cannot_be_is_refused_by_name(change, words):
    parts = {"lower": [1, 5], "upper": [2, 9], "population": [50, 80]} | change
    with pytest.raises(ValueError, match=words):
        completions(**parts)


def test_places_and_options_are_checked():
    cell = completions(*THREE)
    for wrong in (3, -4, 0.5):
        with pytest.raises(ValueError, match="disadvantaged"):
            difference_bounds(cell, disadvantaged=wrong, higher_is_better=True)
    with pytest.raises(ValueError, match="reference"):
        levelling_up_bounds(cell, higher_is_better=True, reference=3)
    with pytest.raises(ValueError, match="higher_is_better"):
        slope_index_bounds(cell, higher_is_better=None)
    for wrong in ((2, 1, ""), (0, np.inf, ""), (0, np.nan, ""), (0, 1, "a reason")):
        with pytest.raises(ValueError, match="limits"):
            Bounds(*wrong[:2], "by hand", True, wrong[2])
    with pytest.raises(ValueError, match="shape"):
        Bounds([0, 1], [1, 2, 3], "by hand", True, "")


@pytest.mark.parametrize(
    ("low", "high", "threshold", "code"),
    [
        (0.02, 0.3, 0, "holds"),
        (-0.3, -0.02, 0, "holds"),
        (0, 0.3, 0, "could_vanish"),
        (-0.3, 1e-15, 0, "could_vanish"),
        (-0.1, 0.3, 0, "could_be_reversed"),
        (0, 0, 0, "no_gap"),
        (0.02, 0.3, 0.1, "could_be_reversed"),
        (1.1, np.nan, 1, "holds"),
        (1, np.nan, 1, "could_vanish"),
        (0.4, np.nan, 1, "could_be_reversed"),
        (np.nan, 0.8, 1, "holds"),
        (np.nan, np.nan, 0, "not_known"),
    ],
)
def test_conclusions(low, high, threshold, code):
    found = Bounds(low, high, "by hand", True, "" if np.isfinite(low) and np.isfinite(high) else "no limit")
    assert conclusion_holds(found, threshold) == code
    assert code in CONCLUSION_WORDS
    with pytest.raises(ValueError, match="threshold"):
        conclusion_holds(found, np.nan)
