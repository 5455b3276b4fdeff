"""Whom does a pilot reach? From eligible to offered, engaged and completed, and where each group is lost."""

import numpy as np
import pandas as pd

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
from components.findings.gaps import Gap, ShownGap, absent_gap, gap_between, selected_gap
from components.findings.hidden import Counts, hidden_values
from components.findings.pilots.rows import about_pilot, pilot_source, rows_of
from components.findings.question import Question
from components.findings.recording_rows import lacks
from components.findings.table import Column, Table, with_row
from components.findings.wording import group_words, hidden_words
from components.measures.bounds.bounds import Bounds
from components.measures.result import Measure
from components.measures.values.proportion import proportion
from components.style.dates import to_day
from components.style.numbers import PERCENT, interval_cell, number, share, with_unit
from data.contract.vocabulary import ALL, DIMENSIONS, TOTAL, UNKNOWN, Dimension

QUESTION = "Whom does it reach, and where is each group lost?"
UPTAKE_BY = ("deprivation_quintile", "ethnic_group")
WAY = Way(
    labels={"eligible": "Eligible", "offered": "Offered", "engaged": "Engaged", "completed": "Completed"},
    doing={"offered": "being offered it", "engaged": "taking it up", "completed": "completing it"},
    reached="completed it",
    finish="completed it",
)
_NEEDS = "counts of people eligible, offered, engaged and completed by group (table ‘pilot_uptake’)"


def newest_uptake(question: Question, pilot_id: str) -> pd.DataFrame | None:
    """A pilot's newest counts, which are since its start; None where there are none."""
    rows = rows_of(question.dataset, "pilot_uptake", pilot_id)
    return None if rows is None else rows[rows["period_end"] == rows["period_end"].max()]


def everybody_of(rows: pd.DataFrame) -> pd.Series | None:
    """The counts of everyone together, from their own row, else added up where every group is shown; None otherwise."""
    own = rows[(rows["dimension"] == TOTAL) & (rows["group"] == ALL) & (rows["status"] == "ok")]
    if len(own):
        return own.iloc[0][list(WAY.steps)].astype(float)
    for _, part in rows[rows["dimension"] != TOTAL].groupby("dimension"):
        if part[list(WAY.steps)].notna().all(axis=None):
            return part[list(WAY.steps)].sum().astype(float)
    return None


@about_pilot
def uptake_by_deprivation(question: Question, pilot_id: str) -> Finding:
    """A pilot's uptake by deprivation fifth."""
    return _uptake(question, pilot_id, DIMENSIONS["deprivation_quintile"])


@about_pilot
def uptake_by_ethnic_group(question: Question, pilot_id: str) -> Finding:
    """A pilot's uptake by ethnic group."""
    return _uptake(question, pilot_id, DIMENSIONS["ethnic_group"])


UPTAKE_FINDINGS = {"deprivation_quintile": uptake_by_deprivation, "ethnic_group": uptake_by_ethnic_group}


def _uptake(question: Question, pilot_id: str, dimension: Dimension) -> Finding:
    newest = newest_uptake(question, pilot_id)
    rows = None if newest is None else newest[newest["dimension"] == dimension.code]
    if rows is None or rows.empty:
        what = f"Uptake by {dimension.phrase}"
        return lacks(question, "pilot_uptake", QUESTION, what, _NEEDS, method="cascade")
    groups = by_group(WAY, rows, dimension)
    found = compared_groups(groups, dimension)
    if not isinstance(found, ShownGap):
        why = f"Uptake by {dimension.phrase} cannot be compared, because {found.reason}."
        return nothing_to_show("pilot_uptake", QUESTION, why, method="cascade", source=pilot_source(question))
    everybody = everybody_of(newest)
    ranges = _ranges(question, groups, dimension, everybody)
    groups = groups.assign(
        range=[
            "" if pd.notna(completed) else _range_words(status, group, ranges, dimension)
            for status, group, completed in zip(groups["status"], groups["group"], groups["completed"], strict=True)
        ]
    )
    parts = parts_of(WAY, groups, found.reference)
    headline, sentence = _words(dimension, found, parts.at(group_row(groups, found.disadvantaged)), everybody)
    return Finding(
        id="pilot_uptake",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_with_everyone(steps_table(WAY, dimension, groups, found, parts, more=_more(groups)), everybody),
        how_to_read=(
            "Left: of every 100 people eligible, how many are still there after each step; the steeper a line falls, the "
            "more are lost. Right: how much of the gap between the two groups named arises at each step, with its 95% "
            "interval; the parts add up to the gap exactly."
        ),
        method="cascade",
        source=pilot_source(question),
        period=to_day(rows["period_end"].max()),
        figure=steps_figure(WAY, dimension, groups, found, parts),
        unknown=_unknown(groups, dimension),
        hidden=_hidden(groups),
        caveats=(
            *((words,) if (words := limits_words(found)) else ()),
            dimension.basis,
            "Steps tell where people are lost, not why. Somebody still on the way counts as not yet completed.",
        ),
        verdict=found.verdict,
        names=("100", "95%"),
    )


