"""Ethnic groups with the hospital's code of the same group beside them."""

import pandas as pd
import pytest

from data.coding.coding import code_labels


@pytest.mark.parametrize(
    ("label", "group"),
    [
        ("A - White British", "white_british"),
        ("N: African", "black_african"),
        ("H Indian", "asian_indian"),
        ("Z - Not stated", "unknown"),
    ],
)
def test_a_code_and_its_own_words_are_one_group(label, group):
    assert list(code_labels(pd.Series([label, "A - British"]), "ethnic_group").groups)[0] == group


def test_a_code_beside_the_words_of_another_group_is_not_known():
    assert code_labels(pd.Series(["A - African"]), "ethnic_group").faults[0].label == "A - African"
