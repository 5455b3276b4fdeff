"""How each area stands against the whole area: only as far as chance does not explain."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from components.findings.standing import adverse_words, cell_standing, standing, stands_apart, stands_out
from components.findings.values import with_values
from tests.small_dataset import row, small_indicators

INDICATORS = {each.id: each for each in small_indicators()}


def _standing(indicator, comparator: float, *rows: dict) -> list[str]:
    return standing(with_values(pd.DataFrame(list(rows)), indicator), comparator, indicator)["standing"].tolist()


# Around 12% with 1,000 people one standard error is 1.03 points: the first and the last two are beyond chance, and all five
# differ so much among themselves that none stands apart from the rest.
SHARES = [row("smoking", numerator=each, denominator=1000) for each in (200, 150, 121, 88, 60)]
# Four alike and one that is not.
ONE_APART = [row("smoking", numerator=each, denominator=1000) for each in (200, 121, 120, 119, 118)]


@pytest.mark.parametrize(
    ("better", "expected"),
    [
        (False, ["worse", "worse", "similar", "better", "better"]),
        (True, ["better", "better", "similar", "worse", "worse"]),
    ],
)
def test_shares_are_judged_at_their_own_size_and_polarity(better, expected):
    assert _standing(replace(INDICATORS["smoking"], higher_is_better=better), 12.0, *SHARES) == expected


@pytest.mark.parametrize(("better", "word"), [(False, "much worse"), (True, "much better")])
def test_what_stands_apart_from_areas_that_are_alike_is_told_so(better, word):
    found = _standing(replace(INDICATORS["smoking"], higher_is_better=better), 12.0, *ONE_APART)
    assert found == [word, "similar", "similar", "similar", "similar"]


def test_a_small_area_needs_to_be_further_away():
    rows = [row("smoking", numerator=16 * people / 100, denominator=people) for people in (100, 1000, 10_000)]
    # With fewer than five areas how they differ cannot be told, and chance alone is allowed for.
    assert _standing(INDICATORS["smoking"], 12.0, *rows) == ["similar", "much worse", "much worse"]


def test_of_many_one_must_be_further_away():
    # 14.1% is 2.04 standard errors away: enough for one area, not for the furthest of twenty.
    one = row("smoking", numerator=141, denominator=1000)
    rest = [row("smoking", numerator=120, denominator=1000)] * 19
    assert _standing(INDICATORS["smoking"], 12.0, one) == ["much worse"]
    assert _standing(INDICATORS["smoking"], 12.0, one, *rest) == ["similar"] * 20


def test_rates_are_judged_by_their_expected_count():
    # 100 expected: Poisson limits near 81 and 121 (95%), 71 and 133 (99.8%).
    rows = [row("attendances", numerator=each, denominator=1000) for each in (140, 125, 100, 75, 60)]
    assert _standing(INDICATORS["attendances"], 100.0, *rows) == ["worse", "worse", "similar", "better", "better"]


def test_rates_of_events_that_repeat_are_judged_as_if_they_were_a_quarter_as_many():
    # 25 expected: Poisson limits near 15.9 and 36.8 (95%), so of 100 near 64 and 147.
    rows = [row("attendances", numerator=each, denominator=1000) for each in (160, 125, 100, 75, 50)]
    many = replace(INDICATORS["attendances"], one_event_each=False)
    assert _standing(many, 100.0, *rows) == ["worse", "similar", "similar", "similar", "better"]


def test_published_values_are_judged_by_their_own_interval():
    rows = [row("trust", value=each, lower=each - 0.04, upper=each + 0.04) for each in (0.60, 0.68, 0.70, 0.72, 0.80)]
    found = _standing(INDICATORS["trust"], 70.0, *rows)
    assert [each.removeprefix("much ") for each in found] == ["worse", "similar", "similar", "similar", "better"]


def test_without_an_interval_nothing_stands_out():
    assert _standing(INDICATORS["wait"], 25.0, row("wait", value=60.0)) == ["similar"]


@pytest.mark.parametrize("domain", ["need", "resource"])
def test_need_is_higher_or_lower_and_neither_better_nor_worse(domain):
    indicator = replace(INDICATORS["smoking"], domain=domain)
    assert _standing(indicator, 12.0, *SHARES) == ["higher", "higher", "similar", "lower", "lower"]
    assert _standing(indicator, 12.0, *ONE_APART)[0] == "much higher"
    assert adverse_words(indicator) == "higher"


def test_a_group_is_judged_by_how_sure_the_areas_beneath_leave_it():
    rows = with_values(pd.DataFrame(SHARES), INDICATORS["smoking"])
    # 7.8, 2.9, 0.1, −3.1 and −5.8 standard errors of counting; half as far where the variance is four times as large.
    found = {
        effect: cell_standing(rows, 12.0, INDICATORS["smoking"], np.full(5, effect))["standing"].tolist()
        for effect in (1.0, 4.0)
    }
    assert found[1.0] == ["much worse", "worse", "similar", "much better", "much better"]
    assert found[4.0] == ["much worse", "similar", "similar", "similar", "better"]


def test_what_stands_out_is_what_is_worse():
    found = stands_out(pd.Series(["much worse", "worse", "similar", "better", np.nan]), INDICATORS["smoking"])
    assert found.tolist() == [True, True, False, False, False]
    assert adverse_words(INDICATORS["smoking"]) == "worse"


def test_what_stands_apart_is_what_is_much_worse():
    found = stands_apart(pd.Series(["much worse", "worse", "similar", "much better"]), INDICATORS["smoking"])
    assert found.tolist() == [True, False, False, False]