def compared_groups(groups: pd.DataFrame, dimension: Dimension) -> Gap:
    """The gap in completing between the ends of an ordered dimension that the pilot serves, else the worst and the best."""
    if not dimension.ordered:
        return selected_gap(groups, dimension, higher_is_better=True)
    known = groups[groups["group"].isin(dimension.known_groups) & groups["value"].notna()]
    if len(known) < 2:
        reason = "fewer than two groups have a value that can be shown"
        return absent_gap("", "", reason)
    return gap_between(groups, known["group"].iloc[0], known["group"].iloc[-1], higher_is_better=True)


def _words(dimension: Dimension, found: ShownGap, parts: Measure, everybody: pd.Series | None) -> tuple[str, str]:
    facts = ends_words(WAY, dimension, found)
    if everybody is not None and everybody["eligible"] > 0:
        shares = 100 * everybody / everybody["eligible"]
        offered, taken_up, completed = (with_unit(shares[step], PERCENT) for step in WAY.taken)
        facts = (
            f"Of {number(everybody['eligible'])} people eligible, {offered} were offered it, {taken_up} took it up and "
            f"{completed} completed it. {facts}"
        )
    if found.verdict not in ("worse", "better"):
        one, other = (group_words(dimension, each) for each in (found.disadvantaged, found.reference))
        return f"Uptake: no clear gap between {one} and {other}", f"{facts} The gap may be nothing."
    told, where = gap_words(WAY, dimension, found, parts)
    return f"Uptake: {told}", f"{facts} {where}"


def _with_everyone(table: Table, everybody: pd.Series | None) -> Table:
    if everybody is None or not everybody["eligible"] > 0:
        return table
    counts = everybody.to_numpy()
    last = proportion(counts[-1], counts[0])
    shares = {f"{step}_share": 100 * everybody[step] / everybody["eligible"] for step in WAY.taken}
    limits = {"lower": 100 * float(last.lower), "upper": 100 * float(last.upper)}
    everyone = {"label": "Everyone", "eligible": everybody["eligible"], "status": "not_applicable"}
    return Table(table.columns, with_row(table.frame, **everyone, **shares, **limits))


def _more(groups: pd.DataFrame) -> tuple[Column, ...]:
    return (Column("range", "Completed (%), where hidden: must lie in"),) if (groups["range"] != "").any() else ()


def _ranges(question: Question, groups: pd.DataFrame, dimension: Dimension, everybody: pd.Series | None) -> Bounds:
    """What each known group's share completing must lie in (1, groups), unscaled, given what is shown."""
    by_code = groups.set_index("group").reindex([*dimension.known_groups, UNKNOWN])
    completed, eligible = by_code["completed"].to_numpy(float), by_code["eligible"].to_numpy(float)
    hidden = (by_code["status"] == "suppressed").to_numpy() & np.isnan(completed)
    counts = Counts(
        completed[None, :-1],
        eligible[None, :-1],
        hidden[None, :-1],
        np.round(np.nan_to_num(eligible[-1:])),
        completed[-1:],
        np.array([np.nan if everybody is None else everybody["completed"]]),
    )
    return hidden_values(counts, question.dataset.manifest.disclosure, events_repeat=False)


def _range_words(status: str, group: str, ranges: Bounds, dimension: Dimension) -> str:
    """The range of a hidden group's share, in percent; '' where it is not hidden or nothing can be said."""
    if status != "suppressed" or group == UNKNOWN:
        return ""
    at = (0, dimension.known_groups.index(group))
    if not bool(ranges.defined[at]):
        return ""
    return interval_cell(100 * float(ranges.lower[at]), 100 * float(ranges.upper[at]), PERCENT)


def _hidden(groups: pd.DataFrame) -> str:
    told = [f"{row.label}: {row.range}%" for row in groups.itertuples() if row.range]
    ranges = f" Completed must lie in these ranges: {'; '.join(told)}." if told else ""
    return hidden_words(groups) + ranges


def _unknown(groups: pd.DataFrame, dimension: Dimension) -> str:
    portion = unknown_share(WAY, groups)
    if not portion:
        return ""
    return f"{share(portion)} of those eligible have no recorded {dimension.label.lower()} and are shown apart."
