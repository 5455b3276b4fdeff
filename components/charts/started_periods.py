"""What every picture of a pilot over time shares: the start as an upright line, and the time before it shaded."""

import pandas as pd

from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.sketch import Sketch
from components.charts.type_marks import bold
from components.style.colours import INK, PAPER, SIMILAR


def mark_start(sketch: Sketch, periods: pd.DataFrame, start: pd.Timestamp, words: str) -> None:
    """An upright line where the pilot began, named at its head; nothing where that lies outside the periods drawn."""
    first, last = periods["period_end"].iloc[0], periods["period_end"].iloc[-1]
    if not first <= start <= last:
        return
    start = between_points(periods, start)
    line = {"color": INK, "width": 2, "dash": "dashdot"}
    sketch.shape(type="line", x0=start, x1=start, y0=0, y1=1, yref="paper", line=line)
    late = (start - first) > 0.6 * (last - first)
    font = {"color": INK, "size": SMALL_TEXT_SIZE}
    sketch.annotate(
        x=start, y=1, yref="paper", yanchor="top", xanchor="right" if late else "left", xshift=-6 if late else 6,
        text=bold(words), font=font, bgcolor=PAPER,
    )  # fmt: skip


def between_points(periods: pd.DataFrame, when: pd.Timestamp) -> pd.Timestamp:
    """A day as it is drawn: midway between the last point before it and the first after, since points stand at ends."""
    ends = periods["period_end"]
    before, after = ends[ends < when], ends[ends >= when]
    return when if before.empty or after.empty else before.iloc[-1] + (after.iloc[0] - before.iloc[-1]) / 2


def shade(sketch: Sketch, span: tuple[pd.Timestamp, pd.Timestamp], words: str, *, strong: bool = False) -> None:
    """A shaded stretch of time with its name at the foot."""
    sketch.shape(
        type="rect", x0=span[0], x1=span[1], y0=0, y1=1, yref="paper", fillcolor=SIMILAR, layer="below",
        opacity=0.8 if strong else 0.35, line={"width": 0},
    )  # fmt: skip
    font = {"color": INK, "size": SMALL_TEXT_SIZE}
    sketch.annotate(x=span[0], y=0, yref="paper", yanchor="bottom", xanchor="left", xshift=4, text=words, font=font)
