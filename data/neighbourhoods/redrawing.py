"""A dataset with its neighbourhoods drawn again."""

from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from data.contract.manifest import Manifest
from data.dataset.dataset import Dataset
from data.dataset.lacking import renewed
from data.dataset.writing import write_dataset
from data.neighbourhoods.areas import place_of_small_areas, redrawn_areas
from data.neighbourhoods.drawing import Drawing, existing_drawing
from data.neighbourhoods.observations import Redrawn, redrawn_observations
from data.neighbourhoods.tables_by_place import carried_over

_NOT_DRAWN = "Not given for drawn neighbourhoods, "


class UnfinishedDrawingError(ValueError):
    """The drawing cannot be used yet; the message says what is still to do."""


@dataclass(frozen=True)
class Redrawing:
    """What a redrawn dataset's neighbourhoods have figures of: ids as in `Redrawn`, and how many teams did not change."""

    summed: tuple[str, ...]
    by_year: tuple[str, ...]
    left_out: dict[str, str]
    unchanged: int


def redraw(dataset: Dataset, drawing: Drawing, out: Path) -> Redrawing:
    """Write to `out` the dataset with the drawing's teams as its neighbourhoods.

    Teams are dissolved from small areas, so that they nest and leave no gap. Figures are added up from small areas where
    that is exact; nothing is estimated, and no count is shown that was hidden. UnfinishedDrawingError says what is still
    to do; nothing is then written.
    """
    _drawn(drawing, set(dataset.outside.index))
    drawing = replace(drawing, teams={code: name for code, name in drawing.teams.items() if drawing.areas_of(code)})
    areas = dataset.geography()
    observations = dataset.every_observation()
    coded = observations.select_dtypes("category").columns
    observations = observations.astype(dict.fromkeys(coded, object))
    small = dataset.areas("lsoa")
    unchanged = _unchanged(existing_drawing(dataset), drawing)
    found = redrawn_observations(
        observations,
        dataset.indicators,
        team_of=pd.Series(drawing.team_of),
        place_of=place_of_small_areas(areas),
        whole_area=dataset.area_code,
        fifth_of=small["imd_quintile"],
        unchanged=unchanged,
    )
    table = redrawn_areas(areas, drawing, dataset.area_code)
    manifest = _manifest(dataset, found, len(drawing.teams), len(unchanged))
    write_dataset(
        out, manifest, dataset.indicators.values(), table, found.observations, carried_over(dataset, table, unchanged)
    )
    return Redrawing(found.summed, found.by_year, found.left_out, len(unchanged))


def _drawn(drawing: Drawing, outside: set[str]) -> None:
    """Every small area is in a team, but for those that were in no neighbourhood before: they may stay outside."""
    if not any(drawing.team_of.values()):
        raise UnfinishedDrawingError("No small area is in a team yet.")
    left = set(drawing.unassigned) - outside
    if left:
        raise UnfinishedDrawingError(f"Small areas in no team yet: {len(left):,}.")


def _unchanged(before: Drawing, after: Drawing) -> dict[str, str]:
    """Old neighbourhoods' codes with the code of the team that has exactly their small areas."""
    teams = {frozenset(after.areas_of(team)): team for team in after.teams}
    old = {code: frozenset(before.areas_of(code)) for code in before.teams}
    return {code: teams[areas] for code, areas in old.items() if areas and areas in teams}


def _manifest(dataset: Dataset, found: Redrawn, n_teams: int, n_unchanged: int) -> Manifest:
    """The dataset's own description, with what was drawn, added up and left out."""
    old, names = dataset.manifest, {code: each.short_name for code, each in dataset.indicators.items()}
    notes = [
        f"Neighbourhoods were drawn from small areas in this session: {n_teams:,}, of which {n_unchanged:,} as before."
    ]
    if n_unchanged < n_teams:
        notes.append("Pilots and other records kept of a neighbourhood that changed are left out.")
    if found.summed:
        notes.append(
            "Drawn neighbourhoods' figures are their small areas' added up, for everyone and by deprivation fifth; where "
            "one small area is hidden, so is the sum. People whose small area is not known are in none."
        )
    if found.by_year:
        listed = ", ".join(names[each] for each in found.by_year)
        notes.append(
            "Small areas are published for other periods than the whole area. So that like is set beside like, the whole "
            f"area's and places' figures by deprivation are here added up from small areas too, for their periods: {listed}."
        )
    reasons: dict[str, list[str]] = {}
    for code, why in found.left_out.items():
        reasons.setdefault(why, []).append(names[code])
    kept = f" The {n_unchanged:,} that were not changed keep what was published." if n_unchanged else ""
    lacks = [f"{_NOT_DRAWN}because {why}: {', '.join(of)}.{kept}" for why, of in reasons.items()]
    # What was said of neighbourhoods is said anew of these, and what was said of an earlier drawing no longer holds.
    before = tuple(each for each in old.lacks if not each.startswith(_NOT_DRAWN))
    return replace(
        old,
        title=f"{old.title}, neighbourhoods drawn in this session",
        neighbourhood_basis="Neighbourhoods drawn from small areas in this session.",
        notes=(*old.notes, *notes),
        lacks=(*renewed(before, dataset.indicators.values(), found.observations), *lacks),
    )
