"""A worked example of neighbourhoods like one another: one on screen beside its like, or three made-up ones."""

import numpy as np

from components.findings.compared_indicators import compared_indicators
from components.findings.finding import Finding
from components.findings.methods.worked_example import chance_said, counts_of, example, said
from components.findings.profile.beside_like import every_chance
from components.findings.profile.traits import like_places
from components.findings.question import Question
from components.measures.spread.apart_from_like import apart_from_like
from components.style.numbers import RATIO, Unit

_POINTS = Unit("", "points", 1)
_VALUES, _NEAREST = np.array([10.0, 20.0, 30.0]), np.array([[1, 2], [0, 2], [0, 1]])


def like_example(question: Question) -> Finding:
    """The neighbourhood in focus (else the first) and its like: how far, how many people, their values and the difference."""
    dataset, known = question.dataset, like_places(question.dataset)
    every = every_chance(dataset, question.selection.for_age)
    if known is None or question.indicator.id not in every:
        return _made_up(question)
    told = every[question.indicator.id]
    area = question.selection.area if question.selection.area in told.index else told.index[0]
    if not np.isfinite(told.loc[area, "chance"]):
        return _made_up(question)
    codes = (area, *known.nearest[area])
    compared = compared_indicators(dataset, codes, question.selection.for_age)
    rows = next(each.rows for each in compared if each.indicator.id == question.indicator.id)
    unit, row = question.unit, told.loc[area]
    columns = {
        "Neighbourhood": [dataset.area_name(code) for code in codes],
        "How far": [said(known.distance.loc[area, code], RATIO) for code in codes],
        "n": counts_of(rows["denominator"].to_numpy(float)),
        f"y ({unit.axis})": [said(each, unit) for each in rows["value"]],
    }
    like, away = said(row["like"], unit), said(row["difference"], unit)
    sentence = f"The like together are at {like}; the difference is {away}, with p = {chance_said(row['chance'])}."
    results = (("Its like together", like), ("Difference", away), ("p", chance_said(row["chance"])))
    about = f"{question.indicator.short_name}: {dataset.area_name(area)} and its like"
    return example(question, "like_places", sentence, columns, results=results, about=about)


def _made_up(question: Question) -> Finding:
    found = apart_from_like(_VALUES, 1.0, 1.0, _NEAREST)
    columns = {
        "Neighbourhood": ["Ashdown", "Birchwood", "Cedar Hill"],
        "y": [said(each, _POINTS) for each in _VALUES],
        "Its like together": [said(each, _POINTS) for each in found.like],
        "Difference": [said(each, _POINTS) for each in found.difference],
    }
    sentence = (
        f"Each beside the other two: Ashdown, at {columns['y'][0]}, is {columns['Difference'][0]} from "
        f"{columns['Its like together'][0]}."
    )
    why = "too few neighbourhoods are given with what is known of who lives in them"
    return example(question, "like_places", sentence, columns, made_up=why)
