"""Sites of services and the small areas people reach them from: what every finding about distance starts from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
import pandas as pd

from components.findings.kept import kept_with_dataset
from components.findings.question import Question
from components.measures.access.catchment import (
    DETOUR,
    RIDE_METRES_A_MINUTE,
    STOP_MINUTES,
    public_transport_minutes,
    straight_metres,
    walking_minutes,
)
from components.measures.access.co_location import buildings, kinds_by_building
from data.contract.vocabulary import DIMENSIONS, UNKNOWN
from data.dataset.dataset import Dataset

PRACTICE, CO_LOCATED = "gp", "co_located"
# Code: heading, how one is called, and the letter that marks it on a map.
KINDS = {
    "gp": ("General practice", "a general practice", ""),
    "mental_health": ("Mental health", "a mental health service", "M"),
    "legal_advice": ("Legal advice", "legal advice", "L"),
    "welfare_advice": ("Welfare advice", "welfare and money advice", "W"),
    "social_care": ("Social care", "social care", "S"),
    "community": ("Community (VCSE)", "a community or voluntary service", "C"),
}
# What the evidence brief asks to have beside general practice.
COMPLEMENTARY = ("mental_health", "legal_advice", "welfare_advice", "social_care")
_SAME = {
    "general practice": "gp", "gp practice": "gp", "practice": "gp", "legal": "legal_advice", "welfare": "welfare_advice",
    "mental health": "mental_health", "legal advice": "legal_advice", "welfare advice": "welfare_advice",
    "social care": "social_care", "vcse": "community", "voluntary": "community",
}  # fmt: skip
CO_LOCATED_WORDS = "a practice with mental health, legal, welfare or social care under one roof"
# Code: how it is said, mode, minutes.
TRAVEL = {
    "walk-10": ("a 10-minute walk", "walk", 10),
    "walk-15": ("a 15-minute walk", "walk", 15),
    "walk-20": ("a 20-minute walk", "walk", 20),
    "walk-30": ("a 30-minute walk", "walk", 30),
    "public_transport-20": ("20 minutes by public transport", "public_transport", 20),
    "public_transport-30": ("30 minutes by public transport", "public_transport", 30),
    "public_transport-45": ("45 minutes by public transport", "public_transport", 45),
}
GROUPS_OFFERED = ("deprivation_quintile", "ethnic_group")
WEIGHED = {"everyone": "everyone", "deprived": "people in the most deprived fifth"}
MOST_MORE = 5


@dataclass(frozen=True)
class AccessChoice:
    """What a reader of the Access page has chosen beside the selection, in codes."""

    groups: str = ""
    kind: str = ""
    travel: str = "walk-20"
    more: int = 1
    weigh: str = "everyone"


DEFAULT = AccessChoice()
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Asked(Generic[Answer]):
    """A finding that needs the page's choices, in the form that answers are kept by: equal for equal choices."""

    make: Callable[[Question, AccessChoice], Answer]
    choice: AccessChoice

    def __call__(self, question: Question) -> Answer:
        return self.make(question, self.choice)


def groups_of(question: Question, choice: AccessChoice) -> str:
    """The dimension groups are shown by: the page's own choice, else the selection's where residents have it."""
    for wanted in (choice.groups, question.selection.by):
        if wanted in GROUPS_OFFERED:
            return wanted
    return GROUPS_OFFERED[0]


@kept_with_dataset
def sites(dataset: Dataset) -> pd.DataFrame:
    """Every site with a place, its kind by this project's code where it has one, and the number of its building.

    Kept with the dataset: never change it.
    """
    found = dataset.optional("services")
    if found is None:
        return pd.DataFrame(
            columns=["site_code", "site_name", "kind", "latitude", "longitude", "area_code", "building"]
        )
    found = found.dropna(subset=["latitude", "longitude"]).reset_index(drop=True)
    plain = found["kind"].astype(str).str.strip()
    kind = plain.str.lower().map(_SAME).fillna(plain)
    return found.assign(kind=kind, building=buildings(found["latitude"], found["longitude"]))


def kinds_offered(dataset: Dataset) -> list[str]:
    """The kinds there are to be reached, `CO_LOCATED` first where practices and others are listed."""
    there = set(sites(dataset)["kind"])
    co_located = [CO_LOCATED] if PRACTICE in there and there & set(COMPLEMENTARY) else []
    return [*co_located, *(code for code in KINDS if code in there)]


def kind_shown(dataset: Dataset, choice: AccessChoice) -> str:
    """The kind chosen where the dataset has it, else the first it offers; '' where it lists no site."""
    offered = kinds_offered(dataset)
    return choice.kind if choice.kind in offered else next(iter(offered), "")


def kind_words(kind: str) -> str:
    """One site of a kind in a sentence."""
    return CO_LOCATED_WORDS if kind == CO_LOCATED else KINDS[kind][1]


