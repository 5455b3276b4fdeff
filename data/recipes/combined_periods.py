"""A period made of two parts: a year and a quarter or month of it, or a first and a last day."""

import re

import pandas as pd

from data.files.written_periods import Period, day_in_words, month_of, period_in_words

_QUARTER = re.compile(r"(?:q|qtr|quarter)?\s*([1-4])", re.I)
_FINANCIAL_FROM = 4


def quarter_of(text: str) -> int:
    """The number of a quarter ('Q2', 'Quarter 2'); 0 for other words."""
    found = _QUARTER.fullmatch(text.strip())
    return int(found[1]) if found else 0


def month_number(text: str) -> int:
    """The number of a month of the calendar ('April', 'Apr', '4', '04'); 0 for other words."""
    cell = text.strip()
    if cell.isdigit():
        return int(cell) if 1 <= int(cell) <= 12 else 0
    period = period_in_words(f"{cell} 2020") if cell.isalpha() else None
    return period[0].month if period and month_of(period[0]) == period else 0


def combined_period(year: str, part: str) -> str:
    """'Q1 2025/26' of '2025/26' and 'Q1', 'April 2024' of '2024/25' and 'April'; the texts side by side where unclear.

    A month of a financial year from April on is of its first year.
    """
    whole = period_in_words(year)
    if not part or whole is None:
        return year if not part else f"{part} {year}".strip()
    cell = part.strip()
    # A part that names its own year says all.
    if period_in_words(cell) is not None:
        return cell
    financial = whole[0].month == _FINANCIAL_FROM
    if cell.casefold().startswith("q") and quarter_of(cell):
        years = f"{whole[0].year}/{whole[1].year % 100:02d}" if financial else str(whole[0].year)
        return f"Q{quarter_of(cell)} {years}"
    if month := month_number(cell):
        of = whole[1].year if financial and month < _FINANCIAL_FROM else whole[0].year
        return f"{of}-{month:02d}-01 to {pd.Timestamp(of, month, 1) + pd.offsets.MonthEnd(0):%Y-%m-%d}"
    return f"{part} {year}"


def between_days(first: str, last: str) -> str:
    """The period from one day to another, each written as days are; the texts side by side where one is no day."""
    start, end = day_in_words(first), day_in_words(last)
    if start is None or end is None:
        return f"{first} to {last}"
    return f"{start:%Y-%m-%d} to {end:%Y-%m-%d}"


def period_around(day: str, length: str) -> str:
    """The month, quarter or year that a day begins or ends, as days; the text itself where it is no day.

    A day in the middle of a month stands for that month, or for what begins with it.
    """
    found = day_in_words(day)
    if found is None:
        return day
    start, end = _around(found, {"month": 1, "quarter": 3, "year": 12}[length])
    return f"{start:%Y-%m-%d} to {end:%Y-%m-%d}"


def _around(day: pd.Timestamp, months: int) -> Period:
    first, last = month_of(day)
    if day == last and day != first:
        return first - pd.DateOffset(months=months - 1), last
    return first, first + pd.DateOffset(months=months) - pd.Timedelta(days=1)
