"""The map of sites: which small areas have the chosen service within reach, where every site is, and where one would help."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.access.one_more_site import best_places
from components.findings.access.sites import (
    DEFAULT,
    KINDS,
    PRACTICE,
    TRAVEL,
    AccessChoice,
    kind_shown,
    sites,
    small_areas,
    targets,
    within_reach,
)
from components.findings.area_map import KeyEntry
from components.findings.question import Question
from components.style.colours import ACCENT, INK, MISSING, PAPER, SIMILAR, VALUE_CLASSES

_WITHIN, _FURTHER = VALUE_CLASSES[2], SIMILAR

Mark = tuple[str, float, float, str]


@dataclass(frozen=True)
class SiteMap:
    """Colours in the order of the small areas' shapes; marks as (name, longitude, latitude, letters); the key."""

    colours: tuple[str, ...]
    dots: tuple[Mark, ...]
    letters: tuple[Mark, ...]
    best: tuple[Mark, ...]
    key: tuple[KeyEntry, ...]


def site_map_of(question: Question, choice: AccessChoice = DEFAULT) -> SiteMap | None:
    """What the map shows; None where no site is listed or no small area has a shape."""
    kind = kind_shown(question.dataset, choice)
    areas = small_areas(question)
    if not kind or areas.empty:
        return None
    listed = sites(question.dataset)
    near = within_reach(question, areas, targets(listed, kind), choice.travel).any(axis=1)
    reached = pd.Series(np.where(near, _WITHIN, _FURTHER), index=areas.index)
    codes = question.dataset.geometry("lsoa").index
    practices, others = listed[listed["kind"] == PRACTICE], listed[listed["kind"].isin(KINDS.keys() - {PRACTICE})]
    # One more practice is not what is proposed: on the map of practices the mark would be taken for that.
    best = listed.iloc[:0] if kind == PRACTICE else best_places(question, choice)
    key = [
        KeyEntry(_WITHIN, f"within {TRAVEL[choice.travel][0]}"),
        KeyEntry(_FURTHER, "further away"),
        KeyEntry(INK, "general practice"),
    ]
    there = [f"{letter} {heading}" for code, (heading, _, letter) in KINDS.items() if code in set(others["kind"])]
    if there:
        key.append(KeyEntry(PAPER, " · ".join(there)))
    if len(best):
        key.append(KeyEntry(ACCENT, "+1 the best place for one more" if len(best) == 1 else "+1, +2 … the best places"))
    return SiteMap(
        tuple(reached.reindex(codes).fillna(MISSING)),
        _marks(practices, [""] * len(practices)),
        _letters(others),
        _marks(best, [f"+{place + 1}" for place in range(len(best))]),
        tuple(key),
    )


def _letters(others: pd.DataFrame) -> tuple[Mark, ...]:
    """One mark a building, with the letters of all that it holds."""
    order = {kind: place for place, kind in enumerate(KINDS)}
    others = others.assign(letter=others["kind"].map({code: found[2] for code, found in KINDS.items()}))
    others = others.assign(order=others["kind"].map(order)).sort_values(["building", "order", "site_code"])
    held = others.groupby("building").agg(
        site_name=("site_name", " · ".join),
        longitude=("longitude", "first"),
        latitude=("latitude", "first"),
        letter=("letter", lambda found: "".join(dict.fromkeys(found))),
    )
    return _marks(held, list(held["letter"]))


def _marks(found: pd.DataFrame, letters: list[str]) -> tuple[Mark, ...]:
    places = zip(found["site_name"], found["longitude"], found["latitude"], letters, strict=True)
    return tuple((name, round(float(x), 5), round(float(y), 5), letter) for name, x, y, letter in places)
