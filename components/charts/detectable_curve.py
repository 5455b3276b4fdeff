"""How small an effect would show as more periods come in: a falling line, what was expected, now and a date marked."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from components.charts.direct_labels import EndLabel, end_labels
from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.sketch import Sketch
from components.charts.type_marks import bold
from components.style.colours import ACCENT, INK, PAPER, QUIET_INK
from components.style.numbers import Unit, number

_HEIGHT, _LEFT, _TOP, _BOTTOM, _RIGHT = 360, 64, 34, 62, 220


def detectable_curve(
    periods: np.ndarray,
    smallest: np.ndarray,
    *,
    title: str,
    axis: str,
    unit: Unit,
    expected: tuple[float, str] | None = None,
    floor: tuple[float, str] | None = None,
    marks: Sequence[tuple[float, float, str]] = (),
) -> go.Figure:
    """Draw `smallest` (in the indicator's units) against the number of `periods` since the start.

    `expected` and `floor` (what no number of periods gets below) are level lines with words; `marks` are (periods, smallest,
    words) of now and of a date.
    """
    top = 1.12 * max([*smallest, *([expected[0]] if expected else [])])
    sketch = Sketch(height=_HEIGHT, left=_LEFT, right=_RIGHT, top=_TOP, bottom=_BOTTOM)
    sketch.axis("yaxis", range=[0, top], tickformat=",~r", zeroline=True, zerolinecolor=INK)
    sketch.axis("xaxis", range=[0.5, float(periods[-1]) + 0.4], showgrid=False)
    sketch.axis_title("xaxis", axis)
    labels = []
    for level, dash in ((expected, "dash"), (floor, "dot")):
        if level:
            line = {"color": INK if dash == "dash" else QUIET_INK, "width": 2, "dash": dash}
            sketch.shape(type="line", x0=0, x1=1, xref="paper", y0=level[0], y1=level[0], line=line)
            labels.append(EndLabel(level[0], level[1], INK if dash == "dash" else QUIET_INK, dash == "dash"))
    sketch.scatter(
        x=np.asarray(periods, float),
        y=np.asarray(smallest, float),
        name="smallest effect that would show",
        mode="lines+markers",
        line={"color": ACCENT, "width": 3},
        marker={"size": 6, "color": ACCENT},
        customdata=[
            f"{number(each)} periods: {number(size, unit.decimals)}"
            for each, size in zip(periods, smallest, strict=True)
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )
    for place, (when, size, words) in enumerate(marks):
        sketch.scatter(
            x=np.array([when], float), y=np.array([size], float), name=words, mode="markers", hoverinfo="skip",
            marker={"size": 16, "symbol": "circle" if place == 0 else "diamond", "color": ACCENT if place == 0 else PAPER,
                    "line": {"color": INK, "width": 2}},
        )  # fmt: skip
        font = {"size": SMALL_TEXT_SIZE, "color": INK}
        sketch.annotate(
            x=when, y=size, yanchor="bottom", yshift=12 + 18 * place, xanchor="left", text=bold(words), font=font
        )
    sketch.annotate(
        x=0, xref="paper", xanchor="left", xshift=-56, y=1, yref="paper", yanchor="bottom", yshift=8, text=title,
        font={"size": SMALL_TEXT_SIZE + 1, "color": INK},
    )  # fmt: skip
    end_labels(sketch, labels, yref="y", across=(0.0, top), pixels=_HEIGHT - _TOP - _BOTTOM)
    return sketch.drawn()
