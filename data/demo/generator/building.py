"""The whole demo dataset: made from the seed, protected, and written."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.contract.indicator import Indicator
from data.contract.manifest import Manifest, Source
from data.contract.vocabulary import ETHNIC_GROUP_18
from data.dataset.folder_contents import OBSERVATIONS_FILE
from data.dataset.writing import CODED, write_dataset
from data.demo.generator import names
from data.demo.generator.absences import with_absences
from data.demo.generator.ages import age_structure_table
from data.demo.generator.areas_table import areas_table
from data.demo.generator.averaging import averaged
from data.demo.generator.cascade import cascade_table
from data.demo.generator.catalogue import CATALOGUE
from data.demo.generator.cells import Periods
from data.demo.generator.community_log import community_log_table
from data.demo.generator.country import country_area, national_people
from data.demo.generator.geography import make_geography
from data.demo.generator.indicator_targets import local_targets_table
from data.demo.generator.mortality import mortality
from data.demo.generator.need_indicators import COMMUNITY_NURSING
from data.demo.generator.observing import CODES, QUARTERS, observed
from data.demo.generator.people import People, registered_people
from data.demo.generator.pilot_delivery import capture_table, costs_table, spend_table
from data.demo.generator.pilot_expectations import expectations_table, truths
from data.demo.generator.pilot_receivers import receivers_table
from data.demo.generator.pilot_surveys import survey_table
from data.demo.generator.pilot_uptake import uptake_table
from data.demo.generator.pilots import pilots_table
from data.demo.generator.plus_groups import OWN_DIMENSIONS
from data.demo.generator.practices import make_practices, practice_areas
from data.demo.generator.publishing import DISCLOSURE, of_plus_groups, plus_groups_beside, published
from data.demo.generator.recording import agreement_table, recording_table, referrals_table, registers_table
from data.demo.generator.residents import BROAD_GROUPS, WITHIN_BROAD
from data.demo.generator.services import services_table
from data.demo.generator.staffing import staffing
from data.demo.generator.taking_part import participation_table
from data.demo.generator.team_surveys import team_survey_table
from data.demo.generator.teams import teams_table
from data.demo.generator.two_way_referrals import two_way_referrals_table
from data.disclosure.table_protection import protected_tables

MANIFEST = Manifest(
    title="Merrow and Sallow ICB (synthetic)",
    area_code=names.ICB_CODE,
    area_name=names.ICB_NAME,
    released=date(2026, 11, 19),
    synthetic=True,
    geography_vintage="invented for this demonstration",
    imd_version="synthetic",
    neighbourhood_basis="Neighbourhoods of 30,000 to 50,000 people, each grown from whole small areas that touch.",
    disclosure=DISCLOSURE,
    sources=(
        Source(
            name="Synthetic data",
            publisher="Made by this project from a fixed seed",
            period="July 2022 to September 2026",
            licence="Apache-2.0",
            rule="Hidden and rounded by the rule of this dataset, as a publisher would.",
        ),
    ),
    notes=(
        "Every place, person and figure here is invented; nothing describes a real area.",
        "Neighbourhoods, places and the whole area are given by quarter; small areas and practices by financial year.",
        "Rates are always for a year: a quarter's people count as a quarter of a person-year each.",
    ),
    dimensions=OWN_DIMENSIONS,
)


def _observations(county: People, country: People) -> pd.DataFrame:
    """True counts of every indicator, in the county and in England."""
    made = {"mean": averaged, "standardised_rate": mortality}
    found = [
        made.get(indicator.value_type, observed)(indicator, behaviour, people)
        for indicator, behaviour in CATALOGUE
        for people in (county, country)
    ]
    return with_absences(pd.concat([*found, staffing(county)], ignore_index=True))


def _records_and_trust(observations: pd.DataFrame, areas: gpd.GeoDataFrame) -> dict[str, pd.DataFrame]:
    """What records hold, who takes part and what teams say: true counts."""
    codes = dict.fromkeys(("indicator_id", "level", "area_code", "dimension", "group", "dimension_2"), str)
    counted = observations[observations["indicator_id"] == "ethnicity_recorded"].astype(codes)
    places = areas[areas["level"] == "neighbourhood"].set_index("area_code")["parent_code"]
    whole = areas[areas["level"] == "icb"].iloc[0]
    by_broad = {group: float(whole[f"resident_{group}"]) for group in BROAD_GROUPS}
    shares = [share for group in BROAD_GROUPS for share in WITHIN_BROAD[group]]
    residents = {
        group: by_broad[broad] * share
        for (group, (_, broad)), share in zip(ETHNIC_GROUP_18.items(), shares, strict=True)
    }
    return {
        "recording": recording_table(counted, places),
        "agreement": agreement_table(residents, counted["period_end"].max()),
        "registers": registers_table(counted, places),
        "referrals": referrals_table(counted, places),
        "two_way_referrals": two_way_referrals_table(observations, areas),
        "participation": participation_table(counted, areas),
        "community_log": community_log_table(),
        "teams": teams_table(),
        "team_survey": team_survey_table(),
    }


def _pilots(county: People) -> dict[str, pd.DataFrame]:
    """What is declared and recorded of the pilots: true counts, but without what they truly do."""
    return {
        "pilots": pilots_table(),
        "pilot_expectations": expectations_table(),
        "pilot_uptake": uptake_table(county),
        "pilot_survey": survey_table(),
        "pilot_capture": capture_table(county),
        "pilot_spend": spend_table(),
        "pilot_receivers": receivers_table(),
        "pilot_costs": costs_table(),
    }


def _ages(county: People) -> pd.DataFrame:
    """How old the groups are in the newest quarter."""
    return age_structure_table(CATALOGUE, county, CODES, Periods(QUARTERS.starts[-1:], QUARTERS.ends[-1:]))


@dataclass(frozen=True)
class Drawn:
    """Everything the demo is made of, with true counts: nothing hidden yet.

    `truths` is what each pilot truly does (see
    `data.demo.generator.pilot_expectations.truths`). It is never written anywhere.
    """

    areas: gpd.GeoDataFrame
    observations: pd.DataFrame
    indicators: tuple[Indicator, ...]
    optional: dict[str, pd.DataFrame]
    truths: pd.DataFrame


def draw() -> Drawn:
    """Make the fictional county and all its counts; the same on every run."""
    geography = make_geography()
    practices = make_practices(geography)
    county, country = registered_people(geography, practices), national_people()
    areas = areas_table(geography, practice_areas(geography, practices), country_area())
    observations = _observations(county, country)
    return Drawn(
        areas=areas,
        observations=observations,
        indicators=(*(indicator for indicator, _ in CATALOGUE), COMMUNITY_NURSING),
        optional={"services": services_table(geography, practices), "targets": local_targets_table()}
        | _pilots(county)
        | _records_and_trust(observations, areas)
        | {"cascade": cascade_table(observations, areas), "age_structure": _ages(county)},
        truths=truths(county, {indicator.id: indicator for indicator, _ in CATALOGUE}),
    )


def optional_published(drawn: Drawn, observations: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The optional tables under the rule, beside the observations as published: ValueError where one cannot be."""
    found = protected_tables(drawn.optional, drawn.areas, DISCLOSURE, observations)
    if found.refused:
        raise ValueError("; ".join(found.refused.values()))
    return found.tables