def targets(listed: pd.DataFrame, kind: str) -> pd.DataFrame:
    """One row for each building that holds a kind: code and name of its practice where it has one, and its place."""
    if kind == CO_LOCATED:
        codes = [PRACTICE, *COMPLEMENTARY]
        known = listed[listed["kind"].isin(codes)]
        held = kinds_by_building(known["building"], known["kind"].map(codes.index), len(codes)) > 0
        wanted = np.flatnonzero(held[:, 0] & held[:, 1:].any(axis=1))
    else:
        wanted = listed.loc[listed["kind"] == kind, "building"].unique()
    return one_a_building(listed[listed["building"].isin(wanted)])


def one_a_building(listed: pd.DataFrame) -> pd.DataFrame:
    """The sites, one a building: its practice where it has one, else the first listed."""
    first = listed.assign(other=listed["kind"] != PRACTICE).sort_values(["building", "other", "site_code"])
    return first.drop_duplicates("building").drop(columns="other").reset_index(drop=True)


def small_areas(question: Question) -> pd.DataFrame:
    """Small areas in the area in focus that have a shape and a population, with a point inside each, by code.

    Kept with the dataset, whatever else is asked of the area: never change it.
    """
    return _small_areas_in(question.dataset, question.selection.area)


@kept_with_dataset
def _small_areas_in(dataset: Dataset, area: str) -> pd.DataFrame:
    shapes = dataset.geometry("lsoa")
    areas = shapes[shapes["population"].notna() & (shapes["population"] > 0)] if "population" in shapes else shapes[:0]
    if area != dataset.area_code:
        within = dataset.areas("neighbourhood")["parent_code"]
        parents = areas["parent_code"]
        areas = areas[(parents == area) | (parents.map(within) == area)]
    points = areas.geometry.representative_point()
    return pd.DataFrame(areas.drop(columns="geometry")).assign(latitude=points.y, longitude=points.x)


def people_by_group(areas: pd.DataFrame, dimension: str) -> pd.DataFrame:
    """Residents of every small area (rows) by group (columns); no columns where the dataset does not say."""
    if dimension == "ethnic_group":
        names = {f"resident_{group}": group for group in DIMENSIONS[dimension].known_groups}
        here = [name for name in names if name in areas and areas[name].notna().any()]
        return areas[here].rename(columns=names).fillna(0.0)
    if areas.empty or areas["imd_quintile"].isna().all():
        return pd.DataFrame(index=areas.index)
    fifth = areas["imd_quintile"].map({float(group): group for group in "12345"}).fillna(UNKNOWN)
    groups = [group for group in DIMENSIONS[dimension].groups if (fifth == group).any()]
    return pd.DataFrame({group: areas["population"].where(fifth == group, 0.0) for group in groups})


def minutes_to(question: Question, areas: pd.DataFrame, to: pd.DataFrame, travel: str, detour: float) -> np.ndarray:
    """Minutes from every small area to every site, (areas, sites): from the dataset's table where it has the mode."""
    mode = TRAVEL[travel][1]
    table = travel_times(question.dataset, mode)
    if table is not None:
        wide = table.pivot(index="area_code", columns="site_code", values="minutes")
        return np.asarray(wide.reindex(index=areas.index, columns=to["site_code"]).fillna(np.inf))
    metres = straight_metres(areas["latitude"], areas["longitude"], to["latitude"], to["longitude"])
    return (walking_minutes if mode == "walk" else public_transport_minutes)(metres, detour=detour)


@kept_with_dataset
def travel_times(dataset: Dataset, mode: str) -> pd.DataFrame | None:
    """The loaded travel times of a mode; None where there are none. Shared: never change them."""
    table = dataset.optional("travel_times")
    found = table[table["mode"] == mode] if table is not None else pd.DataFrame()
    return None if found.empty else found


def within_reach(
    question: Question, areas: pd.DataFrame, to: pd.DataFrame, travel: str, detour: float = DETOUR
) -> np.ndarray:
    """Whether each site is within the chosen travel of each small area: bool (areas, sites)."""
    return minutes_to(question, areas, to, travel, detour) <= TRAVEL[travel][2]


def travel_basis(dataset: Dataset, travel: str) -> str:
    """How travel was worked out, in words."""
    mode = TRAVEL[travel][1]
    if travel_times(dataset, mode) is not None:
        return "Travel times are those of the table loaded with the dataset, from the middle of each small area."
    way = f"the straight line times {DETOUR} for the bends of streets"
    if mode == "walk":
        return f"Assumed, not timed: {way}, at 80 m a minute (3 miles an hour), from the middle of each small area."
    return (
        f"Assumed, not timed: {STOP_MINUTES:.0f} minutes to walk and wait, then {way}, at "
        f"{RIDE_METRES_A_MINUTE * 60 / 1000:.0f} km an hour. No timetable is loaded."
    )
