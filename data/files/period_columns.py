"""A column of periods read together: what one cell leaves open, the others tell."""

from collections.abc import Iterable

import pandas as pd

from data.files.dates import is_plausible
from data.files.tables import SourceTable
from data.files.written_periods import (
    EXPECTED,
    Period,
    day_in_words,
    month_in_digits,
    period_in_words,
    plain_period,
    pooled_years,
)


def periods_in(texts: Iterable[str]) -> dict[str, Period | None]:
    """First and last day of each different text; None where it is no period, or could be two.

    '2007-09' beside '2008-10' is three pooled years, beside '2007-10' a month; alone it is neither.
    """
    different = list(dict.fromkeys(texts))
    open_ones = {text: period for text in different if (period := pooled_years(text)) is not None}
    settled = _settled(different, open_ones)
    found = {text: settled[text] if text in open_ones else period_in_words(text) for text in different}
    # A year of another age is a slip of the pen.
    return {
        text: period if period is not None and all(map(is_plausible, period)) else None
        for text, period in found.items()
    }


def _settled(different: list[str], open_ones: dict[str, Period]) -> dict[str, Period | None]:
    """Years where at least two are as many years apart, months where some cannot be years; else nothing."""
    alike = [text for text in different if month_in_digits(text) or _years_alone(text)]
    lengths = {period[1].year - period[0].year for text in alike if (period := _as_years(text))}
    if len({plain_period(text) for text in alike}) < 2:
        return dict.fromkeys(open_ones)
    if len(lengths) == 1 and all(_as_years(text) for text in alike):
        return dict(open_ones)
    # Years of several lengths, or a month that no years could be, beside them: these are months.
    if all(month_in_digits(text) for text in alike):
        return {text: month_in_digits(text) for text in open_ones}
    return dict.fromkeys(open_ones)


def _years_alone(text: str) -> Period | None:
    """Years written as '2009-13' or '2012-13', which no month could be."""
    words = plain_period(text)
    return period_in_words(text) if words[4:5] == "-" and words.replace("-", "").isdigit() and len(words) == 7 else None


def _as_years(text: str) -> Period | None:
    return pooled_years(text) or (None if month_in_digits(text) else _years_alone(text))


def period_columns(table: SourceTable, frame: pd.DataFrame, column: str) -> tuple[pd.Series, pd.Series]:
    """First and last day of each row's period; NaT where there is none, which `table.odd` tells: the row cannot be used."""
    texts = frame[column]
    found = periods_in(texts.unique())
    for text in (text for text, period in found.items() if period is None):
        rows = frame.index[texts == text]
        problem, mend = _why_no_period(text)
        table.odd.add(
            column,
            f"{problem}: its rows are left out",
            [int(row) + 2 for row in rows],
            [text] * len(rows),
            expected=EXPECTED,
            mend=mend,
        )
    start, end = (
        pd.to_datetime(texts.map({text: period[at] if period else pd.NaT for text, period in found.items()}))
        for at in (0, 1)
    )
    return start.astype("datetime64[ns]"), end.astype("datetime64[ns]")


def _why_no_period(text: str) -> tuple[str, str]:
    if pooled_years(text) is not None:
        return (
            "a period that could be a month or years",
            f"write the years as '{text[:4]} - {text[-2:]}', or the month as a word",
        )
    if day_in_words(text) is not None:
        return "a single day, not a period", "write the month, quarter or year it stands for"
    return "a period that cannot be read", "write it in one of these ways, or leave its rows out"
