"""One metric of one place in the newest month, by age, ethnic group and deprivation quintile."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.dot_rows import Dot, DotRow, dot_rows
from components.charts.type_marks import bold
from components.findings.finding import Finding, nothing_to_show
from components.findings.returns.figures import PER_1000, PlaceFigures, totals, unit_of_metric
from components.findings.returns.words import HEADINGS, LOCAL_COHORT, REPEATED
from components.findings.table import ABSENT_WORDS, Column, Table
from components.measures.values.rate import crude_rate
from components.style.colours import group_colour
from components.style.numbers import COUNT, HIDDEN, Unit, interval_cell, number, short, with_unit
from data.contract.vocabulary import UNKNOWN
from data.returns.monthly_return import CASELOAD, HIDDEN_TO, PARTS, TOTAL, metric_names, month_words

_ENDS = ("1", "5")


def groups_finding(given: PlaceFigures, metric: str) -> Finding:
    """Rates by every group with their intervals; a hidden count as the range it may have."""
    place, month, figures = given.place, given.month, given.rows
    rows = figures[(figures["month"] == month) & (figures["metric"] == metric)].reset_index(drop=True)
    name = metric_names()[metric]
    asks = f"{name}: who in the cohort has more or fewer?"
    shown = rows[rows["status"] == "ok"]
    if shown.empty:
        why = f"No figure of {name.lower()} is shown in {month_words(month)}."
        return nothing_to_show("returns_groups", asks, why, method="value", source=given.source)
    unit = unit_of_metric(metric, shown["value"])
    rows = _with_ranges(rows, metric)
    return Finding(
        id="returns_groups",
        question=asks,
        headline=_headline(rows, name, unit),
        sentence=_sentence(rows, place, month, unit),
        table=_table(rows, unit),
        how_to_read=(
            "Each dot is a group's figure in the month, its line the 95% interval, the dashed line everyone in the cohort. A "
            "dotted line is the range that a hidden count can have; hidden does not mean nought. Where lines overlap widely "
            "the difference may be chance: one month of one cohort is few people."
        ),
        method="value",
        source=given.source,
        period=month_words(month),
        figure=_figure(rows, unit),
        hidden=_hidden_words(rows),
        caveats=(LOCAL_COHORT, *([] if metric == CASELOAD else [REPEATED])),
        verdict="",
        names=(place, name, month_words(month), "95%"),
    )


def _with_ranges(rows: pd.DataFrame, metric: str) -> pd.DataFrame:
    """Add `low` and `high` of a hidden count beside a shown cohort: 0 to what the Total leaves, or to 5 where that is less.

    Never narrower than the template's own rule, so that no range gives a hidden number away.
    """
    left = {}
    total = rows.loc[rows["dimension"] == TOTAL, "count"]
    for dimension, parts in rows.groupby("dimension", sort=False):
        spare = float(total.iloc[0]) - float(parts["count"].sum()) if len(total) else float("nan")
        left[dimension] = max(float(HIDDEN_TO), spare) if np.isfinite(spare) else float("nan")
    most = rows["dimension"].map(left)
    if metric == CASELOAD:
        most = most.clip(upper=rows["cohort"])
    open_ = (rows["status"] == "suppressed") & (rows["cohort"] > 0) & most.notna()
    scale = 100.0 if metric == CASELOAD else PER_1000
    high = crude_rate(most.where(open_).to_numpy(float), rows["cohort"].where(open_).to_numpy(float), multiplier=scale)
    return rows.assign(low=np.where(open_, 0.0, np.nan), high=high.estimate)


def _headline(rows: pd.DataFrame, name: str, unit: Unit) -> str:
    fifths = rows[rows["dimension"] == "deprivation_quintile"].set_index("group")
    ends = [fifths.loc[each] for each in _ENDS if each in fifths.index and fifths.at[each, "status"] == "ok"]
    if len(ends) == 2:
        most, least = ends
        apart = most["lower"] > least["upper"] or most["upper"] < least["lower"]
        told = "" if apart else "; the difference may be chance"
        return (
            f"{name}: {with_unit(most['value'], unit)} in the most deprived fifth of the cohort, "
            f"{short(least['value'], unit)} in the least deprived{told}"
        )
    everyone = totals(rows)
    if len(everyone) and everyone["status"].iloc[0] == "ok":
        whole = with_unit(everyone["value"].iloc[0], unit)
        return f"{name}: {whole} in the whole cohort; an end of deprivation is hidden, so that no gap can be told"
    return f"{name}: the whole cohort's figure is hidden, and so we cannot tell who has more"


def _sentence(rows: pd.DataFrame, place: str, month: pd.Timestamp, unit: Unit) -> str:
    parts = rows[(rows["dimension"] == "ethnic_group") & (rows["status"] == "ok") & (rows["group"] != UNKNOWN)]
    start = f"{place}, {month_words(month)}."
    if len(parts) < 2:
        return f"{start} By ethnic group too few figures are shown to say who has more."
    highest, lowest = parts.loc[parts["value"].idxmax()], parts.loc[parts["value"].idxmin()]
    if highest["value"] == lowest["value"]:
        return f"{start} By ethnic group, those shown have the same figure, {short(lowest['value'], unit)}."
    chance = "" if highest["lower"] > lowest["upper"] else ", which may be chance"
    return (
        f"{start} By ethnic group, of those shown, from {short(lowest['value'], unit)} ({lowest['name']}) to "
        f"{short(highest['value'], unit)} ({highest['name']}){chance}."
    )


def _table(rows: pd.DataFrame, unit: Unit) -> Table:
    known = rows["status"] == "ok"
    ends = (rows["lower"], rows["upper"], rows["low"], rows["high"])
    limits = [
        interval_cell(low, high, unit)
        if ok
        else (f"{interval_cell(least, most, unit)}, hidden" if np.isfinite(most) else "")
        for ok, low, high, least, most in zip(known, *ends, strict=True)
    ]
    frame = rows.assign(
        by=rows["dimension"].map(HEADINGS).fillna("Everyone"),
        limits=limits,
        count=rows["count"].where(known),
        cohort_status=rows["cohort_status"].replace({"blank": "missing"}),
    )
    columns = (
        Column("by", "Divided"),
        Column("name", "Group"),
        Column("count", "Count", COUNT),
        Column("cohort", "Cohort", COUNT),
        Column("value", unit.axis.capitalize() if unit.suffix != "%" else "% of the cohort", unit),
        Column("limits", "95% interval, or what it may be"),
    )
    return Table(columns, frame.drop(columns=["count_status"]))


def _hidden_words(rows: pd.DataFrame) -> str:
    hidden = int((rows["status"] == "suppressed").sum())
    return f"{number(hidden)} of {number(len(rows))} figures are {HIDDEN}." if hidden else ""


def _figure(rows: pd.DataFrame, unit: Unit) -> go.Figure:
    drawn, last = [], ""
    for row in rows[rows["dimension"].isin(PARTS)].to_dict("records"):
        heading = HEADINGS[row["dimension"]] if row["dimension"] != last else ""
        last = row["dimension"]
        drawn.append(_row(row, heading, unit))
    everyone = totals(rows)
    reference = None
    if len(everyone) and everyone["status"].iloc[0] == "ok":
        value = float(everyone["value"].iloc[0])
        reference = (value, f"everyone {short(value, unit)}")
    axis = "% of the cohort" if unit.suffix == "%" else "per 1,000 of the cohort in the month"
    return dot_rows(drawn, axis=axis, reference=reference, row_height=31, left=190, zero=True)


def _row(row: Mapping[str, Any], heading: str, unit: Unit) -> DotRow:
    if row["status"] == "ok":
        told = f"{row['name']}: {with_unit(row['value'], unit)}"
        dot = Dot(
            row["value"], told, group_colour(row["dimension"], row["group"]), lower=row["lower"], upper=row["upper"]
        )
        return DotRow(f"{row['name']}  {bold(short(row['value'], unit))}", (dot,), heading=heading)
    # Short, for the range may end at the edge; the note under the picture says why.
    words = "hidden" if row["status"] == "suppressed" else ABSENT_WORDS.get(row["status"], "not told")
    limits = (0.0, float(row["high"])) if np.isfinite(row["high"]) else None
    return DotRow(row["name"], hidden=limits, absent=f"○ {words}", heading=heading)
