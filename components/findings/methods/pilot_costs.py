"""Methods: what a pilot's effect costs, with a worked example on made-up figures."""

import numpy as np

from components.findings.finding import Finding
from components.findings.methods.entry import Method, formula
from components.findings.methods.worked_example import example, result, said
from components.findings.question import Question
from components.measures.pilots.cost_of_effect import cost_of_effect
from components.measures.pilots.cost_ranges import cost_each, cost_elsewhere
from components.style.numbers import COUNT, POUNDS, Unit, interval_cell

_POINTS = Unit("", "percentage points", 1)
_NO_PILOT = "a pilot's costs are of its whole time, which a single view does not hold"
_PLANNED, _SPENT, _PEOPLE = 11_000.0, 12_000.0, 240.0
_EFFECT, _LOWER, _UPPER = np.array([4.0, 4.0]), np.array([2.0, -1.0]), np.array([6.0, 9.0])
_ELIGIBLE, _UPTAKE = 1_000.0, (0.25, 0.5)


def cost_of_effect_example(question: Question) -> Finding:
    """Two pilots of the same cost and effect, of which one is beyond chance; then what as much would take elsewhere."""
    found = cost_of_effect(_SPENT, _EFFECT, _LOWER, _UPPER, cost_range=(_PLANNED, _SPENT))
    each = cost_each(_PLANNED, _SPENT, _PEOPLE)
    others = cost_elsewhere(_ELIGIBLE, _UPTAKE, (each.lower, each.upper))
    told = [result(found.at(place), POUNDS) for place in range(2)]
    columns = {
        "Pilot": ["A", "B"],
        "Spent (£)": [said(_SPENT, POUNDS)] * 2,
        "Planned (£)": [said(_PLANNED, POUNDS)] * 2,
        "Effect (points)": [said(each, _POINTS) for each in _EFFECT],
        "From": [said(each, _POINTS) for each in _LOWER],
        "To": [said(each, _POINTS) for each in _UPPER],
    }
    people = interval_cell(float(each.lower), float(each.upper), POUNDS)
    results = [
        ("A: pounds for a point", told[0]),
        ("B: pounds for a point", told[1]),
        (f"Pounds for one of {said(_PEOPLE, COUNT)} people", people),
        (
            f"Elsewhere: {said(_ELIGIBLE, COUNT)} eligible, a quarter to a half reached (£)",
            interval_cell(float(others.lower), float(others.upper), POUNDS),
        ),
    ]
    sentence = (
        f"A point better cost {told[0]} with A. Of B no cost of effect is told, though its effect looks the same."
    )
    return example(question, "cost_of_effect", sentence, columns, results=results, made_up=_NO_PILOT)


PILOT_COSTS = (
    Method(
        "cost_of_effect",
        "Pilots and need",
        "What a pilot's effect costs, and what as much would take elsewhere",
        "Pounds for each person who took it up, and for each unit of effect where the effect is beyond chance. What others "
        "would take is a range from assumptions that are listed, never one number.",
        formula(
            r"\text{each}=C/n\qquad\text{for a unit of effect}=C/\hat\delta",
            r"\left[C_{\min}/U,\;C_{\max}/L\right]\quad\text{only where }L>0",
            r"\text{elsewhere}=N\cdot u_{\min}\cdot c_{\min}\ \text{ to }\ N\cdot u_{\max}\cdot c_{\max}",
        ),
        "At the end of a pilot, beside its verdict. C is pounds spent, from the lesser to the larger of planned and spent; L "
        "and U are the limits of the difference in differences. N is how many are eligible elsewhere, u the lowest and "
        "highest uptake of the groups here, c the pounds for one more person, without what is paid once.",
        "Not where the effect may be nought: a cost divided by what may be nothing has no upper limit (Fieller), and none is "
        "told. Not to rank pilots that do different things, and not as a saving. An effect that stands out is on average "
        "told too large, and so what it costs too small.",
        "Fieller 1954; Briggs and others 2002; Drummond and others 2015.",
        worked=cost_of_effect_example,
    ),
)
