"""What each area would get or give: bars to the right of the line get more, bars to the left give."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.area_names import name_areas
from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.sketch import Sketch
from components.style.colours import COMPARISON, INK, QUIET_INK
from components.style.numbers import Unit, signed_gap

_ROW_HEIGHT = 26


def moved_bars(rows: pd.DataFrame, *, unit: Unit) -> go.Figure:
    """Draw areas in the order given; `rows` has `code`, `name`, `change` (in `unit`), `detail` (words) and `focus`."""
    rows = rows.reset_index(drop=True)
    longest = max(len(name) for name in rows["name"])
    sketch = Sketch(height=_ROW_HEIGHT * len(rows) + 96, left=min(290, 44 + 8 * longest), right=20, top=34, bottom=52)
    change = rows["change"].to_numpy(float)
    ends = max(float(np.abs(change).max()), 1e-9)
    sketch.bar(
        x=change,
        y=rows.index.to_numpy(),
        name="change",
        orientation="h",
        customdata=np.column_stack([rows["code"], rows["name"], rows["detail"]]),
        marker={
            "color": [COMPARISON["higher" if each > 0 else "lower"] for each in change],
            "line": {"color": INK, "width": np.where(rows["focus"], 2.5, 0.8)},
        },
        text=[signed_gap(each, unit) for each in change],
        textposition="outside",
        textfont={"size": SMALL_TEXT_SIZE, "color": INK},
        cliponaxis=False,
        hovertemplate="%{customdata[1]}: %{customdata[2]}<extra></extra>",
    )
    for words, anchor, shift in (("← gives", "right", -10), ("gets more →", "left", 10)):
        font = {"color": QUIET_INK, "size": SMALL_TEXT_SIZE + 1}
        sketch.annotate(x=0, y=1, yref="paper", yanchor="bottom", xanchor=anchor, xshift=shift, text=words, font=font)
    sketch.axis("xaxis", range=[-1.22 * ends, 1.22 * ends], zeroline=True, zerolinecolor=INK, zerolinewidth=2)
    sketch.axis_title("xaxis", f"change ({unit.axis})")
    name_areas(sketch, rows)
    return sketch.drawn()
