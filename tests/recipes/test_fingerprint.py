"""Which headings are of one layout."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.recipes.fingerprint import fingerprint, without_dates


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Apr 2025", "#"), ("2023/24 › Num", "# num"), ("Q1 2025/26 count", "# count"), ("FY2024", "#"), ("Apr-25", "#"),
        ("IMD Q1", "imd q1"), ("Age 65-74", "age 65 74"), ("Seen (May 2025)", "seen #"), ("March of Dimes", "# of dimes"),
    ],
)  # fmt: skip
def test_years_and_months_are_taken_out_of_a_heading(heading, expected):
    assert without_dates(heading) == expected


def test_another_month_is_the_same_layout_and_another_fifth_is_not():
    assert fingerprint(["Area", "Apr 2025", "May 2025"]) == fingerprint(["area", "Jun 2025"])
    assert fingerprint(["Area", "IMD 1"]) != fingerprint(["Area", "IMD 2"])


@settings(max_examples=20)
@given(st.permutations(["Area", "Apr 2025 Num", "IMD Q1", "", "2023/24"]))
def test_the_order_of_headings_makes_no_difference(headings):
    assert fingerprint(headings) == fingerprint(sorted(headings))
