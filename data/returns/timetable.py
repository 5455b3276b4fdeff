"""When a month's return is due, by the rule of the template's own timetable sheet."""

import datetime
from dataclasses import dataclass

import pandas as pd

_WEEKS = 8
_SATURDAY, _SUNDAY = 5, 6


@dataclass(frozen=True)
class Due:
    """The four dates of one month: figures in, first report, figures corrected, final report."""

    first: datetime.date
    first_report: datetime.date
    second: datetime.date
    final_report: datetime.date


def due(month: pd.Timestamp) -> Due:
    """The dates of the month that a day lies in.

    Eight weeks after the month's last day, moved back to Friday from a weekend; the report a week later, the same day
    as the second submission; the final report a week after that. Public holidays are not moved, as in the template.
    Example: March 2026 is due on 26 May 2026, again on 2 June.
    """
    first = (month + pd.offsets.MonthEnd(0) + pd.Timedelta(weeks=_WEEKS)).date()
    back = {_SATURDAY: 1, _SUNDAY: 2}.get(first.weekday(), 0)
    first -= datetime.timedelta(days=back)
    second = first + datetime.timedelta(days=7)
    return Due(first, second, second, second + datetime.timedelta(days=7))
