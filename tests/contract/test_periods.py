"""How periods are named, in UK form, and their stable codes."""

import pandas as pd
import pytest

from data.contract.periods import period_code, period_label


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [
        ("2026-07-01", "2026-09-30", "Jul–Sep 2026"),
        ("2022-04-01", "2023-03-31", "2022/23"),
        ("1999-04-01", "2000-03-31", "1999/00"),
        ("2021-01-01", "2021-12-31", "2021"),
        ("2022-07-01", "2023-06-30", "year to Jun 2023"),
        ("2026-02-01", "2026-02-28", "Feb 2026"),
        ("2021-03-21", "2021-03-21", "21 March 2021"),
        ("2019-04-01", "2022-03-31", "Apr 2019–Mar 2022"),
        ("2025-12-01", "2026-01-31", "Dec 2025–Jan 2026"),
    ],
)
def test_a_period_is_named_as_people_name_it(start, end, label):
    assert period_label(pd.Timestamp(start), pd.Timestamp(end)) == label


def test_a_periods_code_is_its_last_day():
    assert period_code(pd.Timestamp("2026-09-30 00:00")) == "2026-09-30"
