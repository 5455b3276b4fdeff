"""Published files read for a dataset that stands: by the readers, checks and sums of a build, on the dataset's own ground."""

import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from data.contract.indicator import Indicator
from data.contract.manifest import Source
from data.contract.ready_dimensions import USABLE
from data.contract.tables import OBSERVATION_COLUMNS, OBSERVATIONS, checked
from data.files.errors import SourceError
from data.files.named_refusal import refused_by_name
from data.files.opening import open_tables
from data.files.worker import reading
from data.sources.describing import sources_of
from data.sources.ground import Ground
from data.sources.observations import observations_of
from data.sources.outliers import SECTION as HARDLY_POSSIBLE
from data.sources.read_folder import Gathered, gathered_of, with_every_column
from data.sources.readers import Recognised, recognised_table
from data.sources.repeats import SECTION as CONTRADICTIONS
from data.sources.report import BuildReport, FileLine
from data.sources.small_area_figures import KINDS
from data.sources.years_alone import COUNTS_BY_YEAR

# Kinds of content that are figures, and those that say what figures are of; the others say what an area is, which a
# dataset that stands says already.
_FIGURES = ("counts", COUNTS_BY_YEAR, "survey", *KINDS, "practice_groups")
_ABOUT_FIGURES = ("indicator_metadata", "qof_groups")
_TOLD = 6
_TO_LOOK_AT = (CONTRADICTIONS, HARDLY_POSSIBLE)


@dataclass(frozen=True, eq=False)
class PublishedFigures:
    """What published files give a dataset. `observations` are in the columns of the contract, as published.

    `files` are those whose figures are here, `unused` says by name why nothing of a file is; `taken_for` says what each table
    of theirs was taken for. `faults` are cells, rows and figures that a person should look at, `notes` what was made of each
    file. `rows` were read.
    """

    observations: pd.DataFrame
    files: frozenset[str] = frozenset()
    indicators: tuple[Indicator, ...] = ()
    taken_for: Mapping[str, str] = field(default_factory=dict)
    unused: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    rows: int = 0


def no_figures() -> PublishedFigures:
    """Of files among which none is a published one of figures."""
    return PublishedFigures(pd.DataFrame(columns=list(OBSERVATION_COLUMNS)))


def read_beside(files: Mapping[str, bytes], ground: Ground) -> PublishedFigures:
    """What the published files among these give: bytes by file name. To be run in a process of its own.

    A file that cannot be opened, or is in no published format of figures, is passed over: others tell of it.
    """
    known = {name: _recognised(name, data) for name, data in files.items()}
    ours = {
        name: {each.table.label: each.format.NAME for each in found if each.format.KIND in _FIGURES}
        for name, found in known.items()
    }
    ours = {name: labels for name, labels in ours.items() if labels}
    if not ours:
        return no_figures()
    reading("")
    report = BuildReport()
    gathered = _with_counts(gathered_of([each for found in known.values() for each in found], [], report))
    observations, indicators = observations_of(gathered, ground, report)
    found = observations[list(OBSERVATION_COLUMNS)].reset_index(drop=True)
    unused = {name: why for name, labels in ours.items() if (why := _why_unused(name, labels, report))}
    lines = [report.files[label] for labels in ours.values() for label in labels if label in report.files]
    return PublishedFigures(
        checked(found, OBSERVATIONS, where="the published files", vocabulary=USABLE) if len(found) else found,
        frozenset(ours.keys() - unused.keys()),
        tuple(indicators.values()),
        {label: name for labels in ours.values() for label, name in labels.items()},
        unused,
        (*report.faults, *(text for section in _TO_LOOK_AT for text in report.sections.pop(section, []))),
        (*(_note(line) for line in lines if line.used), *_told(report)),
        sources_of(gathered, report),
        sum(line.rows for line in lines),
    )


def _recognised(name: str, data: bytes) -> list[Recognised]:
    """The tables of a file that hold figures or tell of them; its bytes stand in a folder that goes with the process."""
    reading(name)
    # A name may hold folders; only how it ends says how it is opened.
    path = Path(tempfile.mkdtemp()) / Path(name).name
    path.write_bytes(data)
    try:
        with refused_by_name(name):
            found = [recognised_table(table) for table in open_tables(path, name)]
    except SourceError:
        # Whoever checks all that was given opens it too, and names its fault.
        return []
    return [each for each in found if each is not None and each.format.KIND in (*_FIGURES, *_ABOUT_FIGURES)]


def _with_counts(gathered: Gathered) -> Gathered:
    """The same with a frame of counts, of no rows where no file gives any."""
    if gathered.has("counts"):
        return gathered
    none = with_every_column(pd.DataFrame({"source": pd.Series(dtype=str)}))
    text = dict.fromkeys(("source_id", "area_type", "area_code", "area_name", "dimension", "group", "status"), str)
    times = dict.fromkeys(("period_start", "period_end"), "datetime64[ns]")
    return gathered.with_frame("counts", none.astype(text | times))


def _why_unused(file: str, labels: Mapping[str, str], report: BuildReport) -> str:
    """Why no row of a file was used; '' where one was."""
    lines = {label: report.files[label] for label in labels if label in report.files}
    if any(line.used for line in lines.values()):
        return ""
    left = sum((line.left_out for line in lines.values()), Counter[str]())
    refused = [told for told in report.refused if told.startswith(file)]
    reasons = [f"{rows:,} {reason}" for reason, rows in left.items()]
    return "; ".join([*refused, *reasons]) or "no row that can be used"


def _note(line: FileLine) -> str:
    period = f" ({line.period})" if line.period else ""
    left = "".join(f"; left out: {rows:,} {reason}" for reason, rows in line.left_out.items() if rows)
    return f"{line.label}: {line.taken_for}{period}, {line.rows:,} rows read, {line.used:,} used{left}."


def _told(report: BuildReport) -> list[str]:
    """What the checks told, the first few of each kind and how many more there are."""
    lines = []
    for section, texts in report.sections.items():
        lines += texts[:_TOLD]
        if len(texts) > _TOLD:
            lines.append(f"{section}: {len(texts) - _TOLD:,} more like these.")
    return lines
