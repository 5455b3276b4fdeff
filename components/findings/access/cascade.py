"""Where on the way into care is each group lost, and how much of the final gap does each step make?"""

import pandas as pd

from components.findings.access.sites import DEFAULT, AccessChoice, groups_of
from components.findings.cascade_steps import (
    Way,
    by_group,
    ends_words,
    gap_words,
    group_row,
    parts_of,
    steps_figure,
    steps_table,
    unknown_share,
)
from components.findings.finding import Finding, nothing_to_show
from components.findings.gap_words import limits_words
from components.findings.gaps import ShownGap, selected_gap
from components.findings.question import Question
from components.findings.wording import group_words, hidden_words
from components.measures.result import Measure
from components.style.dates import month_words
from components.style.numbers import share
from data.contract.access_tables import CASCADE_STEPS
from data.contract.vocabulary import DIMENSIONS, Dimension

QUESTION = "On the way into care, where is each group lost?"
WAY = Way(
    labels=dict(zip(CASCADE_STEPS, ("Registered", "Contacted", "Booked", "Seen", "Followed up"), strict=True)),
    doing={"contacted": "contacting", "booked": "booking", "seen": "being seen", "followed_up": "following up"},
    reached="followed up",
    finish="are followed up",
)


def cascade_finding(question: Question, choice: AccessChoice = DEFAULT) -> Finding:
    """The cascade of the area in focus by group, with the part each step has in the final gap."""
    table = question.dataset.optional("cascade")
    if table is None:
        return _cannot(
            "It holds no counts of people registered, contacted, booked, seen and followed up. A table ‘cascade’ with "
            "those five counts by group would answer this."
        )
    dimension = DIMENSIONS[groups_of(question, choice)]
    rows = table[(table["area_code"] == question.selection.area) & (table["dimension"] == dimension.code)]
    if rows.empty:
        return _cannot(f"The cascade is not given by {dimension.phrase} for {question.area_name}.")
    newest = rows[rows["period_end"] == rows["period_end"].max()]
    pathway = newest["pathway"].iloc[0]
    groups = by_group(WAY, newest[newest["pathway"] == pathway], dimension)
    found = selected_gap(groups, dimension, higher_is_better=True)
    if not isinstance(found, ShownGap):
        return _cannot(f"{pathway}, {question.area_name}: the gap cannot be worked out, because {found.reason}.")
    return _told(question, pathway, dimension, groups, found, parts_of(WAY, groups, found.reference))


def _cannot(why: str) -> Finding:
    return nothing_to_show("access_cascade", QUESTION, why, method="cascade")


def _told(
    question: Question, pathway: str, dimension: Dimension, groups: pd.DataFrame, found: ShownGap, parts: Measure
) -> Finding:
    at = parts.at(group_row(groups, found.disadvantaged))
    headline, sentence = _words(question, pathway, dimension, found, at)
    period = f"Year to {month_words(groups['period_end'].iloc[0])}"
    synthetic = question.synthetic_note
    return Finding(
        id="access_cascade",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=steps_table(WAY, dimension, groups, found, parts),
        how_to_read=(
            "Left: of every 100 people registered who should be reached, how many are still there after each step; the "
            "steeper a line falls, the more are lost. Right: how much of the final gap between the two groups named "
            "arises at each step, with its 95% interval; the parts add up to the gap exactly."
        ),
        method="cascade",
        source=f"Source: table ‘cascade’ of this dataset, {pathway}.{synthetic}",
        period=period,
        figure=steps_figure(WAY, dimension, groups, found, parts),
        unknown=_unknown(groups, dimension),
        hidden=hidden_words(groups),
        caveats=(
            *((words,) if (words := limits_words(found)) else ()),
            dimension.basis,
            "Steps tell where people are lost, not why: a step may be hard because of what came before it.",
        ),
        verdict=found.verdict,
        names=(pathway, "100", "95%", question.area_name),
    )


def _words(question: Question, pathway: str, dimension: Dimension, found: ShownGap, parts: Measure) -> tuple[str, str]:
    facts = ends_words(WAY, dimension, found)
    subject = f"{pathway}{'' if question.is_whole_area else f' in {question.area_name}'}"
    if found.verdict not in ("worse", "better"):
        one, other = (group_words(dimension, each) for each in (found.disadvantaged, found.reference))
        return f"{subject}: no clear gap between {one} and {other}", f"{facts} The gap may be nothing."
    told, where = gap_words(WAY, dimension, found, parts)
    return f"{subject}: {told}", f"{facts} {where}"


def _unknown(groups: pd.DataFrame, dimension: Dimension) -> str:
    portion = unknown_share(WAY, groups)
    if not portion:
        return ""
    return f"{share(portion)} of people have no recorded {dimension.label.lower()} and are shown apart."
