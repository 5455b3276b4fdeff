"""Methods: gradients across ordered groups, with their worked examples."""

from typing import TypedDict

import numpy as np

from components.findings.analyst.groups import AnalystGroups
from components.findings.analyst.rows import INDEX, finer, gap_unit_of
from components.findings.finding import Finding
from components.findings.methods.entry import Method, formula
from components.findings.methods.worked_example import counts_of, example, example_groups, result, said, values_of
from components.findings.question import Question
from components.measures.gradient.concentration import aci, rci
from components.measures.gradient.gradient_shape import judge
from components.measures.gradient.slope_index import relative_index, relative_index_scotland, slope_index, slope_line
from components.style.numbers import RATIO, Unit


class _Signed(TypedDict):
    """How the sign of an index is told, and how far the errors of two groups go together."""

    higher_is_better: bool
    correlation: np.ndarray


_GRADIENT = "Gradients"
_RANK = Unit("", "", 3)
_FEWEST = 3
_SHAPES = {
    "linear": "worse with every step",
    "bottom": "the most disadvantaged group stands apart",
    "top": "the least disadvantaged group stands apart",
    "none": "no slope and no difference beyond chance",
    "unclear": "no simple pattern",
}


def _ranked(groups: AnalystGroups) -> dict[str, list[str]]:
    """Each group's people, share, rank and value."""
    share = np.where(groups.used, groups.people, 0.0) / groups.people[groups.used].sum()
    position = slope_line(groups.value, groups.people).position
    return {
        "Group": list(groups.labels),
        f"y ({groups.unit.axis})": values_of(groups, groups.value, groups.unit),
        "n (people)": counts_of(groups.people),
        "p (share)": [said(each, _RANK) for each in share],
        "x (rank, 0 = most disadvantaged)": [said(each, _RANK) for each in position],
    }


def _data(groups: AnalystGroups) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return groups.value, groups.people, groups.error


def slope_example(question: Question) -> Finding:
    """Groups, ranks and fitted values; then the line's ends, the slope index and the relative indices."""
    found = example_groups(question, ordered=True, fewest=_FEWEST)
    groups, better = found.groups, found.groups.higher_is_better
    line = slope_line(groups.value, groups.people)
    columns = _ranked(groups) | {"ŷ (on the line)": values_of(groups, line.fitted, finer(groups.unit))}
    ends = [said(float(end), finer(groups.unit)) for end in (line.start, line.end)]
    sii, rii, scotland = (
        index(*_data(groups), higher_is_better=better, correlation=groups.together)
        for index in (slope_index, relative_index, relative_index_scotland)
    )
    results = [
        ("Line at x = 0", ends[0]),
        ("Line at x = 1", ends[1]),
        ("SII", result(sii, gap_unit_of(groups))),
        ("RII", result(rii, RATIO)),
        ("Scotland’s index (SII / mean)", result(scotland, INDEX)),
    ]
    sentence = f"The line runs from {ends[0]} to {ends[1]}. SII: {results[2][1]}. RII: {results[3][1]}."
    return example(question, "slope", sentence, columns, results=results, of=found)


def shape_example(question: Question) -> Finding:
    """The steps between neighbouring groups, and the shape they make by the rule."""
    found = example_groups(question, ordered=True, fewest=_FEWEST)
    groups = found.groups
    sign = -1 if groups.higher_is_better else 1
    shown = np.flatnonzero(groups.used)
    steps = np.full(len(groups.codes), np.nan)
    steps[shown[:-1]] = sign * (groups.value[shown[:-1]] - groups.value[shown[1:]])
    better, together = groups.higher_is_better, groups.together
    label = str(judge(*_data(groups), higher_is_better=better, correlation=together).label)
    columns = _ranked(groups) | {
        "Standard error": values_of(groups, groups.error, finer(finer(Unit("", "", groups.unit.decimals)))),
        "Step to the next (positive = worse off)": [said(each, Unit("", "", groups.unit.decimals)) for each in steps],
    }
    results = [("Shape", f"{label}: {_SHAPES[label]}")]
    sentence = f"By the rule the shape is ‘{label}’: {_SHAPES[label]}."
    return example(question, "shape", sentence, columns, results=results, of=found)


