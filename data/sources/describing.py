"""The manifest of a built dataset: what it says of itself, all of it derived from what was found."""

from dataclasses import replace
from datetime import date

import pandas as pd

from data.contract.indicator import Indicator
from data.contract.manifest import Disclosure, Manifest, Source
from data.contract.vocabulary import DIMENSIONS, DOMAIN_LABELS, DOMAINS
from data.sources.area import Area
from data.sources.notes import notes_of
from data.sources.read_folder import Gathered
from data.sources.readers import Format
from data.sources.report import BuildReport

_NAMED = 6
_OPEN = "Published as open data; hidden by its publisher where it is blank."
_HOLDS_FOR = (
    "This holds for the tables of the team's own and for whatever is loaded later; published figures are public and stand "
    "as they were released."
)


def manifest_of(
    area: Area,
    gathered: Gathered,
    used: list[Indicator],
    observations: pd.DataFrame,
    report: BuildReport,
    *,
    rule: Disclosure,
    imd_version: str,
    basis: str,
) -> Manifest:
    """The dataset's own description. `rule` is the disclosure rule stated for it."""
    return Manifest(
        title=f"{area.name}: published data",
        area_code=area.code,
        area_name=area.name,
        released=date.today(),
        synthetic=False,
        geography_vintage="2021 small areas (LSOA 2021)",
        imd_version=f"Index of Multiple Deprivation {imd_version}",
        neighbourhood_basis=basis,
        disclosure=_disclosure(rule, used, observations),
        sources=sources_of(gathered, report),
        notes=notes_of(gathered, report, basis=basis),
        lacks=_lacks(used, observations),
        ods_code=area.ods,
        parts=tuple(sorted(area.sub_icb_codes)),
    )


def sources_of(gathered: Gathered, report: BuildReport) -> tuple[Source, ...]:
    """One entry for each reader that gave rows to the dataset, with every period they are of."""
    readers: dict[str, Format] = {}
    periods: dict[str, set[str]] = {}
    for label, line in report.files.items():
        # The team's own tables have no reader: they are told in a note.
        if line.used and label in gathered.readers:
            reader = gathered.readers[label]
            readers[reader.NAME] = reader
            periods.setdefault(reader.NAME, set()).update({line.period} - {""})
    return tuple(
        Source(
            name,
            readers[name].PUBLISHER,
            "; ".join(sorted(periods[name])),
            readers[name].LICENCE,
            getattr(readers[name], "RULE", _OPEN),
        )
        for name in sorted(readers)
    )


def _disclosure(rule: Disclosure, used: list[Indicator], observations: pd.DataFrame) -> Disclosure:
    """The stated rule, with words of what it holds for and of what publishers did before release."""
    words = [rule.words, _HOLDS_FOR]
    counts = observations[(observations["level"] == "practice") & observations["numerator"].notna()]
    fives = (counts["numerator"] % 5 == 0).groupby(counts["indicator_id"]).all()
    rounded = [each.short_name for each in used if fives.get(each.id, False)]
    hidden = observations["status"] == "suppressed"
    if hidden.any():
        words.append("Small counts that a publisher hid stay hidden.")
    surveys = {each.id for each in used if each.value_type == "survey_share"}
    if (observations["indicator_id"].isin(surveys) & hidden).any():
        words.append("Survey results from fewer than 10 people are hidden.")
    if rounded:
        words.append(f"Practices' counts were rounded to the nearest 5 by the publisher: {', '.join(rounded)}.")
    both = observations[["numerator", "denominator", "value"]].notna().all(axis=1)
    divided = {each.id: each.short_name for each in used if each.value_type in ("proportion", "rate")}
    stand = [name for code, name in divided.items() if code in set(observations.loc[both, "indicator_id"])]
    if stand:
        words.append(
            f"Where values were published beside rounded counts they stand, and differ a little from what the counts give: "
            f"{', '.join(stand)}."
        )
    return replace(rule, words=" ".join(words))


def _lacks(used: list[Indicator], observations: pd.DataFrame) -> tuple[str, ...]:
    """What cannot be shown, in plain sentences, from what the observations hold."""
    lacks = []
    # What only England's figures are given by is no breakdown of the area's own.
    here = observations[observations["level"] != "country"]
    for code in ("ethnic_group", "sex", "age"):
        if not (here["dimension"] == code).any():
            phrase = DIMENSIONS[code].phrase
            lacks.append(f"No breakdown by {phrase} is published for any of these indicators, so no gap by {phrase}.")
    by_home = set(observations.loc[observations["dimension"] == "deprivation_quintile", "indicator_id"])
    names = [each.short_name for each in used if each.id in by_home]
    if not names:
        lacks.append("No indicator is published by the deprivation of where people live, only by that of the practice.")
    elif len(names) < len(used):
        lacks.append(
            f"Published by the deprivation of where people live, and not for neighbourhoods: {_listed(names)}; the figures "
            "of practices are shown by the deprivation of the practice instead."
        )
    found = {each.domain for each in used}
    lacks += [f"No {DOMAIN_LABELS[each].lower()} indicator is loaded." for each in DOMAINS if each not in found]
    below = set(observations.loc[observations["level"] == "neighbourhood", "indicator_id"])
    whole = [each.short_name for each in used if each.id not in below]
    if whole:
        lacks.append(f"Not given for neighbourhoods: {_listed(whole)}.")
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
            lacks.append(f"Only these have three periods or more {where}, as a trend needs: {_listed(enough)}.")
    return lacks


def _listed(names: list[str]) -> str:
    """The first few names, and how many others there are: nobody reads a list of fifty."""
    first, others = names[:_NAMED], len(names) - _NAMED
    return "; ".join(first) + (f"; and {others:,} other{'s' if others > 1 else ''}" if others > 0 else "")
