"""How a worked example is laid out: steps in a table of words, from the selection on screen or plainly made up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.age_words import as_counted
from components.findings.analyst.groups import AnalystGroups, analyst_groups
from components.findings.area_effects import COUNTING_ONLY
from components.findings.finding import Finding
from components.findings.question import Question
from components.findings.table import ABSENT_WORDS, Column, Table
from components.measures.result import Measure
from components.measures.values.proportion import proportion, standard_error
from components.style.numbers import COUNT, PERCENT, Unit, interval, number, short, with_unit
from data.contract.vocabulary import LEVEL_LABELS, TOTAL

QUESTION = "A worked example"
MADE_UP = "Made-up numbers, not from any dataset."
_P, _LEAST_P = Unit("", "", 4), 0.0001
_EVENTS, _PEOPLE = (300.0, 240.0, 180.0, 120.0, 60.0), 1500.0


@dataclass(frozen=True)
class ExampleGroups:
    """Groups to work an example on: the selection's own, or made-up ones where `made_up` says why.

    `allows_for` says what the groups' limits and errors allow for beside counting people; '' where for nothing.
    """

    groups: AnalystGroups
    made_up: str = ""
    allows_for: str = ""


def example_groups(
    question: Question, *, ordered: bool = False, fewest: int = 2, counted: bool = False
) -> ExampleGroups:
    """The selected groups where they can carry the example, else five made-up ones.

    `ordered`: only ordered groups will do; `fewest`: groups with a value and an interval; `counted`: counts are needed.
    """
    if question.selection.by == TOTAL:
        return ExampleGroups(_made_up(), "this indicator is given for everyone together only")
    if ordered and not question.dimension.ordered:
        return ExampleGroups(_made_up(), f"there is no order in {question.dimension.phrase}")
    # Where counts are shown, the values are those that they make: not adjusted for age.
    found = analyst_groups(as_counted(question) if counted else question)
    if found.used.sum() < fewest or not found.errors_known:
        return ExampleGroups(_made_up(), "too few of the selected groups have a figure with an interval")
    if counted and (found.per is None or np.isnan(found.events[found.used]).any()):
        return ExampleGroups(_made_up(), "this indicator is published without counts")
    return ExampleGroups(found, allows_for=_allows_for(question))


def _allows_for(question: Question) -> str:
    """What the selected groups' limits allow for, as a sentence; '' where for sampling error only."""
    told = next((kind for kind in question.groups["beneath"] if kind != COUNTING_ONLY), COUNTING_ONLY)
    if told == COUNTING_ONLY:
        return ""
    kind = LEVEL_LABELS[told].lower()
    return (
        f"Limits and standard errors are those of the other pages: they allow for how {kind} differ among themselves. In a "
        "formula ρ is how far the errors of two groups go together: 1 for a group with itself, 0 for groups apart."
    )


def _made_up() -> AnalystGroups:
    events, people = np.array(_EVENTS), np.full(len(_EVENTS), _PEOPLE)
    found = proportion(events, people)
    names = ("A (most disadvantaged)", "B", "C", "D", "E (least disadvantaged)")
    return AnalystGroups(
        codes=tuple("abcde"),
        labels=names,
        status=("ok",) * len(names),
        value=100 * found.estimate,
        lower=100 * found.lower,
        upper=100 * found.upper,
        error=100 * standard_error(events, people),
        together=np.eye(len(names)),
        people=people,
        people_like_everyone=people,
        events=events,
        per=100.0,
        ceiling=100.0,
        higher_is_better=False,
        unit=PERCENT,
    )


def said(value: float, unit: Unit, status: str = "") -> str:
    """A cell under a heading that names the unit: the number, or why there is none."""
    return short(float(value), unit) if np.isfinite(value) else ABSENT_WORDS.get(status, "–")


def chance_said(p: float) -> str:
    """A p-value as it is written, never as nothing."""
    return said(p, _P) if p >= _LEAST_P else f"under {said(_LEAST_P, _P)}"


def values_of(groups: AnalystGroups, values: np.ndarray, unit: Unit) -> list[str]:
    """One cell a group."""
    return [said(value, unit, status) for value, status in zip(values, groups.status, strict=True)]


def result(found: Measure, unit: Unit) -> str:
    """A measure's value and interval as a sentence says them, or why there is none."""
    if not bool(found.defined):
        return f"not defined: {found.reason}"
    limits = f" ({interval(float(found.lower), float(found.upper), unit)})" if bool(found.has_interval) else ""
    return with_unit(float(found.estimate), unit) + limits


def example(
    question: Question,
    method: str,
    sentence: str,
    columns: Mapping[str, Sequence[str]],
    *,
    results: Sequence[tuple[str, str]] = (),
    of: ExampleGroups | None = None,
    made_up: str = "",
    about: str = "",
) -> Finding:
    """The finding of a worked example: its inputs row by row, then each result, named, in the table's second column.

    `of` is the groups that it is worked on, if any; else `made_up` says why the numbers are made up, '' where they are the
    selection's own. `about` names what the numbers
    are of, where it is not the selected indicator by group.
    """
    made_up = of.made_up if of else made_up
    cells = {key: [*column, *[""] * len(results)] for key, column in columns.items()}
    first, second = list(cells)[:2]
    for place, (name, value) in enumerate(results):
        cells[first][len(columns[first]) + place] = name
        cells[second][len(columns[second]) + place] = value
    frame = pd.DataFrame({f"c{place}": column for place, column in enumerate(cells.values())})
    heads = tuple(Column(f"c{place}", head) for place, head in enumerate(cells))
    by = "" if question.selection.by == TOTAL else f" by {question.dimension.phrase}"
    live = about or f"{question.subject}{by}, {question.period or 'no period'}"
    return Finding(
        id=f"worked_{method}",
        question=QUESTION,
        headline=f"A made-up example, because {made_up}" if made_up else live,
        sentence=sentence,
        table=Table(heads, frame),
        how_to_read=of.allows_for if of else "",
        method=method,
        source=MADE_UP if made_up else question.source,
        period="" if made_up else question.period,
        names=(*question.names, *question.dimension.groups.values()),
    )


def counts_of(values: np.ndarray) -> list[str]:
    """Whole numbers as cells; '–' where there is none."""
    return [number(float(value), COUNT.decimals) if np.isfinite(value) else "–" for value in values]
