"""Where on the way into care is each group lost, and how much of the final gap does each step make?"""

import numpy as np
import pandas as pd

from components.charts.cascade_lines import CascadeLine, StepPart, cascade_lines
from components.findings.access_sites import DEFAULT, AccessChoice, groups_of
from components.findings.finding import Finding, nothing_to_show
from components.findings.gaps import Gap, selected_gap
from components.findings.question import Question
from components.findings.table import Column, Table, with_row
from components.findings.wording import group_words, hidden_words, place_words
from components.measures.cascade import gap_parts
from components.measures.proportion import proportion
from components.measures.result import Measure
from components.style.colours import group_colour
from components.style.numbers import COUNT, PERCENT, gap, interval, number, share, short, with_unit
from data.contract.access_tables import CASCADE_STEPS
from data.contract.vocabulary import DIMENSIONS, UNKNOWN, Dimension

QUESTION = "On the way into care, where is each group lost?"
STEP_WORDS = {"contacted": "contacting", "booked": "booking", "seen": "being seen", "followed_up": "following up"}
STEP_LABELS = {
    "registered": "Registered",
    "contacted": "Contacted",
    "booked": "Booked",
    "seen": "Seen",
    "followed_up": "Followed up",
}
_TAKEN = CASCADE_STEPS[1:]


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
    groups = _groups(newest[newest["pathway"] == pathway], dimension)
    found = selected_gap(groups, dimension, higher_is_better=True)
    if found.size is None:
        return _cannot(f"{pathway}, {question.area_name}: the gap cannot be worked out, because {found.reason}.")
    reference = groups.loc[groups["group"] == found.reference, list(CASCADE_STEPS)].to_numpy(float)[0]
    parts = gap_parts(groups[list(CASCADE_STEPS)].to_numpy(float), reference)
    return _told(question, pathway, dimension, groups, found, parts)


def _cannot(why: str) -> Finding:
    return nothing_to_show("access_cascade", QUESTION, why, method="cascade")


def _groups(rows: pd.DataFrame, dimension: Dimension) -> pd.DataFrame:
    """One row a group in reading order: counts, the share still there at each step, and the last with its interval."""
    order = {code: place for place, code in enumerate(dimension.groups)}
    rows = rows.assign(place=rows["group"].map(order), label=rows["group"].map(dimension.groups))
    rows = rows.sort_values("place", ignore_index=True)
    last = proportion(rows[_TAKEN[-1]].to_numpy(float), rows["registered"].to_numpy(float))
    shares = {f"{step}_share": 100 * rows[step] / rows["registered"] for step in _TAKEN}
    return rows.assign(
        **shares,
        value=100 * last.estimate,
        lower=100 * last.lower,
        upper=100 * last.upper,
        denominator=rows["registered"],
    )


def _told(
    question: Question, pathway: str, dimension: Dimension, groups: pd.DataFrame, found: Gap, parts: Measure
) -> Finding:
    at = groups.index[groups["group"] == found.disadvantaged][0]
    headline, sentence = _words(question, pathway, dimension, found, parts.at(at))
    period = f"Year to {groups['period_end'].iloc[0]:%B %Y}"
    synthetic = question.synthetic_note
    return Finding(
        id="access_cascade",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(dimension, groups, found, parts),
        how_to_read=(
            "Left: of every 100 people registered who should be reached, how many are still there after each step; the "
            "steeper a line falls, the more are lost. Right: how much of the final gap between the two groups named "
            "arises at each step, with its 95% interval; the parts add up to the gap exactly."
        ),
        method="cascade",
        source=f"Source: table ‘cascade’ of this dataset, {pathway}.{synthetic}",
        period=period,
        figure=_figure(dimension, groups, found, parts.at(at)),
        unknown=_unknown(groups, dimension),
        hidden=hidden_words(groups),
        caveats=(
            dimension.basis,
            "Steps tell where people are lost, not why: a step may be hard because of what came before it.",
        ),
        verdict=found.verdict,
        names=(pathway, "100", "95%", question.area_name),
    )


