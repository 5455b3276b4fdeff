"""Read every recognised file of a folder into one frame for each kind of content."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.files.errors import SourceError
from data.files.opening import files_in
from data.files.tables import Reading, SourceTable
from data.files.unsuited import unsuited
from data.sources.one_extract import one_extract
from data.sources.optional_tables import OPTIONAL_SECTION, is_optional, nearly_optional
from data.sources.readers import READERS, Format, Recognised, recognised
from data.sources.report import BuildReport, FileLine
from data.sources.years_alone import COUNTS_BY_YEAR, dated_by_year

# What a reader of the kind 'counts' gives: source_id is a line of data/contract/series.toml; area_type is country, icb,
# sub_icb, place, neighbourhood or practice; status is ok, missing or suppressed. A table of which nothing is used may come
# back without them.
_COUNTS = (
    "source_id", "area_type", "area_code", "area_name", "period_start", "period_end", "dimension", "group", "numerator",
    "denominator", "status",
)  # fmt: skip
# And these, in percent for a proportion, where they are published:
_WHERE_PUBLISHED = ("value", "lower", "upper")


# Columns of any kind of content that hold codes of areas and practices.
_CODES = (
    "area_code",
    "practice_code",
    "lsoa",
    "pcn_code",
    "sub_icb_ods",
    "icb_ods",
    "icb_code",
    "place_code",
    "successor",
)


class Gathered:
    """What a folder holds: one frame a kind, each row with its file's label in `source`; and optional tables, unread."""

    def __init__(
        self,
        frames: Mapping[str, pd.DataFrame],
        readers: Mapping[str, Format],
        optional: list[SourceTable] | None = None,
        refused: Sequence[str] = (),
    ):
        self._frames = dict(frames)
        self.readers = readers
        self.optional = optional or []
        self._refused = refused

    def with_optional(self, optional: list[SourceTable]) -> "Gathered":
        """The same with these optional tables in place of its own."""
        return Gathered(self._frames, self.readers, optional, self._refused)

    def with_frame(self, kind: str, frame: pd.DataFrame) -> "Gathered":
        """The same with this frame of a kind."""
        return Gathered({**self._frames, kind: frame}, self.readers, self.optional, self._refused)

    def has(self, kind: str) -> bool:
        """Whether any file of this kind was found, and not all that it held was left out."""
        return kind in self._frames and (len(self._frames[kind]) > 0 or not self._refused)

    def frame(self, kind: str) -> pd.DataFrame:
        """Every row of a kind; SourceError when no file of that kind was found, saying what is missing."""
        if not self.has(kind):
            able = [reader for reader in READERS if kind == reader.KIND]
            left = f"left out: {self._refused[0]}" if self._refused else None
            raise SourceError(
                f"the folder holds no {' or '.join(sorted(reader.NAME for reader in able))} that can be read",
                found=left,
                expected="a file that holds it, under any name",
                mend=f"download it into the folder from {' or '.join(sorted({reader.PUBLISHER for reader in able}))}",
            )
        return self._frames[kind]


def gather(
    folder: Path, report: BuildReport, *, first: str = "", fits: Callable[[pd.DataFrame], object] | None = None
) -> Gathered:
    """Open, recognise and read every file under a folder, telling the report what each was taken for.

    Of what is recognised the tables of the kind `first` are read before all others, and `fits` is given their rows: what it
    raises ends the reading there.
    """
    known: list[Recognised] = []
    optional: list[SourceTable] = []
    for path in files_in(folder):
        _look_at(path, path.relative_to(folder).as_posix(), known, optional, report)
    report.progress(f"recognised {len(known) + len(optional)} tables; {len(report.unrecognised)} files not recognised")
    known = [replace(each, load=cache(each.load)) if first == each.format.KIND else each for each in known]
    rows = _rows_of_kind(first, known)
    if fits is not None and rows:
        fits(_together(first, rows))
    return gathered_of(known, optional, report)


