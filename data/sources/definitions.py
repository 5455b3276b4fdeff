"""What each series of a build is an indicator of: definitions that are ready, and those made from published metadata."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from data.contract.indicator import Indicator
from data.contract.published_indicators import attribute_of_series, indicator_of_series, indicators
from data.sources.made_definitions import MADE, counts_give_the_value, made_from
from data.sources.read_folder import Gathered
from data.sources.report import BuildReport

SECTION = "Indicators: defined by published metadata"
_WEIGHTED = "Indicators: the published value stands"
# Their counts alone would give another value than the published one, which is kept.
_PUBLISHED_VALUES = ("standardised_rate",)


@dataclass(frozen=True)
class Definitions:
    """The indicators a build may use by id, and the indicator of each series.

    `value_kept` are indicators whose published value stands, as its counts would not give it.
    """

    indicators: Mapping[str, Indicator]
    of_series: Mapping[str, str]
    value_kept: frozenset[str]

    def kinds(self, ids: pd.Series, *value_types: str) -> pd.Series:
        """Whether each indicator of a column is of one of these value types."""
        # Of no rows at all the mapping would be text, as the codes are.
        return ids.map({each.id: each.value_type in value_types for each in self.indicators.values()}).astype(bool)

    def bases(self, ids: pd.Series) -> pd.Series:
        """The population base of each indicator of a column."""
        return ids.map({each.id: each.population_base for each in self.indicators.values()})


def ready_definitions() -> Definitions:
    """The definitions that are ready, each with its series."""
    kept = frozenset(each.id for each in indicators().values() if each.value_type in _PUBLISHED_VALUES)
    return Definitions(indicators(), indicator_of_series(), kept)


def definitions_of(
    gathered: Gathered, report: BuildReport, standing: Mapping[str, Indicator] | None = None
) -> Definitions:
    """Every ready definition, and one for each series that has none and whose metadata lies in the folder.

    `standing` are those of a dataset that the figures are to join, by id: they stand before any other.
    """
    ready = _with_values_kept(_with_standing(ready_definitions(), standing or {}), gathered, report)
    if not gathered.has("indicator_metadata"):
        return ready
    described, counts = gathered.frame("indicator_metadata"), gathered.frame("counts")
    wanted = set(counts["source_id"]) - set(ready.of_series) - set(attribute_of_series())
    used = described["source_id"].isin(wanted)
    report.used(report.keep(described, used, "of indicators that have a definition here, or no figures in the folder"))
    known, of_series, kept = dict(ready.indicators), dict(ready.of_series), set(ready.value_kept)
    # Of two files about one indicator the one that says what it is, and not only what it is called.
    fullest = described[used].sort_values("definition", key=lambda text: text == "", kind="stable")
    for row in fullest.drop_duplicates("source_id").to_dict("records"):
        made = made_from(row, counts[counts["source_id"] == row["source_id"]], known)
        if made.indicator is None:
            report.line(SECTION, f"{row['name']} ({row['source_id']}): not used, {made.why}")
            continue
        known[made.indicator.id] = made.indicator
        of_series[row["source_id"]] = made.indicator.id
        kept |= {made.indicator.id} if made.value_kept else set()
        report.line(SECTION, f"{made.indicator.name} ({row['source_id']}): {made.why}")
    return Definitions(known, of_series, frozenset(kept))


def _with_standing(ready: Definitions, standing: Mapping[str, Indicator]) -> Definitions:
    """The definitions with a dataset's own in their place, and its own of series that have no ready one."""
    made = {f"fingertips:{code.removeprefix(MADE)}": code for code in standing if code.startswith(MADE)}
    kept = {each.id for each in standing.values() if each.value_type in _PUBLISHED_VALUES}
    return Definitions({**ready.indicators, **standing}, made | dict(ready.of_series), ready.value_kept | kept)


def _with_values_kept(ready: Definitions, gathered: Gathered, report: BuildReport) -> Definitions:
    """The definitions, with those whose published value stands because the counts beside it give another."""
    counts = gathered.frame("counts")
    kept = set(ready.value_kept)
    for series, rows in counts[counts["value"].notna()].groupby("source_id"):
        indicator = ready.indicators.get(ready.of_series.get(str(series), ""))
        if indicator is None or indicator.value_type not in ("proportion", "rate"):
            continue
        multiplier = 100.0 if indicator.value_type == "proportion" else indicator.multiplier
        if not counts_give_the_value(rows, multiplier):
            kept.add(indicator.id)
            report.line(
                _WEIGHTED, f"{indicator.id} ({series}): its counts do not give the published value, which stands"
            )
    return replace(ready, value_kept=frozenset(kept))


def undefined_words(code: str, name: str) -> str:
    """Why rows of a series without a definition are left out, and what would define it."""
    called = f"{name} ({code})" if name and name != code else code
    if code.startswith("fingertips:"):
        return (
            f"of {called}, which no indicator definition uses: add the metadata that Fingertips offers beside its data "
            "(indicator_metadata.csv) to the folder"
        )
    return f"of {called}, which no indicator definition uses"
