"""Counts become displayed values with intervals, in one place; what is not shown stays without a number."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.findings.values import typical_value, unit_of, with_values
from components.style.numbers import decimals_for, with_unit
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.findings.by_hand import Z95, byar, exact_poisson, wilson
from tests.small_dataset import row, small_indicators, small_observations, write_small

INDICATORS = {each.id: each for each in small_indicators()}


def _found(indicator: str, **cells: object) -> pd.Series:
    return with_values(pd.DataFrame([row(indicator, **cells)]), INDICATORS[indicator]).iloc[0]


@given(people=st.integers(1, 100_000), data=st.data())
def test_a_share_has_a_wilson_interval_in_percent(people, data):
    events = data.draw(st.integers(0, people))
    found = _found("smoking", numerator=events, denominator=people)
    lower, upper = wilson(events, people)
    assert found["value"] == pytest.approx(100 * events / people)
    assert (found["lower"], found["upper"]) == pytest.approx((100 * lower, 100 * upper), abs=1e-6)
    assert found["se"] > 0


@given(events=st.integers(0, 20_000), people=st.integers(1, 100_000))
def test_a_rate_has_an_exact_or_byars_interval(events, people):
    found = _found("attendances", numerator=events, denominator=people)
    lower, upper = exact_poisson(events) if events < 10 else byar(events)
    assert found["value"] == pytest.approx(1000 * events / people)
    assert (found["lower"], found["upper"]) == pytest.approx((1000 * lower / people, 1000 * upper / people), rel=1e-6)
    assert found["se"] > 0


def test_known_values():
    found = _found("smoking", numerator=300, denominator=1500)
    assert found["value"] == pytest.approx(20.0)
    assert found["se"] == pytest.approx(100 * np.sqrt(0.2 * 0.8 / 1500))
    found = _found("attendances", numerator=25, denominator=1000)
    assert (found["value"], found["se"]) == pytest.approx((25.0, 5.0))


@pytest.mark.parametrize(("events", "people"), [(0, 40), (40, 40)])
def test_none_or_all_is_never_known_exactly(events, people):
    found = _found("smoking", numerator=events, denominator=people)
    assert found["value"] == 100 * events / people
    assert found["se"] == pytest.approx((found["upper"] - found["lower"]) / (2 * Z95))


def test_a_value_published_beside_rounded_counts_stands_with_its_own_interval():
    found = _found("smoking", numerator=60, denominator=100, value=0.588, lower=0.49, upper=0.68)
    assert found[["value", "lower", "upper", "numerator"]].tolist() == pytest.approx([58.8, 49, 68, 60])
    assert found["se"] == found["counting_se"] == pytest.approx(100 * np.sqrt(0.588 * 0.412 / 100))


def test_what_widens_an_interval_goes_by_the_published_value():
    rows = pd.DataFrame([row("smoking", numerator=60, denominator=100, value=0.588, lower=0.49, upper=0.68)])
    found = with_values(rows, INDICATORS["smoking"], effects=np.array([4.0])).iloc[0]
    assert found[["value", "lower", "upper"]].tolist() == pytest.approx([58.8, *(100 * e for e in wilson(14.7, 25))])


def test_a_rate_published_beside_rounded_counts_stands():
    found = _found("attendances", numerator=25, denominator=1000, value=26.3)
    assert (found["value"], found["se"]) == pytest.approx((26.3, 1000 * np.sqrt(26.3) / 1000))


def test_a_published_share_keeps_its_own_interval_in_percent():
    found = _found("trust", denominator=500, value=0.60, lower=0.56, upper=0.64)
    assert found[["value", "lower", "upper"]].tolist() == pytest.approx([60, 56, 64])
    assert found["se"] == pytest.approx(8 / (2 * Z95))


def test_a_value_published_without_an_interval_has_none():
    found = _found("wait", denominator=100, value=30.0)
    assert found["value"] == 30
    assert found[["lower", "upper", "se"]].isna().all()


def test_a_share_published_without_counts_is_shown_in_percent():
    found = _found("smoking", value=0.162, lower=0.15, upper=0.17)
    assert found[["value", "lower", "upper"]].tolist() == pytest.approx([16.2, 15, 17])


@pytest.mark.parametrize("status", ["suppressed", "missing", "not_applicable"])
@pytest.mark.parametrize("indicator", ["smoking", "attendances", "trust", "wait"])
def test_what_is_not_shown_has_no_number(indicator, status):
    found = _found(indicator, denominator=60, status=status)
    assert found[["value", "lower", "upper", "se"]].isna().all()
    assert found["status"] == status


def test_nobody_has_no_share():
    assert np.isnan(_found("smoking", numerator=0, denominator=0)["value"])


def test_rows_of_several_indicators_are_each_worked_out_their_own_way():
    rows = [
        row("attendances", numerator=500, denominator=1000),
        row("smoking", numerator=500, denominator=1000),
        row("trust", value=0.5),
        row("wait", value=0.5),
    ]
    assert with_values(pd.DataFrame(rows), INDICATORS)["value"].tolist() == [500, 50, 50, 0.5]


def test_the_rows_given_are_left_as_they_were():
    rows = pd.DataFrame([row("smoking", numerator=1.0, denominator=2.0)])
    with_values(rows, INDICATORS["smoking"])
    assert np.isnan(rows["value"].iloc[0])


@pytest.mark.parametrize(
    ("indicator", "typical", "value", "written"),
    [
        ("smoking", 12.0, 16.23, "16.2%"),
        ("smoking", 0.4, 0.456, "0.46%"),
        ("trust", 70.0, 60.0, "60.0%"),
        ("attendances", 360.0, 500.4, "500 per 1,000 children"),
        ("attendances", 36.0, 50.04, "50.0 per 1,000 children"),
        ("wait", 25.6, 30.0, "30.0 days"),
    ],
)
def test_a_value_is_written_in_its_unit_with_decimals_that_suit_it(indicator, typical, value, written):
    assert with_unit(value, unit_of(INDICATORS[indicator], typical)) == written


def test_a_typical_value_is_the_median_of_those_shown():
    assert typical_value(pd.DataFrame({"value": [1.0, np.nan, 9.0, 2.0]})) == 2
    assert typical_value(pd.DataFrame({"value": [np.nan]})) == 0


def test_figures_of_groups_only_settle_how_they_are_written(small, tmp_path):
    rows = small_observations()
    groups_only = rows[(rows["indicator_id"] != "attendances") | (rows["dimension"] != "total")]
    dataset = Dataset.open(write_small(tmp_path / "groups", observations=groups_only))
    assert ask(dataset, "attendances").unit == ask(small, "attendances").unit
    assert ask(dataset, "attendances").unit.decimals < decimals_for(0)
