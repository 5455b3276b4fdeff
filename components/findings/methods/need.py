"""Methods: whether resource is where need is, with worked examples."""

import numpy as np

from components.findings.finding import Finding
from components.findings.methods.entry import Method, formula
from components.findings.methods.worked_example import example, said
from components.findings.question import Question
from components.measures.need.need_index import distance_from_target, need_index, target_share
from components.measures.need.reallocation import least_disruptive
from components.style.numbers import COUNT, PERCENT, RATIO, Unit, short

_FAMILY = "Pilots and need"
_POINTS = Unit("", "percentage points", 1)
_MOST_SHOWN = 6


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


NEED = (
    Method(
        "need_index",
        _FAMILY,
        "Need index and distance from target",
        "A neighbourhood's need for each registered person, over that of the whole area; and how far its share of a resource "
        "is from its share by need.",
        formula(
            r"I_k=\frac{W_k/R_k}{\sum W/\sum R}\quad(W\ \text{weighted},\ R\ \text{registered})",
            r"\text{distance}_k=\frac{\text{actual}_k-\text{target}_k}{\text{target}_k},\quad "
            r"\text{target}_k=\frac{W_k}{\sum W}\sum\text{actual}",
        ),
        "To see whether money or staff follow need inside one integrated care board.",
        "Not between boards: it is relative to its own whole area. Need that nobody has recorded is not in it.",
        "NHS England, technical guide to allocations.",
        worked=need_index_example,
    ),
    Method(
        "reallocation",
        _FAMILY,
        "Least-disruptive reallocation",
        "Of all ways to share out a resource within limits of pace, the one that brings neighbourhoods near their share by "
        "need while taking least away.",
        formula(
            r"\min\ \textstyle\sum_k\max(0,\,a_k-x_k)\quad(a\ \text{now},\ x\ \text{after},\ t\ \text{target})",
            r"|x_k-t_k|\le w\,t_k,\qquad \textstyle\sum_k x_k=(1+\text{new})\sum_k a_k",
            r"(1-\text{loss})\,a_k\le x_k\le(1+\text{gain})\,a_k,\qquad x_k\ge\min(a_k,t_k)",
        ),
        "To see what a pace of change and some new money could reach, before anybody's post is discussed.",
        "Not as a plan: it knows nothing of people, contracts or travel. Where the limits allow no such sharing, it shows "
        "the one that leaves least outside.",
        "Linear programming (Dantzig 1963), solved by HiGHS through SciPy.",
        worked=reallocation_example,
    ),
)
