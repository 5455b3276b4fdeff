"""Join practices' sums and published figures into the table of observations."""

from collections.abc import Mapping

import pandas as pd

from data.contract.indicator import Indicator
from data.contract.published_indicators import attribute_of_series
from data.contract.tables import OBSERVATION_COLUMNS
from data.contract.vocabulary import NONE
from data.sources.area import with_board_code
from data.sources.area_values import practice_observations
from data.sources.definitions import Definitions, definitions_of, undefined_words
from data.sources.ground import Ground
from data.sources.implausible import tell_doubtful, without_impossible
from data.sources.practice_groups import practice_group_observations
from data.sources.published import preferring_published, published_observations, with_unknown_fifth
from data.sources.read_folder import Gathered
from data.sources.repeats import once, settled
from data.sources.report import BuildReport
from data.sources.rounded_counts import values_beside_counts
from data.sources.small_area_observations import small_area_observations
from data.sources.survey import survey_observations


def observations_of(
    gathered: Gathered, ground: Ground, report: BuildReport
) -> tuple[pd.DataFrame, Mapping[str, Indicator]]:
    """The observations of every series that has an indicator, in the columns of the contract; and those indicators."""
    area, practices = ground.area, ground.practices
    definitions = definitions_of(gathered, report, ground.indicators)
    named = without_impossible(_named(gathered, definitions, report), definitions, report)
    tell_doubtful(named, definitions, report)
    named = values_beside_counts(_with_published_values(named, definitions), definitions, report)
    named = with_board_code(named, area)
    ours = practice_observations(named, practices, ground.listed, area, report)
    published = with_unknown_fifth(published_observations(named, practices, area, ground.outlines, definitions, report))
    found = preferring_published(ours, published, report)
    # Publishers give percentages; the contract holds shares of 1.
    percent = definitions.kinds(found["indicator_id"], "proportion")
    measures = ["value", "lower", "upper"]
    found[measures] = found[measures].mask(percent, found[measures] / 100)
    found = found.assign(
        dimension_2=NONE, group_2=NONE, age_band="", population_base=definitions.bases(found["indicator_id"])
    )
    # A ratio of means has no interval of its own, so its value is kept beside the two numbers it is made of.
    means = definitions.kinds(found["indicator_id"], "mean")
    found["value"] = found["value"].mask(means & (found["status"] == "ok"), found["numerator"] / found["denominator"])
    shares = survey_observations(gathered, practices, area, definitions, report)
    of_small_areas = small_area_observations(gathered, ground, definitions, report)
    groups = practice_group_observations(gathered, area, definitions, report)
    parts = [found[list(OBSERVATION_COLUMNS)], shares, of_small_areas, groups]
    together = pd.concat([part for part in parts if part is not None], ignore_index=True)
    together = _of_the_area(together, ground, report)
    used = set(together["indicator_id"])
    return together, {code: each for code, each in definitions.indicators.items() if code in used}


def _of_the_area(observations: pd.DataFrame, ground: Ground, report: BuildReport) -> pd.DataFrame:
    """The observations without indicators of which nothing but England's figures was found, or stands already."""
    here = observations.loc[observations["level"] != "country", "indicator_id"].unique()
    elsewhere = ~observations["indicator_id"].isin([*here, *ground.indicators])
    for code in observations.loc[elsewhere, "indicator_id"].unique():
        report.line("Indicators (areas × periods)", f"{code}: only England's figures were found, so it is not shown")
    return observations[~elsewhere]


def _with_published_values(named: pd.DataFrame, definitions: Definitions) -> pd.DataFrame:
    """The rows without the counts of indicators whose published value stands: dividing them would give another."""
    kept = named["indicator_id"].isin(definitions.value_kept)
    counts = ["numerator", "denominator"]
    named[counts] = named[counts].mask(kept)
    lost = kept & (named["status"] == "ok") & named["value"].isna()
    return named.assign(status=named["status"].mask(lost, "missing"))


def _named(gathered: Gathered, definitions: Definitions, report: BuildReport) -> pd.DataFrame:
    """Rows of the series that have an indicator; the others are told by their code, and by name where one is known."""
    counts = gathered.frame("counts")
    named = counts.assign(indicator_id=counts["source_id"].map(definitions.of_series))
    called: dict[str, str] = {}
    if "series_name" in counts:
        names = counts[counts["series_name"].notna()].drop_duplicates("source_id")
        called = dict(zip(names["source_id"], names["series_name"], strict=True))
    if gathered.has("qof_groups"):
        groups = gathered.frame("qof_groups")
        called |= dict(zip(groups["source_id"], groups["description"], strict=True))
        report.used(groups[groups["source_id"].isin(counts["source_id"])])
        report.left_out(groups[~groups["source_id"].isin(counts["source_id"])], "of groups without figures")
    unnamed = named["indicator_id"].isna() & ~named["source_id"].isin(attribute_of_series())
    for code, rows in named[unnamed].groupby("source_id"):
        report.left_out(rows, undefined_words(str(code), called.get(str(code), "")))
    return settled(once(named[named["indicator_id"].notna()], report))


def with_attributes(practices: pd.DataFrame, counts: pd.DataFrame, report: BuildReport) -> pd.DataFrame:
    """Practices with the published figures that describe them, such as their deprivation score."""
    for code, column in attribute_of_series().items():
        rows = counts[counts["source_id"] == code]
        rows = report.keep(rows, rows["area_type"] == "practice", "describes a larger area, not a practice")
        rows = report.keep(rows, rows["area_code"].isin(practices.index), "practices of other areas")
        report.used(rows)
        practices = practices.assign(**{column: rows.drop_duplicates("area_code").set_index("area_code")["value"]})
    return practices


def tell_indicators(observations: pd.DataFrame, report: BuildReport) -> None:
    """What there is of each indicator: its breakdowns, and the areas and periods of each at each level."""
    for indicator, rows in observations.groupby("indicator_id"):
        for dimension, found in rows.groupby("dimension"):
            parts = []
            for level, here in found.groupby("level"):
                periods = here["period_end"].nunique()
                parts.append(f"{level} {here['area_code'].nunique():,} × {periods:,}")
            first, last = found["period_end"].min(), found["period_end"].max()
            when = f"to {last:%b %Y}" if first == last else f"to {first:%b %Y} … {last:%b %Y}"
            report.line("Indicators (areas × periods)", f"{indicator} by {dimension}: {', '.join(parts)} ({when})")
