"""Figures published for the whole area and for England: their history, and breakdowns by where people live."""

import pandas as pd

from data.contract.vocabulary import TOTAL, UNKNOWN
from data.sources.area import Area
from data.sources.definitions import Definitions
from data.sources.geography import PublishedAreas
from data.sources.report import BuildReport

FIFTHS = "deprivation_quintile"
# Six counts, each up to 2.5 out.
_ROUNDING = 15
_SAME = ["indicator_id", "period_start", "period_end", "dimension", "group"]
_COUNTS = ["numerator", "denominator"]


def published_observations(
    counts: pd.DataFrame,
    practices: pd.DataFrame,
    area: Area,
    published_areas: PublishedAreas,
    definitions: Definitions,
    report: BuildReport,
) -> pd.DataFrame:
    """Observations as published: for the board or the parts that make it up, its councils, its neighbourhoods, England.

    Councils' own figures stand for indicators of residents. A neighbourhood's own stand where its code is the
    publisher's and no practices are there to add up.
    """
    england = counts[counts["area_type"] == "country"].assign(level="country")
    boards = counts[counts["area_type"] == "icb"]
    ours = boards["area_code"].isin((area.code, area.ods))
    board = report.keep(boards, ours, "other boards").assign(level="icb", area_code=area.code)
    places = _councils(counts[counts["area_type"] == "place"], published_areas, definitions, report)
    networks = _neighbourhoods(counts, practices, published_areas, report)
    parts = _sum_of_parts(counts[counts["area_type"] == "sub_icb"], board, area, report)
    by_council = pd.DataFrame()
    if published_areas.whole:
        known = pd.concat([board, parts]) if len(parts) else board
        by_council = _sum_of_councils(places, known, area, published_areas, report)
    report.used(pd.concat([england, board, places, networks]))
    found = pd.concat([board, parts, by_council, england, places, networks], ignore_index=True)
    return found.drop_duplicates(["level", "area_code", *_SAME])


def _councils(
    rows: pd.DataFrame, published_areas: PublishedAreas, definitions: Definitions, report: BuildReport
) -> pd.DataFrame:
    """Councils' own figures of their residents."""
    residents = definitions.bases(rows["indicator_id"]) == "resident"
    rows = report.keep(
        rows,
        residents,
        "boroughs and districts count practices by where they stand; places here add up their networks",
    )
    ours = rows["area_code"].isin(published_areas.places)
    return report.keep(rows, ours, "councils of other areas, or only partly in this one").assign(level="place")


def _neighbourhoods(
    counts: pd.DataFrame, practices: pd.DataFrame, published_areas: PublishedAreas, report: BuildReport
) -> pd.DataFrame:
    """Networks', wards' and middle-layer areas' own figures, where they are neighbourhoods here."""
    rows = counts[counts["area_type"] == "neighbourhood"]
    rows = report.keep(
        rows, rows["area_code"].isin(published_areas.neighbourhoods), "areas that are no neighbourhoods here"
    )
    members = counts[(counts["area_type"] == "practice") & counts["area_code"].isin(practices.index)]
    same = ["indicator_id", "period_end"]
    added_up = pd.MultiIndex.from_frame(rows[same]).isin(pd.MultiIndex.from_frame(members[same].drop_duplicates()))
    words = "networks: their practices' own rows are added up instead"
    return report.keep(rows, pd.Series(~added_up, index=rows.index), words).assign(level="neighbourhood")


def _sum_of_parts(parts: pd.DataFrame, board: pd.DataFrame, area: Area, report: BuildReport) -> pd.DataFrame:
    """Sub-ICB locations (once clinical commissioning groups) added up, for periods that have every one of the area's.

    A location keeps its code only while its boundary stays, so the same set of codes is the same area.
    """
    ours = report.keep(parts, parts["area_code"].isin(area.sub_icb_codes), "parts of other boards")
    known = pd.MultiIndex.from_frame(ours[_SAME]).isin(pd.MultiIndex.from_frame(board[_SAME]))
    ours = report.keep(ours, ~known, "the whole area's own figure is published for that period")
    whole = _complete(ours, len(area.sub_icb_codes))
    ours = report.keep(ours, whole, "not every part of the area has a figure for that period")
    report.used(ours)
    return _added_up(ours, "sub-ICB locations", len(area.sub_icb_codes), area, report)


