"""How publishers and people write a period: years, pooled years, quarters, months, rolling years and ranges of any of these.

One grammar for published files and own tables. What can be read in two ways is read in neither, unless the other periods
of its column tell: see `data.files.period_columns`.
"""

import datetime
import re
from collections.abc import Callable

import pandas as pd

Period = tuple[pd.Timestamp, pd.Timestamp]

EXPECTED = (
    "a month (Jan 2026), a quarter (Q1 2026 or Q1 2025/26), a year (2026), a financial year (2025/26), pooled years "
    "(2018 - 20 or 2018/19 - 20/21), a year to a month (year to Mar 2026), or days (2026-01-01 to 2026-03-31)"
)
# Outside these a number is no year, and no calendar of a computer need hold it.
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
# Two digits from here on are of the century before.
_LAST_CENTURY = 50
# Years are pooled by up to five; '2007-12' is December.
_MOST_POOLED = 5
_YEARS_WRITTEN = re.compile(r"(?<!\d)(?!(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?!\d))\d{4,}")
_LONGEST = 60
_DASHES = re.compile(r"[‐-―−]")
_SPACED_DASH = re.compile(r"\s+-\s*|\s*-\s+")
# What stands behind a period and changes nothing of it: how long it is, or how final its figures are.
_ASIDE = re.compile(r" ?[\[(](?:\d[ -]years?(?: range| pooled)?|provisional|final|revised|pooled|[efpr])[\])]$", re.I)
_FINANCIAL = re.compile(r"(?:fy ?|financial year )?(\d{4}) ?[/-] ?(\d{4}|\d{2})(?: financial year| fy)?")
_SHORT_FINANCIAL = re.compile(r"(fy ?|financial year )?(\d{2})/(\d{2})")
_SCHOOL = r"(?:(?:academic|school)(?: year)?|ay)"
_ACADEMIC = re.compile(rf"{_SCHOOL} (\d{{4}})[/-](\d{{4}}|\d{{2}})|(\d{{4}})[/-](\d{{4}}|\d{{2}}) \(?{_SCHOOL}\)?")
# A program that takes years for numbers writes them with a decimal.
_YEAR = re.compile(r"(?:calendar year |cy ?)?(\d{4})(?:\.0)?")
_POOLED = re.compile(r"(\d{4}) (?:-|to) (\d{4}|\d{2})|(\d{4})-(\d{4})")
_YEAR_AND_TWO_DIGITS = re.compile(r"(\d{4})-(\d{2})")
_DIGITS_MONTH = re.compile(r"(\d{4})[/.](\d{1,2})|(\d{1,2})[/.](\d{4})|(\d{4})(0[1-9]|1[0-2])")
_MONTH = re.compile(r"([a-z]{3,9})\.?[ -]?(\d{4}|\d{2})|(\d{4}) ([a-z]{3,9})")
_SPAN = r"(?:rolling )?(?:(\d{1,2}|twelve|three|six) months?|([2-5]|two|three|five) years|(?:financial )?year|quarter)"
_ROLLING = re.compile(rf"(?:{_SPAN} )?(?:to|ending|ended|end)(?: the end of)? (.+)")
_OF = r"(?:q|qtr ?|quarter )([1-4])"
_QUARTER = re.compile(rf"{_OF}[ -]?(?:of )?(\d{{4}})|(\d{{4}})[ -]?{_OF}")
_FINANCIAL_QUARTER = re.compile(rf"{_OF}[ -,]+(\d{{4}})[/-](\d{{4}}|\d{{2}})|(\d{{4}})[/-](\d{{4}}|\d{{2}})[ -,]*{_OF}")
_MONTHS = re.compile(r"([a-z]{3,9})(?: (\d{4}))? ?(?:to|-) ?([a-z]{3,9}) (\d{4})")
_RANGE = re.compile(r"(.+?)(?: - | to |(?<=\d)-(?=\d{4}/)|(?<=/\d{2})-|(?<=/\d{4})-)(.+)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?: 00:00(?::00)?)?|\d{1,2}/\d{1,2}/\d{4}|\d{1,2}[ -]?[a-z]{3,9}[ -]?\d{4}")
_DAY_FORMS = (
    "%Y-%m-%d",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%d/%m/%Y",
    "%d %b %Y",
    "%d %B %Y",
    "%d-%b-%Y",
    "%d%b%Y",
)
_NUMBERS = {"two": 2, "three": 3, "five": 5, "six": 6, "twelve": 12}