def _with_plus_groups(kept: pd.DataFrame, drawn: Drawn) -> pd.DataFrame:
    """The observations of a folder with their PLUS groups published anew: the same as when all is."""
    kept = kept.astype(dict.fromkeys(CODED, str))
    kept = kept[~of_plus_groups(kept)]
    areas = pd.DataFrame(drawn.areas[["area_code", "level", "parent_code"]])
    rows = drawn.observations[of_plus_groups(drawn.observations)]
    known = {each.id: each for each in drawn.indicators}
    parts = [
        plus_groups_beside(of_one, kept[kept["indicator_id"] == str(name)], areas, known[str(name)])
        for name, of_one in rows.groupby("indicator_id", sort=False, observed=True)
    ]
    return pd.concat([kept, *(each[list(kept.columns)] for each in parts)], ignore_index=True)


def build(folder: Path, *, keep_observations: bool = False, plus_groups: bool = False) -> None:
    """Make the demo dataset and write it to a folder.

    Or all of it but the observations, which stay as they are there (`keep_observations`), those by PLUS groups apart where
    they are asked for (`plus_groups`).
    """
    drawn = draw()
    if plus_groups:
        observations = _with_plus_groups(pd.read_parquet(folder / OBSERVATIONS_FILE), drawn)
    elif keep_observations:
        observations = pd.read_parquet(folder / OBSERVATIONS_FILE)
    else:
        observations = published(drawn.observations, drawn.areas, drawn.indicators)
    optional = optional_published(drawn, observations)
    write_dataset(folder, MANIFEST, drawn.indicators, drawn.areas, observations, optional)
