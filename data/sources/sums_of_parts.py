"""Counts of what makes up a board added up to it: its parts, the boards that it was made of, its councils."""

import pandas as pd

from data.contract.boards import formers_of
from data.sources.area import Area
from data.sources.geography import PublishedAreas
from data.sources.report import BuildReport

SAME = ["indicator_id", "period_start", "period_end", "dimension", "group"]
COUNTS = ["numerator", "denominator"]


def sum_of_parts(parts: pd.DataFrame, board: pd.DataFrame, area: Area, report: BuildReport) -> pd.DataFrame:
    """Sub-ICB locations (once clinical commissioning groups) added up, for periods that have every one of the area's.

    A location keeps its code only while its boundary stays, so the same set of codes is the same area.
    """
    ours = report.keep(parts, parts["area_code"].isin(area.sub_icb_codes), "parts of other boards")
    known = pd.MultiIndex.from_frame(ours[SAME]).isin(pd.MultiIndex.from_frame(board[SAME]))
    ours = report.keep(ours, ~known, "the whole area's own figure is published for that period")
    whole = _complete(ours, len(area.sub_icb_codes))
    ours = report.keep(ours, whole, "not every part of the area has a figure for that period")
    report.used(ours)
    return _added_up(ours, "sub-ICB locations", len(area.sub_icb_codes), area, report)


def sum_of_formers(rows: pd.DataFrame, known: pd.DataFrame, area: Area, report: BuildReport) -> pd.DataFrame:
    """Boards that the area was made of added up, for periods that have every one; nothing where only a part of one joined."""
    formers = formers_of(area.ods)
    if rows.empty:
        return pd.DataFrame()
    split = [each.ods for each in formers if not each.whole]
    if split:
        why = f"of boards that it was made of: of {' and '.join(split)} only a part joined, so they cannot be added up"
        report.keep(rows, pd.Series(False, index=rows.index), why)
        return pd.DataFrame()
    given = pd.MultiIndex.from_frame(rows[SAME]).isin(pd.MultiIndex.from_frame(known[SAME]))
    rows = report.keep(
        rows, pd.Series(~given, index=rows.index), "the whole area has a figure of its own for that period"
    )
    whole = _complete(rows, len(formers))
    rows = report.keep(rows, whole, "not every board that it was made of has a count for that period")
    report.used(rows)
    return _added_up(rows, f"former boards, {' and '.join(each.ods for each in formers)}", len(formers), area, report)


def sum_of_councils(
    places: pd.DataFrame, known: pd.DataFrame, area: Area, published_areas: PublishedAreas, report: BuildReport
) -> pd.DataFrame:
    """Councils added up to the whole area, for what is published of every one of them and of no larger part."""
    unknown = ~pd.MultiIndex.from_frame(places[SAME]).isin(pd.MultiIndex.from_frame(known[SAME]))
    ours = places[unknown]
    ours = ours[_complete(ours, len(published_areas.places))]
    return _added_up(ours, "councils", len(published_areas.places), area, report)


def _complete(rows: pd.DataFrame, parts: int) -> pd.Series:
    """Rows of a figure that every one of so many parts has counts of."""
    whole = rows.groupby(SAME)["area_code"].transform("nunique") == parts
    return whole & rows[COUNTS].notna().all(axis=1).groupby([rows[name] for name in SAME]).transform("all")


def _added_up(rows: pd.DataFrame, of_what: str, parts: int, area: Area, report: BuildReport) -> pd.DataFrame:
    """The parts' counts added up to the whole area, told for each indicator."""
    found = rows.groupby(SAME, as_index=False)[COUNTS].sum()
    for indicator, sums in found.groupby("indicator_id"):
        ends = ", ".join(f"{end:%b %Y}" for end in sums["period_end"].drop_duplicates())
        report.line(
            "Indicators: published beside added up",
            f"{indicator}, periods to {ends}: the whole area's figure is that of its {of_what} ({parts:,}), added up",
        )
    return found.assign(area_code=area.code, level="icb", status="ok", area_type="added_up")
