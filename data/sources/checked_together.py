"""What `check` says of published files beside one another: all that a build would leave out or tell of their figures."""

from collections.abc import Mapping, Sequence

import pandas as pd

from data.contract.published_indicators import attribute_of_series, indicator_of_series
from data.files.errors import SourceError
from data.sources.definitions import ready_definitions
from data.sources.implausible import tell_doubtful, without_impossible
from data.sources.one_extract import AGAIN, one_extract
from data.sources.read_folder import with_every_column
from data.sources.repeats import once, settled
from data.sources.report import BuildReport, FileLine
from data.sources.years_alone import COUNTS_BY_YEAR, dated_by_year

# A folder of many extracts names hundreds of series.
_TOLD = 8


def told_together(frames: Mapping[str, Sequence[pd.DataFrame]]) -> tuple[list[str], list[str]]:
    """Faults of counts and registrations as a build would find them, and what no indicator uses, in a line each.

    `frames` are those of each kind, with the label of their file in `source`.
    """
    report = BuildReport()
    for frame in (each for kind in frames.values() for each in kind if len(each)):
        label = str(frame["source"].iloc[0])
        report.files[label] = FileLine(label, "")
    unused: list[str] = []
    counts = list(frames.get("counts", []))
    if frames.get(COUNTS_BY_YEAR):
        described = frames.get("indicator_metadata")
        together = pd.concat(frames[COUNTS_BY_YEAR], ignore_index=True)
        counts.append(dated_by_year(together, pd.concat(described) if described else None, report))
    if counts:
        unused = _counts(with_every_column(pd.concat(counts, ignore_index=True)), report)
    if frames.get("registrations"):
        try:
            one_extract(pd.concat(frames["registrations"], ignore_index=True), report)
        except SourceError as error:
            report.line("", str(error))
    told = [line for lines in report.sections.values() for line in lines]
    told += [
        f"{each.label}: {rows:,} rows counted once: {AGAIN}"
        for each in report.files.values()
        if (rows := each.left_out[AGAIN])
    ]
    return told, unused


def _counts(counts: pd.DataFrame, report: BuildReport) -> list[str]:
    counts["indicator_id"] = counts["source_id"].map(indicator_of_series())
    ready = ready_definitions()
    named = without_impossible(settled(once(counts[counts["indicator_id"].notna()], report)), ready, report)
    tell_doubtful(named, ready, report)
    unnamed = counts[counts["indicator_id"].isna() & ~counts["source_id"].isin(attribute_of_series())]
    series = unnamed.groupby("source_id").size().sort_values(ascending=False)
    if series.empty:
        return []
    more = f" and {len(series) - _TOLD:,} more" if len(series) > _TOLD else ""
    return [
        f"{len(series):,} series that no indicator uses, {len(unnamed):,} rows ({', '.join(series.index[:_TOLD])}{more}). "
        "To use one, define it: a file in data/contract/published and a line in series.toml (docs/contributing.md, 'Add an "
        "indicator')"
    ]