def _words(question: Question, pathway: str, dimension: Dimension, found: Gap, parts: Measure) -> tuple[str, str]:
    one, other = (group_words(dimension, each) for each in (found.disadvantaged, found.reference))
    where = "" if question.is_whole_area else f" in {question.area_name}"
    facts = (
        f"{with_unit(found.disadvantaged_value, PERCENT)} are followed up {place_words(dimension, found.disadvantaged)}, "
        f"against {short(found.reference_value, PERCENT)} {place_words(dimension, found.reference)}."
    )
    subject = f"{pathway}{where}"
    if found.verdict not in ("worse", "better"):
        return f"{subject}: no clear gap between {one} and {other}", f"{facts} The gap may be nothing."
    side = np.sign(found.plain)
    order = np.argsort(side * parts.estimate)[::-1]
    most, second = order[0], order[1]
    ends = (parts.lower, parts.upper) if side > 0 else (-parts.upper, -parts.lower)
    clear = ends[0][most] > ends[1][second]
    size = gap(found.plain, PERCENT)
    way = "fewer" if found.plain < 0 else "more"
    lost = f"the largest part at {STEP_WORDS[_TAKEN[most]]}" if clear else "at several steps"
    headline = f"{subject}: {size} {way} followed up {place_words(dimension, found.disadvantaged)}, {lost}"
    low, high = 100 * ends[0][most], 100 * ends[1][most]
    sentence = (
        f"{facts} {STEP_WORDS[_TAKEN[most]].capitalize()} makes {number(100 * side * parts.estimate[most], 1)} of the "
        f"{gap(found.plain, PERCENT)} ({interval(low, high, PERCENT)}), {STEP_WORDS[_TAKEN[second]]} "
        f"{number(100 * side * parts.estimate[second], 1)}."
    )
    return headline, sentence


def _unknown(groups: pd.DataFrame, dimension: Dimension) -> str:
    unknown = groups.loc[groups["group"] == UNKNOWN, "registered"].sum()
    if not unknown > 0:
        return ""
    portion = share(float(unknown / groups["registered"].sum()))
    return f"{portion} of people have no recorded {dimension.label.lower()} and are shown apart."


def _table(dimension: Dimension, groups: pd.DataFrame, found: Gap, parts: Measure) -> Table:
    """Each group's way and what each step adds to its distance from the reference; then the compared group's limits."""
    part_names = [f"{step}_part" for step in _TAKEN]
    frame = groups[["group", "label", "registered", *(f"{step}_share" for step in _TAKEN), "lower", "upper", "status"]]
    behind = dict(zip(part_names, 100 * parts.estimate.T, strict=True))
    frame = frame.assign(behind=groups["value"] - found.reference_value, **behind)
    frame["most_lost"] = [_most_lost(row) for row in 100 * parts.estimate]
    at = groups.index[groups["group"] == found.disadvantaged][0]
    compared = group_words(dimension, found.disadvantaged)
    size = {"behind": abs(found.plain), "label": f"Size of the gap: {compared}", "status": "not_applicable"}
    sizes = dict(zip(part_names, np.sign(found.plain) * 100 * parts.estimate[at], strict=True))
    frame = with_row(frame, **size, **sizes)
    sign, ends = (1, ("Lower", "Upper")) if found.plain > 0 else (-1, ("Upper", "Lower"))
    for name, limit in zip(ends, (parts.lower, parts.upper), strict=True):
        row = dict(zip(part_names, sign * 100 * limit[at], strict=True))
        frame = with_row(frame, label=f"{name} 95% limit of its parts", status="not_applicable", **row)
    reference = group_words(dimension, found.reference)
    return Table(
        (
            Column("label", dimension.label),
            Column("registered", "Registered", COUNT),
            *(Column(f"{step}_share", f"{STEP_LABELS[step]} (%)", PERCENT) for step in _TAKEN),
            Column("lower", "Lower 95% limit", PERCENT),
            Column("upper", "Upper 95% limit", PERCENT),
            Column("behind", f"Against {reference} (percentage points)", PERCENT),
            *(Column(f"{step}_part", f"of which {STEP_WORDS[step]}", PERCENT) for step in _TAKEN),
            Column("most_lost", "Most lost at"),
        ),
        frame,
    )


def _most_lost(parts: np.ndarray) -> str:
    """The step with the largest loss against the reference; '–' where none is lost, '' where it is not known."""
    if np.isnan(parts).any():
        return ""
    return STEP_LABELS[_TAKEN[int(np.argmin(parts))]] if parts.min() < 0 else "–"


def _figure(dimension: Dimension, groups: pd.DataFrame, found: Gap, parts: Measure):
    shown = groups[groups["value"].notna()]
    compared = (found.disadvantaged, found.reference)
    lines = [
        CascadeLine(
            label=dimension.short_of(row["group"]),
            colour=group_colour(dimension.code, row["group"]),
            shares=(100.0, *(float(row[f"{step}_share"]) for step in _TAKEN)),
            emphasised=row["group"] in compared,
        )
        for _, row in shown.iterrows()
    ]
    side = np.sign(found.plain) or 1.0
    limits = np.sort(np.stack([side * parts.lower, side * parts.upper]), axis=0)
    bars = [
        StepPart(STEP_LABELS[step], *(float(100 * each) for each in (side * parts.estimate[i], *limits[:, i])))
        for i, step in enumerate(_TAKEN)
    ]
    heading = f"Where the gap of {gap(found.plain, PERCENT)} arises"
    return cascade_lines(lines, list(STEP_LABELS.values()), bars, compared=heading)
