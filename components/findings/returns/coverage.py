"""Which returns are here: every place and month, and every metric of one place."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.charts.state_grid import StateRow, state_grid
from components.findings.finding import Finding, nothing_to_show
from components.findings.returns.words import QUESTION, short_month, source
from components.findings.table import Column, Table, with_row
from components.findings.wording import of
from components.style.numbers import COUNT, number
from data.returns.coverage import EMPTY, FULL, HIDDEN, NOT_RECEIVED, PARTLY, coverage_of, summary
from data.returns.folder import Folder
from data.returns.monthly_return import metric_names, month_words

_MOST_MONTHS = 24
STATE_WORDS = {
    FULL: "full",
    PARTLY: "partly blank",
    HIDDEN: "Total hidden to protect confidentiality",
    EMPTY: "blank",
    NOT_RECEIVED: "not received",
}
_HOW = (
    "A row a place, a column a month. Full: every cell holds a number, or the mark * that hides one. Partly blank: some "
    "cells hold nothing. Not received: no workbook of that month, in the time from the first return of any place to the last."
)


def coverage_finding(folder: Folder) -> Finding:
    """How many of the returns that could be here are, and how many metrics are blank in them."""
    coverage = coverage_of(folder.returns)
    if coverage.empty:
        return nothing_to_show(
            "returns_coverage",
            QUESTION,
            "None of these files is a return with a place and a month.",
            method="value",
            source=source(folder.returns),
        )
    frame = summary(coverage)
    here = frame[frame["state"] != NOT_RECEIVED]
    blank, partly = int(here[EMPTY].sum()), int(here[PARTLY].sum())
    places, months = of(frame["place"].nunique(), "place", "places"), of(frame["month"].nunique(), "month", "months")
    told = with_row(
        frame.assign(words=frame["state"].map(STATE_WORDS), when=frame["month"].map(month_words)),
        place=f"All of {places}",
        when=months,
        words=f"{number(len(here))} of {number(len(frame))} returns here",
        **here[[FULL, PARTLY, HIDDEN, EMPTY]].sum().to_dict(),
    )
    return Finding(
        id="returns_coverage",
        question=QUESTION,
        headline=_headline(len(here), len(frame), blank, partly),
        sentence=f"{'It is' if len(frame) == 1 else 'They are'} of {places} over {months}. {_hidden_words(here)}",
        table=Table(
            (
                Column("place", "Place"),
                Column("when", "Month"),
                Column("words", "Return"),
                Column(FULL, "Metrics full", COUNT),
                Column(PARTLY, "Partly blank", COUNT),
                Column(HIDDEN, "Total hidden", COUNT),
                Column(EMPTY, "Blank", COUNT),
            ),
            told,
        ),
        how_to_read=_HOW,
        method="disclosure",
        source=source(folder.returns),
        period=f"{month_words(frame['month'].min())} to {month_words(frame['month'].max())}",
        figure=_figure(frame.assign(row=frame["place"]), _cell_words),
        verdict="worse" if len(here) < len(frame) or blank or partly else "",
    )


def _headline(here: int, whole: int, blank: int, partly: int) -> str:
    if whole == 1:
        start = "The one return is here"
    elif here == whole:
        start = f"All {of(whole, 'return is', 'returns are')} here"
    else:
        start = f"{number(here)} of {of(whole, 'return is', 'returns are')} here"
    lacks = [f"{of(blank, 'metric is', 'metrics are')} blank"] if blank else []
    lacks += [f"{of(partly, 'metric is', 'metrics are')} partly blank"] if partly else []
    return (
        f"{start}; {' and '.join(lacks)}"
        if lacks
        else f"{start}, and every cell in {'it' if whole == 1 else 'them'} is filled"
    )


def _hidden_words(here: pd.DataFrame) -> str:
    hidden = int(here[HIDDEN].sum())
    if not hidden:
        return "No metric's Total is hidden."
    return f"{of(hidden, 'time', 'times')} a metric's Total is hidden to protect confidentiality."


def _cell_words(row: Mapping[str, Any]) -> str:
    if row["state"] == NOT_RECEIVED:
        return STATE_WORDS[NOT_RECEIVED]
    return ", ".join(f"{row[state]} {STATE_WORDS[state]}" for state in (FULL, PARTLY, HIDDEN, EMPTY) if row[state])


def place_coverage_finding(folder: Folder, place: str) -> Finding:
    """Which metrics one place gave in which months."""
    coverage = coverage_of(folder.returns)
    rows = coverage[coverage["place"] == place]
    names = metric_names()
    rows = rows.assign(row=rows["metric"].map(names), when=rows["month"].map(month_words))
    lacking = rows[rows["state"].isin((EMPTY, PARTLY))]
    hidden = rows[rows["state"] == HIDDEN]
    received = rows.groupby("month")["state"].agg(lambda states: bool((states != NOT_RECEIVED).any()))
    given = f"{number(int(received.sum()))} of {of(len(received), 'month', 'months')}"
    told = with_row(
        rows.assign(told=rows["state"].map(STATE_WORDS)),
        row="All metrics",
        when=f"{given} received",
        told=_most_hidden(hidden),
        **rows[["cells", "shown", "hidden", "unfilled"]].sum().to_dict(),
    )
    return Finding(
        id="returns_place_coverage",
        question=f"What did {place} give, metric by metric?",
        headline=_place_headline(place, lacking),
        sentence=f"{_received_words(len(received), given)} {_most_hidden(hidden)}",
        table=Table(
            (
                Column("row", "Metric"), Column("when", "Month"), Column("told", "State"), Column("cells", "Cells", COUNT),
                Column("shown", "Shown", COUNT), Column("hidden", "Hidden", COUNT), Column("unfilled", "Blank", COUNT),
            ),
            told,
        ),
        how_to_read=_HOW.replace("a place, a column", "a metric, a column"),
        method="disclosure",
        source=source(folder.returns),
        period=f"{month_words(rows['month'].min())} to {month_words(rows['month'].max())}",
        figure=_figure(rows, _state_words),
        verdict="worse" if len(lacking) else "",
        names=(place,),
    )  # fmt: skip


def _state_words(row: Mapping[str, Any]) -> str:
    return STATE_WORDS[row["state"]]


def _received_words(months: int, given: str) -> str:
    return "The one month was received." if months == 1 else f"{given} were received."


def _place_headline(place: str, lacking: pd.DataFrame) -> str:
    if lacking.empty:
        return f"{place} left no cell blank in the months received"
    first = lacking.iloc[-1]
    state = STATE_WORDS[first["state"]]
    more = "" if len(lacking) == 1 else ", the newest of several"
    return f"{place} left {first['row'].lower()} {state} in {first['when']}{more}"


def _most_hidden(hidden: pd.DataFrame) -> str:
    if hidden.empty:
        return "Every Total is shown."
    times = hidden.groupby("row").size().sort_values(ascending=False)
    return f"Hidden most often: the Total of {times.index[0].lower()}, in {of(int(times.iloc[0]), 'month', 'months')}."


def _figure(rows: pd.DataFrame, words: Callable[[Mapping[str, Any]], str]) -> go.Figure:
    """A grid of the newest months: `rows` has row, month and state."""
    months = sorted(rows["month"].unique())[-_MOST_MONTHS:]
    shown = rows[rows["month"].isin(months)]
    drawn = [
        StateRow(
            str(label),
            tuple(part.sort_values("month")["state"]),
            tuple(words(each) for each in part.sort_values("month").to_dict("records")),
        )
        for label, part in shown.groupby("row", sort=False)
    ]
    return state_grid(drawn, [short_month(pd.Timestamp(each)) for each in months], STATE_WORDS)
