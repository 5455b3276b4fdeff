"""Who fares worst? Groups side by side, with the neighbourhoods inside each and how each stands to a reference."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.equiplot import GroupRow, equiplot
from components.findings.age_adjusted import FACTOR, own_factors
from components.findings.age_words import COUNTED, age_effect, age_notice, as_counted, effect_words
from components.findings.finding import Finding, nothing_to_show
from components.findings.gap_words import gap_headline, limits_words, sure_words
from components.findings.gaps import Gap, ShownGap
from components.findings.headline_gap import headline_gap
from components.findings.ordered_groups import ordered_groups
from components.findings.other_fifths import left_out_words
from components.findings.question import Question
from components.findings.robustness import Robustness, robustness
from components.findings.table import Column, Table, with_row
from components.findings.who.against_reference import (
    AgainstReference,
    against_reference,
    judged_together,
    standing_sentence,
)
from components.findings.who.hidden_gap import value_ranges
from components.findings.wording import given_for_parts, hidden_words, named, place_phrase, statement, unknown_words
from components.style.colours import COMPARISON_MARKS, group_colour
from components.style.numbers import COUNT, HIDDEN, NOT_COLLECTED, short
from data.contract.vocabulary import TOTAL

QUESTION = "Who fares worst?"
_ABSENT = {"suppressed": HIDDEN, "missing": NOT_COLLECTED, "not_applicable": "nobody in this group"}


def groups_finding(question: Question) -> Finding:
    """The selected groups of the area in focus, with every neighbourhood's own value inside each group."""
    if question.selection.by == TOTAL:
        why = (
            f"{named(question)} is published for everyone together only, not by deprivation or ethnic group. "
            "So no gap between groups can be worked out."
        )
        return nothing_to_show("who_groups", QUESTION, why, method="gap", source=question.source)
    groups = ordered_groups(question, question.groups)
    if groups["value"].notna().sum() == 0:
        why = (
            f"No figures by {question.dimension.phrase} can be shown for {question.area_name} in {question.period}."
            f"{given_for_parts(question)}"
        )
        return nothing_to_show("who_groups", QUESTION, why, method="gap", source=question.source)
    found = headline_gap(question)
    headline, sentence = _gap_words(question, found)
    otherwise, ages, against = robustness(question), age_effect(question), against_reference(question)
    for_age = effect_words(question, ages) if ages else COUNTED if age_notice(question).startswith(COUNTED) else ""
    told = (sentence, standing_sentence(question, against), for_age, otherwise.sentence)
    return Finding(
        id="who_groups",
        question=QUESTION,
        headline=headline,
        sentence=" ".join(each for each in told if each),
        table=_groups_table(question, groups, found, otherwise, against),
        how_to_read=(
            "Each row is a group; the large dot is its value in the chosen area, the line through it the 95% interval. "
            "Small dots are the same group in each neighbourhood: where they spread widely, the group's average says "
            f"little about any one place. The dashed line is everyone in the whole area.{judged_together(against)}"
        ),
        method="beyond_chance",
        source=question.source,
        period=question.period,
        figure=_groups_figure(question, groups, against),
        notice=" ".join(each for each in (age_notice(question), question.notice) if each),
        unknown=unknown_words(question, groups),
        hidden=hidden_words(groups),
        caveats=tuple(
            each
            for each in (
                limits_words(found),
                left_out_words(question),
                *question.caveats,
            )
            if each
        ),
        verdict=found.verdict,
        names=question.names,
    )


def _gap_words(question: Question, found: Gap) -> tuple[str, str]:
    if not isinstance(found, ShownGap):
        return f"{question.subject}: the gap cannot be worked out", f"{found.reason[0].upper()}{found.reason[1:]}."
    facts = (
        f"{statement(question, found.disadvantaged_value, found.disadvantaged)}, against "
        f"{short(found.reference_value, question.unit)} {place_phrase(question, found.reference)}."
    )
    if question.indicator.judged and found.verdict != "unclear":
        facts += f" {'Higher' if question.indicator.higher_is_better else 'Lower'} is better."
    return gap_headline(question, found), f"{facts} {sure_words(question, found)}"


