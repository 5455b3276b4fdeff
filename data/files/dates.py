"""How published files write a period or a date, and the first and last day it stands for."""

import datetime
import re

import pandas as pd

_FIRST_YEAR = 1948
_FINANCIAL_YEAR = re.compile(r"(\d{4})/(\d{2})")
_CALENDAR_YEAR = re.compile(r"(\d{4})")
_POOLED_YEARS = re.compile(r"(\d{4}) ?- ?(\d{2})")
_YEAR_TO = re.compile(r"To (\w+ \d{4})")


def period_of(words: str) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """First and last day of '2022/23', '2019', '2018 - 20' or 'To March 2023' (the year to it); None for other words.

    A year before any figure was published, or after next year, is other words too: it is a slip of the pen.
    """
    found = _period(words)
    return found if found is not None and is_plausible(found[0]) and is_plausible(found[1]) else None


def is_plausible(day: pd.Timestamp) -> bool:
    """Whether published figures can be of a day."""
    return bool(_FIRST_YEAR <= day.year <= datetime.date.today().year + 1)


def _period(words: str) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    if found := _FINANCIAL_YEAR.fullmatch(words):
        year = int(found[1])
        return (_day(year, 4, 1), _day(year + 1, 3, 31)) if (year + 1) % 100 == int(found[2]) else None
    if found := _CALENDAR_YEAR.fullmatch(words):
        return _day(int(found[1]), 1, 1), _day(int(found[1]), 12, 31)
    if found := _POOLED_YEARS.fullmatch(words):
        first, last = int(found[1]), int(found[2])
        # '1999 - 01' ends in the next century.
        century = first - first % 100 + (100 if last < first % 100 else 0)
        return _day(first, 1, 1), _day(century + last, 12, 31)
    if found := _YEAR_TO.fullmatch(words):
        month = pd.to_datetime(found[1], format="%B %Y", errors="coerce")
        if pd.isna(month):
            return None
        return month - pd.DateOffset(months=11), month + pd.offsets.MonthEnd(0)
    return None


def _day(year: int, month: int, day: int) -> pd.Timestamp:
    # The year nought is no year to any calendar here; it is as far from plausible as year 1.
    return pd.Timestamp(max(year, 1), month, day)


def day_of(words: str) -> pd.Timestamp | None:
    """The day written '01JUL2022', '20191001' or '2022-07-01'; None for other words."""
    for form in ("%d%b%Y", "%Y%m%d", "%Y-%m-%d"):
        found = pd.to_datetime(words, format=form, errors="coerce")
        if not pd.isna(found):
            return found if is_plausible(found) else None
    return None
