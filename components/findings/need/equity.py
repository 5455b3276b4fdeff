"""Who has the resource now? Its concentration curve and index, from the neighbourhoods of most need to those of least."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.curve import curve
from components.findings.finding import Finding, nothing_to_show
from components.findings.need.case import need_case
from components.findings.need.scenario import NeedScenario
from components.findings.need.words import left_out, need_names, need_source
from components.findings.question import Question
from components.findings.table import Column, Table, with_row
from components.measures.gradient.concentration import rci
from components.measures.gradient.concentration_curve import concentration_curve
from components.style.numbers import PERCENT, RATIO, Unit, number, with_unit

QUESTION = "Does the resource lean towards need or away from it?"
INDEX = Unit("", "", 3)
_FEWEST = 3
_HALF = 50.0
_LEVEL = 0.005


def need_equity_finding(question: Question, scenario: NeedScenario) -> Finding:
    """The share of the resource that goes to the neediest neighbourhoods, and its concentration index against need."""
    case = need_case(question.dataset, scenario)
    rows = case.rows.dropna(subset=["distance"]) if "distance" in case.rows else case.rows.iloc[:0]
    if case.resource is None or len(rows) < _FEWEST:
        why = "Staff or money is given for fewer than three neighbourhoods, too few for a curve."
        return nothing_to_show("need_equity", QUESTION, why, method="concentration", source=need_source(question))
    rows = rows.sort_values(["index", "name"], ascending=[False, True])
    across, up = concentration_curve(rows["amount"], rows["weighted"], -rows["index"])
    by_need, by_heads = _index(rows, "weighted"), _index(rows, "people")
    rows = rows.assign(so_far_need=100 * across[1:], so_far_resource=100 * up[1:])
    headline, sentence = _words(case.resource.indicator.short_name, rows, by_need)
    return Finding(
        id="need_equity",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(rows, by_need, by_heads),
        how_to_read=(
            "Neighbourhoods are taken from most need for each person to least: across, their share of all need so far; up, "
            "their share of the resource so far. On the line, resource follows need; under it, the neediest have less than "
            "their share. The concentration index is 0 on the line and above 0 under it. Two sides can cancel out in it: "
            "read it beside the distances."
        ),
        method="concentration",
        source=need_source(question, case.resource.indicator),
        period=case.resource.period,
        figure=_figure(rows, across, up),
        hidden=left_out(case.rows, "distance"),
        names=need_names(case),
    )


def _index(rows: pd.DataFrame, size: str) -> float:
    """The concentration index of the resource for each (weighted) person, neediest first: above 0 = away from need."""
    value = rows["amount"].to_numpy() / rows[size].to_numpy()
    found = rci(value, rows[size].to_numpy(), rank=-rows["index"].to_numpy(), interval="none")
    return float(found.estimate)


def _words(subject: str, rows: pd.DataFrame, by_need: float) -> tuple[str, str]:
    half = rows.iloc[int(np.argmax(rows["so_far_need"].to_numpy() >= _HALF))]
    need, has = with_unit(half["so_far_need"], PERCENT), with_unit(half["so_far_resource"], PERCENT)
    headline = f"{subject}: the neediest neighbourhoods have {need} of need and {has} of the resource"
    favours = (
        "It favours areas with less need"
        if by_need > _LEVEL
        else "It favours areas with more need"
        if by_need < -_LEVEL
        else "It favours neither areas with more need nor those with less"
    )
    sentence = f"{favours} (concentration index {number(by_need, INDEX.decimals)})."
    return headline, sentence


def _figure(rows: pd.DataFrame, across: np.ndarray, up: np.ndarray) -> go.Figure:
    hover = ["the start"] + [
        f"to {name}: {with_unit(need, PERCENT)} of need, {with_unit(has, PERCENT)} of the resource"
        for name, need, has in zip(rows["name"], rows["so_far_need"], rows["so_far_resource"], strict=True)
    ]
    return curve(
        100 * across,
        100 * up,
        hover,
        x_title="share of need, neediest neighbourhoods first (%)",
        y_title="share of resource (%)",
    )


def _table(rows: pd.DataFrame, by_need: float, by_heads: float) -> Table:
    frame = with_row(rows, name="Concentration index against need", concentration=by_need)
    frame = with_row(frame, name="Concentration index against heads", concentration=by_heads)
    return Table(
        (
            Column("name", "Neighbourhood, most need first"),
            Column("index", "Need index", RATIO),
            Column("need_share", "Share of need (%)", PERCENT),
            Column("resource_share", "Share of the resource (%)", PERCENT),
            Column("so_far_need", "Share of need so far (%)", PERCENT),
            Column("so_far_resource", "Share of the resource so far (%)", PERCENT),
            Column("concentration", "Concentration index", INDEX),
        ),
        frame,
    )
