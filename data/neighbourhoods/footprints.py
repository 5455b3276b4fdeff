"""What each drawn team holds: people, pieces and deprivation."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from data.dataset.dataset import Dataset
from data.neighbourhoods.drawing import Drawing

SMALLEST, LARGEST = 30_000, 50_000
_GRID_DEGREES = 1e-6


@dataclass(frozen=True)
class Links:
    """Which small areas share a stretch of border: `touch` (n, n) is symmetric, in the order of `codes`."""

    codes: pd.Index
    touch: csr_array

    def beside(self, place: int) -> np.ndarray:
        """Places in `codes` of the areas that share a border with the one at a place."""
        return np.asarray(self.touch.indices[self.touch.indptr[place] : self.touch.indptr[place + 1]])

    def pieces(self, team_of: Mapping[str, str]) -> dict[str, list[list[str]]]:
        """By team, its areas parted into pieces that hang together along borders, the piece with most areas first."""
        touch, teams = self.touch.tocoo(), np.array([team_of[each] for each in self.codes], dtype=object)
        inside = teams[touch.row] == teams[touch.col]
        ends = touch.row[inside], touch.col[inside]
        _, labels = connected_components(csr_array((touch.data[inside], ends), shape=touch.shape), directed=False)
        piece_of = dict(zip(self.codes, labels.tolist(), strict=True))
        pieces: dict[str, dict[int, list[str]]] = {}
        for area, team in team_of.items():
            pieces.setdefault(team, {}).setdefault(piece_of[area], []).append(area)
        return {team: sorted(found.values(), key=len, reverse=True) for team, found in pieces.items()}


def links_between(dataset: Dataset) -> Links:
    """The links between a dataset's small areas; corners that merely meet do not link."""
    shapes = dataset.geometry("lsoa").geometry
    # Neighbours' coordinates of one corner may differ in their last digits; a grid of ten centimetres makes them equal.
    polygons = shapely.set_precision(shapes.to_numpy(), _GRID_DEGREES)
    left, right = shapely.STRtree(polygons).query(polygons, predicate="intersects")
    once = left < right
    left, right = left[once], right[once]
    border = shapely.length(shapely.intersection(polygons[left], polygons[right])) > 0
    ends = np.concatenate([left[border], right[border]]), np.concatenate([right[border], left[border]])
    return Links(shapes.index, csr_array((np.ones(len(ends[0])), ends), shape=(len(polygons),) * 2))


def footprints(dataset: Dataset, drawing: Drawing, links: Links) -> pd.DataFrame:
    """One row a team, indexed by its code, in the drawing's order.

    Columns: name, areas (how many), population (NaN where not known of every area), pieces, apart (codes of the areas
    outside the largest piece), deprived_share (of residents, in the most deprived national fifth; 0–1).
    """
    small = dataset.areas("lsoa").assign(team=pd.Series(drawing.team_of))
    people = small["population"]
    share = small.get("share_most_deprived_fifth", pd.Series(np.nan, index=small.index))
    known = people.where(share.notna())
    sums = (
        pd.DataFrame({"deprived": share * people, "known": known}).groupby(small["team"]).sum().reindex(drawing.teams)
    )
    pieces = links.pieces(drawing.team_of)
    parts = {team: pieces.get(team, []) for team in drawing.teams}
    return pd.DataFrame(
        {
            "name": pd.Series(drawing.teams, dtype=object),
            "areas": small["team"].value_counts().reindex(drawing.teams).fillna(0).astype(int),
            "population": people.groupby(small["team"]).sum(min_count=1).reindex(drawing.teams).fillna(0.0),
            "pieces": pd.Series({team: len(found) for team, found in parts.items()}, dtype=int),
            "apart": pd.Series(
                {team: tuple(a for p in found[1:] for a in p) for team, found in parts.items()}, dtype=object
            ),
            "deprived_share": sums["deprived"] / sums["known"].where(sums["known"] > 0),
        },
        index=pd.Index(drawing.teams, name="team"),
    )


def rest_by_border(drawing: Drawing, links: Links, population: pd.Series) -> Drawing:
    """The drawing with the unassigned areas given to teams they touch, one by one, to the team with fewest people first.

    Of the areas a team touches it takes the one with most of the team around it. Areas that touch no team, even through
    others, stay unassigned.
    """
    team_of = dict(drawing.team_of)
    beside = {area: [links.codes[each] for each in links.beside(place)] for place, area in enumerate(links.codes)}
    people = population.groupby(pd.Series(team_of)).sum().reindex(drawing.teams, fill_value=0.0).to_dict()
    waiting: dict[str, dict[str, int]] = {team: {} for team in drawing.teams}

    def reach(area: str, team: str) -> None:
        for each in beside[area]:
            if not team_of[each]:
                waiting[team][each] = waiting[team].get(each, 0) + 1

    for area, team in drawing.team_of.items():
        if team:
            reach(area, team)
    while offers := [team for team, areas in waiting.items() if areas]:
        team = min(offers, key=people.__getitem__)
        area = min(waiting[team], key=lambda each: (-waiting[team][each], each))
        team_of[area] = team
        people[team] += population[area]
        for areas in waiting.values():
            areas.pop(area, None)
        reach(area, team)
    return Drawing(drawing.teams, team_of)
