"""A ranked list: one row an area, its value and interval, the comparator as a named line, worst at the top."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.layout import SMALL_TEXT_SIZE, house_figure, padded_range, reference_line
from components.style.colours import COMPARISON, COMPARISON_MARKS, INK, QUIET_INK
from components.style.numbers import Unit, interval, number, with_unit

_ROW_HEIGHT = 26


def ranking(rows: pd.DataFrame, *, unit: Unit, reference: float | None, reference_words: str) -> go.Figure:
    """Draw areas in the order given.

    `rows` has `code`, `name`, `value`, `lower`, `upper`, `standing` (a key of COMPARISON), `absent` (words where there
    is no value) and `focus` (bool). A click returns the area's code as custom data.
    """
    rows = rows.reset_index(drop=True)
    figure = house_figure(height=_ROW_HEIGHT * len(rows) + 86, left=250, right=76, top=30, bottom=46)
    shown = rows[rows["value"].notna()]
    for row in shown.itertuples():
        if pd.notna(row.lower):
            figure.add_scatter(
                x=[row.lower, row.upper],
                y=[row.Index, row.Index],
                mode="lines",
                line={"color": INK if row.focus else QUIET_INK, "width": 3 if row.focus else 1.5},
                hoverinfo="skip",
            )
    figure.add_scatter(
        x=shown["value"],
        y=shown.index,
        mode="markers",
        customdata=np.column_stack([shown["code"], shown["name"], _hover(shown, unit)]),
        marker={
            "opacity": 1,
            "size": np.where(shown["focus"], 17, 13),
            "color": shown["standing"].map(COMPARISON),
            "line": {"color": INK, "width": np.where(shown["focus"], 2.5, 1)},
        },
        hovertemplate="%{customdata[1]}: %{customdata[2]}<extra></extra>",
        cliponaxis=False,
    )
    for row in shown.itertuples():
        words = number(row.value, unit.decimals) + (unit.suffix if len(unit.suffix) < 3 else "")
        figure.add_annotation(
            x=1,
            xref="paper",
            xanchor="left",
            xshift=6,
            y=row.Index,
            text=f"<b>{words}</b>" if row.focus else words,
            showarrow=False,
            font={"size": SMALL_TEXT_SIZE},
        )
    for row in rows[rows["value"].isna()].itertuples():
        figure.add_annotation(
            x=0.01,
            xref="paper",
            xanchor="left",
            y=row.Index,
            text=row.absent,
            showarrow=False,
            font={"color": QUIET_INK},
        )
    _axes(figure, rows, shown, unit, reference, reference_words)
    return figure


def _hover(shown: pd.DataFrame, unit: Unit) -> list[str]:
    words = []
    for row in shown.itertuples():
        limits = f" ({interval(row.lower, row.upper, unit)})" if pd.notna(row.lower) else ""
        words.append(f"{with_unit(row.value, unit)}{limits}, {row.standing} {COMPARISON_MARKS[row.standing]}")
    return words


def _axes(figure, rows: pd.DataFrame, shown: pd.DataFrame, unit: Unit, reference, reference_words: str) -> None:
    labels = [
        f"<b>{name}</b> {COMPARISON_MARKS[standing] if pd.notna(value) else ''}"
        if focus
        else f"{name} {COMPARISON_MARKS[standing] if pd.notna(value) else ''}"
        for name, standing, focus, value in zip(
            rows["name"], rows["standing"], rows["focus"], rows["value"], strict=True
        )
    ]
    figure.update_yaxes(
        tickvals=list(rows.index),
        ticktext=labels,
        range=[len(rows) - 0.4, -0.6],
        showgrid=False,
        tickfont={"size": SMALL_TEXT_SIZE},
    )
    ends = pd.concat([shown["value"], shown["lower"], shown["upper"]]).dropna()
    if reference is not None:
        ends = pd.concat([ends, pd.Series([reference])])
        reference_line(figure, value=reference, words=reference_words)
    if len(ends):
        figure.update_xaxes(range=padded_range(float(ends.min()), float(ends.max())), title_text=unit.axis)
