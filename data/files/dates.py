"""Which days published figures can be of, and how published files write a day or a period."""

import datetime

import pandas as pd

from data.files.written_periods import day_in_words, period_in_words

_FIRST_YEAR = 1948
_DAY_FORMS = ("%d%b%Y", "%Y%m%d", "%Y-%m-%d")


def period_of(words: str) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """First and last day of a period as publishers write it ('2022/23', '2018 - 20', 'To March 2023'); None for other words.

    A year before any figure was published, or after next year, is other words too: it is a slip of the pen.
    """
    found = period_in_words(words)
    return found if found is not None and is_plausible(found[0]) and is_plausible(found[1]) else None


def is_plausible(day: pd.Timestamp) -> bool:
    """Whether published figures can be of a day."""
    return bool(_FIRST_YEAR <= day.year <= datetime.date.today().year + 1)


def day_of(words: str) -> pd.Timestamp | None:
    """The day written '01JUL2022', '20191001', '2022-07-01', '01/07/2022' or '1 July 2022'; None for other words."""
    for form in _DAY_FORMS:
        found = pd.to_datetime(words, format=form, errors="coerce")
        if not pd.isna(found):
            return found if is_plausible(found) else None
    day = day_in_words(words)
    return day if day is not None and is_plausible(day) else None
