"""Methods: when a gap is said to be beyond chance, with its worked example."""

import numpy as np
import pandas as pd

from components.findings.finding import Finding
from components.findings.gaps import ALONE, ShownGap
from components.findings.headline_gap import headline_gap
from components.findings.methods.entry import Method, formula
from components.findings.methods.worked_example import chance_said, example, said
from components.findings.question import Question
from components.measures.spread.areas_as_clusters import design_effect, over_areas
from components.measures.spread.borrowed_effect import information
from components.measures.values.proportion import standard_error
from components.style.numbers import COUNT, PERCENT, Unit, interval_cell, number, with_unit
from data.contract.vocabulary import LEVEL_LABELS, TOTAL

_TWO_PLACES, _FOUR_PLACES = Unit("", "", 2), Unit("", "", 4)
_WHY = "no counts of areas beneath are given for both groups of this selection"


def beyond_chance_example(question: Question) -> Finding:
    """How much larger the areas make the variance of each of the two groups, and what that leaves of their gap."""
    gap = None if question.selection.by == TOTAL else headline_gap(question)
    borrowed = isinstance(gap, ShownGap) and gap.borrowed is not None and gap.borrowed.of > 0
    if not isinstance(gap, ShownGap) or not (gap.areas or borrowed) or gap.p_value is None:
        return _made_up(question)
    rows = question.groups.set_index("group").loc[[gap.disadvantaged, gap.reference]]
    unit, fine = question.unit, Unit("", "", question.unit.decimals + 2)
    columns = {
        "Group": [question.dimension.label_of(group) for group in rows.index],
        f"Value ({unit.axis})": [said(each, unit) for each in rows["value"]],
        **_areas_column(question, gap, rows),
        "Error, people alone": [said(each, fine) for each in rows["counting_se"]],
        "Error with areas": [said(each, fine) for each in rows["se"]],
        "D": [said(each, _TWO_PLACES) for each in (rows["se"] / rows["counting_se"]) ** 2],
    }
    limits = "–" if gap.sized_interval is None else interval_cell(*gap.sized_interval, unit)
    results = [
        ("Gap", with_unit(abs(gap.plain), unit)),
        ("95% limits", limits),
        ("p", chance_said(gap.p_value)),
        ("Level of all gaps together", said(gap.level, _FOUR_PLACES)),
        ("Beyond chance", "no" if gap.verdict == "unclear" else "yes"),
    ]
    if gap.borrowed is not None and not gap.areas:
        results.append(("Borrowed: a", said(gap.borrowed.added, _FOUR_PLACES)))
        results.append(("Borrowed of", number(gap.borrowed.of)))
    if gap.picked_of > 2:
        results.append(("Picked of", number(gap.picked_of)))
    sentence = f"The gap's p is {results[2][1]}, and {results[3][1]} is the level of all gaps of the area together."
    about = f"{question.subject}, {question.period}"
    return example(question, "beyond_chance", sentence, columns, results=results, about=about)


def _areas_column(question: Question, gap: ShownGap, rows: pd.DataFrame) -> dict[str, list[str]]:
    """How many areas hold each group; where theirs are not given, what people alone say of it."""
    if gap.areas:
        return {f"{LEVEL_LABELS[gap.areas]} that hold it": [said(each, COUNT) for each in rows["areas"]]}
    known = information(rows["numerator"], rows["denominator"], share=question.indicator.value_type == "proportion")
    return {"I": [said(float(each), COUNT) for each in known]}


def _made_up(question: Question) -> Finding:
    events, people = np.array([[10.0], [20.0], [30.0], [18.0]]), np.full((4, 1), 100.0)
    found, counting = over_areas(events, people), standard_error(events.sum(), people.sum())
    effect = design_effect(found, np.array([float(counting)]))
    columns = {
        "Area": [f"Area {number(place + 1)}" for place in range(4)],
        "x": [said(each, COUNT) for each in events[:, 0]],
        "n": [said(each, COUNT) for each in people[:, 0]],
    }
    results = [
        ("y = Σx/Σn", with_unit(100 * float(events.sum() / people.sum()), PERCENT)),
        ("Error, people alone", said(100 * float(counting), _TWO_PLACES)),
        ("Error, areas as drawn", said(100 * float(found.error[0]), _TWO_PLACES)),
        ("Degrees of freedom", said(float(found.freedom[0]), COUNT)),
        ("D", said(float(effect[0]), _TWO_PLACES)),
    ]
    sentence = f"Counting alone says {results[1][1]}, the areas {results[2][1]}: the interval is the wider one's."
    return example(question, "beyond_chance", sentence, columns, results=results, made_up=_WHY)


BEYOND_CHANCE = (
    Method(
        "beyond_chance",
        "Gaps",
        "When a gap is said to be beyond chance",
        "People live in areas that differ among themselves, so a group's value is only as sure as the areas that make it up: "
        "practices for fifths of practices, else small areas or neighbourhoods. A gap is beyond chance where its interval so "
        "made leaves out 0, and all the gaps of the area that are looked at together leave at most one in twenty of those "
        "named to be false. Every page judges a gap by this one rule. In how many other ways to look it holds (the period "
        "before, the whole slope, other groupings, the worst that hidden and unknown could be) is judged way by way.",
        formula(
            r"se^2=\sum_k\frac{(x_k-y\,n_k)^2}{(1-h_k)(\sum n)^2}\qquad h_k=n_k/\textstyle\sum n",
            r"D=\max\left(1,\ \frac{(t\,se)^2}{(z\,se_{\text{people}})^2}\right)",
            r"\text{no areas given: } D=1+a\,I\qquad I=n\,y(1-y)\text{ (share), }x\text{ (rate)}",
            r"a=\text{median of }(D-1)/I\text{ over indicators like it}",
            r"\text{limits: those of } n/D \text{ people}",
            r"\text{gap: MOVER, groups correlated}",
            r"\text{worst v best: studentised range for } t",
            r"\text{beyond chance: } p\le\text{level of all gaps}",
        ),
        "To act on gaps that would be there again, had other people and other areas been counted.",
        "Where only a group's total is published, what areas add is borrowed: from the same indicator by other groups, else "
        "from three or more of the same kind that have areas here; the page says so. A rate of events that one person can "
        f"have many times has limits twice as wide where nothing is like it. Else sampling error alone is allowed for, at "
        f"{number(100 * ALONE)}%. Changes over time are judged without it: areas that always differ are no news.",
        "Cochran 1977, ch. 6; Bell and McCaffrey 2002; Cameron and Miller 2015; Kish 1965; Tukey 1953; Benjamini and "
        "Hochberg 1995; for repeat events J Eval Clin Pract 2008;14:316.",
        worked=beyond_chance_example,
    ),
)