def concentration_example(question: Question) -> Finding:
    """Each group's part of the index, and the indices: plain and, for shares, corrected."""
    found = example_groups(question, ordered=True, fewest=_FEWEST)
    groups = found.groups
    signed: _Signed = {"higher_is_better": groups.higher_is_better, "correlation": groups.together}
    position = slope_line(groups.value, groups.people).position
    share = np.where(groups.used, groups.people, np.nan) / groups.people[groups.used].sum()
    sign = -1 if not groups.higher_is_better else 1
    part = sign * share * (2 * position - 1) * groups.value
    unit = finer(finer(Unit("", "", groups.unit.decimals)))
    columns = _ranked(groups) | {"p (2x − 1) y, signed": [said(each, unit) for each in part]}
    results = [
        ("ACI (the sum)", result(aci(*_data(groups), **signed), finer(gap_unit_of(groups)))),
        ("RCI = ACI / mean", result(rci(*_data(groups), **signed), INDEX)),
    ]
    if groups.is_share:
        for correction in ("wagstaff", "erreygers"):
            corrected = rci(*_data(groups), correction=correction, bounds=(0.0, groups.ceiling), **signed)
            results.append((f"RCI, {correction.title()}", result(corrected, INDEX)))
    sentence = f"The parts add up to an ACI of {results[0][1]}; over the mean, the RCI is {results[1][1]}."
    return example(question, "concentration", sentence, columns, results=results, of=found)


GRADIENT = (
    Method(
        "slope",
        _GRADIENT,
        "Slope index and relative index of inequality (SII, RII)",
        "The difference, and the ratio, between the two ends of the straight line fitted through all ordered groups, each "
        "weighted by its number of people. Scotland's relative index is the SII over the average.",
        formula(
            r"x_j=\sum_{k\le j}p_k-\tfrac{p_j}{2}\qquad s=\frac{\sum_j p_j(x_j-\frac12)\,y_j}{\sum_j p_j(x_j-\frac12)^2}",
            r"\mathrm{SII}=\hat y(0)-\hat y(1)\qquad \mathrm{RII}=\hat y(0)/\hat y(1)",
            r"\text{interval: } s\ \pm\ z\sqrt{\textstyle\sum_{j,k} L_j\,se_j\,L_k\,se_k\,\rho_{jk}}",
            r"\text{log, logit: } g\left(m+\tfrac s2\right)-g\left(m-\tfrac s2\right)",
        ),
        "To use every group and not only the ends, and to compare areas whose groups differ in size.",
        "Not when one group stands apart: a line through it misleads, so the shape is named beside the index. Not for "
        "groups that have no order, nor for fewer than three.",
        "Preston, Haines and Pamuk 1981; WHO Health Equity Assessment Toolkit technical notes; OHID slope index guidance.",
        worked=slope_example,
    ),
    Method(
        "shape",
        _GRADIENT,
        "Shape of the gradient",
        "Whether it is the whole slope (linear), one group left behind (bottom), one group ahead (top), or none of these.",
        formula(
            r"\text{step }\Delta=y_1-y_2\qquad \text{gap } G=y_1-y_k",
            r"f=\frac{x_2-x_1}{x_k-x_1}\quad\text{(fair share of the step)}",
            r"\text{bottom: }\ \Delta\ge\left(f+\tfrac13(1-f)\right)G,",
            r"\Delta-fG>0\ \text{ beyond chance}",
        ),
        "To choose between help in proportion to need along the whole slope, and help for the group left behind.",
        "Not as a size. With few people nothing is beyond chance, and the shape is then 'unclear', not 'none'.",
        "Patterns after WHO, Handbook on Health Inequality Monitoring, 2013; the rule is this project's own.",
        worked=shape_example,
    ),
    Method(
        "concentration",
        _GRADIENT,
        "Concentration indices (ACI, RCI, Wagstaff, Erreygers)",
        "How far an indicator is gathered at one end of the order. Signed here so that above 0 means the disadvantaged are "
        "worse off.",
        formula(
            r"\mathrm{ACI}=\sum_j p_j(2x_j-1)\,y_j\qquad \mathrm{RCI}=\mathrm{ACI}/\mu",
            r"\text{Wagstaff: }\mathrm{RCI}/(1-\mu)",
            r"\text{Erreygers: }4\mu\,\mathrm{RCI}=4\,\mathrm{ACI}\quad(y\text{ from 0 to 1})",
        ),
        "To compare with published work that uses them. Shares have a ceiling, so use a corrected index for them.",
        "Not the plain RCI for shares: having and lacking then give different answers. They say less to a meeting than the "
        "slope index.",
        "Kakwani, Wagstaff and van Doorslaer 1997; Wagstaff 2005; Erreygers 2009.",
        worked=concentration_example,
    ),
)
