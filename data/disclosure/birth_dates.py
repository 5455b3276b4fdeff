"""Dates that may be of somebody's birth: told from the days that plans, decisions and figures are made of."""

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
# Day, month, year in the order of the pattern's own `order`.
_FORMS = (
    ("dmy", re.compile(r"(?<![\d/.-])(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4}|\d{2})(?![\d/])")),
    ("ymd", re.compile(r"(?<![\d/.-])((?:19|20)\d{2})[/.\-](\d{1,2})[/.\-](\d{1,2})(?![\d/])")),
    ("dmy", re.compile(rf"\b{_DAY}(?:\s+of)?[\s\-]+({_MONTH})\.?,?[\s\-]+((?:19|20)?\d{{2}}|'\d{{2}})\b", re.I)),
    ("mdy", re.compile(rf"\b({_MONTH})\.?\s+{_DAY},?\s+((?:19|20)\d{{2}})\b", re.I)),
)
# A day that something began or was counted, and no person.
_OF_A_THING = re.compile(
    r"\b(?:census(?: day)?|since|from|until|till|between|published|opened|launched|began|started|founded|merged|"
    r"boundaries|as at|as of|dated|release[sd]?|inspected|rated)(?: (?:of|on|in))?\s*$",
    re.I,
)
_FIRST_YEAR_OF_A_THING = 2010
# 'Born' and what follows within a few words; said of a group it is a cohort, which points at nobody.
_BORN = re.compile(
    r"\b(?:(?:born|d\.?\s?o\.?\s?b|date of birth|birth ?date|birthday)\b\.?[^.;!?\n]{0,24}?|b\. ?)\d", re.I
)
_OF_A_GROUP = re.compile(
    r"\b(?:children|babies|infants|people|those|everyone|everybody|adults|residents|girls|boys|women|men|patients|"
    r"mothers|cohorts?|anyone|anybody|all|were|are)\b[^.;!?\n]{0,20}$",
    re.I,
)
_YEARS_OF_PLANS = 2


def birth_dates(text: str, today: date) -> bool:
    """Whether a date in a text may be of somebody's birth.

    Said to be one ('born', 'DOB'), it may be of any year. Else a day to come, or of the last two years, is a plan's or a
    figure's; and a day of the last years that something is said to have begun on is of that thing.
    """
    said = any(not _OF_A_GROUP.search(text[: found.start()]) for found in _BORN.finditer(text))
    return said or any(_may_be(day, text[:start], today) for start, _, day in dates_in(text, today))


def dates_in(text: str, today: date) -> Iterator[tuple[int, int, date]]:
    """Every full date in a text, with where it begins and ends there; what is no day of the calendar is passed over."""
    for order, pattern in _FORMS:
        for found in pattern.finditer(text):
            day = _day(dict(zip(order, found.groups(), strict=True)), today)
            if day is not None:
                yield found.start(), found.end(), day


def _day(parts: dict[str, str], today: date) -> date | None:
    month = parts["m"].lower()
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
    year = int(parts["y"].strip("'"))
    if year < 100:
        # Of two digits, those soon to come are this century's.
        year += 2000 if year <= today.year % 100 + 10 else 1900
    try:
        return date(year, number, int(parts["d"]))
    except ValueError:
        return None


def _may_be(day: date, before: str, today: date) -> bool:
    if day.year > today.year - _YEARS_OF_PLANS or not day.year >= 1900:
        return False
    if day.year == today.year - _YEARS_OF_PLANS and (day.month, day.day) >= (today.month, today.day):
        return False
    return day.year < _FIRST_YEAR_OF_A_THING or not _OF_A_THING.search(before[-30:])
