"""Is enough written down to judge a pilot? How complete its own records are, field by field."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.dot_rows import Dot, DotRow, dot_rows
from components.findings.finding import Finding
from components.findings.pilots.rows import about_pilot, pilot_source, rows_of
from components.findings.question import Question
from components.findings.recording_rows import lacks, listed
from components.findings.table import Column, Table, with_row
from components.findings.wording import hidden_words
from components.measures.values.proportion import proportion
from components.style.colours import PLAIN, WORSE
from components.style.dates import to_day
from components.style.numbers import COUNT, PERCENT, WHOLE_PERCENT, interval_cell, number, short, with_unit
from data.dataset.dataset import Dataset

QUESTION = "Is enough written down to judge it?"
# With a fifth of people not recorded, those left out can turn most gaps round (see the method of bounds).
ENOUGH = 80.0
_NEEDS = "counts, for each field of the pilot's record, of people who should have it and of those who do"


def capture_rows(dataset: Dataset, pilot_id: str) -> pd.DataFrame | None:
    """A pilot's fields at its newest period, least complete first: people, complete, share with limits, and its first share.

    None where nothing of it is counted.
    """
    rows = rows_of(dataset, "pilot_capture", pilot_id)
    if rows is None:
        return None
    found = proportion(rows["complete"].to_numpy(float), rows["people"].to_numpy(float))
    rows = rows.assign(share=100 * found.estimate, lower=100 * found.lower, upper=100 * found.upper)
    ends = [rows[rows["period_end"] == day] for day in (rows["period_end"].min(), rows["period_end"].max())]
    first = ends[0].set_index("field")["share"]
    return ends[1].assign(first=ends[1]["field"].map(first)).sort_values(["share", "field"], ignore_index=True)


def poor_fields(rows: pd.DataFrame | None) -> list[str]:
    """Fields that are too seldom recorded to judge by, beyond chance, least complete first."""
    return [] if rows is None else list(rows.loc[rows["upper"] < ENOUGH, "field"])


@about_pilot
def capture_finding(question: Question, pilot_id: str) -> Finding:
    """How complete each field of a pilot's record is, against the share below which little can be said."""
    rows = capture_rows(question.dataset, pilot_id)
    if rows is None or rows["share"].isna().all():
        return lacks(
            question, "pilot_capture", QUESTION, "How complete the pilot's own records are", _NEEDS, method="value"
        )
    headline, sentence = _words(rows)
    return Finding(
        id="pilot_capture",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(rows),
        how_to_read=(
            "Each row is a field of the pilot's record; the dot is the share of people for whom it is filled in, the line "
            f"its 95% interval. Left of the dashed line, at {with_unit(ENOUGH, WHOLE_PERCENT)}, so many are not recorded "
            "that those left out could turn a result round."
        ),
        method="value",
        source=pilot_source(question),
        period=to_day(rows["period_end"].max()),
        figure=_figure(rows),
        hidden=hidden_words(rows),
        caveats=("What is not captured cannot be judged: a field that is often empty hides whom the pilot missed.",),
        verdict="worse" if poor_fields(rows) else "better",
        names=("95%", with_unit(ENOUGH, WHOLE_PERCENT), *rows["field"]),
    )


def _words(rows: pd.DataFrame) -> tuple[str, str]:
    shown = rows.dropna(subset=["share"])
    worst, best = shown.iloc[0], shown.iloc[-1]
    enough, poor = with_unit(ENOUGH, WHOLE_PERCENT), poor_fields(rows)
    n = number(len(shown))
    if not poor:
        headline = f"All {n} fields of its record are filled in for about {enough} of people or more"
        return headline, f"The least complete is ‘{worst['field']}’, at {short(worst['share'], PERCENT)}."
    verb = "is" if len(poor) == 1 else "are"
    headline = f"{number(len(poor))} of {n} fields of its record {verb} filled in for fewer than {enough} of people"
    told = (
        f"What is not captured cannot be judged: ‘{worst['field']}’ is filled in for {short(worst['share'], PERCENT)}"
    )
    if len(poor) > 1:
        told += (
            f", and {listed([f'‘{each}’' for each in poor[1:]])} are below {enough} too"
            if len(poor) > 2
            else (f", and ‘{poor[1]}’ is below {enough} too")
        )
    return headline, f"{told}. The most complete is ‘{best['field']}’, at {short(best['share'], PERCENT)}."


def _table(rows: pd.DataFrame) -> Table:
    frame = rows.assign(
        limits=[
            interval_cell(row.lower, row.upper, PERCENT) if pd.notna(row.lower) else "–" for row in rows.itertuples()
        ],
        told=np.select(
            [rows["share"].isna(), rows["upper"] < ENOUGH, rows["share"] < ENOUGH],
            ["? hidden", "▼ too seldom to judge by", "● about enough"],
            "▲ enough to judge by",
        ),
    )
    counted = f"{number(len(poor_fields(rows)))} of {number(rows['share'].notna().sum())}"
    return Table(
        (
            Column("field", "Field"),
            Column("people", "People", COUNT),
            Column("complete", "Filled in", COUNT),
            Column("share", "Filled in (%)", PERCENT),
            Column("limits", "95% interval"),
            Column("first", "Filled in at the first count (%)", PERCENT),
            Column("told", "That is"),
        ),
        with_row(frame, field="Too seldom filled in", told=counted, status="not_applicable"),
    )


def _figure(rows: pd.DataFrame) -> go.Figure:
    shown = [
        DotRow(
            str(row.field),
            (
                Dot(
                    row.share,
                    f"{short(row.share, PERCENT)} of {number(row.people)} people",
                    WORSE if row.upper < ENOUGH else PLAIN,
                    label=f"{'▼ ' if row.upper < ENOUGH else ''}{short(row.share, PERCENT)}",
                    symbol="diamond" if row.upper < ENOUGH else "circle",
                    lower=row.lower,
                    upper=row.upper,
                ),
            )
            if pd.notna(row.share)
            else (),
            absent="" if pd.notna(row.share) else "hidden to protect confidentiality",
        )
        for row in rows.itertuples()
    ]
    reference = (ENOUGH, f"enough to judge by: {with_unit(ENOUGH, WHOLE_PERCENT)}")
    return dot_rows(
        shown,
        axis="people for whom it is filled in",
        suffix="%",
        reference=reference,
        row_height=50,
        left=300,
        most=103,
    )
