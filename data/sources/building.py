"""Build a dataset from a folder of published files."""

from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.contract.indicator import by_domain
from data.contract.manifest import Disclosure
from data.dataset.writing import write_dataset
from data.sources.ages import age_structure
from data.sources.area import Area, choose_area, fault_in_area, newest_with
from data.sources.deprivation import deprivation_of_small_areas
from data.sources.describing import manifest_of
from data.sources.geography import areas_table, place_of_neighbourhoods, published_areas
from data.sources.merged_boards import fault_in_membership
from data.sources.neighbourhood_file import neighbourhoods_from_file
from data.sources.neighbourhoods import PCN, network_footprints, practices_placed
from data.sources.notes import BY_NETWORK
from data.sources.observations import observations_of, tell_indicators, with_attributes
from data.sources.optional_tables import optional_tables, under_the_rule, with_optional
from data.sources.practices import practices_of, with_deprivation
from data.sources.read_folder import Gathered, gather
from data.sources.registrations import patients_by_small_area, small_area_changes
from data.sources.report import BuildReport
from data.sources.small_areas import small_areas


def build(
    folder: Path,
    wanted: str,
    neighbourhoods: str,
    out: Path,
    *,
    rule: Disclosure,
    tell: Callable[[str], None] | None = None,
) -> BuildReport:
    """Read a folder of published files and write the dataset of one area; an earlier dataset stays if this fails.

    `wanted` is the area's ODS or ONS code; `neighbourhoods` is 'pcn' or the path of a lookup of small areas or of
    boundaries. `rule` is the disclosure rule of whoever builds it; the team's own tables are published under it. `tell` is
    given a line of text as each long step begins.
    """
    fault_in_area(wanted)
    report = BuildReport(tell)
    gathered = gather(folder, report)
    area = _area(gathered, wanted, report)
    small, practices, imd_version, basis = _people(gathered, area, neighbourhoods, report)
    areas = areas_table(gathered, area, small, practices, report)
    report.progress("adding up practices")
    outlines = published_areas(gathered, small)
    observations, definitions = observations_of(gathered, practices, area, outlines, report)
    tell_indicators(observations, report)
    used = list(by_domain(definitions.values()).values())
    optional = optional_tables(gathered.optional, areas, [each.id for each in used], report)
    ages = age_structure(gathered, areas, practices, area, report)
    if ages is not None:
        # A table that the team gives itself stands.
        optional = {"age_structure": ages} | optional
    optional = under_the_rule(optional, areas, rule, observations, report)
    manifest = manifest_of(area, gathered, used, observations, report, rule=rule, imd_version=imd_version, basis=basis)
    manifest = with_optional(manifest, report)
    report.progress(f"writing {len(observations):,} observations of {len(used)} indicators")
    write_dataset(out, manifest, used, areas, observations, optional)
    (out / "build_report.md").write_text(report.text(f"How the dataset of {area.name} was built"), encoding="utf-8")
    return report


def _area(gathered: Gathered, wanted: str, report: BuildReport) -> Area:
    lookup = newest_with(gathered.frame("lsoa_to_icb"), wanted, report)
    area = choose_area(lookup, wanted)
    report.used(report.keep(lookup, lookup["icb_code"] == area.code, "of another area"))
    report.progress(f"{area.name}: {len(area.small_areas):,} small areas")
    return area


def _people(
    gathered: Gathered, area: Area, neighbourhoods: str, report: BuildReport
) -> tuple[gpd.GeoDataFrame, pd.DataFrame, str, str]:
    """Small areas with their neighbourhood, practices with their deprivation, the index's year, neighbourhoods' basis."""
    changes = small_area_changes(gathered, area, report)
    deprivation, imd_version = deprivation_of_small_areas(gathered, changes, report)
    small = small_areas(gathered, area, deprivation, report)
    practices = with_attributes(practices_of(gathered, area, report), gathered.frame("counts"), report)
    patients = patients_by_small_area(gathered, changes, practices.index, area, report)
    fault_in_membership(gathered, practices, patients, area)
    practices = with_deprivation(practices, patients, deprivation, report)
    by_network = neighbourhoods == PCN
    if by_network:
        footprints, basis = network_footprints(patients, practices, small, report), BY_NETWORK
    else:
        footprints, basis = neighbourhoods_from_file(Path(neighbourhoods), small, changes, report)
    small = small.join(footprints)
    places = place_of_neighbourhoods(small)
    practices = practices_placed(practices, patients, small, places, by_network=by_network)
    return small, practices, imd_version, basis
