"""Proportions, rates, means and standardised rates: known values, edges in words, and coverage."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.measures.values import proportion as proportions
from components.measures.values import rate as rates
from components.measures.values.mean import mean, mean_of, published, standard_error_from_interval
from components.measures.values.proportion import proportion
from components.measures.values.rate import crude_rate, poisson_limits
from components.measures.values.standardised import (
    ESP2013,
    directly_standardised_rate,
    indirectly_standardised_rate,
    indirectly_standardised_ratio,
    observed_over_expected,
)


def row(found):
    return [float(found.estimate), float(found.lower), float(found.upper)]


# --- known values -------------------------------------------------------------------------------------------------------


def test_wilson_against_phe_proportion():
    """PHEindicatormethods 2.1.0, phe_proportion, 95%, in per cent: 2/100 and 4999/5000."""
    found = proportion([2, 4999], [100, 5000])
    assert 100 * found.lower == pytest.approx([0.550196781128854, 99.8867867], rel=1e-7)
    assert 100 * found.upper == pytest.approx([7.00117945, 99.99646962], rel=1e-7)


def test_rates_against_phe_rate():
    """PHEindicatormethods 2.1.0, phe_rate per 100,000: 9 (exact), 10 and 250 (Byar's) in 1,000."""
    found = crude_rate([9, 10, 250], 1000, multiplier=100_000)
    assert found.lower == pytest.approx([411.5373, 478.7450, 21996.69], rel=1e-6)
    assert found.upper == pytest.approx([1708.480, 1839.146, 28298.85], rel=1e-6)


def test_twelve_events_are_not_known_to_within_one():
    """Byar's for 12 is 6.2 to 21.0; taking alpha for confidence gives 11.5 to 12.9 (METHODS.md, known defects)."""
    low, high = poisson_limits(12, 0.95)
    assert (round(float(low), 1), round(float(high), 1)) == (6.2, 21.0)


def test_mean_against_phe_mean():
    """PHEindicatormethods 2.1.0, phe_mean at 99.8%."""
    assert row(mean_of([5, 9], confidence=0.998)) == pytest.approx([7, -629.6177, 643.6177], rel=1e-6)
    found = mean(11.5, 2.171021, 7, confidence=0.998)
    assert row(found) == pytest.approx([11.5, 7.226784, 15.77322], rel=1e-6)


def test_indirect_ratio_against_phe():
    """PHEindicatormethods 2.1.0, calculate_ISRatio: 13 observed, 32.07 expected."""
    found = observed_over_expected(13, 32.07)
    assert row(found) == pytest.approx([0.4053632678515747, 0.2156296, 0.693225], rel=1e-6)


def test_direct_standardisation_by_hand():
    """Two bands weighted alike: mean rate 20 per 100, variance (10/100^2 + 30/100^2)/4, Dobson on 40 events."""
    found = directly_standardised_rate([10, 30], [100, 100], weights=(1, 1), multiplier=100)
    low, high = poisson_limits(40, 0.95)
    spread = np.sqrt((10 + 30) / 100**2 / 4 / 40) * 100
    assert row(found) == pytest.approx([20, 20 + spread * (low - 40), 20 + spread * (high - 40)], rel=1e-12)
    assert int(found.groups_used) == 2


def test_direct_standardisation_with_one_rate_everywhere_gives_that_rate():
    people = np.arange(1, 20) * 1000.0
    found = directly_standardised_rate(people * 0.002, people)
    assert float(found.estimate) == pytest.approx(200, rel=1e-12)
    assert sum(ESP2013) == 100_000


def test_indirect_rate_is_the_ratio_times_the_reference_rate():
    parts = ([10, 20], [100, 100], [50, 50], [1000, 500])
    ratio = indirectly_standardised_ratio(*parts)
    assert float(ratio.estimate) == pytest.approx(30 / 15)
    rate = indirectly_standardised_rate(*parts, multiplier=1000)
    assert float(rate.estimate) == pytest.approx(30 / 15 * 100 / 1500 * 1000)
    assert int(rate.groups_used) == 2


# --- edges --------------------------------------------------------------------------------------------------------------


def test_nobody_and_everybody():
    found = proportion([0, 40], [40, 40])
    assert found.lower[0] == 0
    assert found.upper[1] == 1
    assert 0 < found.upper[0] < 0.1
    assert 0.9 < found.lower[1] < 1


def test_zero_events_have_a_lower_limit_of_zero_and_an_upper_limit_above():
    found = crude_rate(0, 40, multiplier=100_000)
    assert row(found)[:2] == [0, 0]
    assert float(found.upper) == pytest.approx(9222.199, rel=1e-6)


@pytest.mark.parametrize("function", [proportion, crude_rate])
def test_hidden_missing_and_empty_are_said_in_words(function):
    found = function([np.nan, 5, 0], [100, np.nan, 0])
    assert not found.defined.any()
    assert "hidden" in found.reason[0]
    assert "hidden" in found.reason[1]
    assert "zero" in found.reason[2]
    assert found.groups_used.tolist() == [0, 0, 0]


def test_more_events_than_people_is_an_error_for_a_proportion_only():
    with pytest.raises(ValueError, match="position 1"):
        proportion([1, 9], [5, 5])
    assert float(crude_rate(9, 5).estimate) == pytest.approx(1.8)


@pytest.mark.parametrize(("events", "people"), [([-1], [5]), ([1], [-5]), ([np.inf], [np.inf])])
@pytest.mark.parametrize("function", [proportion, crude_rate])
def test_negative_or_infinite_counts_are_errors(function, events, people):
    with pytest.raises(ValueError, match="position 0"):
        function(events, people)


def test_a_standard_error_is_never_zero_for_want_of_events():
    errors = proportions.standard_error([0, 40, 20], [40, 40, 40])
    assert (errors > 0).all()
    assert errors[2] == pytest.approx(np.sqrt(0.25 / 40))
    found = rates.standard_error([0, 25], [1000, 1000], multiplier=1000)
    assert found[1] == pytest.approx(5)
    assert found[0] > 0
    assert np.isnan(proportions.standard_error(0, 0))


def test_one_value_has_no_spread():
    assert "no spread" in str(mean_of([3.0]).reason)
    assert "no values" in str(mean_of([np.nan]).reason)
    assert int(mean_of([1.0, np.nan, 3.0]).groups_used) == 1
    assert float(mean_of([1.0, np.nan, 3.0]).estimate) == 2


def test_published_values_are_carried_as_they_are_or_questioned():
    found = published([62, 62, np.nan, 62], [58, np.nan, 1, 63], [66, np.nan, 2, 66])
    assert found.estimate.tolist()[:2] == [62, 62]
    assert found.has_interval.tolist() == [True, False, False, False]
    assert "hidden" in found.reason[2]
    assert "outside" in found.reason[3]
    assert "without an interval" in published(62, np.nan, np.nan).method
    assert "only one" in str(published(62, 58, np.nan).reason)


def test_standard_error_from_an_interval():
    assert standard_error_from_interval(0.9, 1.1) == pytest.approx(0.2 / (2 * 1.959963984540054), rel=1e-12)
    log = standard_error_from_interval([1.0, 0.0], [2.0, 1.0], scale="log")
    assert log[0] == pytest.approx(np.log(2) / 3.919927969080108, rel=1e-12)
    assert np.isnan(log[1])
    assert standard_error_from_interval(2, 2) == 0
    with pytest.raises(ValueError, match="lower"):
        standard_error_from_interval(2, 1)
    with pytest.raises(ValueError, match="scale"):
        standard_error_from_interval(1, 2, scale="cube")


def test_few_events_or_an_empty_band_are_not_standardised():
    few = directly_standardised_rate([4, 5], [100, 100], weights=(1, 1))
    empty = directly_standardised_rate([14, 0], [100, 0], weights=(1, 1))
    hidden = directly_standardised_rate([14, np.nan], [100, 10], weights=(1, 1))
    assert "fewer than 10 events" in str(few.reason)
    assert "no population" in str(empty.reason)
    assert "hidden" in str(hidden.reason)
    with pytest.raises(ValueError, match="weights"):
        directly_standardised_rate([1, 2, 3], [4, 5, 6], weights=(1, 1))
    assert "empty age band" in str(indirectly_standardised_ratio([1, 1], [9, 9], [1, 1], [9, 0]).reason)
    assert "no events are expected" in str(observed_over_expected(3, 0).reason)


# --- properties ---------------------------------------------------------------------------------------------------------

counts = st.tuples(st.integers(0, 5000), st.integers(0, 5000)).map(lambda pair: (min(pair), max(pair) + 1))


@given(counts, st.sampled_from([0.8, 0.95, 0.998]))
def test_intervals_hold_the_estimate_and_widen_with_confidence(pair, confidence):
    for function in (proportion, crude_rate):
        found = function(*pair, confidence=confidence)
        wider = function(*pair, confidence=0.9995)
        assert found.lower <= found.estimate <= found.upper
        assert wider.lower <= found.lower
        assert wider.upper >= found.upper


@given(counts)
def test_a_proportion_and_its_complement_mirror_each_other(pair):
    events, people = pair
    one, other = proportion(events, people), proportion(people - events, people)
    assert float(one.lower) == pytest.approx(1 - float(other.upper), abs=1e-12)


@given(counts, st.floats(0.5, 1e5))
def test_rates_scale_with_the_multiplier(pair, multiplier):
    assert row(crude_rate(*pair, multiplier=multiplier)) == pytest.approx(
        [multiplier * part for part in row(crude_rate(*pair))], rel=1e-12
    )


@pytest.mark.parametrize("truth", [0.02, 0.3, 0.9])
def test_wilson_covers_the_truth_about_as_often_as_it_says(truth):
    drawn = np.random.default_rng(1).binomial(80, truth, size=20_000)
    found = proportion(drawn, 80)
    assert 0.93 <= np.mean((found.lower <= truth) & (truth <= found.upper)) <= 0.98


@pytest.mark.parametrize("truth", [3.0, 15.0, 60.0])
def test_poisson_limits_cover_at_least_as_often_as_they_say(truth):
    drawn = np.random.default_rng(2).poisson(truth, size=20_000)
    found = crude_rate(drawn, 1)
    assert 0.945 <= np.mean((found.lower <= truth) & (truth <= found.upper)) <= 0.99


def test_standardised_rates_cover_the_truth():
    people = np.array([4000.0, 6000.0, 2000.0])
    truth = np.array([0.001, 0.004, 0.02])
    drawn = np.random.default_rng(3).poisson(truth * people, size=(10_000, 3))
    found = directly_standardised_rate(drawn, people, weights=(3, 2, 1), multiplier=1)
    wanted = (truth * np.array([3, 2, 1])).sum() / 6
    assert 0.935 <= np.mean((found.lower <= wanted) & (wanted <= found.upper)) <= 0.975
