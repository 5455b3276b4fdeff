"""What limits without areas of their own allow for: borrowed from indicators like them, assumed of repeats, or nothing."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from components.findings.gap_words import limits_words
from components.findings.headline_gap import headline_gap
from components.findings.like_indicators import ASSUMED, borrowed_for
from components.findings.repeat_events import REPEAT_EFFECT, REPEAT_WORDS
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.findings.by_hand import wilson
from tests.small_dataset import ICB, QUARTERS, small_indicators, small_observations, write_small

BY = "deprivation_quintile"


def _with_copies(folder, copies: int, **changes: object) -> Dataset:
    """The small dataset with so many more indicators counted as smoking is; `changes` of their definitions."""
    smoking = next(each for each in small_indicators() if each.id == "smoking")
    rows = small_observations()
    more = [replace(smoking, id=f"copy_{place}", **changes) for place in range(copies)]
    parts = [rows[rows["indicator_id"] == "smoking"].assign(indicator_id=each.id) for each in more]
    observations = pd.concat([rows, *parts], ignore_index=True)
    return Dataset.open(write_small(folder, indicators=[*small_indicators(), *more], observations=observations))


def test_a_spread_is_borrowed_of_three_indicators_like_it_in_proportion_to_what_people_say(tmp_path):
    dataset = _with_copies(tmp_path / "d", 2)
    smoking = ask(dataset, "smoking").groups.set_index("group").loc[list("12345")]
    effect = (smoking["se"] / smoking["counting_se"]) ** 2
    share = smoking["numerator"] / smoking["denominator"]
    added = float(((effect - 1) / (smoking["numerator"] * (1 - share))).median())
    asked = ask(dataset, "screening")
    found = headline_gap(asked)
    assert (found.areas, found.borrowed.of, found.borrowed.own, found.borrowed.by) == ("", 3, False, "")
    assert found.borrowed.added == pytest.approx(added)
    # 800 of 1,000 were screened in the most deprived fifth.
    most = asked.groups.set_index("group").loc["1"]
    wider = 1 + added * 800 * 0.2
    assert wider > 1.05
    assert most[["lower", "upper"]].tolist() == pytest.approx([100 * e for e in wilson(800 / wider, 1000 / wider)])
    assert most["freedom"] == pytest.approx(smoking["freedom"].median())
    assert "as much as those of 3 indicators like it (the middle one) do. That is borrowed" in limits_words(found)


def test_of_two_nothing_is_borrowed_and_the_page_says_sampling_error_only(tmp_path):
    dataset = _with_copies(tmp_path / "d", 1)
    found = headline_gap(ask(dataset, "screening"))
    assert found.borrowed is None
    assert limits_words(found).startswith("The limits are of sampling error only")


def test_other_periods_of_the_same_indicator_come_first(tmp_path):
    dataset = _with_copies(tmp_path / "d", 0)
    found = headline_gap(ask(dataset, "smoking", period=QUARTERS[0][1]))
    assert (found.borrowed.of, found.borrowed.own) == (1, True)
    assert "as much as this indicator’s in other groups or periods do" in limits_words(found)
    assert headline_gap(ask(dataset, "smoking")).borrowed is None


def test_events_that_repeat_have_limits_twice_as_wide_where_nothing_is_like_them(tmp_path):
    many = [replace(each, one_event_each=False) for each in small_indicators()]
    dataset = Dataset.open(write_small(tmp_path / "d", indicators=many))
    asked = ask(dataset, "attendances")
    everyone = asked.values(areas=[ICB]).iloc[0]
    assert (everyone["se"], everyone["counting_se"]) == pytest.approx((2 * 1_800**0.5 / 5, 1_800**0.5 / 5))
    assert headline_gap(asked).borrowed == ASSUMED
    groups = asked.groups.set_index("group")
    assert (groups["se"] / groups["counting_se"]).loc[list("12345")].tolist() == pytest.approx([2] * 5)
    assert "twice as wide as of events that come one by one" in limits_words(headline_gap(asked))
    assert np.sqrt(REPEAT_EFFECT) == 2
    assert REPEAT_WORDS in asked.caveats


def test_a_death_comes_once(tmp_path):
    dataset = Dataset.open(write_small(tmp_path / "d"))
    found = headline_gap(ask(dataset, "attendances"))
    assert (found.borrowed, found.bunched) == (None, False)
    assert "sampling error only" in limits_words(found)
    assert REPEAT_WORDS not in ask(dataset, "attendances").caveats


def test_rates_borrow_of_rates_only(tmp_path):
    dataset = _with_copies(tmp_path / "d", 3)
    assert borrowed_for(dataset, "attendances", ICB, BY) is None
    assert borrowed_for(dataset, "trust", ICB, BY) is None
