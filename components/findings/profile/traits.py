"""Who lives in each neighbourhood: the traits by which neighbourhoods are called like one another, as shares."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.age_adjusted import STRUCTURE
from components.findings.kept import kept_with_dataset
from components.measures.spread.likeness import likeness_distance, nearest
from data.contract.age_tables import AGE_COLUMNS
from data.contract.vocabulary import DIMENSIONS, TOTAL
from data.dataset.dataset import Dataset
from data.files.coordinates import BRITISH_NATIONAL_GRID

LIKE, FEWEST_PLACES = 5, 10
_DEPRIVED = "share_most_deprived_fifth"
_METRES_PER_KM = 1_000


@dataclass(frozen=True, eq=False)
class Trait:
    """One trait: its name, and a column of shares (%) or of people per square kilometre for each of its parts.

    `shares` is indexed by area code, of every neighbourhood and of the whole area.
    """

    name: str
    shares: pd.DataFrame
    is_share: bool = True


@dataclass(frozen=True, eq=False)
class LikePlaces:
    """Which neighbourhoods are like which: `distance` (areas × areas) by code; `nearest` gives the codes of the like."""

    traits: tuple[str, ...]
    distance: pd.DataFrame
    nearest: dict[str, tuple[str, ...]]


@kept_with_dataset
def traits(dataset: Dataset) -> tuple[Trait, ...]:
    """The traits that this dataset has of its neighbourhoods, in the order in which they are told."""
    areas = pd.concat([dataset.areas("neighbourhood"), dataset.areas("icb")])
    found = (_deprivation(areas), _ages(dataset, areas.index), _ethnic_groups(areas), _crowding(dataset))
    return tuple(each for each in found if each is not None)


@kept_with_dataset
def like_places(dataset: Dataset) -> LikePlaces | None:
    """The neighbourhoods like each; None where there are too few, or nothing is known of who lives in them."""
    codes, known = list(dataset.areas("neighbourhood").index), traits(dataset)
    if len(codes) < FEWEST_PLACES or not known:
        return None
    # How crowded a place is differs by times, not by so many people more.
    told = [each.shares if each.is_share else np.log(each.shares) for each in known]
    distance = likeness_distance([each.reindex(codes).to_numpy(float) for each in told])
    places = nearest(distance, LIKE)
    return LikePlaces(
        traits=tuple(each.name for each in known),
        distance=pd.DataFrame(distance, codes, codes),
        nearest={
            code: tuple(codes[place] for place in row if place >= 0) for code, row in zip(codes, places, strict=True)
        },
    )


def _deprivation(areas: pd.DataFrame) -> Trait | None:
    if _DEPRIVED not in areas or areas[_DEPRIVED].isna().all():
        return None
    return Trait("Deprivation", pd.DataFrame({"In the most deprived fifth of England": 100 * areas[_DEPRIVED]}))


def _ages(dataset: Dataset, codes: pd.Index) -> Trait | None:
    """Everyone by age: of residents or of people registered; else of the indicator that counts most people."""
    table = dataset.optional(STRUCTURE)
    if table is None:
        return None
    rows = table[
        (table["dimension"] == TOTAL) & table["level"].isin(["neighbourhood", "icb"]) & table["people"].notna()
    ]
    if rows.empty:
        return None
    # An indicator of adults tells nothing of how many children there are.
    every_age = rows.groupby("people_of")[list(AGE_COLUMNS)].sum().gt(0).all(axis=1)
    whole = rows[rows["people_of"].map(every_age)].groupby("people_of")["people"].sum()
    if whole.empty:
        return None
    most = next((each for each in ("resident", "registered") if each in whole.index), whole.idxmax())
    here = rows[rows["people_of"] == most].set_index("area_code")
    labels = {column: DIMENSIONS["age"].label_of(code) for column, code in AGE_COLUMNS.items()}
    shares = 100 * here[list(AGE_COLUMNS)].div(here["people"], axis=0)
    return Trait("Age", shares.rename(columns=labels).reindex(codes))


def _ethnic_groups(areas: pd.DataFrame) -> Trait | None:
    names = {
        f"resident_{code}": DIMENSIONS["ethnic_group"].label_of(code)
        for code in DIMENSIONS["ethnic_group"].known_groups
    }
    if not set(names) <= set(areas.columns):
        return None
    people = areas[list(names)]
    shares = 100 * people.div(people.sum(axis=1, min_count=len(names)), axis=0)
    return None if shares.isna().all(axis=None) else Trait("Ethnic group", shares.rename(columns=names))


def _crowding(dataset: Dataset) -> Trait | None:
    """People for each square kilometre: how built-up a place is."""
    parts = []
    for level in ("neighbourhood", "icb"):
        shapes, people = dataset.geometry(level), dataset.areas(level)["population"]
        if shapes.empty:
            return None
        size = shapes.geometry.to_crs(BRITISH_NATIONAL_GRID).area / _METRES_PER_KM**2
        parts.append(people / size.reindex(people.index))
    return Trait("Crowding", pd.DataFrame({"People per square kilometre": pd.concat(parts)}), is_share=False)
