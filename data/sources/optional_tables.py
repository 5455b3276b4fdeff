"""The optional tables that a folder holds beside its published files, checked and made part of the dataset."""

from collections.abc import Collection
from dataclasses import replace
from typing import TypeGuard

import geopandas as gpd
import pandas as pd

from data.contract.count_tables import COUNT_TABLES
from data.contract.manifest import Disclosure, Manifest
from data.contract.pilot_tables import PILOT_TABLES
from data.disclosure.table_protection import protected_tables
from data.files.named_refusal import refused_by_name
from data.files.tables import Shapes, SourceTable
from data.optional.add_to_dataset import OptionalTables, in_few_lines, joined
from data.optional.checks import Known
from data.optional.columns import nearly_table_of, table_of
from data.optional.reading import OptionalReading, read_optional
from data.sources.practice_sites import practice_sites
from data.sources.report import BuildReport, FileLine

OPTIONAL_SECTION = "Optional tables"
_FAULTY = "with a fault, told above"
_REFUSED = "of a table that cannot be published under the disclosure rule, told above"
_TAKEN_FOR = "the optional table"
_MOST_TOLD = 20
_COUNTING = {*COUNT_TABLES, *PILOT_TABLES}


def is_optional(table: SourceTable | Shapes) -> TypeGuard[SourceTable]:
    """Whether a table's headings are exactly those of an optional table."""
    return isinstance(table, SourceTable) and table_of(table.header) != ""


def read_optional_of(table: SourceTable) -> OptionalReading:
    """What stands in an optional table; SourceError, naming it, whatever goes wrong."""
    with refused_by_name(table.file, table.sheet):
        return read_optional(table, table_of(table.header))


def nearly_optional(table: SourceTable | Shapes) -> str:
    """What keeps a table from being an optional one, in words; '' when it comes near none."""
    if not isinstance(table, SourceTable):
        return ""
    name, lacks, more = nearly_table_of(table.header)
    if not name:
        return ""
    parts = ([f"it lacks {', '.join(lacks)}"] if lacks else []) + ([f"it has also {', '.join(more)}"] if more else [])
    if not parts:
        parts = ["a heading stands in it twice"]
    return (
        f"{table.label}: not taken for the table '{name}': {'; '.join(parts)}. To mend it: write exactly the headings of "
        f"python -m data template --table {name} OUT.xlsx"
    )


def counts_people(table: SourceTable) -> bool:
    """Whether an optional table counts people, or is of pilots: such tables are shown by one system of neighbourhoods only.

    By two systems that overlap the same people would be shown twice, and what one neighbourhood has beyond the other is a
    count that neither table hides.
    """
    return table_of(table.header) in _COUNTING


def optional_tables(
    tables: list[SourceTable], areas: gpd.GeoDataFrame, indicators: Collection[str], report: BuildReport
) -> dict[str, pd.DataFrame]:
    """Every optional table of the dataset: those given, and practices as sites; what is left out is told by its place."""
    sites = practice_sites(areas)
    known = Known(
        areas={level: set(rows["area_code"]) for level, rows in areas.groupby("level")},
        indicators=set(indicators),
        sites=set() if sites is None else set(sites["site_code"]),
    )
    readings = [read_optional_of(table) for table in tables]
    found = joined(readings, known)
    for reading in readings:
        line = FileLine(reading.label, f"{_TAKEN_FOR} '{reading.table}'", rows=reading.rows)
        line.used = found.used[reading.label]
        again = found.repeated.get(reading.label, 0)
        line.left_out.update({"the same row again": again, _FAULTY: reading.rows - line.used - again})
        report.files[reading.label] = line
    _tell(found, report)
    return found.tables | _with_practices(found, sites)


def under_the_rule(
    tables: dict[str, pd.DataFrame],
    areas: pd.DataFrame,
    rule: Disclosure,
    observations: pd.DataFrame,
    report: BuildReport,
) -> dict[str, pd.DataFrame]:
    """The tables as they may be published: small counts hidden and the rest rounded; a table where that fails is left out.

    How many counts were hidden is told, and why a table is left out.
    """
    found = protected_tables(tables, areas, rule, observations)
    for table, hidden in found.hidden.items():
        rows = int((found.tables[table]["status"] == "suppressed").sum())
        counts = "1 count was" if hidden == 1 else f"{hidden:,} counts were"
        hidden_now = f"{rows:,} of its {len(found.tables[table]):,} rows are hidden now"
        report.line(OPTIONAL_SECTION, f"{table}: {counts} hidden by the disclosure rule; {hidden_now}")
    for table, why in found.refused.items():
        report.line(
            OPTIONAL_SECTION, f"{table}: left out, because it cannot be published under the disclosure rule: {why}"
        )
        for line in report.files.values():
            if line.taken_for == f"{_TAKEN_FOR} '{table}'":
                line.left_out[_REFUSED] += line.used
                line.used = 0
    return found.tables


def _with_practices(found: OptionalTables, sites: pd.DataFrame | None) -> dict[str, pd.DataFrame]:
    """Sites of services: those given, and the practices whose place is published; a site that is given stands."""
    if sites is None:
        return {}
    given = found.tables.get("services")
    if given is None:
        return {"services": sites}
    others = sites[~sites["site_code"].isin(given["site_code"])]
    return {"services": pd.concat([given, others], ignore_index=True)}


def _tell(found: OptionalTables, report: BuildReport) -> None:
    for table, frame in found.tables.items():
        report.line(OPTIONAL_SECTION, f"{table}: {len(frame):,} rows")
    for table, faults in found.faults.items():
        report.line(OPTIONAL_SECTION, f"{table}: {found.faulty[table]:,} rows left out for a fault")
        lines = in_few_lines(faults)
        for line in lines[:_MOST_TOLD]:
            report.line(OPTIONAL_SECTION, line)
        if len(lines) > _MOST_TOLD:
            more = f"{len(lines) - _MOST_TOLD:,} more kinds of fault; python -m data check tells every one"
            report.line(OPTIONAL_SECTION, f"{table}: {more}")


def with_optional(manifest: Manifest, report: BuildReport) -> Manifest:
    """The manifest with a note of the tables that were given, and of what of them was left out."""
    given = [line for line in report.files.values() if line.taken_for.startswith(_TAKEN_FOR)]
    if not given:
        return manifest
    names = ", ".join(dict.fromkeys(line.taken_for.removeprefix(f"{_TAKEN_FOR} ").strip("'") for line in given))
    lost = {line.label: n for line in given if (n := line.left_out[_FAULTY] + line.left_out[_REFUSED])}
    lacks = tuple(
        f"{label}: {rows:,} of its rows were left out; the build's report says why." for label, rows in lost.items()
    )
    note = (
        "Given by the team beside the published files, checked against the contract and put under the disclosure rule: "
        f"{names}."
    )
    return replace(manifest, notes=(*manifest.notes, note), lacks=(*manifest.lacks, *lacks))
