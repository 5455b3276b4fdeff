"""How each area stands against the whole area: only as far as chance does not explain."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from components.findings.standing import adverse_words, standing, stands_out
from components.findings.values import with_values
from tests.small_dataset import row, small_indicators

INDICATORS = {each.id: each for each in small_indicators()}


def _standing(indicator, comparator: float, *rows: dict) -> list[str]:
    return standing(with_values(pd.DataFrame(list(rows)), indicator), comparator, indicator)["standing"].tolist()


# Around 12% with 1,000 people one standard error is 1.03 points: 95% limits near 10 and 14, 99.8% near 8.8 and 15.2.
SHARES = [row("smoking", numerator=each, denominator=1000) for each in (200, 145, 121, 99, 60)]


@pytest.mark.parametrize(
    ("better", "expected"),
    [
        (False, ["much worse", "worse", "similar", "better", "much better"]),
        (True, ["much better", "better", "similar", "worse", "much worse"]),
    ],
)
def test_shares_are_judged_at_their_own_size_and_polarity(better, expected):
    assert _standing(replace(INDICATORS["smoking"], higher_is_better=better), 12.0, *SHARES) == expected


def test_a_small_area_needs_to_be_further_away():
    rows = [row("smoking", numerator=16 * people / 100, denominator=people) for people in (100, 1000, 10_000)]
    assert _standing(INDICATORS["smoking"], 12.0, *rows) == ["similar", "much worse", "much worse"]


def test_rates_are_judged_by_their_expected_count():
    # 100 expected: Poisson limits near 81 and 121 (95%), 71 and 133 (99.8%).
    rows = [row("attendances", numerator=each, denominator=1000) for each in (140, 125, 100, 75, 60)]
    found = _standing(INDICATORS["attendances"], 100.0, *rows)
    assert found == ["much worse", "worse", "similar", "better", "much better"]


def test_published_values_are_judged_by_their_own_interval():
    rows = [row("trust", value=each, lower=each - 0.04, upper=each + 0.04) for each in (0.60, 0.68, 0.75)]
    assert _standing(INDICATORS["trust"], 70.0, *rows) == ["worse", "similar", "better"]


def test_without_an_interval_nothing_stands_out():
    assert _standing(INDICATORS["wait"], 25.0, row("wait", value=60.0)) == ["similar"]


@pytest.mark.parametrize("domain", ["need", "resource"])
def test_need_is_higher_or_lower_and_neither_better_nor_worse(domain):
    indicator = replace(INDICATORS["smoking"], domain=domain)
    assert _standing(indicator, 12.0, *SHARES) == ["much higher", "higher", "similar", "lower", "much lower"]
    assert adverse_words(indicator) == "higher"


def test_what_stands_out_is_what_is_worse():
    found = stands_out(pd.Series(["much worse", "worse", "similar", "better", np.nan]), INDICATORS["smoking"])
    assert found.tolist() == [True, True, False, False, False]
    assert adverse_words(INDICATORS["smoking"]) == "worse"
