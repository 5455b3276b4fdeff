"""The fingerprint of a layout: the same for next month's file, another for other headings."""

import hashlib
import re
from collections.abc import Iterable

from data.coding.labels import plain

_MONTHS = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)(?=\b|\d)"
)
_YEARS = re.compile(r"(?:fy ?)?\b(?:19|20)\d{2}(?: ?\d{2})?\b|\b\d{2} \d{2}\b|(?<=#) ?\d{2}\b")
_QUARTERS = re.compile(r"\bq(?:tr|uarter)? ?[1-4] ?(?=#)|(?<=#) ?q[1-4]\b")


def without_dates(heading: str) -> str:
    """A heading in plain words, with '#' for what says a year, a quarter of one, or a month."""
    text = _YEARS.sub("#", _MONTHS.sub("#", plain(heading)))
    text = _QUARTERS.sub("#", _YEARS.sub("#", text))
    return re.sub(r"#(?:[ #]*#)*", "#", text).strip()


def fingerprint(headings: Iterable[str]) -> str:
    """Sixteen hexadecimal digits of the headings.

    Their order, case and punctuation do not matter, nor which years and months are in them and how many.
    """
    words = sorted({found for each in headings if (found := without_dates(each))})
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]