def period_in_words(words: str) -> Period | None:
    """First and last day of a period as EXPECTED tells; None for other words, a single day and ambiguous ones among them."""
    text = plain_period(words)
    if len(text) > _LONGEST or pooled_years(text):
        return None
    if any(not _FIRST_YEAR <= int(each) <= _LAST_YEAR for each in _YEARS_WRITTEN.findall(text)):
        return None
    found = _period(text)
    # '2020 - 18' is written as years are and runs backwards.
    return found if found is not None and found[0] <= found[1] else None


def plain_period(words: str) -> str:
    """A period's words in small letters, with one kind of dash and single spaces."""
    return _SPACED_DASH.sub(" - ", _ASIDE.sub("", " ".join(_DASHES.sub("-", words).split()))).casefold()


def pooled_years(words: str) -> Period | None:
    """The years that '2007-09' or '2010-11' may stand for beside September 2007 or November 2010; None for other words.

    Two years in a row are a financial year.
    """
    found = _YEAR_AND_TWO_DIGITS.fullmatch(plain_period(words))
    if found is None or not 1 <= int(found[2]) <= 12:
        return None
    first = int(found[1])
    apart = (int(found[2]) - first) % 100
    if not 1 <= apart <= _MOST_POOLED:
        return None
    return _financial(first, found[2]) if apart == 1 else _years(first, first + apart)


def month_in_digits(words: str) -> Period | None:
    """The month that '2007-09' stands for; None for other words."""
    found = _YEAR_AND_TWO_DIGITS.fullmatch(plain_period(words))
    return _month(int(found[1]), int(found[2])) if found else None


def day_in_words(words: str) -> pd.Timestamp | None:
    """The day that is all a cell holds ('2026-01-01', '01/01/2026', Excel's own number of it); None for other words."""
    text = words.strip()
    if _DAY.fullmatch(text.casefold()):
        return _day(text)
    # Excel counts days from the end of 1899; these numbers lie between 2000 and 2070.
    if re.fullmatch(r"\d{5}", text) and 36_526 <= int(text) <= 62_000:
        return pd.Timestamp(1899, 12, 30) + pd.Timedelta(days=int(text))
    return None


def month_of(day: pd.Timestamp) -> Period:
    """The whole month that a day lies in."""
    return day.replace(day=1), day + pd.offsets.MonthEnd(0)


def _period(text: str) -> Period | None:
    for pattern, made in _FORMS:
        if (found := pattern.fullmatch(text)) and (period := made(found)) is not None:
            return period
    return None


def _day(text: str) -> pd.Timestamp | None:
    for form in _DAY_FORMS:
        try:
            found = datetime.datetime.strptime(text, form)
        except ValueError:
            # Not a day of the calendar, or not written in this form.
            continue
        return pd.Timestamp(found) if _FIRST_YEAR <= found.year <= _LAST_YEAR else None
    return None


def _years(first: int, last: int) -> Period | None:
    return (pd.Timestamp(first, 1, 1), pd.Timestamp(last, 12, 31)) if 1 <= first <= last <= _LAST_YEAR else None


def _in_full(first: int, digits: str) -> int:
    """The year that two digits after another year stand for: '1999 - 01' ends in the next century."""
    if len(digits) == 4:
        return int(digits)
    return first - first % 100 + int(digits) + (100 if int(digits) < first % 100 else 0)


def _financial(first: int, second: str) -> Period | None:
    if first < 1 or _in_full(first, second) != first + 1:
        return None
    return pd.Timestamp(first, 4, 1), pd.Timestamp(first + 1, 3, 31)


def _short_financial(found: re.Match[str]) -> Period | None:
    """'22/23' and 'FY 04/05'; not '04/05' alone, which is also a day or a month of a day."""
    first = int(found[2])
    century = 1900 if first >= _LAST_CENTURY else 2000
    return _financial(century + first, found[3]) if found[1] or int(found[3]) > 12 else None


def _academic(found: re.Match[str]) -> Period | None:
    first, second = int(found[1] or found[3]), found[2] or found[4]
    period = _financial(first, second)
    return None if period is None else (pd.Timestamp(first, 9, 1), pd.Timestamp(first + 1, 8, 31))


def _pooled(found: re.Match[str]) -> Period | None:
    first, last = int(found[1] or found[3]), found[2] or found[4]
    return _years(first, _in_full(first, last))


def _pooled_in_one(found: re.Match[str]) -> Period | None:
    """'2007-15' and '2009-13', whose second part is no month."""
    return _years(int(found[1]), _in_full(int(found[1]), found[2])) if int(found[2]) > 12 else None


def _month(year: int, month: int) -> Period | None:
    if not (1 <= month <= 12 and _FIRST_YEAR <= year <= _LAST_YEAR):
        return None
    return month_of(pd.Timestamp(year, month, 1))


