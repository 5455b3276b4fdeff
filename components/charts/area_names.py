"""Areas named down the side of a picture, one a row, the one in focus in bold."""

import pandas as pd

from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.sketch import Sketch
from components.charts.type_marks import bold


def name_areas(sketch: Sketch, rows: pd.DataFrame) -> None:
    """Name the rows 0, 1, … from the top; `rows` is numbered so and has `name` and `focus`."""
    sketch.axis(
        "yaxis",
        tickvals=list(rows.index),
        ticktext=rows["name"].where(~rows["focus"], rows["name"].map(bold)).tolist(),
        range=[len(rows) - 0.4, -0.6],
        showgrid=False,
        tickfont={"size": SMALL_TEXT_SIZE},
    )
