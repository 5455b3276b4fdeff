"""The gap between two groups: its size, sign, interval and verdict, and the reason where there is none."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from components.findings.gap_arrays import arrays_of, gaps_over_time
from components.findings.gaps import furthest_groups, gap_between, selected_gap
from components.findings.values import with_values
from data.contract.vocabulary import DIMENSIONS
from tests.findings.by_hand import mover, wilson
from tests.small_dataset import SMOKING_MOST_DEPRIVED_BY_QUARTER, small_indicators, small_observations

FIFTHS = DIMENSIONS["deprivation_quintile"]
ETHNIC = DIMENSIONS["ethnic_group"]
INDICATORS = {each.id: each for each in small_indicators()}


def groups(**values: tuple[float, float, float] | str) -> pd.DataFrame:
    """One row a group: its value and limits, or the status that says why it has none."""
    rows = [
        {"group": name.strip("_"), "value": np.nan, "lower": np.nan, "upper": np.nan, "status": found}
        if isinstance(found, str)
        else {"group": name.strip("_"), "value": found[0], "lower": found[1], "upper": found[2], "status": "ok"}
        for name, found in values.items()
    ]
    return pd.DataFrame(rows)


ESTIMATES = st.tuples(st.floats(0, 100), st.floats(0.01, 20), st.floats(0.01, 20)).map(
    lambda each: (each[0], each[0] - each[1], each[0] + each[2])
)


@given(one=ESTIMATES, other=ESTIMATES, higher_is_better=st.booleans())
def test_a_gap_is_positive_exactly_where_the_disadvantaged_are_worse_off(one, other, higher_is_better):
    found = gap_between(groups(_1=one, _5=other), "1", "5", higher_is_better=higher_is_better)
    plain = one[0] - other[0]
    lower, upper = mover(one, other)
    if higher_is_better:
        lower, upper = -upper, -lower
    assert found.plain == pytest.approx(plain)
    assert found.size == pytest.approx(-plain if higher_is_better else plain)
    assert (found.lower, found.upper) == pytest.approx((lower, upper), abs=1e-9)
    assert found.verdict == ("worse" if found.lower > 0 else "better" if found.upper < 0 else "unclear")


@given(one=ESTIMATES, other=ESTIMATES)
def test_turning_the_polarity_round_turns_only_the_sign(one, other):
    assume(abs(one[0] - other[0]) > 1e-6)
    up = gap_between(groups(_1=one, _5=other), "1", "5", higher_is_better=True)
    down = gap_between(groups(_1=one, _5=other), "1", "5", higher_is_better=False)
    assert up.size == -down.size
    assert (up.lower, up.upper) == pytest.approx((-down.upper, -down.lower), abs=1e-9)
    assert up.plain == down.plain
    # What a reader is told is the size of the same difference either way, and the interval that goes with it.
    assert up.sized_interval == pytest.approx(down.sized_interval)
    low, high = up.sized_interval
    assert low <= abs(up.plain) <= high


@pytest.mark.parametrize(
    ("higher_is_better", "size", "verdict"), [(True, -10, "better"), (False, 10, "worse")], ids=["higher", "lower"]
)
def test_a_reversed_gap_stays_negative(higher_is_better, size, verdict):
    found = gap_between(groups(_1=(80, 78, 82), _5=(70, 68, 72)), "1", "5", higher_is_better=higher_is_better)
    assert found.size == size
    assert found.verdict == verdict
    assert found.sized_interval == pytest.approx((10 - math.hypot(2, 2), 10 + math.hypot(2, 2)))


@pytest.mark.parametrize(
    ("absent", "reason"),
    [
        ("suppressed", "one of the two groups is hidden to protect confidentiality"),
        ("missing", "one of the two groups was not collected"),
        ("not_applicable", "one of the two groups has no value"),
    ],
)
@pytest.mark.parametrize("which", ["_1", "_5"])
def test_a_group_that_is_not_shown_gives_a_reason_and_never_a_number(absent, reason, which):
    shown = "_5" if which == "_1" else "_1"
    found = gap_between(groups(**{which: absent, shown: (5, 4, 6)}), "1", "5", higher_is_better=False)
    assert found.reason == reason
    assert found.verdict == "cannot tell"
    assert {found.size, found.plain, found.lower, found.upper, found.disadvantaged_value, found.reference_value} == {
        None
    }
    assert found.sized_interval is None


def test_a_group_that_is_not_in_the_data_gives_a_reason():
    found = gap_between(groups(_1=(5, 4, 6)), "1", "5", higher_is_better=False)
    assert found.reason == "one of the two groups is not in the data"


def test_a_value_of_zero_is_a_value():
    found = gap_between(groups(_1=(0, 0, 3), _5=(4, 3, 5)), "1", "5", higher_is_better=True)
    assert (found.disadvantaged_value, found.size) == (0, 4)


def test_a_gap_without_intervals_says_so():
    found = gap_between(groups(_1=(5, np.nan, np.nan), _5=(3, 2, 4)), "1", "5", higher_is_better=False)
    assert (found.size, found.lower, found.upper) == (2, None, None)
    assert found.verdict == "no interval"


def test_ordered_groups_are_compared_end_to_end():
    frame = groups(_1=(5, 4, 6), _2=(99, 98, 100), _5=(3, 2, 4), unknown=(0, 0, 1))
    assert furthest_groups(frame, FIFTHS, higher_is_better=False) == ("1", "5")


@pytest.mark.parametrize(("higher_is_better", "pair"), [(True, ("black", "white")), (False, ("white", "black"))])
def test_groups_without_an_order_are_compared_worst_to_best_and_unknown_takes_no_part(higher_is_better, pair):
    frame = groups(asian=(5, 4, 6), black=(2, 1, 3), white=(9, 8, 10), other="suppressed", unknown=(99, 98, 100))
    assert furthest_groups(frame, ETHNIC, higher_is_better=higher_is_better) == pair
    assert selected_gap(frame, ETHNIC, higher_is_better=higher_is_better).size == 7


def test_one_group_alone_has_no_gap():
    found = selected_gap(groups(asian=(5, 4, 6), black="suppressed", unknown=(9, 8, 10)), ETHNIC, higher_is_better=True)
    assert found.reason == "fewer than two groups have a value that can be shown"
    assert found.size is None


def test_gaps_of_every_quarter_are_those_worked_out_by_hand():
    rows = small_observations()
    rows = rows[(rows["dimension"] == "deprivation_quintile") & (rows["level"] == "icb") & (rows["dimension_2"] == "")]
    rows = rows.assign(period_end=pd.to_datetime(rows["period_end"]))
    arrays = arrays_of(with_values(rows, INDICATORS), FIFTHS)
    better = np.array([INDICATORS[each].higher_is_better for each in arrays.indicators])
    over_time = gaps_over_time(arrays, FIFTHS, better)
    sign = np.where(better, -1, 1)[:, None]
    sizes = sign * (over_time.worst_value - over_time.best_value)
    found = dict(zip(arrays.indicators, sizes, strict=True))
    assert found["smoking"].tolist() == pytest.approx(
        [100 * each / 1500 - 4 for each in SMOKING_MOST_DEPRIVED_BY_QUARTER]
    )
    assert found["screening"][-1] == pytest.approx(-10)
    assert np.isnan(found["screening"][:-1]).all()


def test_the_headline_gap_of_smoking_is_the_one_worked_out_by_hand(small):
    rows = small.observations("smoking", level="icb", dimension="deprivation_quintile")
    rows = with_values(rows[rows["period_end"] == rows["period_end"].max()], INDICATORS["smoking"])
    found = selected_gap(rows, FIFTHS, higher_is_better=False)
    one, other = ((100 * x / 1500, *(100 * each for each in wilson(x, 1500))) for x in (300, 60))
    assert found.size == pytest.approx(16)
    assert (found.lower, found.upper) == pytest.approx(mover(one, other))
