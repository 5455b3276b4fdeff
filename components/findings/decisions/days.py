"""Days of a record: quarter ends by which something should show, and a typed day, to come or past, read in UK form."""

import re
from datetime import date, timedelta

from components.style.dates import day_words

_TYPED = re.compile(r"\s*(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})\s*")
_OFFERED = 12


def quarter_ends(after: date, count: int = _OFFERED) -> list[date]:
    """The next ends of calendar quarters after a day, soonest first."""
    found: list[date] = []
    year, quarter = after.year, (after.month - 1) // 3 + 1
    while len(found) < count:
        first_after = date(year + quarter // 4, 3 * (quarter % 4) + 1, 1)
        end = first_after - timedelta(days=1)
        if end > after:
            found.append(end)
        year, quarter = (year + 1, 1) if quarter == 4 else (year, quarter + 1)
    return found


def read_day(text: str, after: date) -> date:
    """The day that text names: one of the quarter ends as written by `day_words`, or DD/MM/YYYY.

    ValueError says in words what was found and what is expected, also for a day that is not after `after`.
    """
    offered = {day_words(each): each for each in quarter_ends(after)}
    found = offered.get(text.strip()) or _typed(text)
    if found <= after:
        raise ValueError(f"found {day_words(found)}, expected a day after {day_words(after)}")
    return found


def read_past_day(text: str, first: date, last: date) -> date | None:
    """The day that text names, from `first` to `last`; None where nothing is typed.

    ValueError says in words what was found and what is expected.
    """
    if not text.strip():
        return None
    found = _typed(text)
    if not first <= found <= last:
        raise ValueError(f"found {day_words(found)}, expected a day from {day_words(first)} to {day_words(last)}")
    return found


def _typed(text: str) -> date:
    match = _TYPED.fullmatch(text)
    if match is None:
        raise ValueError(f"found ‘{text.strip()}’, expected a day as DD/MM/YYYY, for example 31/03/2027")
    day, month, year = (int(each) for each in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"found ‘{text.strip()}’, which is no day of the calendar; expected DD/MM/YYYY") from None
