"""What areas add to one value's variance, carried over to another's: closed forms, and whether claims stay at 5%."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.measures.spread.borrowed_effect import added_variance, borrowed_effect, information


def test_information_is_what_counting_says_of_the_logarithm():
    assert information(200, 1000, share=True) == pytest.approx(160)
    assert information(200, 1000, share=False) == pytest.approx(200)
    assert information([0, 40, np.nan], [40, 40, 40], share=True)[:2].tolist() == [0, 0]


@given(effect=st.floats(1, 500), known=st.floats(1, 1e5))
def test_a_value_gets_its_own_effect_back(effect, known):
    assert borrowed_effect(added_variance(effect, known), known) == pytest.approx(effect)


def test_the_effect_grows_with_the_people_counted():
    added = added_variance(5.0, 160.0)
    assert added == pytest.approx(0.025)
    assert borrowed_effect(added, [80.0, 160.0, 1_600.0]).tolist() == pytest.approx([3, 5, 41])


def test_where_nothing_is_known_nothing_is_borrowed():
    assert np.isnan(added_variance(3.0, [0.0, np.nan])).all()
    assert borrowed_effect([np.nan, 0.1], [50.0, np.nan]).tolist() == [1, 1]


@pytest.mark.parametrize("call", [lambda: information(-1, 10, share=True), lambda: added_variance(0.5, 10)])
def test_what_cannot_be_is_refused(call):
    with pytest.raises(ValueError, match="found"):
        call()
