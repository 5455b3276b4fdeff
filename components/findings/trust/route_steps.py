"""People sent on between services, community organisations and advocates: each group's way, step by step, against everyone's.

A group stands out at a step where fewer (or more) of those who got there take it than of everyone whose group is shown,
beyond what chance and the differences between neighbourhoods allow. All groups, steps and ways of the area are judged
together (Benjamini-Hochberg).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.against_everyone import against_everyone
from components.findings.areas_beneath import areas_inside
from components.findings.question import Question
from components.findings.recording_rows import newest_rows, of_area
from components.findings.trust.heard import area_counted, groups_counted
from components.measures.confidence import normal_multiplier
from components.measures.spread.areas_as_clusters import design_effect, over_areas, shared_correlation
from components.measures.spread.borrowed_effect import added_variance, borrowed_effect, information
from components.measures.spread.false_discovery import flagged
from components.measures.values.proportion import proportion
from data.contract.record_tables import ROUTE_STEPS, ROUTES
from data.contract.vocabulary import ALL, TOTAL, Dimension

TABLE = "two_way_referrals"
TAKEN = ROUTE_STEPS[1:]
_BEFORE = dict(zip(TAKEN, ROUTE_STEPS, strict=False))
_CONFIDENCE = 0.95
# Neighbourhoods that show less than half of a group's people say too little of the rest.
_LEAST_SHARE = 0.5
# With less than five neighbourhoods of one size say, limits run away: they would say nothing at all.
_LEAST_FREEDOM = 4.0
OWN, BORROWED, COUNTING = "own neighbourhoods", "other groups' neighbourhoods", "people counted"


@dataclass(frozen=True, eq=False)
class _Spread:
    """By group (groups,): what limits allow for, by how much that makes the variance larger, and its degrees of freedom;

    `together` (groups, groups): how far the groups' errors go with one another.
    """

    limits_from: np.ndarray
    effect: np.ndarray
    freedom: np.ndarray
    together: np.ndarray


@dataclass(frozen=True, eq=False)
class RouteSteps:
    """Each way of an area by one dimension.

    `frame`: a row a way and group, everyone (group ALL) first, with the counts of ROUTE_STEPS, `<step>_of_sent` and `<step>`
    `_of_before` in percent, `lower` and `upper` (of `closed_of_sent`), `status`. `judged`: a row a way, step and group:
    `size` (percentage points fewer than of everyone), `lower`, `upper`, `p_value`, `beyond` (bool) and `limits_from`
    (OWN, BORROWED or COUNTING: how far neighbourhoods differ is taken from the group's own, other groups', or none).
    """

    dimension: Dimension
    area: str
    frame: pd.DataFrame
    judged: pd.DataFrame


def route_steps(question: Question) -> RouteSteps | None:
    """The ways of the area in focus, or of the nearest one around it that is counted; None where there is no such table."""
    rows = newest_rows(question, TABLE)
    by = groups_counted(question, rows)
    if rows is None or not by:
        return None
    area, dimension = area_counted(question, rows), question.dataset.vocabulary[by]
    here = of_area(rows, area)
    here = here[here["dimension"].isin([by, TOTAL])]
    beneath = _beneath(question, rows, area, by)
    order = {ALL: -1} | {code: place for place, code in enumerate(dimension.groups)}
    here = here.assign(at=here["group"].map(order), way=here["route"].map(list(ROUTES).index))
    frame = _with_shares(here.sort_values(["way", "at"], ignore_index=True), dimension)
    parts = [
        judged_step(frame[(frame["route"] == route) & (frame["group"] != ALL)], beneath, route, step, dimension)
        for route in frame["route"].unique()
        for step in TAKEN
    ]
    judged = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    beyond = flagged(judged["p_value"].to_numpy(float)) if len(judged) else np.zeros(0, dtype=bool)
    return RouteSteps(dimension, area, frame, judged.assign(beyond=beyond))


def _with_shares(frame: pd.DataFrame, dimension: Dimension) -> pd.DataFrame:
    sent = frame[ROUTE_STEPS[0]].to_numpy(float)
    last = proportion(frame[ROUTE_STEPS[-1]].to_numpy(float), sent)
    shares = {f"{step}_of_sent": 100 * proportion(frame[step].to_numpy(float), sent).estimate for step in TAKEN}
    for step, before in _BEFORE.items():
        of_before = proportion(frame[step].to_numpy(float), frame[before].to_numpy(float))
        shares[f"{step}_of_before"] = 100 * of_before.estimate
    labels = ["Everyone" if group == ALL else dimension.label_of(group) for group in frame["group"]]
    return frame.assign(label=labels, **shares, lower=100 * last.lower, upper=100 * last.upper)


def _beneath(question: Question, rows: pd.DataFrame, area: str, by: str) -> pd.DataFrame:
    """The rows of the neighbourhoods inside the area by the dimension; none where the area is one itself."""
    inside = areas_inside(question.dataset, area, "neighbourhood").index
    return rows[(rows["level"] == "neighbourhood") & rows["area_code"].isin(inside) & (rows["dimension"] == by)]


def judged_step(here: pd.DataFrame, beneath: pd.DataFrame, route: str, step: str, dimension: Dimension) -> pd.DataFrame:
    """Each known group at one step of one way, against everyone whose group is shown: see `judged` of RouteSteps.

    `here` are the area's groups, `beneath` those of its neighbourhoods; both have counts of ROUTE_STEPS.
    """
    before = _BEFORE[step]
    shown = here[(here[before] > 0) & here[step].notna()]
    known = [code for code in dimension.known_groups if code in set(shown["group"])]
    columns = ["route", "step", "group", "size", "lower", "upper", "p_value", "limits_from"]
    if len(known) < 2:
        return pd.DataFrame(columns=columns)
    taken, people = shown[step].to_numpy(float), shown[before].to_numpy(float)
    codes = list(shown["group"])
    spread = _spread(beneath[beneath["route"] == route], (step, before), codes, people, taken)
    groups = pd.DataFrame(
        {
            "group": codes,
            "value": 100 * taken / people,
            "denominator": people,
            "se": 100 * _counting_error(taken, people) * np.sqrt(spread.effect),
            "freedom": spread.freedom,
            "together": [dict(zip(codes, row, strict=True)) for row in spread.together],
        }
    )
    against = against_everyone(groups, known, higher_is_better=True).reset_index(names="group")
    limits_from = dict(zip(codes, spread.limits_from, strict=True))
    return against.assign(route=route, step=step, limits_from=against["group"].map(limits_from))[columns]


def _spread(
    cells: pd.DataFrame, counts: tuple[str, str], codes: list[str], people: np.ndarray, taken: np.ndarray
) -> _Spread:
    """What neighbourhoods say of each group; where they show too little of one, what they add is borrowed from the others."""
    counting = _counting_error(taken, people)
    told = information(taken, people, share=True)
    lacking = np.full(len(codes), COUNTING), np.ones(len(codes)), np.full(len(codes), np.inf), np.eye(len(codes))
    if cells.empty:
        return _Spread(*lacking)
    x, n = (
        cells.pivot(index="area_code", columns="group", values=name).reindex(columns=codes).to_numpy(float)
        for name in counts
    )
    n = np.where(np.isnan(x), np.nan, n)
    # Rounded parts can add up to a little more than their rounded whole.
    whole = np.maximum(people, np.nansum(n, axis=0))
    found = over_areas(x, n, whole=whole)
    own = (np.nansum(n, axis=0) / whole >= _LEAST_SHARE) & (found.freedom >= _LEAST_FREEDOM)
    if not own.any():
        return _Spread(*lacking)
    effect = np.where(own, design_effect(found, counting), 1.0)
    added = float(np.median(added_variance(effect, told)[own]))
    lent = borrowed_effect(added, told)
    freedom = np.where(own, found.freedom, float(np.median(found.freedom[own])))
    effect = np.where(own, effect, lent)
    # Where people alone say less than neighbourhoods do, they decide, and are many.
    freedom = np.where(effect > 1, freedom, np.inf)
    return _Spread(np.where(own, OWN, BORROWED), effect, freedom, shared_correlation(found, effect))


def _counting_error(taken: np.ndarray, people: np.ndarray) -> np.ndarray:
    """How sure a share is by the people counted alone; never nought, as it would be where all or none take a step."""
    found = proportion(taken, people, confidence=_CONFIDENCE)
    return np.asarray((found.upper - found.lower) / 2 / normal_multiplier(_CONFIDENCE))
