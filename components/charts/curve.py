"""A concentration curve: the share of a resource that the neediest share of people have, beside the line of equal shares."""

import numpy as np
import plotly.graph_objects as go

from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.sketch import Sketch
from components.charts.type_marks import bold
from components.style.colours import ACCENT, INK, PAPER, QUIET_INK


def curve(across: np.ndarray, up: np.ndarray, hover: list[str], *, x_title: str, y_title: str) -> go.Figure:
    """Draw a curve from (0, 0) to (100, 100) and the diagonal; `hover` has words for every point, the first included."""
    sketch = Sketch(height=440, left=70, right=30, top=20)
    style = {"color": QUIET_INK, "dash": "dash", "width": 1.5}
    sketch.scatter(x=[0, 100], y=[0, 100], name="in proportion to need", mode="lines", line=style, hoverinfo="skip")
    sketch.scatter(
        x=across,
        y=up,
        name="where it is now",
        mode="lines+markers",
        line={"color": ACCENT, "width": 3},
        marker={"size": 9, "color": PAPER, "line": {"color": ACCENT, "width": 2}},
        customdata=hover,
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )
    font = {"size": SMALL_TEXT_SIZE, "color": QUIET_INK}
    sketch.annotate(x=80, y=80, text="in proportion to need", xanchor="right", yshift=14, font=font)
    middle = len(up) // 2
    below = up[middle] < across[middle]
    shift = (
        {"xanchor": "left", "xshift": 12, "yshift": -14} if below else {"xanchor": "right", "xshift": -12, "yshift": 14}
    )
    words = "where it is now"
    sketch.annotate(x=across[middle], y=up[middle], text=bold(words), font=font | {"color": INK}, **shift)
    sketch.axis("xaxis", range=[0, 101])
    sketch.axis_title("xaxis", x_title)
    sketch.axis("yaxis", range=[0, 101])
    sketch.axis_title("yaxis", y_title)
    return sketch.drawn()
