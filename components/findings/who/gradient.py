"""The whole slope: how an indicator runs across all ordered groups, not only between the two ends."""

import pandas as pd
import plotly.graph_objects as go

from components.charts.slope import slope
from components.findings.age_adjusted import equivalent_people
from components.findings.fifths_by import is_deprivation
from components.findings.finding import Finding, nothing_to_show
from components.findings.gradient_pattern import FEWEST_GROUPS, WITHOUT_PEOPLE, lacks_people, told_pattern
from components.findings.headline_gap import headline_gap
from components.findings.ordered_groups import ordered_groups
from components.findings.question import Question
from components.findings.slope_indices import SlopeIndices, slope_indices
from components.findings.standing import adverse_words
from components.findings.table import ABSENT_WORDS, Column, Table, with_row
from components.findings.wording import end_labels, ends, hidden_words, one_group, unknown_words, unordered_words
from components.measures.gradient.slope_index import slope_line
from components.measures.people.levelling_up import levelling_up
from components.measures.result import Measure
from components.style.colours import group_colour
from components.style.numbers import COUNT, RATIO, count_interval, gap, interval, number, rounded_count
from data.contract.vocabulary import UNKNOWN

QUESTION = "Is it the whole slope, or only the bottom group?"
_SHAPES = {
    "linear": "{worse} with every step down{in_what}",
    "bottom": "{most} stand apart from all the others",
    "top": "{least} stand apart from all the others",
}


def slope_finding(question: Question) -> Finding:
    """The slope index and relative index of inequality, the shape of the gradient, and what levelling up would mean."""
    if not question.dimension.ordered:
        why = (
            "A slope needs groups in an order, such as deprivation fifths. So there is no line here: "
            f"{unordered_words(question.dimension)}."
        )
        return nothing_to_show("who_slope", QUESTION, why, method="slope", source=question.source)
    rows = ordered_groups(question, question.groups)
    groups = rows[(rows["group"] != UNKNOWN)]
    shown = groups[groups["value"].notna() & (groups["denominator"] > 0)]
    indices = slope_indices(question, groups)
    if indices is None:
        of_all = f"{len(shown)} of the {one_group(question.dimension)}s have"
        why = f"Only {of_all} a figure that can be shown, and a slope needs at least {FEWEST_GROUPS}."
        if lacks_people(groups):
            why = f"Here {WITHOUT_PEOPLE}; a slope weighs each group by them."
        return nothing_to_show("who_slope", QUESTION, why, method="slope", source=question.source)
    pattern = told_pattern(question, groups)
    people = _levelling_up(question, groups)
    headline, sentence = _words(question, indices.sii, pattern, people)
    return Finding(
        id="who_slope",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(question, groups, indices, people),
        how_to_read=(
            f"Each bar is a {one_group(question.dimension)}, as wide as its share of the people counted; the line is the "
            f"best straight line through them. The slope index of inequality (SII) is the fall along that line from "
            f"{_along(question)} end, using every group and not only the two ends; the relative index (RII) is one end "
            "divided by the other."
        ),
        method="slope",
        source=question.source,
        period=question.period,
        figure=_figure(question, groups[groups["denominator"] > 0]),
        notice=question.notice,
        unknown=unknown_words(question, rows),
        hidden=hidden_words(rows),
        caveats=question.caveats,
        verdict=pattern,
        names=question.names,
    )


def _along(question: Question) -> str:
    """'the most to the least deprived', or the two ends by their names."""
    if is_deprivation(question.dimension):
        return "the most to the least deprived"
    first, last = end_labels(question.dimension)
    return f"the ‘{first}’ to the ‘{last}’"


def _in_what(question: Question) -> str:
    return " in deprivation" if is_deprivation(question.dimension) else ""


def _levelling_up(question: Question, groups: pd.DataFrame) -> Measure | None:
    """People (or events) by which the other fifths would change if all did as well as the least deprived."""
    if question.indicator.value_type not in ("proportion", "rate") or groups["se"].isna().all():
        return None
    per = 100.0 if question.indicator.value_type == "proportion" else question.indicator.multiplier
    return levelling_up(
        groups["value"].to_numpy(float),
        equivalent_people(groups),
        groups["se"].to_numpy(float),
        higher_is_better=question.indicator.higher_is_better,
        reference="least_disadvantaged",
        per=per,
    )


