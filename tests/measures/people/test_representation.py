"""Representation, case finding and how much must be recorded: worked values, and what must hold whatever the numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.measures.bounds.bounds import conclusion_holds
from components.measures.bounds.completions import completions
from components.measures.bounds.two_groups import difference_bounds
from components.measures.people.representation import people_short, representation_ratio
from components.measures.records.case_finding import undiagnosed_share
from components.measures.records.recording_needed import recording_needed
from components.measures.values.proportion import proportion

COUNTS = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 50_000)), min_size=2, max_size=6).filter(
    lambda pairs: sum(took for took, _ in pairs) > 0
)


def test_half_as_many_as_live_here_is_a_half():
    found = representation_ratio([10, 90], 100, [200, 800])
    np.testing.assert_allclose(found.estimate, [0.5, 1.125], rtol=1e-12)
    own = proportion(10, 100)
    np.testing.assert_allclose([found.lower[0], found.upper[0]], [float(own.lower) / 0.2, float(own.upper) / 0.2])
    np.testing.assert_allclose(people_short([10, 90], 100, [200, 800]), [10, -10])


def test_hidden_and_absent_groups_say_why():
    found = representation_ratio([np.nan, 20, 0], 40, [100, 100, 0])
    assert list(found.reason) == [
        "how many took part is hidden or was not counted",
        "",
        "nobody of this group is counted among those who live here",
    ]
    assert str(representation_ratio([0, 0], 0, [1, 1]).reason[0]) == "nobody took part whose group is known"


@pytest.mark.parametrize(
    ("took", "everyone", "lives", "words"),
    [([5], 4, [10], "more than the denominator"), ([-1], 4, [10], "numerator"), ([1], 4, [-10], "population")],
)
def test_impossible_counts_are_refused(took, everyone, lives, words):
    with pytest.raises(ValueError, match=words):
        representation_ratio(took, everyone, lives)


@given(COUNTS)
def test_ratios_weighted_by_who_lives_here_average_one(pairs):
    took, lives = (np.array(part, dtype=float) for part in zip(*pairs, strict=True))
    found = representation_ratio(took, took.sum(), lives)
    assert np.isclose((found.estimate * lives / lives.sum()).sum(), 1)
    assert (found.lower <= found.estimate + 1e-12).all()
    assert (found.estimate <= found.upper + 1e-12).all()
    assert np.isclose(people_short(took, took.sum(), lives).sum(), 0, atol=1e-6)


@given(COUNTS, st.integers(2, 9))
def test_the_size_of_the_place_does_not_matter_only_its_mix(pairs, times):
    took, lives = (np.array(part, dtype=float) for part in zip(*pairs, strict=True))
    one, other = (representation_ratio(took, took.sum(), each) for each in (lives, lives * times))
    np.testing.assert_allclose(one.estimate, other.estimate)
    np.testing.assert_allclose(one.upper, other.upper)


def test_one_in_four_is_on_no_register():
    found = undiagnosed_share([750, 1200], [1000, 1000], [900, 950], [1100, 1050])
    np.testing.assert_allclose(found.estimate, [0.25, -0.2])
    np.testing.assert_allclose(found.lower, [1 - 750 / 900, 1 - 1200 / 950])
    np.testing.assert_allclose(found.upper, [1 - 750 / 1100, 1 - 1200 / 1050])
    assert not bool(undiagnosed_share(5, 10, np.nan, np.nan).has_interval)
    assert (
        str(undiagnosed_share(np.nan, 10, 9, 11).reason) == "the register or the expected number is hidden or missing"
    )
    assert str(undiagnosed_share(0, 0, 0, 0).reason) == "nobody is expected to have the condition"
    with pytest.raises(ValueError, match="outside its own limits"):
        undiagnosed_share(5, 10, 11, 12)


PAIR = {"disadvantaged": 0, "reference": 1, "higher_is_better": False}


@given(
    st.integers(0, 200),
    st.integers(0, 200),
    st.integers(200, 900),
    st.integers(200, 900),
    st.integers(0, 300),
    st.floats(0, 1),
)
def test_nothing_need_be_recorded_exactly_where_the_bounds_hold_already(one, other, size, size_2, unknown, rate):
    events = round(unknown * rate)
    needed = float(recording_needed([one, other], [size, size_2], unknown, events, **PAIR))
    given = completions([one, other], [one, other], [size, size_2], unknown_people=unknown, unknown_lower=events)
    now = str(conclusion_holds(difference_bounds(given, **PAIR)))
    if now != "holds":
        assert np.isnan(needed) or needed > 0
    elif needed > 0:
        # Recorded people join in proportion and come whole, which alone may upset a gap smaller than one person's.
        assert abs(one / size - other / size_2) < 3 / min(size, size_2)


def test_the_share_to_record_is_the_first_from_which_the_bounds_hold():
    needed = float(recording_needed([240, 210], [800, 1000], 300, 60, **PAIR))
    assert 0 < needed < 1
    assert float(recording_needed([300, 100], [1000, 1000], 150, 20, **PAIR)) == 0
    assert np.isnan(recording_needed([100, 100], [1000, 1000], 50, 5, **PAIR))
    both = recording_needed([[240, 210], [300, 100]], [[800, 1000], [1000, 1000]], [300, 150], [60, 20], **PAIR)
    np.testing.assert_allclose(both, [needed, 0])
    with pytest.raises(ValueError, match="steps"):
        recording_needed([1, 2], [10, 10], 1, 0, **PAIR, steps=0)