def _rows_of_kind(kind: str, known: list[Recognised]) -> list[pd.DataFrame]:
    """The rows of every table of a kind that can be read."""
    rows = []
    for each in known:
        if kind == each.format.KIND:
            try:
                rows.append(_codes_in_capitals(each.read().frame).assign(source=each.table.label))
            except SourceError:  # It is told, as of any file, when it is read with all others.
                continue
    return rows


def gathered_of(known: list[Recognised], optional: list[SourceTable], report: BuildReport) -> Gathered:
    """Read every recognised table, telling the report what each was taken for; one that cannot be read is left out."""
    frames: dict[str, list[pd.DataFrame]] = {}
    readers: dict[str, Format] = {}
    while known:
        # Each goes once it is read, and with it what was kept of it: not every workbook is held at a time.
        each = known.pop(0)
        try:
            reading = each.read()
        except SourceError as error:
            report.refuse(str(error))
            continue
        report.progress(f"reading {each.table.label} … {reading.rows:,} rows")
        _keep(each, reading, frames, readers, report)
    together = {kind: _together(kind, found) for kind, found in frames.items()}
    if COUNTS_BY_YEAR in together:
        dated = dated_by_year(together.pop(COUNTS_BY_YEAR), together.get("indicator_metadata"), report)
        together["counts"] = _together("counts", [*frames.get("counts", []), dated])
    if "registrations" in together:
        together["registrations"] = one_extract(together["registrations"], report)
    return Gathered(together, readers, optional, (*report.refused, *report.faults))


def _look_at(path: Path, name: str, known: list[Recognised], optional: list[SourceTable], report: BuildReport) -> None:
    """Put the tables of a file with those that a reader knows or that are optional; a file that cannot be opened is told."""
    try:
        here, strangers = recognised(path, name)
    except SourceError as error:
        report.refuse(str(error))
        return
    known += here
    optional += [table for table in strangers if is_optional(table)]
    for words in map(nearly_optional, (table for table in strangers if not is_optional(table))):
        if words:
            report.line(OPTIONAL_SECTION, words)
    if not here and not any(is_optional(table) for table in strangers):
        report.unrecognised.append(name)
        refusals = [str(refusal) for refusal in map(unsuited, strangers) if refusal is not None]
        report.unsuited |= {name: refusals[0]} if refusals else {}


def _keep(
    each: Recognised,
    reading: Reading,
    frames: dict[str, list[pd.DataFrame]],
    readers: dict[str, Format],
    report: BuildReport,
) -> None:
    """Put what a table gave with the others of its kind, and tell the report of it."""
    table, reader = each.table, each.format
    for kind, frame in {reader.KIND: reading.frame, **reading.also}.items():
        # A second content of the same table has a line of its own, so that no row is counted twice.
        label = table.label if kind == reader.KIND else f"{table.label} (its {kind})"
        rows = reading.rows if kind == reader.KIND else len(frame)
        report.files[label] = FileLine(label, reader.NAME, reading.period, rows)
        readers[label] = reader
        frames.setdefault(kind, []).append(_codes_in_capitals(frame).assign(source=label))
    report.files[table.label].notes.extend(reading.notes)
    report.files[table.label].left_out.update(reading.dropped)
    report.faults.extend(reading.faults)


def _codes_in_capitals(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its codes as publishers write them: some programs make headings and cells small alike."""
    small = {}
    for name in _CODES:
        if name in frame and (codes := frame[name].dropna().astype(str)).ne(codes.str.upper()).any():
            small[name] = frame[name].str.upper()
    return frame.assign(**small)


def _together(kind: str, frames: list[pd.DataFrame]) -> pd.DataFrame:
    together = pd.concat(frames, ignore_index=True)
    if kind == "counts":
        return with_every_column(together)
    if isinstance(frames[0], gpd.GeoDataFrame):
        return gpd.GeoDataFrame(together, geometry="geometry", crs=frames[0].crs)
    return together


def with_every_column(counts: pd.DataFrame) -> pd.DataFrame:
    """Rows of the kind 'counts' with every column of it; blank those that no table gave."""
    absent = [name for name in (*_COUNTS, *_WHERE_PUBLISHED) if name not in counts]
    return counts.assign(**dict.fromkeys(absent, float("nan")))
