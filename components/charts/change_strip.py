"""How the gap changed in each area: a dot and its interval a row, left of the line smaller, right of it larger."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.layout import SMALL_TEXT_SIZE, house_figure
from components.style.colours import BETTER, INK, PAPER, PLAIN, QUIET_INK, SIMILAR, WORSE
from components.style.numbers import Unit, interval, signed_gap

_ROW_HEIGHT = 26
# Colour and mark of each verdict; a gap that narrows is the good direction.
VERDICTS = {
    "narrowing": (BETTER, "▲"),
    "widening": (WORSE, "▼"),
    "no clear change": (SIMILAR, "●"),
    "cannot tell": (PAPER, ""),
}


def change_strip(rows: pd.DataFrame, *, unit: Unit, axis_title: str, judged: bool = True) -> go.Figure:
    """Draw areas in the order given.

    `rows` has `code`, `name`, `change`, `lower`, `upper`, `verdict` (a key of VERDICTS) and `focus` (bool). A click
    returns the area's code as custom data. `judged` False: neither way is better, so the marks carry no colour.
    """
    rows = rows.reset_index(drop=True)
    longest = max(len(name) for name in rows["name"])
    figure = house_figure(
        height=_ROW_HEIGHT * len(rows) + 96, left=min(330, 50 + 8 * longest), right=30, top=34, bottom=56
    )
    ends = pd.concat([rows["lower"], rows["upper"], rows["change"]]).dropna()
    span = max(float(ends.max()), 0.0) - min(float(ends.min()), 0.0)
    across = [min(float(ends.min()), 0.0) - 0.08 * span, max(float(ends.max()), 0.0) + 0.08 * span]
    figure.add_vline(x=0, line={"color": INK, "width": 1.5})
    _end_words(figure)
    for row in rows.itertuples():
        figure.add_scatter(
            x=[row.lower, row.upper],
            y=[row.Index, row.Index],
            mode="lines",
            line={"color": INK if row.focus else QUIET_INK, "width": 3 if row.focus else 1.5},
            hoverinfo="skip",
        )
    figure.add_scatter(
        x=rows["change"],
        y=rows.index,
        mode="markers",
        customdata=np.column_stack([rows["code"], rows["name"], _hover(rows, unit)]),
        marker={
            "size": np.where(rows["focus"], 17, 13),
            "color": [VERDICTS[each][0] if judged else PLAIN for each in rows["verdict"]],
            "line": {"color": INK, "width": np.where(rows["focus"], 2.5, 1)},
        },
        hovertemplate="%{customdata[1]}: %{customdata[2]}<extra></extra>",
    )
    figure.update_xaxes(range=across, title_text=axis_title)
    figure.update_yaxes(
        tickvals=list(rows.index),
        ticktext=[_label(row) for row in rows.itertuples()],
        range=[len(rows) - 0.4, -0.6],
        showgrid=False,
        tickfont={"size": SMALL_TEXT_SIZE},
    )
    return figure


def _label(row) -> str:
    words = f"{row.name} {VERDICTS[row.verdict][1]}"
    return f"<b>{words}</b>" if row.focus else words


def _hover(rows: pd.DataFrame, unit: Unit) -> list[str]:
    return [
        f"{signed_gap(row.change, unit)} ({interval(row.lower, row.upper, unit)}), {row.verdict}"
        for row in rows.itertuples()
    ]


def _end_words(figure: go.Figure) -> None:
    for words, anchor, shift in (("← gap getting smaller", "right", -10), ("gap getting larger →", "left", 10)):
        figure.add_annotation(
            x=0, y=1, yref="paper", yanchor="bottom", xanchor=anchor, xshift=shift, text=words, showarrow=False,
            font={"color": QUIET_INK, "size": SMALL_TEXT_SIZE},
        )  # fmt: skip