def _words(question: Question, sii: Measure, pattern: str, people: Measure | None) -> tuple[str, str]:
    unit, name = question.unit, question.subject
    if not bool(sii.defined):
        return f"{name}: no slope can be worked out", str(sii.reason)
    sloping = float(sii.lower) > 0 or float(sii.upper) < 0
    clear = sloping and headline_gap(question).verdict in ("worse", "better")
    size = float(sii.estimate)
    most, least = ends(question.dimension)
    if not clear:
        headline = f"{name}: no clear slope across the {one_group(question.dimension)}s"
    elif size < 0:
        off = "better off" if question.indicator.judged else "lower"
        headline = f"{name}: the slope is reversed – {most} are {off}"
    else:
        worse = adverse_words(question.indicator)
        words = _SHAPES.get(
            pattern, f"{{worse}} towards the {end_labels(question.dimension)[0]} end, without a simple pattern"
        )
        headline = f"{name}: {words.format(most=most, least=least, worse=worse, in_what=_in_what(question))}"
    limits = (float(sii.lower), float(sii.upper)) if size >= 0 else (-float(sii.upper), -float(sii.lower))
    parts = [
        f"From {_along(question)} end of the line the difference is {gap(size, unit)}"
        + (f" ({interval(*limits, unit)})" if bool(sii.has_interval) else "")
        + (
            "."
            if size >= 0
            else f", with the {end_labels(question.dimension)[0]} end "
            + ("better." if question.indicator.judged else "lower.")
        )
    ]
    if sloping and not clear:
        parts.append(
            "By itself that would be beyond chance; but the gap between the two ends is not, so neither is said to be."
        )
    if (
        question.indicator.judged
        and clear
        and size > 0
        and people is not None
        and bool(people.defined)
        and float(people.lower) > 0
    ):
        more = "more" if question.indicator.higher_is_better else "fewer"
        told = rounded_count(float(people.estimate), question.hidden_to)
        parts.append(
            f"If every {one_group(question.dimension)} did as well as {least}, there would be {told} {more} "
            f"{question.indicator.event_noun} in {question.period}."
        )
    return headline, " ".join(parts)


def _table(question: Question, groups: pd.DataFrame, indices: SlopeIndices, people: Measure | None) -> Table:
    unit = question.unit
    frame = groups[["label", "value", "lower", "upper", "denominator", "status"]].copy()
    for label, found in (("Slope index of inequality (SII)", indices.sii),):
        sign = -1 if float(found.estimate) < 0 else 1
        low, high = sorted((sign * float(found.lower), sign * float(found.upper)))
        words = label if sign > 0 else f"{label}, reversed"
        value = sign * float(found.estimate)
        frame = with_row(frame, label=words, value=value, lower=low, upper=high, status="not_applicable")
    return Table(
        (
            Column("label", question.dimension.label),
            Column("value", question.value_heading, unit),
            Column("lower", "Lower 95% limit", unit),
            Column("upper", "Upper 95% limit", unit),
            Column("denominator", f"Out of: {question.indicator.population_noun}", COUNT),
            Column("note", "Note"),
        ),
        _with_notes(frame, indices.rii, people, question.hidden_to),
    )


def _with_notes(frame: pd.DataFrame, rii: Measure, people: Measure | None, hidden_to: int) -> pd.DataFrame:
    """Ratio and count in words of their own, since they are not in the table's unit."""
    notes = [""] * len(frame)
    rows = [frame]
    if bool(rii.defined):
        words = f"{number(float(rii.estimate), RATIO.decimals)} ({interval(float(rii.lower), float(rii.upper), RATIO)})"
        rows.append(pd.DataFrame([{"label": "Relative index of inequality (RII)", "status": "not_applicable"}]))
        notes.append(words)
    if people is not None and bool(people.defined):
        limits = count_interval(float(people.lower), float(people.upper), hidden_to)
        words = f"{rounded_count(float(people.estimate), hidden_to)} ({limits})"
        rows.append(pd.DataFrame([{"label": "Levelling-up count", "status": "not_applicable"}]))
        notes.append(words)
    found = pd.concat(rows, ignore_index=True).assign(note=notes)
    told = found["note"] != ""
    return found.assign(reason=found["status"].map(ABSENT_WORDS).fillna("–").mask(told, "see the note"))


def _figure(question: Question, groups: pd.DataFrame) -> go.Figure:
    value, people = groups["value"].to_numpy(float), groups["denominator"].to_numpy(float)
    line = slope_line(value, people)
    return slope(
        value=value,
        population=people,
        labels=[question.dimension.short_of(group) for group in groups["group"]],
        colours=[group_colour(question.selection.by, group) for group in groups["group"]],
        fitted_ends=(float(line.start), float(line.end)),
        unit=question.unit,
        first=end_labels(question.dimension)[0],
    )
