"""How a number is written: in UK form, with its unit, and never when there is none."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.style.numbers import (
    COUNT,
    PERCENT,
    RATIO,
    Unit,
    count_interval,
    decimals_for,
    gap,
    interval,
    interval_cell,
    number,
    rounded_count,
    share,
    signed_gap,
    with_unit,
)

RATE = Unit(" per 1,000 children", "per 1,000 children", 0)


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0, 0, "0"), (1240, 0, "1,240"), (1234567.89, 1, "1,234,567.9"), (-3.14, 1, "−3.1"), (-0.04, 1, "0.0"),
        (0.05, 2, "0.05"), (999.95, 1, "1,000.0"), (-1240.5, 2, "−1,240.50"),
    ],
)  # fmt: skip
def test_a_number_in_uk_form(value, decimals, written):
    assert number(value, decimals) == written


@given(value=st.floats(-1e9, 1e9), decimals=st.integers(0, 3))
def test_a_written_number_is_the_nearest_one_and_has_a_true_minus(value, decimals):
    written = number(value, decimals)
    read = float(written.replace(",", "").replace("−", "-"))
    assert abs(read - value) <= 0.5 * 10**-decimals + 1e-6
    assert "-" not in written
    assert len(written.partition(".")[2]) == decimals
    assert (written.startswith("−")) == (read < 0)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_not_a_number_is_never_written_as_one(value):
    with pytest.raises(ValueError, match="expected a finite number"):
        number(value)


def test_units_follow_values_and_gaps():
    assert with_unit(16.23, PERCENT) == "16.2%"
    assert with_unit(712.4, RATE) == "712 per 1,000 children"
    assert with_unit(1240, COUNT) == "1,240"
    assert with_unit(1.5, RATIO) == "1.50"
    assert gap(-6.24, PERCENT) == "6.2 percentage points"
    assert gap(200, RATE) == "200 per 1,000 children"
    assert gap(3, COUNT) == "3"
    assert RATE.axis == "per 1,000 children"
    assert COUNT.axis == "value"


def test_signs_are_shown_where_they_matter():
    assert signed_gap(6.24, PERCENT) == "+6.2"
    assert signed_gap(-0.44, PERCENT) == "−0.4"
    assert signed_gap(-0.04, PERCENT) == "0.0"


def test_intervals():
    assert interval(5.11, 7.28, PERCENT) == "between 5.1 and 7.3"
    assert interval_cell(-1.26, 7.28, PERCENT) == "−1.3 to 7.3"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.4, "fewer than 1"), (1, "about 1"), (47.4, "about 47"), (999.6, "about 1,000"), (1236, "about 1,240"),
        (25_841, "about 25,800"), (1_234_567, "about 1,230,000"), (-1236, "about 1,240"),
    ],
)  # fmt: skip
def test_a_count_of_people_is_said_to_three_figures(value, said):
    assert rounded_count(value, 0) == said


@pytest.mark.parametrize(
    ("value", "said"), [(0, "fewer than 8"), (3, "fewer than 8"), (-7.9, "fewer than 8"), (8, "about 8")]
)
def test_a_count_that_the_rule_would_hide_is_not_said(value, said):
    assert rounded_count(value, 7) == said


def test_limits_of_a_count_end_where_the_rule_begins():
    assert count_interval(310, 1240, 7) == "between 310 and 1,240"
    assert count_interval(3, 1240, 7) == "at most 1,240"
    assert count_interval(-2, 6, 7) == "fewer than 8"


@given(value=st.floats(1, 1e9))
def test_a_rounded_count_is_within_half_a_step(value):
    said = float(rounded_count(value, 0).removeprefix("about ").replace(",", ""))
    assert abs(said - value) <= max(0.5, 0.005 * value) * (1 + 1e-9)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0%"), (0.001, "under 1%"), (0.005, "0%"), (0.0051, "1%"), (0.5, "50%"), (0.994, "99%"),
        (0.996, "over 99%"), (1, "100%"),
    ],
)  # fmt: skip
def test_a_share_never_rounds_to_none_or_all(value, said):
    assert share(value) == said


@pytest.mark.parametrize(("typical", "decimals"), [(646, 0), (99.9, 1), (10, 1), (9.99, 2), (0.01, 2), (math.nan, 0)])
def test_decimals_suit_the_size(typical, decimals):
    assert decimals_for(typical) == decimals
