"""Slope and relative indices, the line drawn, and the shape of the gradient."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from components.measures.gradient.gradient_shape import RULE, judge, shape
from components.measures.gradient.slope_index import relative_index, relative_index_scotland, slope_index, slope_line
from components.measures.gradient.slope_simulation import simulated_slope_index

THREE = ([31.5, 40.2, 52.8], [480, 510, 445])
QUINTILES = ([60.0, 65, 68, 75, 80], [900, 1100, 1000, 1200, 800], [1.5, 1.2, 1.3, 1.0, 1.6])


def row(found):
    return [float(found.estimate), float(found.lower), float(found.upper)]


# --- known values -------------------------------------------------------------------------------------------------------


def test_against_healthequal_with_residual_scatter():
    """healthequal 1.0.1, sii and rii, linear, three groups of 480, 510 and 445 (its standard error rescaled)."""
    keywords = {"higher_is_better": True, "interval": "residual"}
    assert row(slope_index(*THREE, **keywords)) == pytest.approx([31.3043652314857, 25.9043733, 36.7043571], rel=1e-7)
    assert row(relative_index(*THREE, **keywords)) == pytest.approx([2.225458, 1.903499, 2.601873], rel=1e-6)


def test_against_phe_on_the_logit_scale():
    """PHEindicatormethods 2.1.0, prevalence data, year 6, England, 2010: SII and the closed form of its interval."""
    value = [0.212121212121212, 0.214281272581356, 0.204077202962997]
    population = [34353, 32112, 27715]
    found = slope_index(value, population, higher_is_better=False, scale="logit", interval="none")
    by_hand = np.log(np.array(value) / (1 - np.array(value)))
    share = np.array(population) / sum(population)
    ridit = np.cumsum(share) - share / 2
    slope, middle = np.polyfit(ridit - 0.5, by_hand, 1, w=np.sqrt(share))
    ends = 1 / (1 + np.exp(-(middle + np.array([-0.5, 0.5]) * slope)))
    assert float(found.estimate) == pytest.approx(ends[0] - ends[1], rel=1e-9)


def test_ten_deciles_in_order_give_100():
    """Deciles held as text sort 1, 10, 2 ... and give 56.4 elsewhere (METHODS.md, known defects)."""
    value = np.arange(10.0, 101, 10)
    found = slope_index(value, np.full(10, 1000), np.ones(10), higher_is_better=True)
    assert float(found.estimate) == pytest.approx(100, rel=1e-12)
    text_order = np.argsort(np.arange(1, 11).astype(str))
    wrong = slope_index(value[text_order], np.full(10, 1000), np.ones(10), higher_is_better=True)
    assert float(wrong.estimate) == pytest.approx(56.3636363636364, rel=1e-9)


def test_propagated_interval_is_what_a_simulation_gives():
    value, population, error = (np.array(part) for part in QUINTILES)
    found = slope_index(value, population, error, higher_is_better=True)
    drawn = value + error * np.random.default_rng(6).standard_normal((100_000, 5))
    slopes = slope_index(drawn, population, higher_is_better=True, interval="none").estimate
    width = float(found.upper - found.lower)
    low, high = np.quantile(slopes, [0.025, 0.975])
    assert abs(low - float(found.lower)) < 0.01 * width
    assert abs(high - float(found.upper)) < 0.01 * width
    ratios = relative_index(drawn, population, higher_is_better=True, interval="none").estimate
    relative = relative_index(value, population, error, higher_is_better=True)
    low, high = np.quantile(ratios, [0.025, 0.975])
    width = float(relative.upper - relative.lower)
    assert abs(low - float(relative.lower)) < 0.015 * width
    assert abs(high - float(relative.upper)) < 0.015 * width


@pytest.mark.parametrize("scale", ["identity", "log", "logit"])
def test_the_closed_form_agrees_with_a_hundred_thousand_draws(scale):
    value, population, error = (np.array(part) for part in QUINTILES)
    given_values = (value / 100, population, error / 100)
    found = slope_index(*given_values, higher_is_better=True, scale=scale)
    checked = simulated_slope_index(*given_values, higher_is_better=True, scale=scale)
    assert row(checked) == pytest.approx(row(found), abs=0.01 * float(found.upper - found.lower))
    assert row(checked)[1:] != row(found)[1:]
    mirrored = simulated_slope_index(*given_values, higher_is_better=False, scale=scale)
    assert row(mirrored) == pytest.approx([-row(checked)[0], -row(checked)[2], -row(checked)[1]], rel=1e-12)


def test_a_simulation_with_a_hidden_group_agrees_too():
    hidden = ([60, np.nan, 68, 75, 80], [900, 1100, 1000, 1200, 800], [1.5, 1.2, 1.3, 1.0, 1.6])
    found, checked = slope_index(*hidden, higher_is_better=True), simulated_slope_index(*hidden, higher_is_better=True)
    assert row(checked) == pytest.approx(row(found), abs=0.01 * float(found.upper - found.lower))
    few = simulated_slope_index([1, np.nan, np.nan], [1, 1, 1], [1, 1, 1], higher_is_better=True, draws=1000)
    assert "fewer than 3" in str(few.reason)
    with pytest.raises(ValueError, match="draws"):
        simulated_slope_index(*hidden, higher_is_better=True, draws=10)


def test_errors_that_groups_share_are_what_a_simulation_gives():
    """Groups of the same areas: errors with correlation 0.8 between all, so that a slope is surer than apart."""
    value, people, error = (np.array(part) for part in QUINTILES)
    together = np.where(np.eye(5, dtype=bool), 1.0, 0.8)
    found = slope_index(value, people, error, higher_is_better=True, correlation=together)
    draws = np.random.default_rng(3).multivariate_normal(value, together * np.outer(error, error), size=100_000)
    slopes = slope_index(draws, people, higher_is_better=True, interval="none").estimate
    half = 1.959964 * slopes.std()
    assert row(found)[1:] == pytest.approx([found.estimate - half, found.estimate + half], rel=0.01)
    apart = slope_index(value, people, error, higher_is_better=True)
    assert row(slope_index(value, people, error, higher_is_better=True, correlation=np.eye(5))) == row(apart)
    assert found.upper - found.lower < (apart.upper - apart.lower) / 2
    # A step that could be chance for groups apart is none for groups whose errors go together.
    step = ([60.0, 66, 66.5, 67, 67.5], [1000] * 5, [2.0] * 5)
    assert judge(*step, higher_is_better=True).label != "bottom"
    assert judge(*step, higher_is_better=True, correlation=together).label == "bottom"
    with pytest.raises(ValueError, match="correlation"):
        slope_index(*QUINTILES, higher_is_better=True, correlation=np.eye(4))


def test_scotlands_index_is_the_slope_over_the_mean():
    keywords = {"higher_is_better": True, "interval": "residual"}
    found = relative_index_scotland(*THREE, **keywords)
    mean = np.average(THREE[0], weights=THREE[1])
    assert float(found.estimate) == pytest.approx(31.3043652314857 / mean, rel=1e-9)
    assert found.method != relative_index(*THREE, **keywords).method


def test_scotlands_index_needs_a_mean_above_zero():
    found = relative_index_scotland([-1, 0, 1], [1, 1, 1], [1, 1, 1], higher_is_better=True)
    assert "mean is not above zero" in str(found.reason)


def test_scotlands_interval_is_what_a_simulation_gives():
    value, population, error = np.array([4.0, 7, 12, 15, 22]), np.array(QUINTILES[1]), np.array([0.5, 0.9, 0.8, 1, 1.5])
    found = relative_index_scotland(value, population, error, higher_is_better=True)
    drawn = value + error * np.random.default_rng(7).standard_normal((100_000, 5))
    indices = relative_index_scotland(drawn, population, higher_is_better=True, interval="none").estimate
    width = float(found.upper - found.lower)
    assert np.quantile(indices, [0.025, 0.975]) == pytest.approx(row(found)[1:], abs=0.015 * width)


def test_binomial_line_weights_by_population_once():
    """Twice the people in every group is the same line; in one group only it is not (population squared would not be)."""
    value, population = np.array([0.41, 0.45, 0.49, 0.54, 0.58]), np.array([2145.0, 1982, 1811, 1694, 1523])
    keywords = {"higher_is_better": True, "scale": "logit", "fit": "binomial", "interval": "residual"}
    once, twice = (row(slope_index(value, times * population, **keywords)) for times in (1, 2))
    assert once == pytest.approx(twice, rel=1e-9)
    events = np.round(value * population)
    likelihood_slope = _log_likelihood_slope(events, population)
    line = slope_line(events / population, population, scale="logit", fit="binomial")
    ends = 1 / (1 + np.exp(-np.array([likelihood_slope[0], sum(likelihood_slope)])))
    assert [float(line.start), float(line.end)] == pytest.approx(ends, rel=1e-6)


def _log_likelihood_slope(events, population):
    from scipy.optimize import minimize

    share = population / population.sum()
    ridit = np.cumsum(share) - share / 2

    def loss(line):
        linear = line[0] + line[1] * ridit
        return (population * np.logaddexp(0, linear) - events * linear).sum()

    return minimize(loss, [0.0, 0.0], tol=1e-12).x


# --- the sign -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scale", ["identity", "log", "logit"])
def test_positive_means_the_disadvantaged_are_worse_off(scale):
    rising, error, people = np.array([0.3, 0.4, 0.5]), np.full(3, 0.01), np.full(3, 100)
    for value, better in ((rising, True), (rising[::-1], False)):
        gap = slope_index(value, people, error, higher_is_better=better, scale=scale)
        relative = relative_index(value, people, error, higher_is_better=better, scale=scale)
        assert 0 < gap.lower < gap.estimate < gap.upper
        assert 1 < relative.lower < relative.estimate < relative.upper
        reverse = slope_index(value, people, error, higher_is_better=not better, scale=scale)
        assert row(reverse) == pytest.approx([-float(gap.estimate), -float(gap.upper), -float(gap.lower)], rel=1e-12)
        inverse = relative_index(value, people, error, higher_is_better=not better, scale=scale)
        assert row(inverse) == pytest.approx(
            [1 / part for part in row(relative)][:1] + [1 / float(relative.upper), 1 / float(relative.lower)], rel=1e-12
        )


# --- edges --------------------------------------------------------------------------------------------------------------


def test_a_hidden_group_keeps_its_place_where_its_people_are_known():
    """Values on a straight line through the ridits of all five stay on it when the second is hidden."""
    people = np.array([900.0, 2000, 1000, 1200, 800])
    share = people / people.sum()
    value = 80 - 20 * (np.cumsum(share) - share / 2)
    whole = slope_index(value, people, [1.0] * 5, higher_is_better=False)
    hidden = slope_index(np.where(np.arange(5) == 1, np.nan, value), people, [1.0] * 5, higher_is_better=False)
    assert float(whole.estimate) == pytest.approx(20, rel=1e-12)
    assert float(hidden.estimate) == pytest.approx(20, rel=1e-12)
    ratio = relative_index(np.where(np.arange(5) == 1, np.nan, value), people, [1.0] * 5, higher_is_better=False)
    assert float(ratio.estimate) == pytest.approx(80 / 60, rel=1e-12)


def test_groups_exactly_on_the_line_have_no_residual_interval():
    found = slope_index([1, 2, 3], [1, 1, 1], higher_is_better=True, interval="residual")
    assert float(found.estimate) == pytest.approx(3)
    assert found.defined
    assert not found.has_interval


def test_a_hidden_group_of_unknown_people_is_left_out_and_counted():
    value, people, error = [60, np.nan, 68, 75, 80], [900, np.nan, 1000, 1200, 800], [1.0] * 5
    found = slope_index(value, people, error, higher_is_better=True)
    without = slope_index(*([part[i] for i in (0, 2, 3, 4)] for part in (value, people, error)), higher_is_better=True)
    assert row(found) == pytest.approx(row(without), rel=1e-12)
    assert int(found.groups_used) == 4
    same = slope_index([60, 61, 68, 75, 80], [900, np.nan, 1000, 1200, 800], error, higher_is_better=True)
    assert row(same) == pytest.approx(row(found), rel=1e-12)
    empty = slope_index([60, 61, 68, 75, 80], [900, 0, 1000, 1200, 800], error, higher_is_better=True)
    assert row(empty) == pytest.approx(row(found), rel=1e-12)


def test_two_groups_are_no_gradient():
    found = slope_index([1, np.nan, 3], [1, 1, 1], [0.1] * 3, higher_is_better=True)
    assert np.isnan(found.estimate)
    assert int(found.groups_used) == 2
    assert "fewer than 3 groups" in str(found.reason)


def test_all_groups_equal_is_a_slope_of_zero():
    found = slope_index([7, 7, 7, 7], [10, 20, 30, 40], [0.5] * 4, higher_is_better=True)
    assert float(found.estimate) == pytest.approx(0, abs=1e-12)
    assert found.lower < 0 < found.upper
    assert float(relative_index([7, 7, 7], [1, 2, 3], [1] * 3, higher_is_better=True).estimate) == pytest.approx(1)


def test_zero_and_full_proportions_have_no_logarithm_or_logit():
    keywords = {"higher_is_better": True}
    for value, scale, word in (([0, 2, 3], "log", "logarithm"), ([0.1, 0.5, 1], "logit", "logit")):
        found = slope_index(value, [1, 1, 1], [0.1] * 3, scale=scale, **keywords)
        assert word in str(found.reason)
    fitted = slope_index(
        [0.0, 0.5, 0.6], [100] * 3, higher_is_better=True, scale="logit", fit="binomial", interval="none"
    )
    assert fitted.defined
    with pytest.raises(ValueError, match="0 to 1"):
        slope_index([31.5, 40.2, 52.8], [1, 1, 1], [1] * 3, scale="logit", **keywords)
    with pytest.raises(ValueError, match="0 or more"):
        slope_index([-1, 40.2, 52.8], [1, 1, 1], [1] * 3, scale="log", **keywords)


def test_perfect_separation_has_no_finite_line():
    found = slope_index(
        [0, 0, 1, 1], [9, 9, 9, 9], higher_is_better=True, scale="logit", fit="binomial", interval="none"
    )
    assert "no finite fit" in str(found.reason)


def test_a_line_that_reaches_zero_has_no_ratio():
    found = relative_index([0, 0, 10], [1, 1, 1], [1] * 3, higher_is_better=True)
    assert "not above zero" in str(found.reason)
    assert slope_index([0, 0, 10], [1, 1, 1], [1] * 3, higher_is_better=True).defined


def test_standard_errors_are_needed_to_propagate_and_only_then():
    with pytest.raises(ValueError, match="standard_error"):
        slope_index(*THREE, higher_is_better=True)
    assert slope_index(*THREE, higher_is_better=True, interval="residual").has_interval
    assert not slope_index(*THREE, higher_is_better=True, interval="none").has_interval
    found = slope_index(*THREE, [1, np.nan, 1], higher_is_better=True)
    assert "no standard error" in str(found.reason)
    assert slope_index(*THREE, [1, np.nan, 1], higher_is_better=True, interval="residual").defined


@pytest.mark.parametrize("wrong", [{"scale": "cube"}, {"interval": "guess"}, {"fit": "spline"}, {"fit": "binomial"}])
def test_unknown_options_are_refused(wrong):
    with pytest.raises(ValueError, match="expected"):
        slope_index(*THREE, [1, 1, 1], higher_is_better=True, **wrong)


def test_shapes_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="broadcast"):
        slope_index([1, 2, 3], [1, 2], [1, 1, 1], higher_is_better=True)
    with pytest.raises(ValueError, match="last axis"):
        slope_index(1.0, 2.0, 1.0, higher_is_better=True)
    with pytest.raises(ValueError, match="population"):
        slope_index([1, 2, 3], [1, -2, 3], [1, 1, 1], higher_is_better=True)


def test_the_line_to_draw():
    line = slope_line([1, 2, np.nan, 3], [1, 1, np.nan, 1])
    assert line.position == pytest.approx([1 / 6, 0.5, np.nan, 5 / 6], nan_ok=True)
    assert line.left == pytest.approx([0, 1 / 3, np.nan, 2 / 3], nan_ok=True)
    assert line.right == pytest.approx([1 / 3, 2 / 3, np.nan, 1], nan_ok=True)
    assert line.fitted == pytest.approx([1, 2, np.nan, 3], nan_ok=True)
    assert [float(line.start), float(line.middle), float(line.end)] == pytest.approx([0.5, 2, 3.5])
    none = slope_line([1, np.nan, np.nan], [1, 1, 1])
    assert np.isnan(none.position).all()
    assert np.isnan(none.start)
    assert "fewer" in str(none.reason)


def test_the_ends_of_the_line_are_the_slope_index():
    value, population, error = [0.2, 0.3, 0.35, 0.5], [10, 20, 30, 40], [0.01] * 4
    for scale in ("identity", "log", "logit"):
        line = slope_line(value, population, scale=scale)
        found = slope_index(value, population, error, higher_is_better=True, scale=scale)
        assert float(line.end - line.start) == pytest.approx(float(found.estimate), rel=1e-12)


# --- properties ---------------------------------------------------------------------------------------------------------

group = st.tuples(st.floats(5, 95), st.floats(50, 5000), st.floats(0.05, 5))
series = st.lists(group, min_size=3, max_size=10).map(lambda rows: np.array(rows).T)


@given(series, st.booleans())
def test_reading_the_groups_from_the_other_end_turns_the_sign(parts, better):
    forward = row(slope_index(*parts, higher_is_better=better))
    backward = row(slope_index(*parts[:, ::-1], higher_is_better=better))
    assert backward == pytest.approx([-forward[0], -forward[2], -forward[1]], rel=1e-9, abs=1e-9)


@given(series, st.floats(0.01, 1000), st.floats(-50, 50))
def test_slope_scales_and_ignores_a_shift(parts, factor, shift):
    value, population, error = parts
    once = row(slope_index(value, population, error, higher_is_better=True))
    other = row(slope_index(factor * value + shift, population * 7, factor * error, higher_is_better=True))
    assert other == pytest.approx([factor * part for part in once], rel=1e-8, abs=1e-8 * factor)


@given(series, st.floats(0.01, 1000))
def test_relative_index_does_not_scale(parts, factor):
    value, population, error = parts
    once = relative_index(value, population, error, higher_is_better=False)
    assume(once.defined)
    other = relative_index(factor * value, population, factor * error, higher_is_better=False)
    assert row(other) == pytest.approx(row(once), rel=1e-9)


@given(series)
def test_splitting_every_group_in_two_like_halves_moves_nothing_much(parts):
    """Both halves keep the value: the mean stays and the slope can only use the finer ridits."""
    value, population, _ = parts
    halves = [np.repeat(value, 2), np.repeat(population / 2, 2)]
    whole = slope_line(value, population)
    split = slope_line(*halves)
    assert float(split.middle) == pytest.approx(float(whole.middle), rel=1e-9)
    assert split.position[::2] + split.position[1::2] == pytest.approx(2 * whole.position, rel=1e-9)


@given(series, st.sampled_from(["propagated", "residual"]), st.booleans())
def test_intervals_hold_the_estimate(parts, interval, better):
    value, population, error = parts
    share = value / 100, population, error / 1000
    keywords = {"higher_is_better": better, "interval": interval}
    for scale in ("identity", "log", "logit"):
        for function in (slope_index, relative_index):
            found = function(*share, scale=scale, **keywords)
            assert not found.has_interval or found.lower <= found.estimate <= found.upper


def test_the_propagated_interval_covers_the_true_slope():
    value, population, error = (np.array(part) for part in QUINTILES)
    truth = float(slope_index(value, population, higher_is_better=True, interval="none").estimate)
    drawn = value + error * np.random.default_rng(8).standard_normal((20_000, 5))
    found = slope_index(drawn, population, error, higher_is_better=True)
    assert 0.945 <= np.mean((found.lower <= truth) & (found.upper >= truth)) <= 0.955


def test_standard_errors_on_the_scale_and_on_the_value_agree():
    value, population, error = np.array([0.2, 0.3, 0.4]), [1, 2, 3], np.array([0.01, 0.02, 0.01])
    for scale, lean in (("log", value), ("logit", value * (1 - value))):
        one = slope_index(value, population, error, higher_is_better=True, scale=scale)
        on = {"scale": scale, "standard_error_on": "scale"}
        other = slope_index(value, population, error / lean, higher_is_better=True, **on)
        assert row(one) == pytest.approx(row(other), rel=1e-12)


# --- the shape of the gradient ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ([60, 65, 70, 75, 80], "linear"),
        ([60, 80, 81, 82, 83], "bottom"),
        ([60, 61, 62, 63, 80], "top"),
        ([70, 70.1, 70, 69.9, 70], "none"),
        ([50, 90, 90, 90, 50], "unclear"),
        ([83, 82, 81, 80, 60], "unclear"),  # one group ahead, but it is the disadvantaged one
        ([80, 75, 70, 65, 60], "linear"),  # a reversed gradient is still a straight one
        ([60, 90, 60, 90, 60], "unclear"),
        ([60, 70, 74, 77, 80], "bottom"),  # half of the gap: a quarter fair, and a third of the other three
        ([60, 69, 73, 77, 80], "linear"),  # just under that, and no group far off the line
    ],
)
def test_shapes_by_the_stated_rule(value, label):
    found = shape(value, [1000] * 5, [1.0] * 5, higher_is_better=True)
    assert isinstance(found, str)
    assert found == label
    mirrored = shape([140 - part for part in value], [1000] * 5, [1.0] * 5, higher_is_better=False)
    assert mirrored == label


def test_three_groups_and_ten():
    error = {"standard_error": 0.2, "higher_is_better": True}
    assert shape([60, 80, 81], [1] * 3, **error) == "bottom"
    assert shape([60, 71, 80], [1] * 3, **error) == "linear"
    assert shape([60, 80, *range(81, 89)], [1] * 10, **error) == "bottom"
    assert shape(range(60, 70), [1] * 10, **error) == "linear"
    unequal = [1000, 100, 100, 100]  # the first group is most of the population, so its step is long to begin with
    assert shape([60, 71, 73, 75], unequal, **error) == "linear"
    assert shape([60, 71, 73, 75], [100] * 4, **error) == "bottom"


def test_shapes_need_the_step_to_be_beyond_chance():
    assert shape([60, 80, 81, 82, 83], [1000] * 5, [8.0] * 5, higher_is_better=True) not in ("bottom", "top")
    assert shape([70, 71, 70, 69, 70], [1000] * 5, [5.0] * 5, higher_is_better=True) == "none"


def test_shapes_with_hidden_groups_and_many_series():
    value = np.array([[60, 80, np.nan, 82, 83], [60, 65, 70, 75, 80], [60, np.nan, np.nan, np.nan, 80]])
    found = judge(value, np.full((3, 5), 1000), 1.0, higher_is_better=True)
    assert found.label.tolist() == ["bottom", "linear", "unclear"]
    assert [bool(words) for words in found.reason] == [False, False, True]
    hidden_end = shape([np.nan, 60, 80, 81, 82], [1000] * 5, 1.0, higher_is_better=True)
    assert hidden_end == "bottom"


def test_known_values_without_error_are_judged_too():
    assert shape([60, 60, 60, 60], [1] * 4, [0] * 4, higher_is_better=True) == "none"
    assert shape([60, 61, 62, 63], [1] * 4, [0] * 4, higher_is_better=True) == "linear"


def test_the_rule_is_stated_for_display():
    assert {word.strip("().,:").lower() for word in RULE.split()} >= {"linear", "bottom", "top", "none", "unclear"}
    with pytest.raises(ValueError, match="standard_error"):
        shape([1, 2, 3], [1, 1, 1], None, higher_is_better=True)


@given(series, st.booleans())
def test_the_shape_does_not_depend_on_units(parts, better):
    value, population, error = parts
    keywords = {"higher_is_better": better}
    assert shape(value, population, error, **keywords) == shape(8 * value, 2 * population, 8 * error, **keywords)


def test_a_flat_truth_is_rarely_given_a_shape():
    drawn = 70 + np.random.default_rng(9).standard_normal((5000, 5))
    found = shape(drawn, np.full(5, 1000.0), 1.0, higher_is_better=True)
    assert np.mean(found == "none") > 0.85
