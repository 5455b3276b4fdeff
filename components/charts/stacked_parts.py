"""Bars that add up to all: one row a thing counted, its parts side by side, each with its number."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.sketch import Sketch
from components.charts.type_marks import bold, coloured
from components.style.colours import INK, LINE, MISSING, PAPER, QUIET_INK, text_on
from components.style.numbers import COUNT, WHOLE_PERCENT, Unit, with_unit

# A part smaller than this share of the whole bar has no room for its number.
_ROOM = 0.05
_FEW = 6


@dataclass(frozen=True)
class Part:
    """One part of every bar: what it is called, its colour, and whether it is hatched as well (never by colour alone)."""

    label: str
    colour: str
    hatched: bool = False


def stacked_parts(
    labels: Sequence[str],
    parts: Sequence[Part],
    shares: Sequence[Sequence[float]],
    *,
    axis: str = "share of people registered",
    unit: Unit = WHOLE_PERCENT,
    whole: float = 100.0,
    row_height: int = 46,
) -> go.Figure:
    """Draw rows from top to bottom; `shares` holds one row's parts in the order of `parts`, in `unit`s up to `whole`.

    A row whose parts are NaN is a heading: nothing is drawn in it.
    """
    sketch = Sketch(height=row_height * len(labels) + 92, left=260, right=28, top=36, bottom=50)
    places = list(range(len(labels)))
    for number, part in enumerate(parts):
        values = [row[number] for row in shares]
        pattern = (
            {"shape": "/", "fgcolor": LINE, "bgcolor": MISSING, "size": 8, "solidity": 0.3} if part.hatched else {}
        )
        sketch.bar(
            x=values,
            y=places,
            name=part.label,
            orientation="h",
            width=0.66,
            marker={
                "color": part.colour,
                "pattern": pattern,
                "line": {"color": QUIET_INK if part.hatched else PAPER, "width": 1},
            },
            text=[bold(with_unit(value, unit)) if value >= _ROOM * whole else "" for value in values],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": INK if part.hatched else text_on(part.colour), "size": SMALL_TEXT_SIZE + 1},
            customdata=[part.label] * len(values),
            hovertemplate=f"%{{customdata}}: %{{x:.{_pointed(unit)}f}}{unit.suffix}<extra></extra>",
        )
    _names_above(sketch, parts)
    sketch.axis("xaxis", range=[0, 1.005 * whole], ticksuffix=unit.suffix)
    if unit == COUNT and whole <= _FEW:
        # So few things have no halves.
        sketch.axis("xaxis", tickvals=list(range(int(whole) + 1)))
    sketch.axis_title("xaxis", axis)
    sketch.axis("yaxis", range=[len(labels) - 0.5, -0.6], tickvals=places, ticktext=list(labels), showgrid=False)
    sketch.stack_bars()
    return sketch.drawn()


def _pointed(unit: Unit) -> int:
    """Decimals of a number that is pointed at: a share has one more than is written."""
    return unit.decimals + (unit.suffix == "%")


def _names_above(sketch: Sketch, parts: Sequence[Part]) -> None:
    """The parts' names along the top, evenly apart from end to end."""
    for place, part in enumerate(parts):
        x = place / max(len(parts) - 1, 1)
        mark = "▨ " if part.hatched else "■ "
        side = "left" if x == 0 else ("right" if x == 1 else "center")
        sketch.annotate(
            x=x, xref="paper", y=1, yref="paper", yanchor="bottom", xanchor=side,
            text=coloured(mark, part.colour) + part.label, font={"size": SMALL_TEXT_SIZE, "color": INK},
        )  # fmt: skip
