"""When a target would be met, and whether a series remembers itself: by hand, by properties and by simulation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.measures.change.control_chart import assured, control_chart
from components.measures.change.memory import remembers, resemblance
from components.measures.change.time_to_target import AWAY, CANNOT_TELL, MET, TOWARDS, UNCLEAR, time_to_target

YEARS = np.arange(4.0)


def test_a_steady_pace_by_hand():
    """2 a year, 4 to go; the limits solve (7 - 2t)^2 = m^2 + h^2 t^2, with h = q se / 3, m = h sqrt(5) / 2."""
    found = time_to_target([60, 62, 64, 66], [0.1] * 4, YEARS, 70, higher_is_better=True)
    assert (found.code, found.level) == (TOWARDS, pytest.approx(66))
    assert found.years.estimate == pytest.approx(2)
    # Tukey's range of four points, 3.6332 errors, over the three years between the first and the last.
    h = 3.633160 * 0.1 / 3
    roots = np.sort(np.roots([4 - h**2, -28, 49 - h**2 * 5 / 4]).real) - 1.5
    assert [found.years.lower, found.years.upper] == pytest.approx(roots, rel=1e-5)


@pytest.mark.parametrize(
    ("values", "target", "higher", "code"),
    [
        ([60, 62, 64, 66], 65, True, MET),
        ([60, 62, 64, 66], 66, True, MET),
        ([60, 62, 64, 66], 50, False, AWAY),
        ([66, 64, 62, 60], 50, False, TOWARDS),
        ([66, 64, 62, 60], 70, True, AWAY),
        ([60, 66, 59, 65], 90, True, UNCLEAR),
        ([60, 62, np.nan, 66], 90, True, CANNOT_TELL),
    ],
)
def test_what_can_be_said(values, target, higher, code):
    found = time_to_target(values, [0.1] * 4, YEARS, target, higher_is_better=higher)
    assert found.code == code
    assert np.isnan(found.years.estimate) == (code != TOWARDS)


@given(st.floats(0.5, 5), st.floats(1, 50), st.floats(-100, 100), st.floats(0.1, 20))
def test_the_scale_and_the_level_change_nothing(pace, distance, shift, scale):
    values = pace * YEARS
    plain = time_to_target(values, [0.05] * 4, YEARS, values[-1] + distance, higher_is_better=True)
    moved = time_to_target(
        scale * values + shift,
        [0.05 * scale] * 4,
        YEARS,
        scale * (values[-1] + distance) + shift,
        higher_is_better=True,
    )
    turned = time_to_target(-values, [0.05] * 4, YEARS, -values[-1] - distance, higher_is_better=False)
    assert plain.years.estimate == pytest.approx(distance / pace)
    for other in (moved, turned):
        for name in ("estimate", "lower", "upper"):
            assert getattr(other.years, name) == pytest.approx(getattr(plain.years, name), rel=1e-6)
    assert plain.years.lower <= plain.years.estimate <= plain.years.upper


def test_the_limits_hold_the_true_time():
    """Of series whose pace is clear at least 95% hold the time at which the true line meets the target."""
    draw = np.random.default_rng(3)
    time = np.arange(17) / 4
    values = 60 + 1.5 * time + draw.normal(size=(3_000, 17))
    found = time_to_target(values, np.ones(17), time, 70, higher_is_better=True)
    true, told = 10 / 1.5 - time[-1], found.code == TOWARDS
    assert told.mean() > 0.95
    assert ((found.years.lower <= true) & (true <= found.years.upper))[told].mean() > 0.95


def test_neighbours_that_resemble_one_another_by_hand():
    """Distances 1, 2, 1, -1, -2, -1: products of neighbours 2 + 2 - 1 + 2 + 2 = 7 over squares 12."""
    residual = np.array([1.0, 2, 1, -1, -2, -1])
    time = np.arange(6) - 2.5
    left = np.eye(6) - 1 / 6 - np.outer(time, time) / 17.5
    without = np.trace(left @ (np.eye(6, k=1) + np.eye(6, k=-1)) @ left) / 2 / 4
    assert resemblance(residual, np.full(6, True)) == pytest.approx(min((7 / 12 - without) * 6 / 2.5, 0.95))
    assert resemblance([1, -1, 1, -1, 1, -1], np.full(6, True)) == 0
    assert resemblance(residual[:5], np.full(5, True)) == 0


def _series(memory: float, times: int = 17, number: int = 1_500) -> np.ndarray:
    steps = np.random.default_rng(5).normal(size=(number, times + 40))
    found = np.zeros_like(steps)
    for place in range(1, times + 40):
        found[:, place] = memory * found[:, place - 1] + steps[:, place]
    return found[:, 40:]


@pytest.mark.parametrize(("memory", "most_plain", "most"), [(0.0, 0.12, 0.10), (0.6, 0.70, 0.22), (0.8, 0.85, 0.22)])
def test_a_series_that_remembers_itself_is_seldom_taken_for_news(memory, most_plain, most):
    series = _series(memory)
    plain, allowed = (control_chart(series, allow_memory=each) for each in (False, True))
    flagged = [float((chart.rule != "").any(axis=-1).mean()) for chart in (plain, allowed)]
    assert flagged[0] < most_plain
    assert flagged[1] < most
    if memory:
        assert flagged[0] > 2.5 * flagged[1]
        assert (allowed.memory > 0).mean() > 0.5
    assert (plain.memory == 0).all()


def test_limits_are_wider_by_what_is_remembered_and_runs_say_nothing():
    series = _series(0.8)
    plain, allowed = (control_chart(series, allow_memory=each) for each in (False, True))
    remembered = allowed.memory > 0
    wider = (allowed.upper - allowed.centre)[:, 0] / (plain.upper - plain.centre)[:, 0]
    np.testing.assert_allclose(wider, 1 / np.sqrt(1 - allowed.memory))
    for runs in (allowed.trend, allowed.two_of_three, allowed.one_side):
        assert not runs[remembered].any()
    np.testing.assert_array_equal(allowed.rule[~remembered], plain.rule[~remembered])


def test_a_steady_rise_is_no_memory():
    rising = np.arange(17) * 0.3 + np.random.default_rng(2).normal(0, 0.2, size=(500, 17))
    chart = control_chart(rising, allow_memory=True)
    assert (chart.memory > 0).mean() < 0.10
    assert (chart.rule[:, -1] != "").mean() > 0.9


def test_what_chance_does_is_rarely_called_memory():
    series = _series(0.0, number=4_000)
    time = np.vander(np.arange(17), 2)
    left = series - (time @ np.linalg.lstsq(time, series.T, rcond=None)[0]).T
    assert remembers(resemblance(left, np.full(series.shape, True)), 17).mean() < 0.08


@pytest.mark.parametrize(
    ("low", "high", "target", "higher", "said"),
    [
        (60, 70, 50, True, "consistently met"),
        (60, 70, 80, True, "consistently missed"),
        (60, 70, 65, True, "hit and miss"),
        (60, 70, 80, False, "consistently met"),
        (60, 70, 50, False, "consistently missed"),
        (60, 60, 60, True, "consistently met"),
        (np.nan, np.nan, 60, True, ""),
    ],
)
def test_where_a_target_lies_to_the_limits(low, high, target, higher, said):
    assert assured(low, high, target, higher) == said
