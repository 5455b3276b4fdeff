"""Whom do we hear? Who takes part against who lives here, and which voices are missing."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.dot_rows import Dot, DotRow, dot_rows
from components.findings.finding import Finding
from components.findings.question import Question
from components.findings.recording_rows import SHARE, lacks, listed, newest_rows, source_of
from components.findings.table import Column, Table
from components.findings.trust.heard import Heard, area_counted, heard, missing_voices
from components.findings.wording import group_words
from components.style.colours import group_colour
from components.style.dates import to_day
from components.style.numbers import COUNT, RATIO, interval_cell, number, short
from data.contract.vocabulary import ALL

QUESTION = "Whom do we hear?"
_NEEDS = (
    "how many people of each group took part in patient groups, listening sessions and surveys, and how many live here"
)
_MOST_DRAWN = 3.2


def participation_finding(question: Question) -> Finding:
    """Representation ratios of each group in each activity."""
    found, rows = heard(question), newest_rows(question, "participation")
    if found is None or rows is None:
        return lacks(question, "trust", QUESTION, "Who takes part", _NEEDS, method="representation")
    area = area_counted(question, rows)
    headline, sentence = _words(found, question.dataset.area_name(area), whole=area == question.dataset.area_code)
    return Finding(
        id="trust",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(found),
        how_to_read=(
            "Each dot is a group's share of those who took part over its share of those who live here, with its 95% "
            "interval. At 1 as many take part as live here; at 0.5 half as many. A dotted line is a count hidden to protect "
            "confidentiality: the ratio lies somewhere on it. Few people from a group says how services invite, not whether "
            "the group cares."
        ),
        method="representation",
        source=source_of(question, "lists of those who took part, and who lives or is registered here"),
        period=to_day(rows["period_end"].max()),
        figure=_figure(found),
        unknown=_not_said(found),
        hidden=_hidden(found),
        notice=""
        if area == question.selection.area
        else f"Counted for {question.dataset.area_name(area)}, not for each part.",
        names=("95%", "0.5", question.area_name, question.dataset.area_name(area), *found.dimension.groups.values()),
    )


def _not_said(found: Heard) -> str:
    parts = []
    for activity in found.frame["activity"].unique():
        said = found.not_said.get(activity, np.nan)
        if pd.notna(said) and found.everyone[activity] > 0:
            parts.append(f"{short(100 * said / found.everyone[activity], SHARE)} in {activity.lower()}")
    label = found.dimension.label.lower()
    return f"People whose {label} is not known are left out: {listed(parts)}." if parts else ""


def _hidden(found: Heard) -> str:
    hidden = int((found.frame["status"] == "suppressed").sum())
    return (
        f"{number(hidden)} of {number(len(found.frame))} counts are hidden to protect confidentiality."
        if hidden
        else ""
    )


def _words(found: Heard, area: str, *, whole: bool) -> tuple[str, str]:
    where = "" if whole else f" in {area}"
    missing = missing_voices(found)
    shown = found.frame.dropna(subset=["ratio"])
    if missing.empty:
        why = "No ratio lies below four fifths beyond what chance and hidden counts allow."
        return f"No group is clearly missing{where}, among those counted", why
    times = missing["group"].value_counts()
    # A group missing from most activities comes first; one that a single activity does not aim at is no headline.
    often = sorted(missing["group"].unique(), key=lambda group: -times[group])
    often = [group for group in often if times[group] > 1][:3] or often[:1]
    told = listed([group_words(found.dimension, group) for group in often])
    headline = f"We hear too little from {told}{where}"
    among = missing[missing["group"].isin(often)]
    worst = among.sort_values(["ratio", "label"], na_position="last").iloc[0]
    if pd.notna(worst["ratio"]):
        low = (
            f"In {worst['activity'].lower()}, {group_words(found.dimension, worst['group'])} make up "
            f"{short(worst['took'], SHARE)} of those who take part and {short(worst['here'], SHARE)} of those who live here."
        )
    else:
        low = (
            f"In {worst['activity'].lower()} so few are {group_words(found.dimension, worst['group'])} that the count is "
            f"hidden; they are {short(worst['here'], SHARE)} of those who live here."
        )
    return headline, f"{low} {_over(found, shown)}".strip()


def _over(found: Heard, shown: pd.DataFrame) -> str:
    """Where a group often missing elsewhere is heard: the activity that reaches it best."""
    over = shown[shown["lower"] > 1].sort_values("ratio", ascending=False)
    reach = over[over["group"].isin(set(missing_voices(found)["group"]))]
    if reach.empty:
        return ""
    best = reach.iloc[0]
    who = group_words(found.dimension, best["group"])
    return f"{best['activity']} do reach {who}: {short(best['took'], SHARE)} of those there."


def _table(found: Heard) -> Table:
    limits = [
        interval_cell(low, high, RATIO)
        if pd.notna(low)
        else (f"at most {short(most, RATIO)}" if pd.notna(most) else "–")
        for low, high, most in zip(found.frame["lower"], found.frame["upper"], found.frame["most"], strict=True)
    ]
    frame = found.frame.assign(limits=limits)
    totals = pd.DataFrame(
        {
            "activity": found.everyone.index,
            "label": "Everyone",
            "people": found.everyone.to_numpy(float),
            "status": "not_applicable",
            "group": ALL,
        }
    )
    return Table(
        (
            Column("activity", "Activity"),
            Column("label", found.dimension.label),
            Column("people", "Took part", COUNT),
            Column("took", "Of those who took part (%)", SHARE),
            Column("here", "Of those who live here (%)", SHARE),
            Column("ratio", "Ratio", RATIO),
            Column("limits", "95% interval"),
            Column("more", "More needed for a ratio of 1", COUNT),
        ),
        pd.concat([frame, totals], ignore_index=True),
    )


def _figure(found: Heard) -> go.Figure:
    rows = []
    for activity, part in found.frame.groupby("activity", sort=False):
        for place, row in enumerate(part.itertuples()):
            heading = str(activity) if place == 0 else ""
            if pd.isna(row.ratio):
                limits = (0.0, float(row.most)) if pd.notna(row.most) else None
                rows.append(
                    DotRow(row.label, hidden=limits, absent="hidden to protect confidentiality", heading=heading)
                )
                continue
            dot = Dot(
                row.ratio,
                f"{row.label}: {short(row.took, SHARE)} of those taking part, {short(row.here, SHARE)} of those living here",
                group_colour(found.dimension.code, row.group),
                label=short(row.ratio, RATIO),
                lower=row.lower,
                upper=row.upper,
                size=15,
            )
            rows.append(DotRow(row.label, (dot,), heading=heading))
    return dot_rows(
        rows, axis="share taking part ÷ share living here", reference=(1.0, "as many as live here"),
        zero=True, most=_MOST_DRAWN, left=330, row_height=33,
    )  # fmt: skip
