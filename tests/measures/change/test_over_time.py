"""Change over time: is the gap closing, who moved, control charts, recent trend."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import studentized_range

from components.measures.change.control_chart import control_chart
from components.measures.change.gap_trend import gap_trend, who_moved
from components.measures.change.recent_trend import recent_trend

YEARS = np.arange(6.0)
SERIES = [52.3, 55.7, 48.4, 49, 49, 49.3, 50, 50.5, 43.6, 53.1, 48.6, 50.2, 54.3, 48.3, 61.5, 57.4, 60, 62.1, 51.9]


def row(found):
    return [float(found.estimate), float(found.lower), float(found.upper)]


# --- the gap over time --------------------------------------------------------------------------------------------------


def test_slope_by_hand():
    """Four points on a line: chance sets any two of four 3.6332 errors of 0.2 apart (studentised range), over 3 years."""
    found = gap_trend([10, 9, 8, 7], [0.2] * 4, [2020, 2021, 2022, 2023])
    half = 3.633160 * 0.2 / 3
    assert row(found.slope) == pytest.approx([-1, -1 - half, -1 + half], rel=1e-6)
    assert found.verdict == "narrowing"
    assert [float(found.start), float(found.end)] == pytest.approx([10, 7])


def test_weighted_slope_against_polyfit():
    gap, error = np.array([5, 4.2, 4.6, 3.1, 3.5]), np.array([0.5, 0.2, 0.9, 0.4, 0.3])
    line = np.polyfit(np.arange(5), gap, 1, w=1 / error)
    scatter = (((gap - np.polyval(line, np.arange(5))) / error) ** 2).sum() / 3
    found = gap_trend(gap, error, np.arange(5))
    # How far counting, or the scatter on 3 degrees of freedom, sets the furthest two of five points apart, over 4 years.
    one = np.sqrt(5 / (1 / error**2).sum())
    half = one * max(studentized_range.ppf(0.95, 5, 1e7), studentized_range.ppf(0.95, 5, 3) * np.sqrt(scatter)) / 4
    assert row(found.slope) == pytest.approx([line[0], line[0] - half, line[0] + half], rel=1e-5)


@pytest.mark.parametrize(
    ("points", "memory", "most"),
    [(4, 0, 0.04), (4, 0.6, 0.06), (5, 0.6, 0.06), (6, 0.6, 0.075), (8, 0.6, 0.075), (17, 0, 0.04), (17, 0.6, 0.07)],
)
def test_a_trend_is_seldom_found_where_there_is_none(points, memory, most):
    """With scatter three times what counting makes, and a series that remembers itself: before, 9 to 17 in a hundred."""
    rng = np.random.default_rng(31)
    noise = rng.normal(size=(2_000, points))
    series = np.zeros_like(noise)
    series[:, 0] = noise[:, 0] / np.sqrt(1 - memory**2)
    for place in range(1, points):
        series[:, place] = memory * series[:, place - 1] + noise[:, place]
    found = gap_trend(10 + 3 * series, np.ones(points), np.arange(points) / 4).slope
    assert np.mean((found.lower > 0) | (found.upper < 0)) <= most


def test_without_standard_errors_the_scatter_alone_tells():
    gap = np.array([5, 4.2, 4.6, 3.1, 3.5])
    line = np.polyfit(np.arange(5), gap, 1)
    found = gap_trend(gap, None, np.arange(5))
    scatter = np.sqrt(((gap - np.polyval(line, np.arange(5))) ** 2).sum() / 3)
    half = studentized_range.ppf(0.95, 5, 3) * scatter / 4
    assert row(found.slope) == pytest.approx([line[0], line[0] - half, line[0] + half], rel=1e-6)
    assert "equally" in found.slope.method


def test_few_points_that_show_no_trend_cannot_tell():
    few = gap_trend([8, 8.1, 7.9, 8], [0.2] * 4, np.arange(4))
    assert few.verdict == "cannot tell"
    assert few.slope.defined
    assert gap_trend([8, 8.1, 7.9, 8, 8.1, 7.9], [0.2] * 6, np.arange(6)).verdict == "no clear change"


def test_a_trend_that_is_there_is_found():
    """Of a change of five times the scatter, over 8 and 17 quarters without memory."""
    rng = np.random.default_rng(32)
    for points, least in ((8, 0.55), (17, 0.9)):
        series = rng.normal(size=(800, points)) + 5 * np.arange(points) / (points - 1)
        found = gap_trend(series, np.full(points, 0.3), np.arange(points) / 4).slope
        assert np.mean((found.lower > 0) | (found.upper < 0)) >= least


@pytest.mark.parametrize(
    ("gap", "verdict", "words"),
    [
        ([10, 9, 8, 7], "narrowing", ""),
        ([7, 8, 9, 10], "widening", ""),
        ([-10, -9, -8, -7], "narrowing", "reversed"),  # a reversed gap that shrinks is still shrinking
        ([-7, -8, -9, -10], "widening", "reversed"),  # falling further below zero is not "narrowing"
        ([5, 3, 1, -1], "narrowing", "changed direction"),
        ([1, -1, -3, -5], "widening", "changed direction"),
        ([5, 2, -2, -5], "cannot tell", "changed direction"),  # as large at the end as at the start, of few points
        ([5, 3, np.nan, 1], "cannot tell", "fewer than 4"),
    ],
)
def test_verdicts_are_about_the_size_of_the_gap(gap, verdict, words):
    found = gap_trend(gap, [0.2] * 4, np.arange(4))
    assert found.verdict == verdict
    assert words in str(found.explanation)
    assert bool(words) == bool(str(found.explanation))


def test_a_noisy_fall_is_not_called_narrowing():
    assert gap_trend([10, 9, 8, 7, 7, 6], [3.0] * 6, YEARS).verdict == "no clear change"
    scattered = gap_trend([10, 6, 10, 5, 9, 6], [0.2] * 6, YEARS)
    assert scattered.verdict == "no clear change"  # the errors are small, but the points lie far from the line


def test_cannot_tell_has_no_slope():
    found = gap_trend([[5, np.nan, 4, np.nan], [5, 4, 3, 2]], [[1, 1, 1, 1], [0, 1, 1, 1]], np.arange(4))
    assert found.verdict.tolist() == ["cannot tell"] * 2
    assert not found.slope.defined.any()
    assert found.slope.groups_used.tolist() == [2, 3]
    same_time = gap_trend([5, 4, 3, 2], [1] * 4, [2020] * 4)
    assert "same time" in str(same_time.explanation)
    with pytest.raises(ValueError, match="standard_error"):
        gap_trend([5, 4, 3, 2], [-1] * 4, np.arange(4))
    with pytest.raises(ValueError, match="time"):
        gap_trend(5.0, 1.0, 2020.0)


def test_who_moved():
    error = [0.5] * 6
    better = {"higher_is_better": True}
    up = who_moved(60 + 2 * YEARS, [80] * 6, error, error, YEARS, **better)
    assert (up.worst_off_moved, up.best_off_moved) == ("improved", "no clear change")
    assert up.gap.verdict == "narrowing"
    assert not up.levelling_down
    down = who_moved([60] * 6, 80 - 2 * YEARS, error, error, YEARS, **better)
    assert (down.worst_off_moved, down.best_off_moved) == ("no clear change", "worsened")
    assert down.levelling_down
    both = who_moved(60 + 3 * YEARS, 80 - YEARS, error, error, YEARS, **better)
    assert both.best_off_moved == "worsened"
    assert not both.levelling_down  # most of the narrowing is the worst-off improving
    worse = who_moved(60 - 1 * YEARS, 80 - 3 * YEARS, error, error, YEARS, **better)
    assert (worse.worst_off_moved, worse.levelling_down) == ("worsened", True)
    wider = who_moved(60 - 3 * YEARS, 80 - 1 * YEARS, error, error, YEARS, **better)
    assert wider.gap.verdict == "widening"
    assert not wider.levelling_down


def test_who_moved_for_an_adverse_indicator():
    """Waiting days: the worst-off wait 30, the best-off 20 and rising."""
    error = [0.3] * 6
    found = who_moved([30] * 6, 20 + YEARS, error, error, YEARS, higher_is_better=False)
    assert found.best_off_moved == "worsened"
    assert float(found.best_off.estimate) == pytest.approx(-1)
    assert found.levelling_down
    unknown = who_moved([30, 30, 30], [20, 20, 20], [1] * 3, [1] * 3, np.arange(3), higher_is_better=False)
    assert (unknown.worst_off_moved, unknown.gap.verdict) == ("cannot tell", "cannot tell")
    assert not unknown.levelling_down


points = st.lists(st.tuples(st.floats(-20, 20), st.floats(0.1, 3)), min_size=4, max_size=10).map(
    lambda rows: np.array(rows).T
)


@given(points)
def test_turning_the_gap_round_keeps_the_verdict(parts):
    gap, error = parts
    times = np.arange(gap.size)
    forward, mirrored = gap_trend(gap, error, times), gap_trend(-gap, error, times)
    assert forward.verdict == mirrored.verdict
    assert row(mirrored.slope) == pytest.approx(
        [-forward.slope.estimate, -forward.slope.upper, -forward.slope.lower], rel=1e-9, abs=1e-9
    )


@given(points, st.floats(0.1, 50), st.integers(-3000, 3000))
def test_the_slope_follows_units_and_ignores_the_calendar(parts, factor, shift):
    gap, error = parts
    times = np.arange(gap.size, dtype=float)
    once, other = gap_trend(gap, error, times), gap_trend(factor * gap, factor * error, times + shift)
    assert float(other.slope.estimate) == pytest.approx(factor * float(once.slope.estimate), rel=1e-6, abs=1e-6)


def test_the_slope_interval_covers_the_true_slope():
    truth = 8 - 0.4 * YEARS
    error = np.array([0.5, 0.6, 0.4, 0.5, 0.7, 0.5])
    drawn = truth + error * np.random.default_rng(15).standard_normal((10_000, 6))
    slope = gap_trend(drawn, error, YEARS).slope
    assert 0.945 <= np.mean((slope.lower <= -0.4) & (slope.upper >= -0.4)) <= 0.995


# --- control charts -----------------------------------------------------------------------------------------------------


def test_limits_against_nhsrplotthedots():
    """NHSRplotthedots 0.2.2, its vignette series, with and without screening the large moving ranges."""
    series = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
    screened = control_chart(series, screen_moving_ranges=True, higher_is_better=True)
    plain = control_chart(series, higher_is_better=True)
    assert [screened.centre[0], screened.lower[0], screened.upper[0]] == pytest.approx(
        [1.944444, -0.715556, 4.604444], 1e-6
    )
    assert [plain.lower[0], plain.upper[0]] == pytest.approx([-3.062614, 6.951503], rel=1e-6)
    assert [place for place, rule in enumerate(screened.rule) if rule] == [4]
    assert screened.kind[4] == "improvement"
    assert screened.near_upper[0] - screened.centre[0] == pytest.approx(
        2 / 3 * (screened.upper[0] - screened.centre[0])
    )


@pytest.mark.parametrize("value", [5, 0.1, 1 / 3, -7.7, 0])
def test_a_constant_series_has_limits_at_its_value_and_no_special_cause(value):
    chart = control_chart([value] * 14, target=value, higher_is_better=True)
    assert (chart.lower == value).all()
    assert (chart.upper == value).all()
    assert not (chart.rule != "").any()
    assert chart.assurance == "consistently met"


def test_each_rule_on_its_own():
    quiet = [10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12]
    rising = control_chart([*quiet, 9, 9.5, 10, 10.5, 11, 11.5, 12])
    assert rising.trend[12:].all()
    assert rising.rule[13] == "7 points rising"
    falling = control_chart([*quiet, 12, 11.5, 11, 10.5, 10, 9.5, 9], higher_is_better=False)
    assert falling.rule[15] == "7 points falling"
    assert falling.kind[15] == "improvement"
    six = control_chart([*quiet, 9, 9.5, 10, 10.5, 11, 11.5, 9])
    assert not six.trend.any()
    level = control_chart([*quiet, 9, 9.5, 10, 10, 11, 11.5, 12])
    assert not level.trend.any()
    side = control_chart([10, 12, 9, 13] * 3 + [11.6] * 7 + [10, 12, 9, 13] * 3)
    assert side.one_side[12:19].all()
    assert side.rule[12] == "7 points above the centre"


def test_two_of_three_flags_only_the_outer_points():
    series = np.tile([10.0, 12.0], 20)
    series[10:13] = [14.9, 11.6, 14.9]
    chart = control_chart(series, baseline_points=10)
    assert chart.near_upper[0] < 14.9 < chart.upper[0]
    assert chart.two_of_three.nonzero()[0].tolist() == [10, 12]
    series[11] = 10.4  # the middle point on the other side: no longer all three on one side
    assert not control_chart(series, baseline_points=10).two_of_three.any()
    series[10:13] = [16.5, 11.6, 14.9]  # one outside the limit, one near it: outside is its own rule
    outside = control_chart(series, baseline_points=10)
    assert outside.rule[10] == "above the upper limit"
    assert not outside.two_of_three.any()


def test_rebasing_starts_new_limits_and_new_runs():
    series = [10, 12] * 6 + [30, 32] * 6
    one = control_chart(series)
    two = control_chart(series, rebase_at=[12])
    assert (one.rule != "").any()
    assert not (two.rule != "").any()
    assert (two.centre[0], two.centre[-1]) == (11, 31)
    with pytest.raises(ValueError, match="rebase_at"):
        control_chart(series, rebase_at=[24])


def test_a_missing_point_has_no_moving_range_and_interrupts_a_run():
    """NHSRplotthedots 0.2.2, spc-missing: mean 50.687, moving ranges only between neighbours in time."""
    series = np.array([1.0, 2, 1, np.nan, 1, 2, 1, 2])
    chart = control_chart(series)
    assert chart.centre[0] == pytest.approx(10 / 7)
    assert chart.upper[0] == pytest.approx(10 / 7 + 2.66)
    assert chart.rule[3] == ""
    assert int(chart.points_used) == 7
    rising = np.array([1.0, 2, 3, 4, np.nan, 5, 6, 7, 8])
    assert not control_chart(rising).trend.any()


def test_too_short_for_limits_is_said():
    chart = control_chart([[1, np.nan, 3, np.nan], [1, 2, 3, 4]])
    assert bool(chart.reason[0])
    assert np.isnan(chart.upper[0]).all()
    assert chart.reason[1] == ""
    assert not (chart.rule[0] != "").any()
    nothing = control_chart([np.nan] * 3, target=1, higher_is_better=True)
    assert (str(nothing.assurance), int(nothing.points_used)) == ("", 0)


def test_assurance():
    series = [[10, 12] * 7]
    for target, better, wanted in (
        (5, True, "consistently met"),
        (20, True, "consistently missed"),
        (11, True, "hit and miss"),
        (5, False, "consistently missed"),
        (20, False, "consistently met"),
    ):
        assert control_chart(series, target=target, higher_is_better=better).assurance.tolist() == [wanted]
    with pytest.raises(ValueError, match="target"):
        control_chart(series, target=5)
    with pytest.raises(ValueError, match="baseline_points"):
        control_chart(series, baseline_points=1)
    with pytest.raises(ValueError, match="higher_is_better"):
        control_chart(series, higher_is_better="up")


@given(st.lists(st.floats(-100, 100), min_size=2, max_size=30), st.floats(0.1, 50), st.floats(-100, 100))
def test_limits_follow_units_and_mirror(values, factor, shift):
    series = np.array(values)
    once, scaled = control_chart(series), control_chart(factor * series + shift)
    assert scaled.upper == pytest.approx(factor * once.upper + shift, rel=1e-9, abs=1e-6)
    mirrored = control_chart(-series)
    assert mirrored.lower == pytest.approx(-once.upper, rel=1e-9, abs=1e-9)
    assert (mirrored.rule != "").tolist() == (once.rule != "").tolist()


def test_steady_series_are_rarely_flagged_outside_the_limits():
    drawn = np.random.default_rng(16).standard_normal((2000, 24))
    assert np.mean(control_chart(drawn).outside) < 0.008


# --- recent trend -------------------------------------------------------------------------------------------------------


def test_recent_trend_by_hand():
    """Events 10, 20 .. 50 in 100 each: u = 100, r = 0.3, chi2 = 100^2 / (0.3 * 0.7 * 1000) = 47.619."""
    found = recent_trend([10, 20, 30, 40, 50], 100, higher_is_better=True)
    assert float(found.statistic) == pytest.approx(10_000 / 210, rel=1e-12)
    assert (found.direction, found.judgement) == ("increasing", "getting better")
    rate = recent_trend([10, 20, 30, 40, 50], 100, kind="rate", higher_is_better=False)
    assert float(rate.statistic) == pytest.approx(10_000 / 300, rel=1e-12)
    assert rate.judgement == "getting worse"


def test_only_the_last_five_periods_count():
    recent = recent_trend([90, 1, 10, 20, 30, 40, 50], 100)
    assert float(recent.statistic) == pytest.approx(10_000 / 210, rel=1e-12)
    assert recent.judgement == ""


def test_recent_trend_edges():
    found = recent_trend([[10, 10, 10, 10, 10], [1, np.nan, 3, 4, 5], [0] * 5, [100] * 5], 100)
    assert found.direction.tolist() == ["no significant change", "cannot tell", "cannot tell", "cannot tell"]
    assert (found.reason != "").tolist() == [False, True, True, True]
    assert np.isnan(found.p_value).tolist() == [False, True, True, True]
    assert "fewer than 5" in str(recent_trend([1, 2, 3], 100).reason)
    with pytest.raises(ValueError, match="kind"):
        recent_trend([1, 2, 3, 4, 5], 100, kind="odds")
    with pytest.raises(ValueError, match="periods"):
        recent_trend([1, 2, 3, 4, 5], 100, periods=2)


@pytest.mark.parametrize("kind", ["proportion", "rate"])
def test_no_trend_is_called_a_trend_one_time_in_twenty(kind):
    source = np.random.default_rng(17)
    drawn = source.binomial(400, 0.2, (10_000, 5)) if kind == "proportion" else source.poisson(80, (10_000, 5))
    found = recent_trend(drawn, 400 if kind == "proportion" else 1000, kind=kind)
    assert 0.04 <= np.mean(found.direction != "no significant change") <= 0.06
