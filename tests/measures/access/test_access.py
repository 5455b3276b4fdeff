"""The cascade taken apart, distances, the best sites and shared buildings: by hand, by properties, by trying everything."""

from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as some

from components.measures.access.cascade import HIDDEN, NOBODY, gap_parts, step_parts, step_shares
from components.measures.access.catchment import public_transport_minutes, straight_metres, walking_minutes
from components.measures.access.co_location import buildings, kinds_by_building
from components.measures.access.maximal_cover import maximal_cover, single_gains

SHARES = some.arrays(float, st.integers(1, 5), elements=st.floats(0, 1))


def test_shares_of_steps_by_hand():
    np.testing.assert_allclose(step_shares([[100, 80, 40], [10, 10, 0]]), [[0.8, 0.5], [1.0, 0.0]])
    assert np.isnan(step_shares([10, 0, 0])).tolist() == [False, True]


@pytest.mark.parametrize("counts", [[5], [10, 11], [10, -1], 3])
def test_a_cascade_that_cannot_be_is_refused(counts):
    with pytest.raises(ValueError, match="expected"):
        step_shares(counts)


def test_two_steps_by_hand():
    # 0.6·0.5 − 0.8·0.9 = −0.42: the first −0.2·(0.5 + 0.9)/2, the second −0.4·(0.6 + 0.8)/2.
    np.testing.assert_allclose(step_parts([0.6, 0.5], [0.8, 0.9]), [-0.14, -0.28])


@given(st.data())
def test_parts_sum_to_the_whole_whichever_way_round(data):
    shares = data.draw(SHARES)
    other = data.draw(some.arrays(float, shares.shape, elements=st.floats(0, 1)))
    parts = step_parts(shares, other)
    np.testing.assert_allclose(parts.sum(), shares.prod() - other.prod(), atol=1e-12)
    np.testing.assert_allclose(step_parts(other, shares), -parts, atol=1e-12)
    order = data.draw(st.permutations(range(len(shares))))
    np.testing.assert_allclose(step_parts(shares[order], other[order]), parts[order], atol=1e-12)


@given(SHARES, st.integers(0, 4), st.floats(0, 1))
def test_a_gap_at_one_step_is_all_that_steps(shares, step, value):
    step %= len(shares)
    changed = shares.copy()
    changed[step] = value
    parts = step_parts(changed, shares)
    np.testing.assert_allclose(np.delete(parts, step), 0, atol=0)
    np.testing.assert_allclose(parts[step], changed.prod() - shares.prod(), atol=1e-12)


@given(st.data())
def test_parts_are_the_average_over_every_order(data):
    shares = data.draw(some.arrays(float, 4, elements=st.floats(0, 1)))
    other = data.draw(some.arrays(float, 4, elements=st.floats(0, 1)))
    total = np.zeros(4)
    for order in permutations(range(4)):
        mixed = other.copy()
        for step in order:
            before = mixed.prod()
            mixed[step] = shares[step]
            total[step] += mixed.prod() - before
    np.testing.assert_allclose(step_parts(shares, other), total / 24, atol=1e-12)


def test_too_many_steps_are_refused():
    with pytest.raises(ValueError, match="12 at most"):
        step_parts(np.ones(13), np.ones(13))


def test_gap_parts_hold_their_estimate_and_narrow_with_more_people():
    group, reference = np.array([[100, 50, 40], [10_000, 5_000, 4_000]]), np.array([10_000, 9_000, 7_200])
    found = gap_parts(group, reference)
    np.testing.assert_allclose(found.estimate, [[-0.32, 0.0], [-0.32, 0.0]], atol=1e-12)
    assert ((found.lower <= found.estimate) & (found.estimate <= found.upper)).all()
    width = found.upper - found.lower
    assert (width[1] < width[0] / 3).all()
    again = gap_parts(group, reference)
    np.testing.assert_array_equal(found.lower, again.lower)


def test_gap_parts_say_why_there_are_none():
    found = gap_parts([[100, np.nan, 40], [10, 0, 0]], [100, 90, 80])
    assert found.reason.tolist() == [[HIDDEN, HIDDEN], [NOBODY, NOBODY]]
    assert (gap_parts([100, 50, 40], [100, np.nan, 80]).reason == HIDDEN).all()
    with pytest.raises(ValueError, match="1000"):
        gap_parts([100, 50, 40], [100, 90, 80], draws=10)


def test_the_interval_of_a_part_covers_the_truth_as_often_as_it_says():
    rng = np.random.default_rng(5)
    truth = step_parts([0.7, 0.8], [0.9, 0.85])
    n = 400
    first, other = rng.binomial(500, 0.7, n), rng.binomial(500, 0.9, n)
    groups = np.column_stack([np.full(n, 500), first, rng.binomial(first, 0.8)])
    references = np.column_stack([np.full(n, 500), other, rng.binomial(other, 0.85)])
    held = [
        (part.lower <= truth) & (truth <= part.upper)
        for part in (gap_parts(g, r, draws=1000) for g, r in zip(groups, references, strict=True))
    ]
    assert 0.92 < np.mean(held) < 0.975


