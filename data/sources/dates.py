"""How published files write a period or a date, and the first and last day it stands for."""

import re

import pandas as pd

_FINANCIAL_YEAR = re.compile(r"(\d{4})/(\d{2})")
_CALENDAR_YEAR = re.compile(r"(\d{4})")
_POOLED_YEARS = re.compile(r"(\d{4}) ?- ?(\d{2})")
_YEAR_TO = re.compile(r"To (\w+ \d{4})")


def period_of(words: str) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """First and last day of '2022/23', '2019', '2018 - 20' or 'To March 2023' (the year to it); None for other words."""
    if found := _FINANCIAL_YEAR.fullmatch(words):
        year = int(found[1])
        return (pd.Timestamp(year, 4, 1), pd.Timestamp(year + 1, 3, 31)) if (year + 1) % 100 == int(found[2]) else None
    if found := _CALENDAR_YEAR.fullmatch(words):
        return pd.Timestamp(int(found[1]), 1, 1), pd.Timestamp(int(found[1]), 12, 31)
    if found := _POOLED_YEARS.fullmatch(words):
        first = int(found[1])
        return pd.Timestamp(first, 1, 1), pd.Timestamp(first - first % 100 + int(found[2]), 12, 31)
    if found := _YEAR_TO.fullmatch(words):
        month = pd.to_datetime(found[1], format="%B %Y", errors="coerce")
        if pd.isna(month):
            return None
        return month - pd.DateOffset(months=11), month + pd.offsets.MonthEnd(0)
    return None


def day_of(words: str) -> pd.Timestamp | None:
    """The day written '01JUL2022', '20191001' or '2022-07-01'; None for other words."""
    for form in ("%d%b%Y", "%Y%m%d", "%Y-%m-%d"):
        found = pd.to_datetime(words, format=form, errors="coerce")
        if not pd.isna(found):
            return found
    return None
