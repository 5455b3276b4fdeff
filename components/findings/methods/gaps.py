"""Methods: the gap between two groups, and each group against a reference, with their worked examples."""

import numpy as np

from components.findings.analyst.ordered import pair_ratio
from components.findings.analyst.rows import finer, gap_unit_of
from components.findings.analyst.unordered import largest_group
from components.findings.finding import Finding
from components.findings.methods.entry import Method, formula
from components.findings.methods.worked_example import ExampleGroups, example, example_groups, result, values_of
from components.findings.question import Question
from components.measures.reference import against_overall, pick
from components.measures.values.gap import against_reference, difference_from_intervals, difference_from_standard_errors
from components.style.numbers import RATIO, Unit

_GAPS = "Gaps"


def _pair(question: Question) -> tuple[ExampleGroups, int, int]:
    """The groups, and the places of the two compared: the ends where ordered, else the worst and the best."""
    found = example_groups(question)
    groups = found.groups
    if found.made_up or (question.dimension.ordered and groups.used[[0, -1]].all()):
        return found, 0, len(groups.codes) - 1
    worst, best = (
        int(pick(groups.value, groups.people, which=which, higher_is_better=groups.higher_is_better))
        for which in ("worst", "best")
    )
    return found, worst, best


def _two_rows(found: ExampleGroups, places: list[int]) -> dict[str, list[str]]:
    groups = found.groups
    columns = {
        f"Value ({groups.unit.axis})": values_of(groups, groups.value, groups.unit),
        "Lower 95% limit": values_of(groups, groups.lower, groups.unit),
        "Upper 95% limit": values_of(groups, groups.upper, groups.unit),
        "Standard error": values_of(groups, groups.error, Unit("", "", groups.unit.decimals + 2)),
    }
    chosen = {head: [cells[place] for place in places] for head, cells in columns.items()}
    return {"Group": [groups.labels[place] for place in places], **chosen}


def gap_example(question: Question) -> Finding:
    """The difference of the two groups that the page compares, from their values and intervals."""
    found, first, second = _pair(question)
    groups = found.groups
    size = difference_from_intervals(
        groups.value[first],
        groups.lower[first],
        groups.upper[first],
        groups.value[second],
        groups.lower[second],
        groups.upper[second],
        higher_is_better=groups.higher_is_better,
        correlation=groups.together[first, second],
    )
    by_errors = difference_from_standard_errors(
        groups.value[first],
        groups.error[first],
        groups.value[second],
        groups.error[second],
        higher_is_better=groups.higher_is_better,
        correlation=groups.together[first, second],
    )
    results = [
        ("Difference (positive = worse off)", result(size, gap_unit_of(groups))),
        ("From the standard errors alone", result(by_errors, gap_unit_of(groups))),
    ]
    sentence = f"{groups.labels[first]} against {groups.labels[second]}: {results[0][1]}."
    return example(question, "gap", sentence, _two_rows(found, [first, second]), results=results, of=found)


def ratio_example(question: Question) -> Finding:
    """The ratio of the same two groups, from their values and standard errors."""
    found, first, second = _pair(question)
    results = [("Ratio (above 1 = worse off)", result(pair_ratio(found.groups, first, second), RATIO))]
    names = found.groups.labels
    sentence = f"{names[first]} against {names[second]}: {results[0][1]}."
    return example(question, "ratio", sentence, _two_rows(found, [first, second]), results=results, of=found)


def reference_example(question: Question) -> Finding:
    """Every selected group against the average of all, and against the largest."""
    found = example_groups(question)
    groups = found.groups
    unit = finer(gap_unit_of(groups))
    data, better = (groups.value, groups.people, groups.error), groups.higher_is_better
    overall = against_overall(*data, higher_is_better=better, correlation=groups.together)
    largest = largest_group(groups)
    other = against_reference(groups.value, groups.lower, groups.upper, largest, groups.higher_is_better)
    places = np.flatnonzero(groups.used)
    columns = {
        "Group": [groups.labels[place] for place in places],
        f"Value ({groups.unit.axis})": [values_of(groups, groups.value, groups.unit)[place] for place in places],
        "From the average": [result(overall.at(place), unit) for place in places],
        f"From {groups.labels[largest]}": [result(other.at(place), unit) for place in places],
    }
    furthest = int(places[np.argmax(overall.estimate[places])])
    sentence = f"Furthest behind the average: {groups.labels[furthest]}, {result(overall.at(furthest), unit)}."
    return example(question, "reference", sentence, columns, of=found)


GAPS = (
    Method(
        "gap",
        _GAPS,
        "Difference between two groups",
        "How much worse off the disadvantaged group is than the reference group. Positive means worse off, whichever way "
        "the indicator points; a reversed gap is negative and said to be reversed.",
        formula(
            r"d=y_1-y_0\quad\text{(mirrored where higher is better)}",
            r"d-\sqrt{a^2+b^2-2\rho ab}\qquad a=y_1-l_1,\ b=u_0-y_0",
            r"d+\sqrt{a^2+b^2-2\rho ab}\qquad a=u_1-y_1,\ b=y_0-l_0",
            r"\rho:\text{ how far the two errors go together}",
        ),
        "For the plainest answer to 'how big is it?'. For ethnic groups the two compared are the ones furthest apart, and "
        "the pages widen the limits for their having been picked, which this example does not.",
        "Not when the middle groups tell another story: look at the slope as well.",
        "Newcombe 1998 (hybrid score); Zou and Donner 2008 (MOVER).",
        worked=gap_example,
    ),
    Method(
        "ratio",
        _GAPS,
        "Ratio of two groups",
        "How many times the level of one group is that of the other; above 1, the disadvantaged group is worse off.",
        formula(
            r"r=\frac{y_1}{y_0}\quad\text{(turned over where higher is better)}",
            r"\exp\left(\ln r\ \pm\ z\sqrt{a^2+b^2-2\rho ab}\right)",
            r"a=\tfrac{se_1}{y_1},\ b=\tfrac{se_0}{y_0},\ \rho:\text{ how far errors go together}",
        ),
        "Beside the difference: a rare outcome can have a large ratio and affect few people.",
        "Not alone, and not of values near zero. The ratio of having is not the ratio of lacking.",
        "Katz and others 1978.",
        worked=ratio_example,
    ),
    Method(
        "reference",
        _GAPS,
        "Each group against a reference",
        "Every group's distance from the average of all, or from one group chosen and named (the largest, the best).",
        formula(
            r"d_j=\mu-y_j\qquad \mu=\sum_k p_k y_k",
            r"se(d_j)^2=\sum_{k,l}c_k\,se_k\,c_l\,se_l\,\rho_{kl}\qquad c_k=[k=j]-p_k",
        ),
        "For groups without an order, where no one pair tells the story.",
        "Not with a reference left unsaid. A group is part of the average it is compared with, which "
        "the interval allows for.",
        "Variance of a linear combination; Zou and Donner 2008 for a named group.",
        worked=reference_example,
    ),
)