def _sum_of_councils(
    places: pd.DataFrame, known: pd.DataFrame, area: Area, published_areas: PublishedAreas, report: BuildReport
) -> pd.DataFrame:
    """Councils added up to the whole area, for what is published of every one of them and of no larger part."""
    unknown = ~pd.MultiIndex.from_frame(places[_SAME]).isin(pd.MultiIndex.from_frame(known[_SAME]))
    ours = places[unknown]
    ours = ours[_complete(ours, len(published_areas.places))]
    return _added_up(ours, "councils", len(published_areas.places), area, report)


def _complete(rows: pd.DataFrame, parts: int) -> pd.Series:
    """Rows of a figure that every one of so many parts has counts of."""
    whole = rows.groupby(_SAME)["area_code"].transform("nunique") == parts
    return whole & rows[_COUNTS].notna().all(axis=1).groupby([rows[name] for name in _SAME]).transform("all")


def _added_up(rows: pd.DataFrame, of_what: str, parts: int, area: Area, report: BuildReport) -> pd.DataFrame:
    """The parts' counts added up to the whole area, told for each indicator."""
    found = rows.groupby(_SAME, as_index=False)[_COUNTS].sum()
    for indicator, sums in found.groupby("indicator_id"):
        ends = ", ".join(f"{end:%b %Y}" for end in sums["period_end"].drop_duplicates())
        report.line(
            "Indicators: published beside added up",
            f"{indicator}, periods to {ends}: the whole area's figure is that of its {of_what} ({parts:,}), added up",
        )
    return found.assign(area_code=area.code, level="icb", status="ok", area_type="added_up")


def preferring_published(practices: pd.DataFrame, published: pd.DataFrame, report: BuildReport) -> pd.DataFrame:
    """Both together; where the board's own figure is published for a period it stands instead of the sum of practices.

    Any difference between the two is told.
    """
    keys = ["indicator_id", "level", "area_code", "period_end", "dimension", "group"]
    both = practices.merge(published, on=keys, suffixes=("", "_published"))
    differ = both[(both["numerator"] - both["numerator_published"]).abs() > 0]
    for row in differ.itertuples():
        report.line(
            "Indicators: published beside added up",
            f"{row.indicator_id}, period to {row.period_end:%d %B %Y}, {row.dimension}: published "
            f"{row.numerator_published:,.0f} of {row.denominator_published:,.0f}; its practices with counts add up to "
            f"{row.numerator:,.0f} of {row.denominator:,.0f}; the published figure is kept",
        )
    return pd.concat([published, practices], ignore_index=True).drop_duplicates(keys, ignore_index=True)


def with_unknown_fifth(published: pd.DataFrame) -> pd.DataFrame:
    """The figures with people whose deprivation is not known as a group: everyone less the five fifths.

    Only where all five fifths and everyone are published, and the rest is more than rounding to 5 could make.
    """
    keys = ["indicator_id", "level", "area_code", "period_start", "period_end"]
    fifths = published[(published["dimension"] == FIFTHS) & (published["status"] == "ok")]
    sums = fifths.groupby(keys)[_COUNTS].agg(["sum", "size"])
    everyone = published[(published["dimension"] == TOTAL) & (published["status"] == "ok")].set_index(keys)
    rest = pd.DataFrame({name: everyone[name] - sums[(name, "sum")] for name in _COUNTS}).dropna()
    complete = (sums[("numerator", "size")] == 5).reindex(rest.index)
    real = complete & (rest["denominator"] > _ROUNDING) & rest["numerator"].between(0, rest["denominator"])
    rest = rest[real].reset_index()
    rest = rest.assign(dimension=FIFTHS, group=UNKNOWN, status="ok")
    return pd.concat([published, rest], ignore_index=True)
