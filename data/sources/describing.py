"""The manifest of a built dataset: what it says of itself, all of it derived from what was found."""

from datetime import date

import pandas as pd

from data.contract.indicator import Indicator
from data.contract.manifest import Disclosure, Manifest, Source
from data.contract.vocabulary import DIMENSIONS, DOMAIN_LABELS, DOMAINS
from data.sources.area import Area
from data.sources.gathering import Gathered
from data.sources.notes import notes_of
from data.sources.report import BuildReport


def manifest_of(
    area: Area,
    gathered: Gathered,
    used: list[Indicator],
    observations: pd.DataFrame,
    report: BuildReport,
    *,
    imd_version: str,
    basis: str,
) -> Manifest:
    """The dataset's own description."""
    return Manifest(
        title=f"{area.name}: published data",
        area_code=area.code,
        area_name=area.name,
        released=date.today(),
        synthetic=False,
        geography_vintage="2021 small areas (LSOA 2021)",
        imd_version=f"Index of Multiple Deprivation {imd_version}",
        neighbourhood_basis=basis,
        disclosure=_disclosure(used, observations),
        sources=_sources(gathered, report),
        notes=notes_of(gathered, report, basis=basis),
        lacks=_lacks(used, observations),
    )


def _sources(gathered: Gathered, report: BuildReport) -> tuple[Source, ...]:
    """One entry for each reader that gave rows to the dataset, with every period they are of."""
    readers, periods = {}, {}
    for label, line in report.files.items():
        # The team's own tables have no reader: they are told in a note.
        if line.used and label in gathered.readers:
            reader = gathered.readers[label]
            readers[reader.NAME] = reader
            periods.setdefault(reader.NAME, set()).update({line.period} - {""})
    return tuple(
        Source(name, readers[name].PUBLISHER, "; ".join(sorted(periods[name])), readers[name].LICENCE)
        for name in sorted(readers)
    )


def _disclosure(used: list[Indicator], observations: pd.DataFrame) -> Disclosure:
    """What publishers did before release, as far as the figures and their notes tell."""
    counts = observations[(observations["level"] == "practice") & observations["numerator"].notna()]
    fives = (counts["numerator"] % 5 == 0).groupby(counts["indicator_id"]).agg(["all", "size"])
    rounded = [each.short_name for each in used if each.id in fives.index and fives.loc[each.id, "all"]]
    hidden = int((observations["status"] == "suppressed").sum())
    words = ["As published."]
    if hidden:
        words.append("Small counts that a publisher hid stay hidden; 1 to 7 is the usual rule for health activity.")
    surveys = {each.id for each in used if each.value_type == "survey_share"}
    if (observations["indicator_id"].isin(surveys) & (observations["status"] == "suppressed")).any():
        words.append("Survey results from fewer than 10 people are hidden.")
    if rounded:
        words.append(f"Practices' counts were rounded to the nearest 5 by the publisher: {', '.join(rounded)}.")
    return Disclosure(1 if hidden else 0, 7 if hidden else 0, 5 if rounded else 1, " ".join(words))


def _lacks(used: list[Indicator], observations: pd.DataFrame) -> tuple[str, ...]:
    """What cannot be shown, in plain sentences, from what the observations hold."""
    lacks = []
    for code in ("ethnic_group", "sex", "age"):
        if not (observations["dimension"] == code).any():
            phrase = DIMENSIONS[code].phrase
            lacks.append(f"No breakdown by {phrase} is published for any of these indicators, so no gap by {phrase}.")
    by_home = set(observations.loc[observations["dimension"] == "deprivation_quintile", "indicator_id"])
    names = [each.short_name for each in used if each.id in by_home]
    if not names:
        lacks.append("No indicator is published by the deprivation of where people live, only by that of the practice.")
    elif len(names) < len(used):
        lacks.append(
            f"Only {', '.join(names)} is published by the deprivation of where people live, and for the whole area; "
            "figures of practices are shown by the deprivation of the practice instead."
        )
    found = {each.domain for each in used}
    lacks += [f"No {DOMAIN_LABELS[each].lower()} indicator is loaded." for each in DOMAINS if each not in found]
    below = set(observations.loc[observations["level"] == "neighbourhood", "indicator_id"])
    whole = [each.short_name for each in used if each.id not in below]
    if whole:
        lacks.append(f"Only for the whole area, so not for neighbourhoods or groups of people: {', '.join(whole)}.")
    return (*lacks, *_lacks_of_time(used, observations))


def _lacks_of_time(used: list[Indicator], observations: pd.DataFrame) -> list[str]:
    """Which indicators have the three periods that a trend needs."""
    lacks = []
    for level, where in (("icb", "for the whole area"), ("neighbourhood", "for neighbourhoods")):
        rows = observations[observations["level"] == level]
        periods = rows.groupby("indicator_id")["period_end"].nunique()
        enough = [each.short_name for each in used if periods.get(each.id, 0) >= 3]
        if not enough:
            lacks.append(f"No indicator has three periods {where}, so no trend can be shown there.")
        elif len(enough) < len(used):
            lacks.append(f"Only these have three periods or more {where}, as a trend needs: {', '.join(enough)}.")
    return lacks
