"""The manifest of a built dataset: what it says of itself, all of it derived from what was found."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pandas as pd

from data.contract.indicator import Indicator
from data.contract.manifest import Disclosure, Manifest, Source
from data.contract.ready_dimensions import own_dimensions_of
from data.dataset.lacking import lacking
from data.sources.area import Area
from data.sources.notes import notes_of
from data.sources.read_folder import Gathered
from data.sources.readers import Format
from data.sources.report import BuildReport

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
    optional: Mapping[str, pd.DataFrame],
) -> Manifest:
    """The dataset's own description. `rule` is the disclosure rule stated for it, `optional` its other tables."""
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
        lacks=lacking(used, observations),
        ods_code=area.ods,
        parts=tuple(sorted(area.sub_icb_codes)),
        dimensions=own_dimensions_of(observations, *optional.values()),
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
