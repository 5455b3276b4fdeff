"""The Measure itself: what it accepts, what it refuses, and what it says."""

import dataclasses

import numpy as np
import pytest

from components.measures.confidence import check_confidence, normal_multiplier, student_multiplier
from components.measures.result import Measure, explain, measure, positions

HOW = {"confidence": 0.95, "method": "by hand"}


def made(estimate, lower, upper, reason="", used=1):
    return Measure(estimate, lower, upper, 0.95, "by hand", used, reason)


def test_one_cell_and_many_cells():
    one = made(0.5, 0.4, 0.6)
    assert one.shape == ()
    assert one.defined
    many = made([1.0, np.nan], [0.0, np.nan], [2.0, np.nan], ["", "hidden"], [3, 0])
    assert many.defined.tolist() == [True, False]
    assert many.at(1).reason == "hidden"
    assert float(many.at(0).upper) == 2
    assert many.at(slice(0, 1)).shape == (1,)


def test_it_is_frozen_and_does_not_share_the_callers_arrays():
    given = np.array([1.0, 2.0])
    found = made(given, given - 1, given + 1)
    given[0] = 99
    assert found.estimate.tolist() == [1, 2]
    with pytest.raises(ValueError, match="read-only"):
        found.estimate[0] = 5
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.method = "other"


@pytest.mark.parametrize(
    ("estimate", "lower", "upper", "reason"),
    [
        (np.nan, np.nan, np.nan, ""),  # a silent NaN
        (np.inf, 0.0, 1.0, ""),  # infinity
        (1.0, 0.0, 2.0, "hidden"),  # a number and a reason not to have one
        (1.0, 2.0, 0.0, ""),  # limits the wrong way round
        (1.0, np.nan, 2.0, ""),  # half an interval
        (1.0, 0.0, np.inf, ""),  # an endless interval
        (np.nan, 0.0, 1.0, "hidden"),  # limits about nothing
        ([1.0, 2.0], [0.0], [2.0, 3.0], ""),  # shapes that differ
    ],
)
def test_it_refuses_what_would_mislead(estimate, lower, upper, reason):
    with pytest.raises(ValueError, match="expected|found"):
        made(estimate, lower, upper, reason)


def test_no_interval_is_allowed_and_said():
    assert not made(1.0, np.nan, np.nan).has_interval
    assert made(1.0, 0.5, 1.5).has_interval


def test_measure_blanks_numbers_beside_a_reason_and_names_what_is_not_finite():
    found = measure(
        [1.0, 2.0, np.inf], [0.0, 1.0, 1.0], [2.0, 3.0, 4.0], groups_used=1, reason=["", "hidden", ""], **HOW
    )
    assert found.estimate.tolist()[0] == 1
    assert np.isnan(found.estimate[1:]).all()
    assert np.isnan(found.lower[1:]).all()
    assert found.reason.tolist() == ["", "hidden", "the arithmetic does not give a finite number"]


def test_the_first_condition_that_holds_gives_the_reason():
    said = explain((3,), (np.array([True, False, False]), "first"), (np.array([True, True, False]), "second"))
    assert said.tolist() == ["first", "second", ""]


def test_positions_are_named_in_words():
    assert positions(np.array([False, True])) == "position 1"
    assert positions(np.array([[False, True], [True, False]])) == "position (0, 1), (1, 0)"
    assert positions(np.ones(9, dtype=bool)).endswith("and 4 more")
    assert positions(np.array(True)) == "the only position"


@pytest.mark.parametrize("wrong", [0.05, 95, 1.0, 0.0, -0.5, np.nan])
def test_an_alpha_or_a_percentage_is_not_a_confidence_level(wrong):
    with pytest.raises(ValueError, match="not alpha"):
        check_confidence(wrong)


def test_multipliers():
    assert normal_multiplier(0.95) == pytest.approx(1.959963984540054, rel=1e-12)
    assert normal_multiplier(0.998) == pytest.approx(3.090232306167813, rel=1e-12)
    assert student_multiplier(0.95, 6) == pytest.approx(2.446911851144969, rel=1e-9)
    assert np.isnan(student_multiplier(0.95, [0, -1])).all()
