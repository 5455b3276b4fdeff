"""Days in UK form."""

from datetime import date, datetime

import pandas as pd
import pytest

from components.style.dates import day_words, month_words, to_day

OCTOBER = date(2026, 10, 3)


@pytest.mark.parametrize("day", [OCTOBER, datetime(2026, 10, 3, 23, 59), pd.Timestamp("2026-10-03")])
def test_a_day_is_written_without_a_leading_nought(day):
    assert day_words(day) == "3 October 2026"
    assert month_words(day) == "October 2026"
    assert to_day(day) == "to 3 October 2026"