def _month_by_digits(found: re.Match[str]) -> Period | None:
    year, month = found[1] or found[4] or found[5], found[2] or found[3] or found[6]
    return _month(int(year), int(month))


def _named_month(found: re.Match[str]) -> Period | None:
    return _months_between(found[1] or found[4], found[2] or found[3], found[1] or found[4], found[2] or found[3])


def _first_of(month: str, year: str) -> pd.Timestamp | None:
    year = year if len(year) == 4 else f"20{year}"
    # 'Sept' is no abbreviation to a computer.
    return _day(f"1 {month[:3] if month.startswith('sep') else month} {year}".title())


def _months_between(month: str, year: str, last_month: str, last_year: str) -> Period | None:
    start, end = _first_of(month, year), _first_of(last_month, last_year)
    return (start, end + pd.offsets.MonthEnd(0)) if start is not None and end is not None and start <= end else None


def _months(found: re.Match[str]) -> Period | None:
    return _months_between(found[1], found[2] or found[4], found[3], found[4])


def _quarter(number: int, year: int) -> Period:
    start = pd.Timestamp(year, 3 * number - 2, 1)
    return start, start + pd.offsets.MonthEnd(3)


def _calendar_quarter(found: re.Match[str]) -> Period:
    return _quarter(int(found[1] or found[4]), int(found[2] or found[3]))


def _financial_quarter(found: re.Match[str]) -> Period | None:
    number, first, second = (found[1], found[2], found[3]) if found[1] else (found[6], found[4], found[5])
    if _financial(int(first), second) is None:
        return None
    return _quarter(int(number) + 1, int(first)) if int(number) < 4 else _quarter(1, int(first) + 1)


def _number(words: str) -> int:
    return _NUMBERS[words] if words in _NUMBERS else int(words)


def _rolling(found: re.Match[str]) -> Period | None:
    """'To March 2023', 'year ending 31 March 2023', '3 months to Dec 2022': so many months up to the end of one."""
    words = found[3]
    months = 12 * _number(found[2]) if found[2] else _number(found[1] or "12")
    if found[0].startswith("quarter"):
        months = 3
    last = _MONTH.fullmatch(words)
    # 'Year to Mar 25' may as well end on a day.
    end = _named_month(last) if last and re.search(r"\d{4}", words) else None
    day = _day(words) if end is None and _DAY.fullmatch(words) else None
    if day is not None and day == month_of(day)[1]:
        end = month_of(day)
    if end is None or not 1 <= months <= 60:
        return None
    return end[0] - pd.DateOffset(months=months - 1), end[1]


def _between(found: re.Match[str]) -> Period | None:
    """From the first day of one period, or day, to the last of another: '2018/19 - 20/21', 'Q2 2020 to Q1 2021'."""
    first, last = found[1].strip(), found[2].strip()
    if (short := _SHORT_FINANCIAL.fullmatch(last)) and (year := re.match(r"(\d{4})/", first)):
        last = f"{_in_full(int(year[1]), short[2])}/{short[3]}"
    start_of, end_of = _day(first) or _part(first), _day(last) or _part(last)
    if start_of is None or end_of is None:
        return None
    start = start_of[0] if isinstance(start_of, tuple) else start_of
    end = end_of[1] if isinstance(end_of, tuple) else end_of
    return (start, end) if start <= end else None


def _part(text: str) -> Period | None:
    """A period that stands in a range: no range itself, and not to be read in two ways."""
    if len(text) > 40 or pooled_years(text):
        return None
    return next(
        (
            period
            for pattern, made in _FORMS[:-1]
            if (found := pattern.fullmatch(text)) and (period := made(found)) is not None
        ),
        None,
    )


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period | None]], ...] = (
    (_YEAR, lambda found: _years(int(found[1]), int(found[1]))),
    (_FINANCIAL, lambda found: _financial(int(found[1]), found[2]) if " - " not in found[0] else None),
    (_SHORT_FINANCIAL, _short_financial),
    (_ACADEMIC, _academic),
    (_POOLED, _pooled),
    (_YEAR_AND_TWO_DIGITS, lambda found: _pooled_in_one(found) or _month(int(found[1]), int(found[2]))),
    (_FINANCIAL_QUARTER, _financial_quarter),
    (_QUARTER, _calendar_quarter),
    (_MONTHS, _months),
    (_MONTH, _named_month),
    (_DIGITS_MONTH, _month_by_digits),
    (_ROLLING, _rolling),
    (_RANGE, _between),
)
