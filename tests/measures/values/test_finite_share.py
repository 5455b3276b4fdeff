"""The share of a whole team: narrower the fewer are silent, exact where nobody is, Wilson's where most are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy import stats

from components.measures.values.finite_share import finite_share
from components.measures.values.proportion import proportion


def test_worked_by_hand():
    # 20 of 40, of 41 asked: Wilson's limits of one half with 40 * 40 / 1 = 1,600 answers: 0.5 -+ 1.96 / (2 sqrt(1603.84)).
    found = finite_share(20, 40, 41)
    half = 1.959964 / (2 * np.sqrt(1600 + 1.959964**2))
    assert [float(each) for each in (found.estimate, found.lower, found.upper)] == pytest.approx(
        [0.5, 0.5 - half, 0.5 + half], abs=1e-6
    )


def test_everybody_answered_leaves_nothing_to_chance():
    found = finite_share([20, 0, 12], [41, 14, 12], [41, 14, 12])
    assert found.lower.tolist() == found.estimate.tolist() == found.upper.tolist() == [20 / 41, 0.0, 1.0]


def test_of_very_many_asked_it_is_wilsons():
    found, plain = finite_share([0, 7, 20], 20, 1e9), proportion([0, 7, 20], 20)
    assert found.lower == pytest.approx(plain.lower, abs=1e-7)
    assert found.upper == pytest.approx(plain.upper, abs=1e-7)


def test_what_is_hidden_or_nobodys_has_a_reason_and_what_cannot_be_is_refused():
    found = finite_share([np.nan, 5, 0], [np.nan, 10, 0], [12, np.nan, 5])
    hidden, nobody = "the count or the population is hidden or missing", "the population is zero"
    assert found.reason.tolist() == [hidden, hidden, nobody]
    for counts in ((5, 12, 11), (13, 12, 20), (-1, 5, 9)):
        with pytest.raises(ValueError, match="found"):
            finite_share(*counts)


@given(some.integers(2, 90), some.data())
def test_it_holds_the_share_lies_within_nought_and_one_and_narrows_as_more_answer(asked, data):
    answered = data.draw(some.integers(1, asked))
    agreed = data.draw(some.integers(0, answered))
    found, plain = finite_share(agreed, answered, asked), proportion(agreed, answered)
    assert 0 <= found.lower <= found.estimate <= found.upper <= 1
    assert found.upper - found.lower <= plain.upper - plain.lower + 1e-12
    other = finite_share(answered - agreed, answered, asked)
    assert float(other.lower) == pytest.approx(1 - float(found.upper), abs=1e-9)


@pytest.mark.parametrize(("asked", "answered"), [(24, 20), (47, 40), (76, 65)])
def test_it_covers_the_teams_own_share_as_often_as_it_says(asked, answered):
    agreed = np.arange(answered + 1)
    found = finite_share(agreed, answered, asked)
    true = np.arange(asked + 1)[:, None]
    held = (found.lower <= true / asked + 1e-9) & (found.upper >= true / asked - 1e-9)
    coverage = (stats.hypergeom.pmf(agreed, asked, true, answered) * held).sum(axis=1)
    assert 0.945 < coverage.mean() < 0.965
    assert coverage.min() > 0.8
