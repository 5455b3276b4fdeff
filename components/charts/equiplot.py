"""Equiplot: one row a group, its value with its interval, and the same group in each neighbourhood as small dots."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.layout import SMALL_TEXT_SIZE, house_figure, padded_range, reference_line
from components.style.colours import INK, MISSING, QUIET_INK, SUPPRESSED
from components.style.numbers import Unit, interval, with_unit

_ROW_HEIGHT = 62
_SPREAD = 0.24


@dataclass(frozen=True)
class GroupRow:
    """One group of an equiplot; `value` None means it is not shown, and `absent` says why in words."""

    label: str
    colour: str
    value: float | None
    lower: float | None
    upper: float | None
    absent: str = ""
    emphasised: bool = True


def equiplot(
    rows: list[GroupRow], dots: pd.DataFrame, *, unit: Unit, reference: float | None, reference_words: str
) -> go.Figure:
    """Draw groups from top to bottom.

    `dots` has a row for each neighbourhood and group: `row` (index into `rows`), `value`, `name`, `focus` (bool) and
    `code`, which a click returns as custom data. `reference` is drawn as a named line.
    """
    longest = max((len(row.label) for row in rows), default=0)
    figure = house_figure(height=_ROW_HEIGHT * len(rows) + 90, left=min(330, 26 + 8 * longest), top=30, right=40)
    _neighbourhood_dots(figure, rows, dots, unit)
    _group_values(figure, rows, unit)
    shown = pd.concat([dots["value"], pd.Series([v for row in rows for v in (row.lower, row.upper, row.value)])])
    shown = pd.to_numeric(shown).dropna()
    if reference is not None:
        shown = pd.concat([shown, pd.Series([reference])])
        reference_line(figure, value=reference, words=reference_words)
    if len(shown):
        figure.update_xaxes(range=padded_range(float(shown.min()), float(shown.max())), title_text=unit.axis)
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=[row.label for row in rows],
        range=[len(rows) - 0.45, -0.55],
        showgrid=False,
        ticklabelstandoff=8,
    )
    for place, row in enumerate(rows):
        if row.value is None:
            _absent_mark(figure, place, row)
    return figure


def _neighbourhood_dots(figure: go.Figure, rows: list[GroupRow], dots: pd.DataFrame, unit: Unit) -> None:
    dots = dots.dropna(subset="value")
    # A fixed spread by rank keeps dots apart and in the same place on every rerun.
    order = dots.groupby("row")["value"].rank(method="first")
    offset = ((order * 0.618034) % 1 - 0.5) * 2 * _SPREAD
    focus = dots["focus"].to_numpy(bool)
    figure.add_scatter(
        x=dots["value"],
        y=dots["row"] + offset,
        mode="markers",
        customdata=np.column_stack([dots["code"], dots["name"], [with_unit(v, unit) for v in dots["value"]]]),
        marker={
            "size": np.where(focus, 14, 9),
            "color": [rows[row].colour for row in dots["row"]],
            "opacity": np.where(focus, 1.0, 0.5),
            "line": {"width": np.where(focus, 2.5, 0.9), "color": np.where(focus, INK, QUIET_INK)},
        },
        hovertemplate="%{customdata[1]}: %{customdata[2]}<extra></extra>",
        name="neighbourhoods",
    )


def _group_values(figure: go.Figure, rows: list[GroupRow], unit: Unit) -> None:
    for place, row in enumerate(rows):
        if row.value is None:
            continue
        words = with_unit(row.value, unit)
        detail = words
        if row.lower is not None and row.upper is not None:
            detail += f" ({interval(row.lower, row.upper, unit)})"
            figure.add_scatter(
                x=[row.lower, row.upper],
                y=[place, place],
                mode="lines",
                line={"color": INK, "width": 3},
                hoverinfo="skip",
            )
        figure.add_scatter(
            x=[row.value],
            y=[place],
            mode="markers+text",
            marker={
                "size": 22,
                "color": row.colour,
                "symbol": "circle" if row.emphasised else "circle-open",
                "line": {"color": INK, "width": 1.5},
            },
            text=[f"<b>{words}</b>"],
            textposition="top center",
            textfont={"size": SMALL_TEXT_SIZE + 1},
            hovertemplate=f"{row.label}: {detail}<extra></extra>",
        )


def _absent_mark(figure: go.Figure, place: int, row: GroupRow) -> None:
    hidden = "hidden" in row.absent
    figure.add_annotation(
        x=0.01,
        xref="paper",
        xanchor="left",
        y=place,
        text=("▨ " if hidden else "○ ") + row.absent,
        showarrow=False,
        font={"color": QUIET_INK, "size": SMALL_TEXT_SIZE},
        bgcolor=SUPPRESSED if hidden else MISSING,
        borderpad=4,
    )
