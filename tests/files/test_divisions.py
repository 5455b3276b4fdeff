"""Which columns of a lookup put its rows together, and which say the same twice."""

import pandas as pd

from data.files.divisions import code_and_name, code_and_name_beside, divisions

_ROWS = pd.DataFrame(
    {
        "lsoa": ["E1", "E2", "E3", "E4"],
        "PCN_CODE": ["U1", "U1", "U2", "U2"],
        "PCN_NAME": ["Alpha", "Alpha", "Beta", "Beta"],
        "district": ["East", "East", "East", "West"],
        "board": ["QAA"] * 4,
        "NUMBER_OF_PATIENTS": ["3", "1", "1", "1,200"],
        "team": ["1", "1", "2", "3"],
    }
)


def test_a_code_and_its_name_are_one_choice_and_counts_are_none():
    columns = [each for each in _ROWS if each != "lsoa"]
    assert divisions(_ROWS, columns) == [["PCN_CODE", "PCN_NAME"], ["district"], ["team"]]


def test_the_code_and_the_name_are_told_by_their_headings():
    assert code_and_name(["PCN_CODE", "PCN_NAME"]) == ("PCN_CODE", "PCN_NAME")
    assert code_and_name(["district"]) == ("district", "district")


def test_a_chosen_column_takes_the_one_beside_it_that_divides_alike():
    columns = list(_ROWS)
    assert code_and_name_beside(_ROWS, "PCN_NAME", columns) == ("PCN_CODE", "PCN_NAME")
    assert code_and_name_beside(_ROWS, "district", columns) == ("district", "district")
