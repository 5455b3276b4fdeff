"""A ranked list: one row an area, its value and interval, the comparator as a named line, worst at the top."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.layout import SMALL_TEXT_SIZE, padded_range
from components.charts.sketch import Sketch
from components.charts.type_marks import bold
from components.style.colours import COMPARISON, COMPARISON_MARKS, INK, QUIET_INK
from components.style.numbers import Unit, interval, short, with_unit

_ROW_HEIGHT = 26


def ranking(rows: pd.DataFrame, *, unit: Unit, reference: float | None, reference_words: str) -> go.Figure:
    """Draw areas in the order given.

    `rows` has `code`, `name`, `value`, `lower`, `upper`, `standing` (a key of COMPARISON), `absent` (words where there
    is no value) and `focus` (bool). A click returns the area's code as custom data.
    """
    rows = rows.reset_index(drop=True)
    sketch = Sketch(height=_ROW_HEIGHT * len(rows) + 86, left=250, right=76, top=30, bottom=46)
    shown = rows[rows["value"].notna()]
    _intervals(sketch, shown)
    sketch.scatter(
        x=shown["value"].to_numpy(),
        y=shown.index.to_numpy(),
        mode="markers",
        customdata=np.column_stack([shown["code"], shown["name"], _hover(shown, unit)]),
        marker={
            "opacity": 1,
            "size": np.where(shown["focus"], 17, 13),
            "color": shown["standing"].map(COMPARISON).tolist(),
            "line": {"color": INK, "width": np.where(shown["focus"], 2.5, 1)},
        },
        hovertemplate="%{customdata[1]}: %{customdata[2]}<extra></extra>",
        cliponaxis=False,
    )
    across = _across(shown, reference)
    _value_column(sketch, shown, unit, across)
    for row in rows[rows["value"].isna()].itertuples():
        sketch.annotate(x=0.01, xref="paper", xanchor="left", y=row.Index, text=row.absent, font={"color": QUIET_INK})
    if reference is not None:
        sketch.reference(reference, reference_words)
    sketch.axis("xaxis", range=across)
    sketch.axis_title("xaxis", unit.axis)
    sketch.axis(
        "yaxis",
        tickvals=list(rows.index),
        ticktext=_labels(rows),
        range=[len(rows) - 0.4, -0.6],
        showgrid=False,
        tickfont={"size": SMALL_TEXT_SIZE},
    )
    return sketch.drawn()


def _intervals(sketch: Sketch, shown: pd.DataFrame) -> None:
    limited = shown.dropna(subset=["lower", "upper"])
    for focus, colour, width in ((False, QUIET_INK, 1.5), (True, INK, 3)):
        part = limited[limited["focus"] == focus]
        gaps = [None] * len(part)
        sketch.scatter(
            x=[end for ends in zip(part["lower"], part["upper"], gaps, strict=True) for end in ends],
            y=[end for ends in zip(part.index, part.index, gaps, strict=True) for end in ends],
            mode="lines",
            line={"color": colour, "width": width},
            hoverinfo="skip",
        )


def _value_column(sketch: Sketch, shown: pd.DataFrame, unit: Unit, across: list[float]) -> None:
    """The values in a column of their own at the right, where no line or dot can cover them."""
    words = [short(value, unit) for value in shown["value"]]
    sketch.scatter(
        # Just inside the axis: positions are sent in fewer digits than its range, and beyond it a text is not drawn.
        x=[across[1] - 1e-4 * (across[1] - across[0])] * len(shown),
        y=shown.index.to_numpy(),
        mode="text",
        text=[f"  {bold(word)}" if focus else f"  {word}" for word, focus in zip(words, shown["focus"], strict=True)],
        textposition="middle right",
        textfont={"size": SMALL_TEXT_SIZE},
        cliponaxis=False,
        hoverinfo="skip",
    )


def _hover(shown: pd.DataFrame, unit: Unit) -> list[str]:
    words = []
    for row in shown.itertuples():
        limits = f" ({interval(row.lower, row.upper, unit)})" if pd.notna(row.lower) else ""
        told = (
            f"{row.standing} {COMPARISON_MARKS[row.standing]}"
            if limits
            else "no interval, so we cannot tell from chance"
        )
        words.append(f"{with_unit(row.value, unit)}{limits}, {told}")
    return words


def _labels(rows: pd.DataFrame) -> list[str]:
    # Without an interval nobody can tell how a value stands: the mark for 'no different' would say that it is not.
    marks = rows["standing"].map(COMPARISON_MARKS).where(rows["lower"].notna(), "")
    names = rows["name"].where(~rows["focus"], rows["name"].map(bold))
    labels: list[str] = (names + " " + marks).tolist()
    return labels


def _across(shown: pd.DataFrame, reference: float | None) -> list[float]:
    ends = pd.concat([shown["value"], shown["lower"], shown["upper"]]).dropna().tolist()
    ends += [reference] if reference is not None else []
    return padded_range(min(ends), max(ends)) if ends else [0, 1]
