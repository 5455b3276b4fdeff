"""How people write the period of a row, beyond what publishers do: months, quarters, ranges of days."""

import datetime
import re

import pandas as pd

from data.files.dates import period_of

_ISO = r"(\d{4}-\d{2}-\d{2})"
_RANGE = re.compile(rf"{_ISO}\s*(?:to|/|–|-)\s*{_ISO}")
_UK_RANGE = re.compile(r"(\d{1,2}/\d{1,2}/\d{4})\s*(?:to|–|-)\s*(\d{1,2}/\d{1,2}/\d{4})")
_DAY = re.compile(rf"{_ISO}|\d{{1,2}}/\d{{1,2}}/\d{{4}}")
_MONTH = re.compile(r"([A-Za-z]{3,9})[ -](\d{4}|\d{2})")
_YEAR_MONTH = re.compile(r"(\d{4})-(\d{2})")
_QUARTER = re.compile(r"(?:Q([1-4])[ -]?(\d{4})|(\d{4})[ -]?Q([1-4]))", re.I)
_FINANCIAL_QUARTER = re.compile(r"Q([1-4])[ -](\d{4})[/-](\d{2})|(\d{4})[/-](\d{2})[ -]Q([1-4])", re.I)
_MONTHS = re.compile(r"([A-Za-z]{3,9})(?: (\d{4}))?\s*(?:to|–|-)\s*([A-Za-z]{3,9}) (\d{4})")
_FINANCIAL = re.compile(r"(?:FY ?)?(\d{4})[/-](\d{4}|\d{2})", re.I)
_YEARS = re.compile(r"\d{4,}")
# Outside these a number is no year, and no calendar of a computer need hold it.
_FIRST_YEAR, _LAST_YEAR = 1900, 2100

EXPECTED = (
    "a month (Jan 2026), a quarter (Q1 2026 or Q1 2025/26), a year (2026), a financial year (2025/26), a year to a month "
    "(year to Mar 2026), or days (2026-01-01 to 2026-03-31)"
)
Period = tuple[pd.Timestamp, pd.Timestamp]


def period_in_words(words: str) -> Period | None:
    """First and last day of a period as EXPECTED tells; None for other words, a single day among them."""
    text = words.strip()
    if _month_or_years(text) or any(not _FIRST_YEAR <= int(each) <= _LAST_YEAR for each in _YEARS.findall(text)):
        return None
    found = _period(text)
    # '2020 - 18' is written as years are and runs backwards.
    return found if found is not None and found[0] <= found[1] else None


def _period(text: str) -> Period | None:
    if re.match(r"year to ", text, re.I):
        return period_of(f"To {_full_month(text[8:])}")
    for pattern, made in (
        (_RANGE, lambda f: _days(f[1], f[2], "%Y-%m-%d")),
        (_UK_RANGE, lambda f: _days(f[1], f[2], "%d/%m/%Y")),
        (_FINANCIAL_QUARTER, _financial_quarter),
        (_QUARTER, lambda f: _quarter(int(f[1] or f[4]), int(f[2] or f[3]))),
        (_YEAR_MONTH, lambda f: _month(f[1], f[2])),
        (_MONTHS, _months),
        (_MONTH, lambda f: _months_between(f"{f[1]} {_four_digits(f[2])}", f"{f[1]} {_four_digits(f[2])}")),
    ):
        if (found := pattern.fullmatch(text)) and (period := made(found)) is not None:
            return period
    if found := _FINANCIAL.fullmatch(text):
        return period_of(f"{found[1]}/{found[2][-2:]}")
    return period_of(text)


def day_in_words(words: str) -> pd.Timestamp | None:
    """The day that is all a cell holds ('2026-01-01', '01/01/2026', Excel's own number of it); None for other words."""
    text = words.strip()
    if _DAY.fullmatch(text):
        return _day(text, "%Y-%m-%d" if "-" in text else "%d/%m/%Y")
    # Excel counts days from the end of 1899; these numbers lie between 2000 and 2070.
    if re.fullmatch(r"\d{5}", text) and 36_526 <= int(text) <= 62_000:
        return pd.Timestamp(1899, 12, 30) + pd.Timedelta(days=int(text))
    return None


def month_of(day: pd.Timestamp) -> Period:
    """The whole month that a day lies in."""
    return day.replace(day=1), day + pd.offsets.MonthEnd(0)


def _day(text: str, form: str) -> pd.Timestamp | None:
    try:
        found = datetime.datetime.strptime(text, form)
    except ValueError:
        # Not a day of the calendar, or not written in this form.
        return None
    return pd.Timestamp(found) if _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def _days(first: str, last: str, form: str) -> Period | None:
    start, end = _day(first, form), _day(last, form)
    return (start, end) if start is not None and end is not None and start <= end else None


def _full_month(text: str) -> str:
    found = _MONTH.fullmatch(text.strip())
    day = found and _first_of(f"{found[1]} {found[2]}")
    return f"{day:%B %Y}" if day is not None else text


def _first_of(words: str) -> pd.Timestamp | None:
    for form in ("%b %Y", "%B %Y"):
        if (found := _day(words.title(), form)) is not None:
            return found
    return None


def _four_digits(year: str) -> str:
    return year if len(year) == 4 else f"20{year}"


def _month_or_years(text: str) -> bool:
    """Whether '2010-11' could be November 2010 as well as 2010/11: it is then neither."""
    found = _YEAR_MONTH.fullmatch(text)
    return found is not None and 1 <= int(found[2]) <= 12 and int(found[2]) == (int(found[1]) + 1) % 100


def _month(year: str, month: str) -> Period | None:
    if not 1 <= int(month) <= 12:
        return None
    return month_of(pd.Timestamp(int(year), int(month), 1))


def _months_between(first: str, last: str) -> Period | None:
    start, end = _first_of(first), _first_of(last)
    return (start, end + pd.offsets.MonthEnd(0)) if start is not None and end is not None and start <= end else None


def _months(found: re.Match[str]) -> Period | None:
    return _months_between(f"{found[1]} {found[2] or found[4]}", f"{found[3]} {found[4]}")


def _quarter(number: int, year: int) -> Period:
    start = pd.Timestamp(year, 3 * number - 2, 1)
    return start, start + pd.offsets.MonthEnd(3)


def _financial_quarter(found: re.Match[str]) -> Period | None:
    number, first, second = (found[1], found[2], found[3]) if found[1] else (found[6], found[4], found[5])
    if (int(first) + 1) % 100 != int(second):
        return None
    return _quarter(int(number) + 1, int(first)) if int(number) < 4 else _quarter(1, int(first) + 1)