def test_distances_by_hand():
    np.testing.assert_allclose(
        straight_metres([51.0, 52.0], [0.0, 0.0], [51.0], [0.0]), [[0.0], [111_195.08]], rtol=1e-6
    )
    # At 60 degrees north a degree of longitude is half as long.
    np.testing.assert_allclose(straight_metres([60.0], [0.0], [60.0], [0.01]), [[555.97]], rtol=1e-4)
    with pytest.raises(ValueError, match="90 degrees"):
        straight_metres([151.0], [0.0], [51.0], [0.0])


def test_minutes_by_hand():
    assert walking_minutes(800) == pytest.approx(13)
    assert public_transport_minutes(2500) == pytest.approx(25)
    # A short way is walked.
    assert public_transport_minutes(400) == walking_minutes(400)
    assert walking_minutes(800, detour=1) == pytest.approx(10)
    with pytest.raises(ValueError, match="1 or more"):
        walking_minutes(800, detour=0.9)


@given(st.floats(0, 50_000), st.floats(0, 50_000))
def test_further_never_takes_less_time(one, other):
    near, far = sorted((one, other))
    for minutes in (walking_minutes, public_transport_minutes):
        assert minutes(near) <= minutes(far)


def test_the_best_sites_by_hand():
    reach = np.array([[1, 0, 0], [1, 1, 0], [0, 1, 1]], dtype=bool)
    one = maximal_cover(reach, [1, 1, 1], 1)
    assert one.gain == 2
    both = maximal_cover(reach, [1, 1, 1], 2)
    assert both.gain == 3
    assert both.covered.all()
    # What is there already counts for nothing.
    found = maximal_cover(reach, [1, 1, 5], 1, already=[False, False, True])
    assert (found.sites, found.gains) == ((0,), (2.0,))
    np.testing.assert_allclose(single_gains(reach, [1, 1, 5], [False, False, True]), [2, 1, 0])


def test_greed_is_not_enough():
    # The site that reaches most alone is in no best pair.
    reach = np.zeros((6, 3), dtype=bool)
    reach[[0, 1, 3, 4], 0] = reach[[0, 1, 2], 1] = reach[[3, 4, 5], 2] = True
    assert maximal_cover(reach, np.ones(6), 1).sites == (0,)
    pair = maximal_cover(reach, np.ones(6), 2)
    assert set(pair.sites) == {1, 2}
    assert pair.gain == 6


def test_no_site_is_chosen_that_adds_nobody():
    reach = np.array([[True, True], [False, False]])
    assert len(maximal_cover(reach, [3, 4], 2).sites) == 1
    nothing = maximal_cover(reach, [3, 4], 1, already=[True, False])
    assert (nothing.sites, nothing.gain, nothing.covered.tolist()) == ((), 0.0, [True, False])


@pytest.mark.parametrize(
    ("reach", "weight", "k"), [([[1, 0]], [1, 2], 1), ([[1, 0]], [-1], 1), ([[1, 0]], [1], 0), ([1, 0], [1, 1], 1)]
)
def test_a_covering_that_makes_no_sense_is_refused(reach, weight, k):
    with pytest.raises(ValueError, match="expected"):
        maximal_cover(reach, weight, k)


@given(st.data())
def test_the_best_sites_are_those_of_trying_everything(data):
    n_points, n_sites = data.draw(st.integers(1, 9)), data.draw(st.integers(1, 6))
    reach = data.draw(some.arrays(bool, (n_points, n_sites)))
    weight = data.draw(some.arrays(float, n_points, elements=st.integers(0, 2000)))
    already = data.draw(some.arrays(bool, n_points))
    k = data.draw(st.integers(1, n_sites))
    best = max(
        float(weight[reach[:, list(chosen)].any(axis=1) & ~already].sum()) for chosen in combinations(range(n_sites), k)
    )
    found = maximal_cover(reach, weight, k, already)
    assert found.gain == pytest.approx(best)
    assert len(found.sites) <= k
    assert found.gain == pytest.approx(float(weight[found.covered & ~already].sum()))


def test_buildings_by_hand():
    # 30 m north, 30 m further on (so one building by steps), then a mile away.
    north = np.array([51.5, 51.5 + 30 / 111_195, 51.5 + 60 / 111_195, 51.515])
    assert buildings(north, np.full(4, -0.1)).tolist() == [0, 0, 0, 1]
    assert buildings(north, np.full(4, -0.1), within=20).tolist() == [0, 1, 2, 3]
    assert buildings([], []).tolist() == []
    assert kinds_by_building([0, 0, 1], [0, 2, 0], 3).tolist() == [[1, 0, 1], [1, 0, 0]]
    with pytest.raises(ValueError, match="expected 0 to 1"):
        kinds_by_building([0], [2], 2)
    with pytest.raises(ValueError, match="one length"):
        buildings([51.0], [0.0, 0.1])