def _groups_table(
    question: Question, groups: pd.DataFrame, found: Gap, otherwise: Robustness, against: AgainstReference | None
) -> Table:
    unit = question.unit
    frame = groups[["label", "value", "lower", "upper", "numerator", "denominator", "status"]].copy()
    ages = age_effect(question)
    if question.for_age:
        frame["counted"] = as_counted(question).groups.set_index("group")["value"].reindex(groups["group"]).to_numpy()
    frame["against"] = [against.told(group, unit) if against else "" for group in groups["group"]]
    if isinstance(found, ShownGap):
        low, high = found.sized_interval or (np.nan, np.nan)
        label = "Gap between the two groups compared"
        frame = with_row(frame, label=label, value=abs(found.plain), lower=low, upper=high, status="not_applicable")
    if ages is not None:
        how, other = ("as counted", ages.before) if question.for_age else ("adjusted for age", ages.after)
        label = f"The same gap {how}{'' if other.size > 0 else ', the other way round'}"
        ends = (other.lower, other.upper) if other.size > 0 else (_minus(other.upper), _minus(other.lower))
        value, status = abs(other.size), "not_applicable"
        frame = with_row(frame, label=label, value=value, lower=ends[0], upper=ends[1], status=status)
    for label in (*(f"Looked at {each.way}: {otherwise.said(each)}" for each in otherwise.told), otherwise.sentence):
        frame = with_row(frame, label=label, status="") if label else frame
    return Table(
        (
            Column("label", question.dimension.label),
            Column("value", question.value_heading, unit),
            Column("lower", "Lower 95% limit", unit),
            Column("upper", "Upper 95% limit", unit),
            *((Column("counted", f"Value as counted ({unit.axis})", unit),) if question.for_age else ()),
            Column("numerator", f"Count: {question.indicator.event_noun}", COUNT),
            Column("denominator", f"Out of: {question.indicator.population_noun}", COUNT),
            *((Column("against", f"Against {against.words}"),) if against else ()),
        ),
        frame,
    )


def _minus(value: float | None) -> float | None:
    return None if value is None else -value


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def _groups_figure(question: Question, groups: pd.DataFrame, against: AgainstReference | None) -> go.Figure:
    ranges = value_ranges(question)
    standings = {} if against is None else against.rows["standing"].to_dict()
    rows = [
        GroupRow(
            label=f"{row.label} {COMPARISON_MARKS[standing]}" if (standing := standings.get(row.group)) else row.label,
            colour=group_colour(question.selection.by, row.group),
            value=_number(row.value),
            lower=_number(row.lower),
            upper=_number(row.upper),
            absent=_ABSENT.get(row.status, "no value"),
            possible=ranges.get(row.group),
            emphasised=row.group in question.dimension.known_groups,
        )
        for row in groups.itertuples()
    ]
    place = {group: i for i, group in enumerate(groups["group"])}
    inside = _inside(question)
    # The neighbourhood in focus is the large dots themselves.
    inside = inside[inside["group"].isin(list(place)) & (inside["area_code"] != question.selection.area)]
    names = question.dataset.areas("neighbourhood")["area_name"]
    dots = pd.DataFrame(
        {
            "row": inside["group"].map(place).astype(int),
            "value": inside["value"],
            "name": inside["area_code"].map(names).fillna(""),
            "code": inside["area_code"],
        }
    )
    everyone = question.values(areas=[question.dataset.area_code])["value"].dropna()
    return equiplot(
        rows,
        dots,
        unit=question.unit,
        reference=float(everyone.iloc[0]) if len(everyone) else None,
        reference_words=f"whole area: {short(float(everyone.iloc[0]), question.unit)}" if len(everyone) else "",
    )


def _inside(question: Question) -> pd.DataFrame:
    """Every neighbourhood's groups; where the large dots are adjusted for age, each by its own ages, or else its group's."""
    if not question.for_age:
        return question.values(level="neighbourhood", by=question.selection.by)
    rows = as_counted(question).values(level="neighbourhood", by=question.selection.by)
    own = pd.Series(own_factors(question.dataset, question.indicator.id, rows), index=rows.index)
    groups = question.groups.set_index("group")[FACTOR]
    return rows.assign(value=rows["value"] / own.fillna(rows["group"].map(groups).astype(float)))
