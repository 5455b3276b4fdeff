"""Figures published for the whole area and for England: their history, and breakdowns by where people live."""

import pandas as pd

from data.contract.boards import formers_of
from data.contract.vocabulary import TOTAL, UNKNOWN
from data.sources.area import Area
from data.sources.definitions import Definitions
from data.sources.geography import PublishedAreas
from data.sources.report import BuildReport
from data.sources.sums_of_parts import COUNTS, SAME, sum_of_councils, sum_of_formers, sum_of_parts

FIFTHS = "deprivation_quintile"
# Six counts, each up to 2.5 out.
_ROUNDING = 15


def published_observations(
    counts: pd.DataFrame,
    practices: pd.DataFrame,
    area: Area,
    published_areas: PublishedAreas,
    definitions: Definitions,
    report: BuildReport,
) -> pd.DataFrame:
    """Observations as published: for the board or what makes it up, its councils, its neighbourhoods, England.

    Councils' own figures stand for indicators of residents. A neighbourhood's own stand where its code is the
    publisher's and no practices are there to add up.
    """
    england = counts[counts["area_type"] == "country"].assign(level="country")
    boards = counts[counts["area_type"] == "icb"]
    made_of = {each.code for each in formers_of(area.ods)}
    ours = boards["area_code"].isin((area.code, *made_of))
    boards = report.keep(boards, ours, "other boards").assign(level="icb")
    board = boards[boards["area_code"] == area.code]
    places = _councils(counts[counts["area_type"] == "place"], published_areas, definitions, report)
    networks = _neighbourhoods(counts, practices, published_areas, report)
    parts = sum_of_parts(counts[counts["area_type"] == "sub_icb"], board, area, report)
    known = pd.concat([board, parts]) if len(parts) else board
    formers = sum_of_formers(boards[boards["area_code"] != area.code], known, area, report)
    by_council = pd.DataFrame()
    if published_areas.whole:
        known = pd.concat([known, formers]) if len(formers) else known
        by_council = sum_of_councils(places, known, area, published_areas, report)
    report.used(pd.concat([england, board, places, networks]))
    found = pd.concat([board, parts, formers, by_council, england, places, networks], ignore_index=True)
    return found.drop_duplicates(["level", "area_code", *SAME])


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
    sums = fifths.groupby(keys)[COUNTS].agg(["sum", "size"])
    everyone = published[(published["dimension"] == TOTAL) & (published["status"] == "ok")].set_index(keys)
    rest = pd.DataFrame({name: everyone[name] - sums[(name, "sum")] for name in COUNTS}).dropna()
    complete = (sums[("numerator", "size")] == 5).reindex(rest.index)
    real = complete & (rest["denominator"] > _ROUNDING) & rest["numerator"].between(0, rest["denominator"])
    rest = rest[real].reset_index()
    rest = rest.assign(dimension=FIFTHS, group=UNKNOWN, status="ok")
    return pd.concat([published, rest], ignore_index=True)
