"""Worked examples of the measures behind Access, on made-up numbers small enough to follow."""

import numpy as np

from components.findings.finding import Finding
from components.findings.methods.worked_example import counts_of, example, said
from components.findings.question import Question
from components.measures.access.cascade import step_parts, step_shares
from components.measures.access.catchment import walking_minutes
from components.measures.access.co_location import buildings, kinds_by_building
from components.measures.access.maximal_cover import maximal_cover
from components.style.numbers import COUNT, PERCENT, Unit, number, with_unit

_WHY = "it needs a cascade or a list of sites, which are read on the Access page"
_POINTS = Unit("", "percentage points", 1)
_MINUTES = Unit(" minutes", "minutes", 1)


def cascade_example(question: Question) -> Finding:
    """Two groups of 1,000 and three steps."""
    group, reference = np.array([1000.0, 700.0, 560.0, 420.0]), np.array([1000.0, 900.0, 765.0, 612.0])
    one, other = step_shares(group), step_shares(reference)
    parts = step_parts(one, other)
    columns = {
        "Step": ["Contacted", "Booked", "Seen"],
        "Part of the gap (percentage points)": [said(100 * each, _POINTS) for each in parts],
        "Group: still there": counts_of(group[1:]),
        "Reference: still there": counts_of(reference[1:]),
        "Group: share taking the step": [said(100 * each, PERCENT) for each in one],
        "Reference: share taking the step": [said(100 * each, PERCENT) for each in other],
    }
    total = said(100 * (one.prod() - other.prod()), _POINTS)
    sentence = f"The parts add up to {total} percentage points, the gap at the end."
    return example(question, "cascade", sentence, columns, results=[("Sum", total)], made_up=_WHY)


def reach_example(question: Question) -> Finding:
    """Three small areas and the nearest site of each."""
    metres, people = np.array([400.0, 1100.0, 2600.0]), np.array([1500.0, 1600.0, 1900.0])
    minutes = walking_minutes(metres)
    share = with_unit(100 * people[minutes <= 20].sum() / people.sum(), PERCENT)
    columns = {
        "Small area": ["A", "B", "C"],
        "On foot (minutes)": [said(each, _MINUTES) for each in minutes],
        "Straight line (m)": counts_of(metres),
        "Residents": counts_of(people),
    }
    limit = number(20)
    results = [("Chosen limit (minutes)", limit), ("Within reach", share)]
    return example(
        question, "reach", f"{share} of residents live within {limit} minutes.", columns, results=results, made_up=_WHY
    )


def maximal_cover_example(question: Question) -> Finding:
    """Three practices, of which the one that reaches most alone is not in the best pair."""
    reach = np.zeros((6, 3), dtype=bool)
    reach[[0, 1, 3, 4], 0] = reach[[0, 1, 2], 1] = reach[[3, 4, 5], 2] = True
    people = np.full(6, 1500.0)
    pair = maximal_cover(reach, people, 2)
    names = ("P", "Q", "R")
    best = " and ".join(names[each] for each in sorted(pair.sites))
    columns = {
        "Practice": list(names),
        "Residents it reaches alone": counts_of(people @ reach),
        "Small areas it reaches": ["1, 2, 4, 5", "1, 2, 3", "4, 5, 6"],
    }
    told = number(pair.gain, COUNT.decimals)
    sentence = f"The best pair is {best}: together {told} residents, although P alone reaches most."
    return example(question, "maximal_cover", sentence, columns, results=[("Best pair", told)], made_up=_WHY)


def co_location_example(question: Question) -> Finding:
    """One neighbourhood with four sites, of which three share a building."""
    kinds = ("General practice", "Mental health", "Welfare advice", "Legal advice")
    north = 51.5 + np.array([0.0, 0.0, 10.0, 900.0]) / 111_195
    held = kinds_by_building(buildings(north, np.full(4, -0.1)), range(4), 4) > 0
    score = number(int((held[:, 1:] & held[:, :1]).any(axis=0).sum()))
    columns = {
        "Site": list(kinds),
        "Metres from the practice": counts_of(np.array([0.0, 0.0, 10.0, 900.0])),
    }
    sentence = f"The score is {score}: two kinds are in the practice's building, one is down the road."
    return example(question, "co_location", sentence, columns, results=[("Score", score)], made_up=_WHY)
