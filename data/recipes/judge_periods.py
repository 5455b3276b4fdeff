"""Which columns say when a row's figures are of: a period, two days, a year and its part; else what is around the table."""

import re
from pathlib import PurePath

from data.coding.labels import plain
from data.files.period_columns import periods_in
from data.files.written_periods import day_in_words, period_in_words
from data.recipes.column_content import Content
from data.recipes.combined_periods import month_number, quarter_of
from data.recipes.draft import Draft
from data.recipes.guessed import Option
from data.recipes.period_words import period_within, speaks_of_the_file
from data.recipes.recipe import Days, PeriodFrom

_MOSTLY = 0.8
_WORDS = re.compile(r"\b(?:period|time|date|year|yr|month|quarter|qtr|week|fy|when|as at|snapshot|financial)\b")
_FIRST, _LAST = re.compile(r"\b(?:from|start\w*|begin\w*|first)\b"), re.compile(r"\b(?:to|end\w*|finish|last)\b")
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_LENGTHS: tuple[Days, ...] = ("month", "quarter", "year")
_DAYS = (
    Option("month", "the month it is in"),
    Option("quarter", "the three months that it begins or ends"),
    Option("year", "the twelve months that it begins or ends"),
)


def judge_periods(draft: Draft) -> None:
    """Take the columns that say when; where two days do, both, and where a year and its part do, both."""
    if draft.of_role("period", "period_start", "year"):
        return
    free = [content for content in draft.free() if not speaks_of_the_file(content.heading)]
    if _judge_two_days(draft, free):
        return
    periods = [content for content in free if _is_of_periods(content)]
    parts = [content for content in free if _is_of_parts(content)]
    years = [content for content in periods if _are_years(content)]
    if years and parts:
        year, part = years[0], parts[0]
        draft.take(year, "year", "sure", f"it holds years: {year.different[0]} …")
        draft.take(part, "part", "sure", f"it holds parts of a year: {part.different[0]} …")
    elif periods:
        best = max(periods, key=lambda each: (len(each.different), bool(_WORDS.search(_plain(each))), -each.position))
        draft.take(best, "period", "sure", f"it holds periods: {best.different[0]} …")
    else:
        _judge_days(draft, free)
    for content in draft.free():
        if _is_of_periods(content) or speaks_of_the_file(content.heading) and _is_of_days(content):
            draft.take(content, "unused", "likely", "it says when in another way, or when the file was made")


def days_are(draft: Draft) -> Days:
    """How long the period is that the days of a column stand for: asked for, unless the heading says it."""
    content = next(iter(draft.of_role("period")), None)
    if content is None or not _is_of_days(content):
        return ""
    text = _plain(content)
    said = [length for length in _LENGTHS if re.search(rf"\b{length}\b", text)]
    if said and not draft.answer("days"):
        return said[0]
    answer = draft.ask(
        "days", f"‘{content.heading}’ holds single days. Which period does a day stand for?",
        f"for example {content.different[0]}",
        _DAYS, suggested=_likely_length(content), about=content.heading,
    )  # fmt: skip
    answered = [length for length in _LENGTHS if length == answer]
    return answered[0] if answered else ""


def period_around_table(draft: Draft) -> tuple[PeriodFrom, str]:
    """Where the one period of a table stands whose columns say none, and the period; asked for where it stands nowhere."""
    if found := period_within(draft.sheet.name):
        return "sheet title", found
    above = _periods_above(draft)
    if len(above) == 1:
        return "lines above", above[0]
    if found := period_within(PurePath(draft.sheet.file).stem):
        return "file name", found
    return "", draft.ask(
        "period", "When are these figures of?", "neither a column nor a line above the table says it; write for example "
        "2025/26, Q1 2025/26 or Apr 2025", tuple(Option(each, each) for each in _periods_above(draft)),
    )  # fmt: skip


def _periods_above(draft: Draft) -> list[str]:
    """The different periods in the lines above a table that do not speak of when the file was made."""
    texts = [text for text in draft.place.above if not speaks_of_the_file(text)]
    return list(dict.fromkeys(found for text in texts if (found := period_within(text))))


def _judge_two_days(draft: Draft, free: list[Content]) -> bool:
    days = [content for content in free if _is_of_days(content)]
    first = next((content for content in days if _FIRST.search(_plain(content))), None)
    last = next((content for content in days if content is not first and _LAST.search(_plain(content))), None)
    if first is None or last is None:
        return False
    draft.take(first, "period_start", "sure", f"days that are never after those of ‘{last.heading}’")
    draft.take(last, "period_end", "sure", f"days that are never before those of ‘{first.heading}’")
    return True


def _judge_days(draft: Draft, free: list[Content]) -> None:
    days = [content for content in free if _is_of_days(content)]
    if days:
        best = max(days, key=lambda each: (bool(_WORDS.search(_plain(each))), -each.position))
        draft.take(best, "period", "likely", f"it holds days: {best.different[0]} …")


def _is_of_periods(content: Content) -> bool:
    """Whether most texts are periods; numbers must look like years, and have a heading of time where they are many."""
    if not content.different:
        return False
    worded = bool(_WORDS.search(_plain(content)))
    if content.numeric:
        years = all(text.isdigit() and _is_year_or_month(text) for text in content.different)
        return years and (worded or (len(content.different) <= 10 and content.filled > len(content.different)))
    found = periods_in(content.different[:400])
    if worded and all(period is None for period in found.values()) and len(found) <= 2:
        # One or two periods such as '2009-10' could be a month: they are settled or asked for where rows are read.
        return any(re.fullmatch(r"\d{4}-\d{2}", text) for text in found)
    return sum(period is not None for period in found.values()) >= _MOSTLY * len(found)


def _is_year_or_month(text: str) -> bool:
    if len(text) == 6:
        return 1 <= int(text[4:]) <= 12 and _FIRST_YEAR <= int(text[:4]) <= _LAST_YEAR
    return len(text) == 4 and _FIRST_YEAR <= int(text) <= _LAST_YEAR


def _is_of_days(content: Content) -> bool:
    worded = bool(_WORDS.search(_plain(content)) or speaks_of_the_file(content.heading))
    if content.numeric and not worded:
        return False
    found = [text for text in content.different if day_in_words(text) is not None]
    return bool(found) and len(found) >= _MOSTLY * len(content.different)


def _are_years(content: Content) -> bool:
    found = [period for text in content.different if (period := period_in_words(text)) is not None]
    return bool(found) and all(364 <= (end - start).days <= 366 for start, end in found)


def _is_of_parts(content: Content) -> bool:
    """Quarters or months without a year. Numbers alone need a heading that says which they are."""
    texts, heading = content.different, _plain(content)
    if not texts or len(texts) > 12:
        return False
    if all(text.casefold().startswith("q") and quarter_of(text) for text in texts):
        return not re.search(r"depriv|imd|quintile", heading)
    if all(text.isdigit() for text in texts):
        return bool(re.search(r"\bmonth\b", heading)) and all(month_number(text) for text in texts)
    return all(month_number(text) for text in texts)


def _likely_length(content: Content) -> str:
    """The usual distance between the days of a column."""
    days = sorted({day for text in content.different if (day := day_in_words(text)) is not None})
    apart = sorted((later - earlier).days for earlier, later in zip(days, days[1:], strict=False))
    usual = apart[len(apart) // 2] if apart else 0
    return "month" if 0 < usual < 60 else "quarter" if 0 < usual < 120 else "year" if usual else ""


def _plain(content: Content) -> str:
    return plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", content.heading))
