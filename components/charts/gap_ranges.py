"""The range of a gap under each assumption: a bar from the smallest to the largest it could be, and no gap as a line."""

from dataclasses import dataclass

import plotly.graph_objects as go

from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.sketch import Sketch
from components.charts.type_marks import bold
from components.style.colours import INK, PLAIN, QUIET_INK
from components.style.numbers import Unit, number


@dataclass(frozen=True)
class RangeRow:
    """One assumption and the smallest and largest gap under it (equal for the gap as shown; None: not known)."""

    label: str
    limits: tuple[float, float] | None


def gap_ranges_figure(rows: list[RangeRow], *, unit: Unit) -> go.Figure:
    """Draw the rows from top to bottom on one axis of the gap, with the line of no gap named."""
    sketch = Sketch(height=54 * len(rows) + 96, left=280, right=40, top=30, bottom=54)
    known = [(place, *row.limits) for place, row in enumerate(rows) if row.limits is not None]
    ends = [end for _, low, high in known for end in (low, high)] + [0.0]
    for place, low, high in known:
        point = low == high
        sketch.scatter(
            x=[low, high],
            y=[place, place],
            mode="lines+markers",
            line={"color": PLAIN, "width": 9},
            marker={
                "size": 18 if point else 12,
                "color": INK if point else PLAIN,
                "symbol": "circle" if point else "line-ns",
            },
            hoverinfo="skip",
        )
        words = (
            number(low, unit.decimals) if point else f"{number(low, unit.decimals)} to {number(high, unit.decimals)}"
        )
        font = {"size": SMALL_TEXT_SIZE + 1, "color": INK}
        sketch.annotate(x=(low + high) / 2, y=place, yshift=19, text=bold(words), font=font)
    for place, row in enumerate(rows):
        if row.limits is None:
            font = {"color": QUIET_INK, "size": SMALL_TEXT_SIZE}
            sketch.annotate(x=0, y=place, text="○ not known", font=font)
    span = (max(ends) - min(ends)) or 1.0
    sketch.reference(0, "no gap")
    sketch.axis("xaxis", range=[min(ends) - 0.08 * span, max(ends) + 0.08 * span])
    sketch.axis_title("xaxis", f"gap, {unit.gap_words}" if unit.gap_words else "gap")
    labels = {"tickvals": list(range(len(rows))), "ticktext": [row.label for row in rows]}
    sketch.axis("yaxis", range=[len(rows) - 0.5, -0.7], showgrid=False, **labels)
    return sketch.drawn()
