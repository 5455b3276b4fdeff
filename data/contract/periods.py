"""How a period is named: calendar quarters, financial years, calendar years and anything else, in UK form."""

import pandas as pd


def period_label(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """The name of a period, e.g. 'Jan–Mar 2026', '2022/23', '2021' or 'year to Mar 2023'."""
    start, end = pd.Timestamp(start), pd.Timestamp(end)
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if start.date() == end.date():
        return f"{end.day} {end:%B %Y}"
    if months == 12 and start.month == 4:
        return f"{start.year}/{end.year % 100:02d}"
    if months == 12 and start.month == 1:
        return str(end.year)
    if months == 12:
        return f"year to {end:%b %Y}"
    if months == 1:
        return f"{end:%b %Y}"
    if start.year == end.year:
        return f"{start:%b}–{end:%b %Y}"
    return f"{start:%b %Y}–{end:%b %Y}"


def period_code(end: pd.Timestamp) -> str:
    """The stable code of a period in links and property names: its last day, e.g. '2026-03-31'."""
    return f"{pd.Timestamp(end):%Y-%m-%d}"
