"""How the gap changed in each area: a dot and its interval a row, left of the line smaller, right of it larger."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.sketch import Sketch
from components.charts.type_marks import bold
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
    sketch = Sketch(height=_ROW_HEIGHT * len(rows) + 96, left=min(330, 50 + 8 * longest), right=30, top=34, bottom=56)
    ends = [0.0, *rows[["lower", "upper", "change"]].stack().dropna()]
    lowest, highest = min(ends), max(ends)
    span = (highest - lowest) or 1.0
    _end_words(sketch)
    _intervals(sketch, rows)
    sketch.scatter(
        x=rows["change"].to_numpy(),
        y=rows.index.to_numpy(),
        mode="markers",
        customdata=np.column_stack([rows["code"], rows["name"], _hover(rows, unit)]),
        marker={
            "opacity": 1,
            "size": np.where(rows["focus"], 17, 13),
            "color": [VERDICTS[each][0] if judged else PLAIN for each in rows["verdict"]],
            "line": {"color": INK, "width": np.where(rows["focus"], 2.5, 1)},
        },
        hovertemplate="%{customdata[1]}: %{customdata[2]}<extra></extra>",
    )
    across = [lowest - 0.08 * span, highest + 0.08 * span]
    sketch.axis("xaxis", range=across, zeroline=True, zerolinecolor=INK, zerolinewidth=2, tickformat=",~r")
    sketch.axis_title("xaxis", axis_title)
    sketch.axis(
        "yaxis",
        tickvals=list(rows.index),
        ticktext=[_label(row.name, row.verdict, focus=row.focus) for row in rows.itertuples()],
        range=[len(rows) - 0.4, -0.6],
        showgrid=False,
        tickfont={"size": SMALL_TEXT_SIZE},
    )
    return sketch.drawn()


def _intervals(sketch: Sketch, rows: pd.DataFrame) -> None:
    for focus, colour, width in ((False, QUIET_INK, 1.5), (True, INK, 3)):
        found = rows[rows["focus"] == focus]
        if found.empty:
            continue
        nothing = np.full(len(found), np.nan)
        sketch.scatter(
            x=np.column_stack([found["lower"], found["upper"], nothing]).ravel(),
            y=np.column_stack([found.index, found.index, nothing]).ravel(),
            mode="lines",
            line={"color": colour, "width": width},
            hoverinfo="skip",
        )


def _label(name: str, verdict: str, *, focus: bool) -> str:
    words = f"{name} {VERDICTS[verdict][1]}"
    return bold(words) if focus else words


def _hover(rows: pd.DataFrame, unit: Unit) -> list[str]:
    return [
        f"{signed_gap(row.change, unit)} ({interval(row.lower, row.upper, unit)}), {row.verdict}"
        for row in rows.itertuples()
    ]


def _end_words(sketch: Sketch) -> None:
    for words, anchor, shift in (("← gap getting smaller", "right", -10), ("gap getting larger →", "left", 10)):
        sketch.annotate(
            x=0,
            y=1,
            yref="paper",
            yanchor="bottom",
            xanchor=anchor,
            xshift=shift,
            text=words,
            font={"color": QUIET_INK, "size": SMALL_TEXT_SIZE},
        )
