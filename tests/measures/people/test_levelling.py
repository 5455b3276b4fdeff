"""What closing the gap means for people: levelling up, attributable risk and fraction."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.measures.people.attributable import paf, par
from components.measures.people.levelling_up import levelling_up, levelling_up_by_group

THREE = ([0.6, 0.7, 0.8], [100, 100, 100], [0.02, 0.02, 0.02])


def row(found):
    return [float(found.estimate), float(found.lower), float(found.upper)]


def test_counting_people_by_hand():
    found = levelling_up(*THREE, higher_is_better=True)
    error = 1.959963984540054 * np.sqrt((100 * 0.02) ** 2 * 2 + (200 * 0.02) ** 2)
    assert row(found) == pytest.approx([30, 30 - error, 30 + error], rel=1e-12)
    parts = levelling_up_by_group(*THREE, higher_is_better=True)
    assert parts.estimate == pytest.approx([20, 10, 0], abs=1e-12)
    assert (parts.lower[2], parts.upper[2]) == (0, 0)


def test_an_adverse_indicator_is_mirrored_and_units_are_allowed_for():
    rate = levelling_up([80, 70, 60], [1000] * 3, [2, 2, 2], higher_is_better=False, per=1000)
    assert float(rate.estimate) == pytest.approx(20 + 10)
    percent = levelling_up([60, 70, 80], [100] * 3, [2, 2, 2], higher_is_better=True, per=100)
    assert row(percent) == pytest.approx(row(levelling_up(*THREE, higher_is_better=True)), rel=1e-12)


def test_references():
    value, people, error = [0.6, 0.9, 0.8], [100] * 3, [0.02] * 3
    keywords = {"higher_is_better": True}
    last = levelling_up(value, people, error, **keywords)
    best = levelling_up(value, people, error, reference="best", **keywords)
    target = levelling_up(value, people, error, reference=0.75, **keywords)
    assert [float(found.estimate) for found in (last, best, target)] == pytest.approx([20, 40, 15])
    assert "best group" in best.method
    assert "0.75" in target.method
    for wrong in ("worst", True, None, np.nan):
        with pytest.raises(ValueError, match="reference"):
            levelling_up(value, people, error, reference=wrong, **keywords)


def test_a_group_ahead_is_left_as_it_is():
    """The count never sets people ahead against people behind, as a difference of averages would."""
    found = levelling_up([0.6, 1.0, 0.8], [100] * 3, [0.001] * 3, higher_is_better=True)
    assert float(found.estimate) == pytest.approx(20)
    assert float(par([0.6, 1.0, 0.8], [100] * 3, [0.001] * 3, higher_is_better=True).estimate) == pytest.approx(0)


def test_equal_groups_leave_nobody_to_level_up_but_not_for_certain():
    found = levelling_up([0.7] * 4, [100] * 4, [0.02] * 4, higher_is_better=True)
    assert row(found)[:2] == [0, 0]
    assert found.upper > 0
    certain = levelling_up([0.7] * 4, [100] * 4, [0.0] * 4, higher_is_better=True)
    assert row(certain) == [0, 0, 0]


def test_hidden_groups():
    keywords = {"higher_is_better": True}
    middle = levelling_up([0.6, np.nan, 0.8], [100] * 3, [0.02] * 3, **keywords)
    assert int(middle.groups_used) == 2
    assert float(middle.estimate) == pytest.approx(20)
    last = levelling_up([0.6, 0.7, np.nan], [100] * 3, [0.02] * 3, **keywords)
    assert "least disadvantaged group has no value" in str(last.reason)
    assert levelling_up([0.6, 0.7, np.nan], [100] * 3, [0.02] * 3, reference="best", **keywords).defined
    none = levelling_up([np.nan] * 3, [100] * 3, [0.02] * 3, **keywords)
    assert "no group" in str(none.reason)
    missing = levelling_up([0.6, 0.7, 0.8], [100] * 3, [0.02, np.nan, 0.02], **keywords)
    assert "standard error" in str(missing.reason)
    by_group = levelling_up_by_group([0.6, np.nan, 0.8], [100] * 3, [0.02] * 3, **keywords)
    assert "hidden" in by_group.reason[1]
    assert by_group.defined.tolist() == [True, False, True]
    gone = levelling_up_by_group([0.6, 0.7, np.nan], [100] * 3, [0.02] * 3, **keywords)
    assert not gone.defined.any()
    with pytest.raises(ValueError, match="per"):
        levelling_up(*THREE, per=0, **keywords)


def test_attributable_by_hand():
    found = par(*THREE, higher_is_better=True)
    error = 1.959963984540054 * 0.02 * np.sqrt((1 / 3) ** 2 * 2 + (2 / 3) ** 2)
    assert row(found) == pytest.approx([0.1, 0.1 - error, 0.1 + error], rel=1e-9)
    assert float(paf(*THREE, higher_is_better=True).estimate) == pytest.approx(100 / 7, rel=1e-12)


def test_attributable_against_healthequal():
    """healthequal 1.0.1, parisk and paf (interval put right by 100), under-five mortality per 1,000 by quintile."""
    value = [52.469970703125, 32.8558616638184, 28.9652118682861, 31.2767658233643, 23.9019889831543]
    people = [7119.732421875, 6859.921875, 6903.7255859375, 6992.58056640625, 6744.52392578125]
    keywords = {"higher_is_better": False, "interval": "two_by_two", "per": 1000}
    assert row(par(value, people, **keywords)) == pytest.approx([-10.148416, -13.53254, -6.764291], rel=1e-6)
    assert row(paf(value, people, **keywords)) == pytest.approx([-29.80410, -39.74267, -19.86552], rel=1e-6)


def test_a_table_is_read_in_the_units_the_value_is_stated_in():
    value, people = np.array([0.05, 0.03, 0.02]), [700, 690, 670]
    for function, unit in ((par, 1000), (paf, 1)):
        keywords = {"higher_is_better": False, "interval": "two_by_two"}
        once = row(function(value, people, **keywords))
        rate = row(function(1000 * value, people, per=1000, **keywords))
        assert rate == pytest.approx([unit * part for part in once], rel=1e-12)


def test_attributable_fraction_interval_is_what_a_simulation_gives():
    value, people, error = (np.array(part) for part in THREE)
    drawn = value + error * np.random.default_rng(10).standard_normal((100_000, 3))
    average = (drawn * people).sum(axis=1) / people.sum()
    low, high = np.quantile(100 * (drawn[:, -1] - average) / average, [0.025, 0.975])
    found = row(paf(value, people, error, higher_is_better=True))
    assert [low, high] == pytest.approx(found[1:], abs=0.02 * (found[2] - found[1]))


def test_attributable_edges():
    keywords = {"higher_is_better": True, "interval": "two_by_two"}
    worse = par([0.9, 0.8, 0.7], [100] * 3, **keywords)
    assert float(worse.estimate) == 0
    none = paf([0.1, 0.1, 0.0], [100] * 3, **(keywords | {"higher_is_better": False}))
    assert float(none.estimate) == pytest.approx(-100)
    assert not none.has_interval
    given = paf([0.1, 0.1, 0.0], [100] * 3, [0.03, 0.03, 0.0], higher_is_better=False)
    assert row(given) == pytest.approx([-100] * 3)
    assert "least disadvantaged" in str(par([0.1, 0.1, np.nan], [100] * 3, **keywords).reason)
    with pytest.raises(ValueError, match="target"):
        par(*THREE, reference=0.9, **keywords)
    with pytest.raises(ValueError, match="stated per"):
        par([60, 70, 80], [100] * 3, **keywords)
    with pytest.raises(ValueError, match="standard_error"):
        par([0.6, 0.7, 0.8], [100] * 3, higher_is_better=True)
    assert "mean is not above zero" in str(paf([0, 0, 0], [1] * 3, [0.1] * 3, higher_is_better=True).reason)


group = st.tuples(st.floats(0.05, 0.95), st.integers(10, 5000), st.floats(0.001, 0.1))
series = st.lists(group, min_size=2, max_size=8).map(lambda rows: np.array(rows).T)


@given(series, st.sampled_from(["least_disadvantaged", "best", 0.5]), st.booleans())
def test_the_count_is_held_by_its_limits_and_by_the_population(parts, reference, better):
    value, people, error = parts
    found = levelling_up(value, people, error, higher_is_better=better, reference=reference)
    assert 0 <= found.lower <= found.estimate <= found.upper
    assert found.estimate <= people.sum()
    by_group = levelling_up_by_group(value, people, error, higher_is_better=better, reference=reference)
    assert by_group.estimate.sum() == pytest.approx(float(found.estimate), rel=1e-9, abs=1e-9)


@given(series, st.booleans())
def test_splitting_a_group_leaves_the_count(parts, better):
    value, people, error = parts
    whole = levelling_up(value, people, error, higher_is_better=better)
    halves = np.concatenate([value[:1], value]), np.concatenate([people[:1] / 2, people[:1] / 2, people[1:]])
    split = levelling_up(*halves, np.concatenate([error[:1], error]), higher_is_better=better)
    assert float(split.estimate) == pytest.approx(float(whole.estimate), rel=1e-9, abs=1e-9)


@given(series)
def test_the_best_group_asks_at_least_as_much_as_any_other(parts):
    best = levelling_up(*parts, higher_is_better=True, reference="best")
    last = levelling_up(*parts, higher_is_better=True)
    assert float(best.estimate) >= float(last.estimate) - 1e-9


@pytest.mark.parametrize("truth", [[0.5, 0.6, 0.65, 0.7, 0.8], [0.7, 0.7, 0.7, 0.7, 0.7], [0.6, 0.79, 0.8, 0.8, 0.8]])
def test_the_limits_cover_the_true_count_at_least_as_often_as_they_say(truth):
    """A clear gradient, no gradient at all, and one group left behind."""
    truth, people, error = np.array(truth), np.full(5, 1000.0), np.full(5, 0.015)
    count = (people * np.maximum(truth[-1] - truth, 0)).sum()
    drawn = truth + error * np.random.default_rng(11).standard_normal((10_000, 5))
    found = levelling_up(drawn, people, error, higher_is_better=True)
    assert np.mean((found.lower <= count + 1e-9) & (found.upper >= count)) >= 0.94
