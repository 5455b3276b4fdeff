"""What the map of a drawing shows: the team drawn into in one strong colour, the others told apart, the rest hatched."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.area_map import KeyEntry
from components.findings.question import Question
from components.style.colours import ACCENT, MISSING, TEAMS
from data.neighbourhoods.drawing import Drawing
from data.neighbourhoods.footprints import Links


@dataclass(frozen=True)
class DrawnMap:
    """Colours and hatching in the order of the small areas' shapes; a number to write at a point inside each team."""

    colours: tuple[str, ...]
    hatched: tuple[bool, ...]
    labels: tuple[tuple[str, float, float], ...]
    key: tuple[KeyEntry, ...]


def small_area_points(question: Question) -> pd.DataFrame:
    """A point inside each small area: x, y in degrees, by code, in the order of the shapes."""
    points = question.dataset.geometry("lsoa").geometry.representative_point()
    return pd.DataFrame({"x": points.x, "y": points.y})


def drawn_map(drawing: Drawing, active: str, links: Links, points: pd.DataFrame) -> DrawnMap:
    """The map of a drawing, with the team drawn into picked out."""
    team = pd.Series(drawing.team_of).reindex(points.index).fillna("")
    tint = _tints(team, links, list(drawing.teams)) | {active: ACCENT, "": MISSING}
    key = []
    if active in drawing.teams:
        key.append(KeyEntry(ACCENT, f"drawing into {drawing.teams[active]}"))
        key.append(KeyEntry(TEAMS[0], "others, numbered as in the table"))
    if drawing.unassigned:
        key.append(KeyEntry(MISSING, "in none yet", hatched=True))
    of, at = team.to_numpy(object), points[["x", "y"]].to_numpy(float)
    labels = [
        (str(place + 1), *_middle(at[of == code])) for place, code in enumerate(drawing.teams) if (of == code).any()
    ]
    return DrawnMap(tuple(team.map(tint)), tuple(team == ""), tuple(labels), tuple(key))


def _tints(team: pd.Series, links: Links, teams: list[str]) -> dict[str, str]:
    """A tint for each team, differing from every team it touches while there are tints enough."""
    touch = links.touch.tocoo()
    of = team.reindex(links.codes).to_numpy()
    beside: dict[str, set[str]] = {code: set() for code in teams}
    for one, other in set(zip(of[touch.row], of[touch.col], strict=True)):
        if one != other and one and other:
            beside[one].add(other)
    tint: dict[str, str] = {}
    for place, code in enumerate(teams):
        taken = {tint.get(other) for other in beside[code]}
        free = [each for each in TEAMS if each not in taken]
        tint[code] = free[0] if free else TEAMS[place % len(TEAMS)]
    return tint


def _middle(points: np.ndarray) -> tuple[float, float]:
    """The point (of points, x and y) nearest to the middle of them all, so that it lies inside one of the areas."""
    x, y = points[np.argmin(((points - points.mean(axis=0)) ** 2).sum(axis=1))].tolist()
    return round(x, 4), round(y, 4)
