"""Worked examples of judging a pilot and of need against resource; live where weighted populations are loaded."""

import numpy as np

from components.findings.finding import Finding
from components.findings.methods.worked_example import example, result, said
from components.findings.question import Question
from components.measures.need.need_index import distance_from_target, need_index, target_share
from components.measures.need.reallocation import least_disruptive
from components.measures.pilots.difference_in_differences import difference_in_differences
from components.measures.pilots.regression_to_mean import expected_return
from components.measures.values.detectable_effect import minimum_detectable_effect
from components.style.numbers import COUNT, PERCENT, RATIO, Unit, short

_POINTS = Unit("", "percentage points", 1)
_NO_PILOT = "a pilot is judged over chosen periods and comparators, which a single view does not hold"
_BEFORE = np.array([52.0, 50.0, 55.0, 53.0, 51.0])
_AFTER = np.array([58.0, 52.0, 56.0, 55.0, 51.5])
_PILOT = np.array([True, False, False, False, False])
_MOST_SHOWN = 6


def difference_in_differences_example(question: Question) -> Finding:
    """One pilot neighbourhood and four comparators."""
    found = difference_in_differences(_BEFORE, _AFTER, _PILOT, higher_is_better=True)
    columns = {
        "Neighbourhood": ["Pilot", *(f"Comparator {letter}" for letter in "ABCD")],
        "Before": [short(each, PERCENT) for each in _BEFORE],
        "After": [short(each, PERCENT) for each in _AFTER],
        "Change": [said(each, _POINTS) for each in _AFTER - _BEFORE],
    }
    told = result(found, _POINTS)
    sentence = f"Beyond its comparators the pilot changed by {told}."
    return example(
        question, "difference_in_differences", sentence, columns, results=[("Beyond them", told)], made_up=_NO_PILOT
    )


def regression_to_mean_example(question: Question) -> Finding:
    """People picked for eight visits a year, where the mean is two."""
    picked, average, reliability = 8.0, 2.0, 0.5
    told = result(expected_return(picked, average, reliability, size=100, spread=3.0), RATIO)
    columns = {
        "What": ["Visits a year of the people picked", "Of everyone", "How alike a person's two years are (r)"],
        "Value": [said(each, RATIO) for each in (picked, average, reliability)],
    }
    sentence = f"With no effect at all the people picked would change by {told} visits a year."
    return example(question, "regression_to_mean", sentence, columns, results=[("Expected", told)], made_up=_NO_PILOT)


def detectable_effect_example(question: Question) -> Finding:
    """What standard errors of one, two and four points could show."""
    errors = np.array([1.0, 2.0, 4.0])
    effects = minimum_detectable_effect(errors)
    columns = {
        "Standard error (points)": [said(each, RATIO) for each in errors],
        "Smallest effect it could show": [said(each, RATIO) for each in effects],
    }
    smallest, least = said(errors[0], RATIO), said(effects[0], RATIO)
    sentence = f"With a standard error of {smallest}, no effect under {least} can be relied on to show."
    return example(question, "detectable_effect", sentence, columns, made_up=_NO_PILOT)


def need_index_example(question: Question) -> Finding:
    """The weighted populations of this dataset where it has them, neighbourhoods of most need first; else three made up."""
    dataset, made_up = question.dataset, "no weighted populations are loaded"
    names, weighted, registered = ["North", "Middle", "South"], np.array([52e3, 38e3, 30e3]), np.array([40e3] * 3)
    if "weighted_need" in dataset.indicators:
        rows = dataset.observations("weighted_need", level="neighbourhood").dropna(subset=["numerator", "denominator"])
        if len(rows):
            newest = rows[rows["period_end"] == rows["period_end"].max()]
            names = [dataset.area_name(code) for code in newest["area_code"]]
            weighted, registered, made_up = (
                newest["numerator"].to_numpy(float),
                newest["denominator"].to_numpy(float),
                "",
            )
    index, target = need_index(weighted, registered), target_share(weighted)
    distance = distance_from_target(registered, weighted)
    order = np.argsort(-index)[:_MOST_SHOWN]
    columns = {
        "Neighbourhood": [names[place] for place in order],
        "Need index": [said(index[place], RATIO) for place in order],
        "Weighted": [said(weighted[place], COUNT) for place in order],
        "Registered": [said(registered[place], COUNT) for place in order],
        "Share by need": [short(100 * target[place], PERCENT) for place in order],
        "If resource followed heads": [short(100 * distance[place], PERCENT) for place in order],
    }
    first = order[0]
    sentence = f"Most need for each person: {names[first]}, index {said(index[first], RATIO)}."
    about = "" if made_up else "Weighted need by neighbourhood, this dataset"
    return example(question, "need_index", sentence, columns, made_up=made_up, about=about)


def reallocation_example(question: Question) -> Finding:
    """Three made-up teams: one short of its share, and the least that brings all three within a tenth."""
    names, staff, weighted = ["North", "Middle", "South"], np.array([20.0, 20.0, 60.0]), np.array([30e3, 18e3, 52e3])
    found = least_disruptive(staff, weighted, within=0.1, loss=1.0, gain=1.0)
    target = target_share(weighted) * staff.sum()
    columns = {
        "Team": names,
        "Staff now": [said(each, _POINTS) for each in staff],
        "Share by need": [said(each, _POINTS) for each in target],
        "Staff after": [said(each, _POINTS) for each in found.amount],
    }
    told = said(found.moved, _POINTS)
    sentence = f"Moving {told} staff brings every team within a tenth of its share, and no other way takes less away."
    why = "the limits of a reallocation are chosen on the Need page"
    return example(question, "reallocation", sentence, columns, results=[("Moved", told)], made_up=why)
