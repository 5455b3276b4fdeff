"""Do our sources agree about who people are? For people in both, how often two sources hold the same answer."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.dot_rows import Dot, DotRow, dot_rows
from components.findings.finding import Finding
from components.findings.question import Question
from components.findings.recording_rows import SHARE, lacks, newest_rows, of_area, source_of
from components.findings.table import Column, Table
from components.measures.values.proportion import proportion
from components.style.colours import group_colour
from components.style.dates import to_day
from components.style.numbers import COUNT, interval_cell, short
from data.contract.vocabulary import ETHNIC_GROUP_18

QUESTION = "Do our sources agree?"


def agreement_finding(question: Question) -> Finding:
    """Agreement of two sources by the group that the first of them holds, in the area in focus, else the whole area."""
    rows = newest_rows(question, "agreement")
    if rows is None:
        needs = "people in two sources counted by group, and for how many both say the same"
        return lacks(question, "records_agreement", QUESTION, "A comparison of sources", needs, method="value")
    area = question.selection.area if question.selection.area in set(rows["area_code"]) else question.dataset.area_code
    here = of_area(rows, area)
    here = here[here["field"] == here["field"].iloc[0]] if len(here) else here
    if here["agree"].notna().sum() < 2:
        needs = "people in two sources counted by group in this area"
        return lacks(question, "records_agreement", QUESTION, "A comparison of sources", needs, method="value")
    frame = _frame(question, here)
    shown = frame.dropna(subset=["share"])
    low, high = shown.iloc[0], shown.iloc[-1]
    first = here.iloc[0]
    where = "" if area == question.selection.area else f" in {question.dataset.area_name(area)}"
    return Finding(
        id="records_agreement",
        question=QUESTION,
        headline=f"Two sources agree on {short(low['share'], SHARE)} of people recorded as {low['label']}{where}",
        sentence=(
            f"{first['source']} and {first['other_source'].lower()} say the same for {short(high['share'], SHARE)} of people "
            f"recorded as {high['label']}. Where they differ, a gap by {first['field'].lower()} depends on which is asked."
        ),
        table=Table(
            (
                Column("label", f"{first['field']} in {first['source'].lower()}"),
                Column("people", f"Also in {first['other_source'].lower()}", COUNT),
                Column("agree", "Say the same", COUNT),
                Column("share", "Agreement (%)", SHARE),
                Column("limits", "95% interval"),
            ),
            frame,
        ),
        how_to_read=(
            "Each dot is a group as the first source holds it, with its 95% interval; at 100% the other source always says "
            "the same. Low agreement falls hardest on the smallest groups, whose figures can double or vanish."
        ),
        method="value",
        source=source_of(question, f"{first['source']}, linked with {first['other_source'].lower()}"),
        period=to_day(here["period_end"].max()),
        figure=_figure(frame),
        names=("95%", question.area_name, *frame["label"]),
    )


def _frame(question: Question, here: pd.DataFrame) -> pd.DataFrame:
    found = proportion(here["agree"].to_numpy(float), here["people"].to_numpy(float))
    labels = [
        question.dataset.vocabulary[by].label_of(group)
        for by, group in zip(here["dimension"], here["group"], strict=True)
    ]
    limits = [
        interval_cell(100 * low, 100 * high, SHARE) if np.isfinite(low) else "–"
        for low, high in zip(found.lower, found.upper, strict=True)
    ]
    frame = here.assign(
        label=labels, share=100 * found.estimate, limits=limits, low=100 * found.lower, high=100 * found.upper
    )
    return frame.sort_values("share", ignore_index=True)


def _figure(frame: pd.DataFrame) -> go.Figure:
    rows = []
    for row in frame.itertuples():
        if pd.isna(row.share):
            rows.append(DotRow(row.label, absent="hidden to protect confidentiality"))
            continue
        broad = ETHNIC_GROUP_18[row.group][1] if row.group in ETHNIC_GROUP_18 else row.group
        colour = group_colour("ethnic_group" if row.group in ETHNIC_GROUP_18 else row.dimension, broad)
        words = f"{row.label}: {short(row.share, SHARE)} ({row.limits})"
        rows.append(DotRow(row.label, (Dot(row.share, words, colour, lower=row.low, upper=row.high, size=13),)))
    return dot_rows(rows, axis="both sources say the same", suffix="%", zero=True, row_height=28, most=101)
