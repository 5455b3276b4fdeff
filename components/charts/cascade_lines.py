"""A cascade: on the left what is left of each group after each step, on the right each step's part of the final gap."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components.charts.direct_labels import EndLabel, end_labels
from components.charts.layout import SMALL_TEXT_SIZE, padded_range
from components.charts.sketch import Sketch
from components.charts.type_marks import bold
from components.style.colours import INK, PLAIN, QUIET_INK
from components.style.numbers import number

_HEIGHT, _TOP, _BOTTOM = 400, 34, 56
_LEFT_ENDS, _RIGHT_STARTS = 0.46, 0.70


@dataclass(frozen=True)
class CascadeLine:
    """One group's percentage still there at each step, the first 100."""

    label: str
    colour: str
    shares: tuple[float, ...]
    emphasised: bool = False


@dataclass(frozen=True)
class StepPart:
    """One step's part of the gap with its interval, in percentage points; positive widens the gap."""

    label: str
    value: float
    lower: float
    upper: float


def cascade_lines(
    lines: Sequence[CascadeLine], steps: Sequence[str], parts: Sequence[StepPart], *, compared: str, whole: str
) -> go.Figure:
    """Draw the lines with their ends labelled, and the parts as bars from zero under the heading `compared`.

    `whole` is how those are called of whom every line starts with 100 ('registered').
    """
    sketch = Sketch(height=_HEIGHT, left=56, right=24, top=_TOP, bottom=_BOTTOM)
    # A further axis begins as a copy of the first, which must not have its ticks yet.
    _right(sketch, parts, compared)
    _left(sketch, lines, steps, whole)
    return sketch.drawn()


def _left(sketch: Sketch, lines: Sequence[CascadeLine], steps: Sequence[str], whole: str) -> None:
    lowest = min(min(line.shares) for line in lines)
    floor = max(0.0, 10 * (lowest // 10) - 10)
    across = (floor, 103.0)
    for line in lines:
        sketch.scatter(
            x=list(range(len(steps))),
            y=list(line.shares),
            name=line.label,
            mode="lines+markers",
            line={"color": line.colour, "width": 4 if line.emphasised else 2},
            marker={"color": line.colour, "size": 11 if line.emphasised else 7, "line": {"color": INK, "width": 1}},
            text=[
                f"{line.label}: {number(each, 1)}% {step.lower()}"
                for each, step in zip(line.shares, steps, strict=True)
            ],
            hovertemplate="%{text}<extra></extra>",
            cliponaxis=False,
        )
    labels = [
        EndLabel(line.shares[-1], f"{number(line.shares[-1], 1)}% {line.label}", INK, strong=line.emphasised)
        for line in lines
    ]
    end_labels(sketch, labels, yref="y", across=across, pixels=_HEIGHT - _TOP - _BOTTOM, x=_LEFT_ENDS)
    sketch.axis("xaxis", domain=[0, _LEFT_ENDS], range=[-0.2, len(steps) - 0.98], tickvals=list(range(len(steps))))
    sketch.axis("xaxis", ticktext=list(steps), tickfont={"size": SMALL_TEXT_SIZE}, showgrid=False, tickangle=0)
    sketch.axis("yaxis", range=list(across), ticksuffix="%", tickfont={"size": SMALL_TEXT_SIZE})
    _heading(sketch, 0, f"Of every 100 {whole}, still there after each step")


def _right(sketch: Sketch, parts: Sequence[StepPart], compared: str) -> None:
    names = [part.label for part in parts]
    sketch.bar(
        x=[part.value for part in parts],
        y=list(range(len(parts))),
        name=compared,
        orientation="h",
        xaxis="x2",
        yaxis="y2",
        width=0.55,
        marker={"color": PLAIN},
        hoverinfo="skip",
    )
    ends, places = [], []
    for place, part in enumerate(parts):
        ends += [part.lower, part.upper, None]
        places += [place, place, None]
    sketch.scatter(
        x=ends, y=places, mode="lines", xaxis="x2", yaxis="y2", line={"color": INK, "width": 2}, hoverinfo="skip"
    )
    lowest = min(0.0, *(part.lower for part in parts))
    reach = padded_range(lowest, max(part.upper for part in parts), zero=True, share=0.16)
    for place, part in enumerate(parts):
        sketch.annotate(
            x=max(part.upper, 0),
            xref="x2",
            y=place,
            yref="y2",
            xanchor="left",
            xshift=6,
            text=bold(number(part.value, 1)),
        )
    sketch.axis("xaxis2", domain=[_RIGHT_STARTS, 1], anchor="y2", range=reach, tickfont={"size": SMALL_TEXT_SIZE})
    sketch.axis(
        "xaxis2", title={"text": "percentage points of the gap", "font": {"size": SMALL_TEXT_SIZE, "color": QUIET_INK}}
    )
    sketch.axis("yaxis2", anchor="x2", range=[len(parts) - 0.5, -0.5], tickvals=list(range(len(parts))), ticktext=names)
    sketch.axis("yaxis2", showgrid=False, tickfont={"size": SMALL_TEXT_SIZE})
    sketch.shape(type="line", x0=0, x1=0, xref="x2", y0=0, y1=1, yref="paper", line={"color": QUIET_INK, "width": 1.5})
    _heading(sketch, _RIGHT_STARTS - 0.08, compared)


def _heading(sketch: Sketch, at: float, words: str) -> None:
    font = {"size": SMALL_TEXT_SIZE + 1, "color": QUIET_INK}
    sketch.annotate(
        x=at, xref="paper", xanchor="left", y=1, yref="paper", yanchor="bottom", yshift=8, text=words, font=font
    )
