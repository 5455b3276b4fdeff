"""How a day is written in words, in UK form. Periods have names of their own: data/contract/periods.py."""

from datetime import date


def day_words(day: date) -> str:
    """A day, e.g. '3 October 2026'."""
    return f"{day.day} {day:%B %Y}"


def month_words(day: date) -> str:
    """The month of a day, e.g. 'October 2026'."""
    return f"{day:%B %Y}"


def to_day(day: date) -> str:
    """A period that ends on a day, e.g. 'to 3 October 2026'."""
    return f"to {day_words(day)}"
