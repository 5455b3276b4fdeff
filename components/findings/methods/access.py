"""Methods: access and sites, with their worked examples, made up where a table would be needed."""

import numpy as np

from components.findings.finding import Finding
from components.findings.methods.entry import Method, formula
from components.findings.methods.worked_example import counts_of, example, said
from components.findings.question import Question
from components.measures.access.cascade import step_parts, step_shares
from components.measures.access.catchment import walking_minutes
from components.measures.access.co_location import buildings, kinds_by_building
from components.measures.access.maximal_cover import maximal_cover
from components.style.numbers import COUNT, PERCENT, Unit, number, with_unit

_FAMILY = "Access and sites"
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


ACCESS = (
    Method(
        "cascade",
        _FAMILY,
        "Parts of a cascade",
        "How much of a gap at the end of the way into care arises at each step. The share who reach the end is the product "
        "of the shares who take each step; each step's part is what exchanging its share between the two groups adds, on "
        "average over every order of exchanging the steps. The parts add up to the gap exactly.",
        formula(
            r"F_g=\prod_k s_{gk},\qquad F_a-F_b=\sum_k \varphi_k",
            r"\varphi_k=(s_{ak}-s_{bk})\sum_{S\not\ni k}\frac{|S|!\,(n-|S|-1)!}{n!}",
            r"\qquad\times\prod_{j\in S}s_{aj}\prod_{j\notin S\cup\{k\}}s_{bj}",
        ),
        "To see at which step to act first. Intervals are from 2,000 draws of every share (Jeffreys).",
        "Not as a cause: a step may be hard because of what came before it. Not where the people counted first are not those "
        "who should reach the end.",
        "Shorrocks 2013 (Shapley value); Das Gupta 1993 (products of rates).",
        worked=cascade_example,
    ),
    Method(
        "reach",
        _FAMILY,
        "Within reach, and uncovered need",
        "The share of residents whose small area has a site within the chosen minutes of its middle; uncovered need is the "
        "residents who have none. Without a table of travel times the way is the straight line times 1.3, walked at 80 m a "
        "minute; public transport takes 12 minutes and then 250 m a minute, or a walk where that is quicker.",
        formula(
            r"\frac{\sum_i n_i\,[\min_j t_{ij}\le T]}{\sum_i n_i}",
            r"t_{ij}=1.3\,d_{ij}/80\ \text{(walk)}",
        ),
        "To see which groups live far from a service, before asking why they do not come.",
        "Not as access: hours, language, cost, disability and trust are not in it. Not for single streets, and not across a "
        "river or railway, where the straight line misleads.",
        "Sinnott 1984 (distance); Boscoe and others 2012 (detours); Transport for London 2015 (walking speed).",
        worked=reach_example,
    ),
    Method(
        "maximal_cover",
        _FAMILY,
        "Best places for more sites",
        "The set of k practices that would bring most people within reach who have no site today, proven best among all sets "
        "of that size. One site is found by trying each; several by integer programming.",
        formula(
            r"\max\sum_i w_i y_i\quad y_i\le\sum_j a_{ij}x_j",
            r"\sum_j x_j\le k,\quad x_j\in\{0,1\},\ 0\le y_i\le 1",
        ),
        "To shortlist places for a service that neighbourhoods can share; count everyone, or the most deprived fifth.",
        "Not as the decision: rooms, staff, rents and communities' own wishes are not in it, and near-ties are common.",
        "Church and ReVelle 1974 (maximal covering location); HiGHS solver through scipy.",
        worked=maximal_cover_example,
    ),
    Method(
        "co_location",
        _FAMILY,
        "Co-location score",
        "How many of five kinds of service (mental health, legal advice, welfare advice, social care, community) share a "
        "building with a general practice in the neighbourhood: 0 to 5. Sites within 50 m of one another are one building.",
        formula(r"\sum_{k=1}^{5}\left[\text{some building holds a practice and kind } k\right]"),
        "To see where nothing is under one roof yet.",
        "Not as teamwork: sharing a building is not sharing care, and a list of sites may be out of date.",
        "This project's own count, after recommendation 5 of the Health Equity Evidence Centre's brief (2025).",
        worked=co_location_example,
    ),
)
