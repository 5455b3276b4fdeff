"""What a cell without a plain number means: hidden, not given, does not apply, or a number written another way."""

import pytest

from data.files.marks import mark_of, number_of


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("*", "suppressed"), ("***", "suppressed"), ("∗", "suppressed"), ("(c)", "suppressed"), ("..C", "suppressed"),
        ("<5", "suppressed"), ("n<10", "suppressed"), ("[low]", "suppressed"), ("Redacted", "suppressed"),
        ("Suppressed due to small numbers", "suppressed"), ("[w]", "missing"), ("No data", "missing"), ("..", "missing"),
        ("[z]", "not_applicable"),
    ],
)  # fmt: skip
def test_a_mark_is_what_its_publisher_means_by_it(cell, status):
    found = mark_of(f" {cell} ")
    assert found is not None
    assert found[0] == status
    assert number_of(cell) is None


@pytest.mark.parametrize("cell", ["not suppressed", "5*", "~", "nil", "10+", "N/K", "5 suppressed"])
def test_what_may_mean_several_things_is_no_mark(cell):
    assert mark_of(cell) is None


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1,234", 1234.0),
        ("1 234", 1234.0),
        ("1\u00a0234.5", 1234.5),
        ("12\u202f345", 12345.0),
        ("\u22123", -3.0),
        ("7 [p]", 7.0),
    ],
)
def test_a_number_is_read_as_people_part_its_thousands(cell, number):
    assert number_of(cell) == number


@pytest.mark.parametrize("cell", ["1 23", "12 3456", "1,2345", "12,5", "£5"])
def test_what_is_parted_otherwise_is_no_number(cell):
    assert number_of(cell) is None
