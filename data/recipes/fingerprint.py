"""The fingerprint of a layout: the same for next month's file, another for other headings."""

import hashlib
import re
from collections.abc import Iterable

from data.coding.labels import plain

# A word that no heading holds, for what says a year, a quarter of one, or a month.
_DATE = "yearormonth"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:fy ?)?(?:19|20)\d{2}(?:(?:0[1-9]|1[0-2])(?!\d)|(?: ?[/-] ?|(?<=\d) )(?:\d{4}|\d{2})(?!\d))?(?!\d)"
_DATES = (
    re.compile(rf"(?<![a-z]){_MONTH}[ -]?'?\d{{2}}(?!\d)"),
    re.compile(rf"(?<![\da-z]){_YEAR}"),
    re.compile(r"(?<![\d])\d{2}/\d{2}(?!\d)"),
    re.compile(rf"(?<![a-z]){_MONTH}(?![a-z])"),
)
_QUARTERS = re.compile(rf"\bq(?:tr|uarter)? ?[1-4] ?(?={_DATE})|(?<={_DATE}) ?q[1-4]\b")


def without_dates(heading: str) -> str:
    """A heading in plain words, with '#' for what says a year, a quarter of one, or a month."""
    text = heading.casefold().replace("_", " ")
    for pattern in _DATES:
        text = pattern.sub(f" {_DATE} ", text)
    text = _QUARTERS.sub(_DATE, plain(text))
    return re.sub(rf"{_DATE}(?:\W*{_DATE})*", "#", text)


def fingerprint(headings: Iterable[str]) -> str:
    """Sixteen hexadecimal digits of the headings.

    Their order, case and punctuation do not matter, nor which years and months are in them and how many.
    """
    words = sorted({found for each in headings if (found := without_dates(each))})
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]
