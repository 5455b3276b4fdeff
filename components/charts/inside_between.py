"""How much of an inequality lies inside areas and how much between them: the split as a bar, and a row an area under it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.layout import SMALL_TEXT_SIZE, padded_range
from components.charts.sketch import Sketch
from components.charts.type_marks import bold, coloured
from components.style.colours import ACCENT, INK, LINE, PAPER, QUIET_INK, text_on
from components.style.numbers import Unit, share, with_unit

# Marks that can be told apart without colour, as plotly calls them and as they are written.
SYMBOLS = {"circle": "●", "square": "■", "diamond": "◆", "triangle-up": "▲", "cross": "✚"}
_ROW_HEIGHT = 25
_BAR, _HEAD = 30, 66


@dataclass(frozen=True)
class KeyMark:
    """One mark of the key: its symbol (of SYMBOLS), colour and name."""

    symbol: str
    colour: str
    label: str


def inside_between(
    areas: pd.DataFrame,
    units: pd.DataFrame,
    *,
    inside_share: float | None,
    unit: Unit,
    reference: float | None,
    units_words: str,
    key: Sequence[KeyMark] = (),
) -> go.Figure:
    """Draw areas in the order given.

    `areas` has `code`, `name`, `value` and `strong` (bool); `units` has `row` (place in `areas`), `value`, `colour`,
    `symbol` (of SYMBOLS) and `words`. `inside_share` (0 to 1) is drawn as a bar above, None where it cannot be told. `key`
    names the units' marks, where there are few. A click returns an area's code.
    """
    areas = areas.reset_index(drop=True)
    longest = max(len(name) for name in areas["name"])
    height = _ROW_HEIGHT * len(areas) + _HEAD + 76
    sketch = Sketch(height=height, left=min(330, 40 + 8 * longest), right=30, top=_HEAD + 24, bottom=52)
    if inside_share is not None:
        _split_bar(sketch, inside_share, plot=height - _HEAD - 76)
    _inside(sketch, areas, units, unit)
    shown = areas[areas["value"].notna()]
    _everyone(sketch, shown, unit)
    if reference is not None:
        sketch.reference(reference, "")
    _notes(sketch, reference, unit, units_words, key)
    every = pd.concat([units["value"], shown["value"]])
    sketch.axis("xaxis", range=padded_range(float(every.min()), float(every.max())), tickformat=",~r")
    sketch.axis_title("xaxis", unit.axis)
    sketch.axis(
        "yaxis",
        tickvals=list(areas.index),
        ticktext=[bold(row.name) if row.strong else row.name for row in areas.itertuples()],
        range=[len(areas) - 0.4, -0.6],
        showgrid=False,
        tickfont={"size": SMALL_TEXT_SIZE},
    )
    return sketch.drawn()


def _inside(sketch: Sketch, areas: pd.DataFrame, units: pd.DataFrame, unit: Unit) -> None:
    """A line from the lowest to the highest unit of each area, and a dot a unit."""
    for row, found in units.groupby("row"):
        sketch.shape(
            type="line", x0=found["value"].min(), x1=found["value"].max(), y0=row, y1=row, layer="below",
            line={"color": LINE, "width": 3},
        )  # fmt: skip
    sketch.scatter(
        x=units["value"].to_numpy(),
        y=units["row"].to_numpy(),
        mode="markers",
        customdata=np.column_stack(
            [
                areas["code"].to_numpy()[units["row"]],
                [
                    f"{words}: {with_unit(value, unit)}"
                    for words, value in zip(units["words"], units["value"], strict=True)
                ],
            ]
        ),
        marker={
            "opacity": 1,
            "size": 11,
            "symbol": units["symbol"].tolist(),
            "color": units["colour"].tolist(),
            "line": {"color": INK, "width": 1},
        },
        hovertemplate="%{customdata[1]}<extra></extra>",
    )


def _everyone(sketch: Sketch, shown: pd.DataFrame, unit: Unit) -> None:
    """An upright mark for everyone in each area."""
    sketch.scatter(
        x=shown["value"].to_numpy(),
        y=shown.index.to_numpy(),
        mode="markers",
        customdata=np.column_stack(
            [shown["code"], [f"{row.name}: {with_unit(row.value, unit)}" for row in shown.itertuples()]]
        ),
        marker={"symbol": "line-ns", "size": 19, "opacity": 1, "line": {"color": INK, "width": 4}},
        hovertemplate="%{customdata[1]}, everyone<extra></extra>",
    )


def _split_bar(sketch: Sketch, inside: float, *, plot: int) -> None:
    """A bar as wide as the plot: the part inside areas, then the part between them."""
    low, high = 1 + (_HEAD - _BAR) / plot, 1 + _HEAD / plot
    for start, end, colour, words in (
        (0.0, inside, ACCENT, f"{bold(share(inside))} inside neighbourhoods"),
        (inside, 1.0, LINE, f"{bold(share(1 - inside))} between them"),
    ):
        sketch.shape(
            type="rect", xref="paper", yref="paper", x0=start, x1=end, y0=low, y1=high, fillcolor=colour,
            line={"color": PAPER, "width": 2},
        )  # fmt: skip
        if end - start < 0.06:
            continue
        sketch.annotate(
            x=(start + end) / 2, xref="paper", xanchor="center", y=(low + high) / 2, yref="paper", yanchor="middle",
            text=words if end - start > 0.3 else words.split(" ")[0],
            font={"size": SMALL_TEXT_SIZE + 1, "color": text_on(colour)},
        )  # fmt: skip


def _notes(sketch: Sketch, reference: float | None, unit: Unit, units_words: str, key: Sequence[KeyMark]) -> None:
    whole = f" · dashed: whole area, {with_unit(reference, unit)}" if reference is not None else ""
    marks = "  ".join(f"{coloured(SYMBOLS[mark.symbol], mark.colour)} {mark.label}" for mark in key)
    sketch.annotate(
        x=0, xref="paper", xanchor="left", y=1, yref="paper", yanchor="bottom", yshift=6,
        text=f"{marks or f'● {units_words}'} · ┃ everyone in a neighbourhood{whole}",
        font={"size": SMALL_TEXT_SIZE, "color": QUIET_INK},
    )  # fmt: skip
