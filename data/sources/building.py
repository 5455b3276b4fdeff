"""Build a dataset from a folder of published files."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.contract.indicator import Indicator, by_domain
from data.contract.manifest import Disclosure, Manifest, system_code
from data.dataset.writing import write_dataset
from data.sources.ages import age_structure
from data.sources.appointments import tell_coverage
from data.sources.area import Area, choose_area, fault_in_area, newest_with
from data.sources.deprivation import deprivation_of_small_areas
from data.sources.describing import manifest_of
from data.sources.geography import areas_table, place_of_neighbourhoods
from data.sources.ground import ground_of_folder
from data.sources.merged_boards import fault_in_membership
from data.sources.neighbourhoods import practices_placed
from data.sources.observations import observations_of, tell_indicators, with_attributes
from data.sources.optional_tables import OPTIONAL_SECTION, counts_people, optional_tables, under_the_rule, with_optional
from data.sources.outside import outside_words, tell_outside
from data.sources.practices import practices_of, with_deprivation
from data.sources.read_folder import Gathered, gather
from data.sources.registrations import patients_by_small_area, small_area_changes
from data.sources.report import BuildReport
from data.sources.small_areas import small_areas
from data.sources.system import System, fault_in_names, footprints_of, system_of
from data.sources.units import Units

_SECTION = "Neighbourhoods"
_LOOKUP = "lsoa_to_icb"
_ONE_SYSTEM = (
    "The team's own counts of people are shown by the first system of neighbourhoods only: by two that overlap, what one "
    "neighbourhood has beyond the other could be a small count."
)


@dataclass(frozen=True, eq=False)
class _People:
    """What is the same whatever the neighbourhoods: small areas, practices, who is registered where."""

    units: Units
    small: gpd.GeoDataFrame
    practices: pd.DataFrame
    patients: pd.DataFrame
    imd_version: str
    changes: pd.DataFrame


@dataclass(frozen=True, eq=False)
class _Made:
    """The dataset of one system, not yet written."""

    manifest: Manifest
    indicators: list[Indicator]
    areas: gpd.GeoDataFrame
    observations: pd.DataFrame
    optional: dict[str, pd.DataFrame]

    def write(self, out: Path, beside: dict[str, Path] | None = None) -> None:
        write_dataset(out, self.manifest, self.indicators, self.areas, self.observations, self.optional, beside=beside)


def build(
    folder: Path,
    wanted: str,
    neighbourhoods: str | System,
    out: Path,
    *,
    rule: Disclosure,
    tell: Callable[[str], None] | None = None,
    also: Sequence[System] = (),
) -> BuildReport:
    """Read a folder of published files and write the dataset of one area; an earlier dataset stays if this fails.

    `wanted` is the area's ODS or ONS code; `neighbourhoods` is 'pcn', the path of a lookup or of boundaries, or a system of
    neighbourhoods, and `also` are more systems, between which readers switch. `rule` is the disclosure rule of whoever builds
    it; the team's own tables are published under it, and with counts of people only by the first system: two systems that
    overlap would show the same people twice, and the difference is a small count. `tell` is given a line as each step begins.
    """
    fault_in_area(wanted)
    report = BuildReport(tell)
    # A board that no lookup has is refused before hundreds of megabytes are read for it.
    gathered = gather(folder, report, first=_LOOKUP, fits=partial(choose_area, wanted=wanted))
    area = _area(gathered, wanted, report)
    first = neighbourhoods if isinstance(neighbourhoods, System) else system_of([neighbourhoods])
    fault_in_names([first, *also])
    people = _people(gathered, area, report)
    made = _made(gathered, area, people, first, report, rule)
    with tempfile.TemporaryDirectory(prefix="systems-") as apart:
        beside = {}
        for number, system in enumerate(also, 1):
            # Numbered, so that they are offered in the order in which they were given.
            folder_name = f"{number}-{system_code(system.name)}"
            beside[folder_name] = Path(apart) / folder_name
            _write_further(gathered, area, people, system, report, rule, beside[folder_name])
        if also:
            made = replace(made, manifest=replace(made.manifest, system=first.name))
        people.units.account_for(report)
        made.write(out, beside)
    (out / "build_report.md").write_text(report.text(f"How the dataset of {area.name} was built"), encoding="utf-8")
    return report


def _write_further(
    gathered: Gathered, area: Area, people: _People, system: System, report: BuildReport, rule: Disclosure, out: Path
) -> None:
    """Write the dataset of a further system; the report is told of what depends on its neighbourhoods only."""
    apart = report.apart()
    apart.progress(f"further neighbourhoods: {system.name}")
    uncounted = [table for table in gathered.optional if not counts_people(table)]
    made = _made(gathered.with_optional(uncounted), area, people, system, apart, rule)
    lacks = made.manifest.lacks + ((_ONE_SYSTEM,) if len(uncounted) < len(gathered.optional) else ())
    replace(made, manifest=replace(made.manifest, system=system.name, lacks=lacks)).write(out)
    for section in (_SECTION, OPTIONAL_SECTION):
        for line in apart.sections.get(section, []):
            report.line(f"{section}: {system.name}", line)


def _made(
    gathered: Gathered, area: Area, people: _People, system: System, report: BuildReport, rule: Disclosure
) -> _Made:
    small, practices, basis = _placed(people, system, report)
    areas = areas_table(gathered, area, small, practices, report)
    report.progress("adding up practices")
    ground = ground_of_folder(gathered, area, small, practices, people.changes)
    observations, definitions = observations_of(gathered, ground, report)
    tell_coverage(gathered, area, report)
    tell_indicators(observations, report)
    used = list(by_domain(definitions.values()).values())
    optional = optional_tables(gathered.optional, areas, [each.id for each in used], report)
    ages = age_structure(gathered, areas, practices, area, report)
    if ages is not None:
        # A table that the team gives itself stands.
        optional = {"age_structure": ages} | optional
    optional = under_the_rule(optional, areas, rule, observations, report)
    imd = people.imd_version
    manifest = manifest_of(
        area, gathered, used, observations, report, rule=rule, imd_version=imd, basis=basis, optional=optional
    )
    report.progress(f"writing {len(observations):,} observations of {len(used)} indicators")
    return _Made(with_optional(manifest, report), used, areas, observations, optional)


def _area(gathered: Gathered, wanted: str, report: BuildReport) -> Area:
    lookup = newest_with(gathered.frame(_LOOKUP), wanted, report)
    area = choose_area(lookup, wanted)
    report.used(report.keep(lookup, lookup["icb_code"] == area.code, "of another area"))
    report.progress(f"{area.name}: {len(area.small_areas):,} small areas")
    return area


def _people(gathered: Gathered, area: Area, report: BuildReport) -> _People:
    """Small areas with their residents, practices with their deprivation, and patients of each by the other."""
    changes = small_area_changes(gathered, area, report)
    deprivation, imd_version = deprivation_of_small_areas(gathered, changes, report)
    small = small_areas(gathered, area, deprivation, report)
    practices = with_attributes(practices_of(gathered, area, report), gathered.frame("counts"), report)
    patients = patients_by_small_area(gathered, changes, practices.index, area, report)
    fault_in_membership(gathered, practices, patients, area, report)
    practices = with_deprivation(practices, patients, deprivation, report)
    units = Units(small, changes, gathered=gathered, practices=practices, patients=patients)
    return _People(units, small, practices, patients, imd_version, changes)


def _placed(people: _People, system: System, report: BuildReport) -> tuple[gpd.GeoDataFrame, pd.DataFrame, str]:
    """Small areas and practices with their neighbourhood, and in words how these were drawn and whom they leave out."""
    footprints, basis = footprints_of(system, people.units, people.patients, report)
    small = people.small.join(footprints.areas)
    tell_outside(small, report)
    places = place_of_neighbourhoods(small)
    practices = practices_placed(people.practices, people.patients, small, places, footprints.of_practice)
    return small, practices, " ".join([basis, *outside_words(small)])
