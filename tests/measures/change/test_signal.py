"""Is a later change what was expected? By hand, by properties that must hold, and by planted truth."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from components.measures.change.signal import AS_EXPECTED, CANNOT_TELL, NO_SIGNAL, OPPOSITE, signal

THEN = (16.0, 13.8, 18.4)
NUMBER = st.floats(-100, 100, allow_nan=False)
WIDTH = st.floats(0.01, 30)
EXPECTED = st.floats(0.01, 50) | st.floats(-50, -0.01)


def test_a_change_is_worked_out_as_by_hand():
    found = signal(*THEN, 10.0, 8.0, 12.4, -4.0)
    # 10 − 16, then sqrt(2.0² + 2.4²) below and sqrt(2.4² + 2.2²) above.
    assert float(found.change.estimate) == -6.0
    assert float(found.change.lower) == pytest.approx(-6 - math.hypot(2.0, 2.4), abs=1e-12)
    assert float(found.change.upper) == pytest.approx(-6 + math.hypot(2.4, 2.2), abs=1e-12)
    width = math.hypot(2.0, 2.4) + math.hypot(2.4, 2.2)
    error = width / (2 * stats.norm.ppf(0.975))
    assert float(found.detectable) == pytest.approx((stats.norm.ppf(0.975) + stats.norm.ppf(0.8)) * error, abs=1e-9)


@pytest.mark.parametrize(
    ("now", "expected", "code", "smaller"),
    [
        ((10.0, 8.0, 12.4), -4.0, AS_EXPECTED, False),  # −9.1 to −2.7 holds −4
        ((10.0, 8.0, 12.4), -2.0, AS_EXPECTED, False),  # −2 is passed
        ((10.0, 8.0, 12.4), -9.5, AS_EXPECTED, True),  # the whole interval falls short of −9.5
        ((10.0, 8.0, 12.4), 4.0, OPPOSITE, False),
        ((15.0, 13.0, 17.4), -4.0, NO_SIGNAL, False),  # −1 (−4.1 to 2.3) holds 0
        ((22.0, 20.0, 24.4), -4.0, OPPOSITE, False),
        ((22.0, 20.0, 24.4), 4.0, AS_EXPECTED, False),
        ((math.nan, math.nan, math.nan), -4.0, CANNOT_TELL, False),
        ((10.0, math.nan, math.nan), -4.0, CANNOT_TELL, False),
        ((10.0, 8.0, 12.4), 0.0, CANNOT_TELL, False),
        ((10.0, 8.0, 12.4), math.nan, CANNOT_TELL, False),
    ],
)
def test_each_code_by_hand(now, expected, code, smaller):
    found = signal(*THEN, *now, expected)
    assert found.code.item() == code
    assert bool(found.smaller) is smaller
    assert (found.reason.item() != "") == (code == CANNOT_TELL)


def test_why_it_cannot_be_told_is_in_words_of_then_and_now():
    nothing = (math.nan,) * 3
    assert signal(*THEN, *nothing, -4).reason.item().startswith("the later figure: the value is hidden")
    assert signal(*nothing, *THEN, -4).reason.item().startswith("the earlier figure: the value is hidden")
    assert signal(*THEN, 10, math.nan, math.nan, -4).reason.item() == "one of the two figures has no interval"
    assert signal(*THEN, *THEN, 0).reason.item() == "no change was expected, in either direction"


def test_what_could_not_have_shown_is_said():
    wide = (16.0, 6.0, 26.0)
    assert not signal(*wide, *wide, -4.0).could_show
    narrow = (16.0, 15.9, 16.1)
    assert signal(*narrow, *narrow, -4.0).could_show


def test_a_change_too_small_to_count_is_no_signal():
    # −0.5, give or take 0.14: beyond chance, and all of it short of 1.
    then, now = (16.0, 15.9, 16.1), (15.5, 15.4, 15.6)
    assert signal(*then, *now, -2.0).code.item() == AS_EXPECTED
    assert signal(*then, *now, -2.0, least=0.6).code.item() == AS_EXPECTED
    assert signal(*then, *now, -2.0, least=1.0).code.item() == NO_SIGNAL
    assert signal(*then, *now, 2.0, least=1.0).code.item() == OPPOSITE
    with pytest.raises(ValueError, match="least: found -1"):
        signal(*then, *now, -2.0, least=-1)


def test_many_at_once_are_as_one_by_one():
    now = np.array([[10.0, 8.0, 12.4], [15.0, 13.0, 17.4], [math.nan] * 3]).T
    found = signal(*THEN, *now, -4.0)
    assert found.code.tolist() == [AS_EXPECTED, NO_SIGNAL, CANNOT_TELL]
    assert signal(*THEN, 10.0, 8.0, 12.4, [-4.0, 4.0]).code.tolist() == [AS_EXPECTED, OPPOSITE]


def test_an_infinite_expectation_is_refused():
    with pytest.raises(ValueError, match="expected_change: found inf"):
        signal(*THEN, *THEN, math.inf)


@given(NUMBER, WIDTH, WIDTH, NUMBER, WIDTH, WIDTH, EXPECTED)
def test_turning_every_sign_changes_no_verdict(then, a, b, now, c, d, expected):
    one = signal(then, then - a, then + b, now, now - c, now + d, expected)
    other = signal(-then, -then - b, -then + a, -now, -now - d, -now + c, -expected)
    assert one.code.item() == other.code.item()
    assert bool(one.smaller) == bool(other.smaller)
    assert float(one.detectable) == pytest.approx(float(other.detectable))


@given(NUMBER, WIDTH, WIDTH, NUMBER, WIDTH, WIDTH, EXPECTED)
def test_expecting_the_other_way_turns_the_verdict(then, a, b, now, c, d, expected):
    one = signal(then, then - a, then + b, now, now - c, now + d, expected).code.item()
    other = signal(then, then - a, then + b, now, now - c, now + d, -expected).code.item()
    assert other == {AS_EXPECTED: OPPOSITE, OPPOSITE: AS_EXPECTED, NO_SIGNAL: NO_SIGNAL}[one]


@given(NUMBER, WIDTH, WIDTH, NUMBER, WIDTH, WIDTH, EXPECTED, st.sampled_from([0.5, 2.0, 8.0]))
def test_the_unit_makes_no_difference(then, a, b, now, c, d, expected, times):
    one = signal(then, then - a, then + b, now, now - c, now + d, expected)
    assume(min(abs(float(one.change.lower)), abs(float(one.change.upper))) > 1e-6)
    scaled = [times * each for each in (then, then - a, then + b, now, now - c, now + d, expected)]
    other = signal(*scaled)
    assert one.code.item() == other.code.item()
    assert bool(one.could_show) == bool(other.could_show)
    assert float(other.detectable) == pytest.approx(times * float(one.detectable))


def test_with_no_change_at_all_a_signal_is_called_one_time_in_twenty():
    rng = np.random.default_rng(20261)
    error, z = 1.5, stats.norm.ppf(0.975)
    then, now = rng.normal(10, error, 20_000), rng.normal(10, error, 20_000)
    found = signal(then, then - z * error, then + z * error, now, now - z * error, now + z * error, -3.0)
    assert (found.code == NO_SIGNAL).mean() == pytest.approx(0.95, abs=0.006)
    assert (found.code == OPPOSITE).mean() == pytest.approx(0.025, abs=0.004)


def test_the_smallest_change_that_could_show_shows_four_times_in_five():
    rng = np.random.default_rng(20262)
    error, z = 1.5, stats.norm.ppf(0.975)
    size = float(signal(0, -z * error, z * error, 0, -z * error, z * error, -1).detectable)
    then, now = rng.normal(10, error, 20_000), rng.normal(10 - size, error, 20_000)
    found = signal(then, then - z * error, then + z * error, now, now - z * error, now + z * error, -size)
    assert (found.code == AS_EXPECTED).mean() == pytest.approx(0.8, abs=0.012)
