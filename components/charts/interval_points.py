"""Points over time, each with its interval: one look, drawn the same in every picture of a series."""

from collections.abc import Sequence

import pandas as pd

from components.charts.sketch import Sketch
from components.style.colours import PAPER, QUIET_INK

# What points are called that do not stand out.
USUAL = "within usual variation"
# Symbol, colour and size of a point.
Look = tuple[str, str, int]


def interval_points(sketch: Sketch, points: pd.DataFrame, look: Look, hover: Sequence[str], *, name: str) -> None:
    """Draw `points` (`period_end`, `value`, `lower`, `upper`, limits NaN where there are none), each with its hover words.

    `name` is what they are called where the picture's numbers are written out.
    """
    if points.empty:
        return
    symbol, colour, size = look
    sketch.scatter(
        x=points["period_end"].to_numpy(),
        y=points["value"].to_numpy(),
        name=name,
        mode="markers",
        marker={"symbol": symbol, "color": colour, "size": size, "line": {"color": PAPER, "width": 1}},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": (points["upper"] - points["value"]).fillna(0).to_numpy(),
            "arrayminus": (points["value"] - points["lower"]).fillna(0).to_numpy(),
            "color": QUIET_INK,
            "thickness": 1.5,
            "width": 0,
        },
        customdata=list(hover),
        hovertemplate="%{customdata}<extra></extra>",
    )
