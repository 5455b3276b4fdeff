"""When returns came, and which did not: late, undated, twice, missing in the middle, of a place that is not known."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from data.coding.labels import plain
from data.files.problems import WARNING
from data.returns.issue import Issue, issue_of
from data.returns.monthly_return import Return, month_words
from data.returns.timetable import due

# Returns come month by month; a place may miss some, and none misses a year.
_MONTHS_APART = 12
_FEW_BESIDE = 0.34
_SAY = "say when each file was sent in a table received.csv beside them, with the headings file and received"


def find(each: Return) -> list[Issue]:
    """Late, or no telling; a place or a month that is not known."""
    return [*_unknown(each), *(_late(each) if each.month is not None else [])]


def _unknown(each: Return) -> list[Issue]:
    found = []
    known = {plain(name) for name in each.known_places}
    if not each.place or (known and plain(each.place) not in known):
        problem = "a place that is not on the template's list" if each.place else "no place is given"
        expected = "one of the places on the Lookups sheet" if known else "the place's name"
        mend = "choose the place on the Instructions sheet, then save the workbook in Excel"
        found.append(
            issue_of(
                each, "place", problem, row=1, column="Project Name", letter="B", found=each.place or "a blank cell",
                expected=expected, mend=mend,
            )
        )  # fmt: skip
    if each.month is None:
        mend = "choose the month on the Instructions sheet, then save the workbook in Excel"
        found.append(
            issue_of(
                each, "place", "a month that cannot be read: the return is in no month's figures", row=2,
                column="Submission Period", letter="B", found=each.month_text or "a blank cell",
                expected="a month, as a date", mend=mend,
            )
        )  # fmt: skip
    return found


def _late(each: Return) -> list[Issue]:
    dates, end = due(each.month), each.month_end.date()
    expected = f"by {dates.first.isoformat()}, and corrections by {dates.second.isoformat()}"
    if each.received is None:
        problem, found = "cannot tell when it was sent", "no date in the workbook"
        return [issue_of(each, "undated", problem, severity=WARNING, found=found, expected=expected, mend=_SAY)]
    verb = "sent" if each.received_from == "declared" else "last saved"
    found = f"{verb} {each.received.isoformat()}"
    if each.received <= end:
        problem = "cannot tell when it was sent: the workbook was last saved before the month was over"
        return [issue_of(each, "undated", problem, severity=WARNING, found=found, expected=expected, mend=_SAY)]
    if each.received <= dates.first:
        return []
    when = "after both dates of the timetable"
    if each.received <= dates.second:
        when = "after the first date of the timetable, in time for the second"
    mend = "send the next one in time" if verb == "sent" else f"if it was sent sooner than it was saved, {_SAY}"
    return [issue_of(each, "late", f"{verb} {when}", severity=WARNING, found=found, expected=expected, mend=mend)]


def stray_months(returns: Sequence[Return]) -> set[pd.Timestamp]:
    """Months more than a year from all others, with few returns beside theirs: a slip of the year, not a series of years.

    Of one return against one nothing tells which of them is astray.
    """
    count = Counter(each.month for each in returns if each.month is not None)
    groups: list[list[pd.Timestamp]] = []
    for month in sorted(count):
        if groups and month <= groups[-1][-1] + pd.DateOffset(months=_MONTHS_APART):
            groups[-1].append(month)
        else:
            groups.append([month])
    sizes = [sum(count[month] for month in group) for group in groups]
    most = max(sizes, default=0)
    return {month for group, size in zip(groups, sizes, strict=True) for month in group if size <= _FEW_BESIDE * most}


def current(returns: Sequence[Return]) -> list[Return]:
    """One return a place and month: of several the one received last, of those without a date the last file.

    A stray month is not among them.
    """
    newest: dict[tuple[str, pd.Timestamp | None], Return] = {}
    stray = stray_months(returns)
    for each in (each for each in returns if each.month not in stray):
        before = newest.get(each.key)
        if before is None or _order(each) >= _order(before):
            newest[each.key] = each
    return sorted((each for each in newest.values() if each.month is not None), key=lambda each: each.key)


def _order(each: Return) -> str:
    return each.received.isoformat() if each.received else ""


def find_together(returns: Sequence[Return]) -> list[Issue]:
    """Months received more than once, and months missing between a place's first and last."""
    by_place: dict[str, list[Return]] = defaultdict(list)
    for each in returns:
        if each.month is not None and each.place:
            by_place[plain(each.place)].append(each)
    used = {id(each) for each in current(returns)}
    stray = stray_months(returns)
    found = [_stray(each) for each in returns if each.month in stray]
    for group in by_place.values():
        here = [each for each in group if each.month not in stray]
        found += [*_twice(here, used), *(_missing(here) if here else [])]
    return found


def _stray(each: Return) -> Issue:
    return issue_of(
        each, "place", "a month more than a year from all other returns: set apart, and in no month's figures", row=2,
        column="Submission Period", letter="B", found=each.month_text or month_words(each.month),
        expected="a month beside the others", mend="correct the year on the Instructions sheet, and save the workbook",
    )  # fmt: skip


def _twice(group: list[Return], used: set[int]) -> list[Issue]:
    found = []
    for month in sorted({each.month for each in group if each.month is not None}):
        same = [each for each in group if each.month == month]
        taken = next((each for each in same if id(each) in used), same[-1])
        for each in same if len(same) > 1 else ():
            if each is not taken:
                mend = f"keep one workbook a place and month in the folder; {taken.file} is used, received last"
                found.append(
                    issue_of(
                        each, "twice", "this month was received more than once: another workbook is used",
                        severity=WARNING, found="another workbook of the same place and month", expected="one", mend=mend,
                    )
                )  # fmt: skip
    return found


def _missing(group: list[Return]) -> list[Issue]:
    by_month: dict[pd.Timestamp, Return] = {}
    for each in group:
        if each.month is not None:
            by_month.setdefault(each.month, each)
    months = sorted(by_month)
    found = []
    for month in pd.date_range(months[0], months[-1], freq="MS"):
        if month not in months:
            last = by_month[max(each for each in months if each < month)]
            text, mend = "no return for this month was received", "ask the place for it, or add it to the folder"
            words = month_words(month)
            issue = issue_of(last, "missing", text, found="no workbook", expected=f"one for {words}", mend=mend)
            found.append(replace(issue, file="", sheet="", month=words))
    return found
