"""Areas down, numbers across: each cell its words, darker the more it adds."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.sketch import Sketch
from components.charts.type_marks import BREAK, bold
from components.style.colours import INK, PAPER, VALUE_CLASSES, text_on

_ROW_HEIGHT = 26
_HEAD = 52
_SHADES = (PAPER, *VALUE_CLASSES[:4])


def need_grid(
    names: Sequence[str],
    heads: Sequence[str],
    words: Sequence[Sequence[str]],
    size: npt.ArrayLike,
    focus: Iterable[bool],
) -> go.Figure:
    """Draw a row an area and a column a head.

    words: (areas, columns) cells as they are read; size: (areas, columns), what darkens a cell: 0 or less is plain, the
    largest of the grid darkest, NaN plain; focus: (areas,) bool, whose name is strong.
    """
    sizes = np.nan_to_num(np.asarray(size, dtype=float))
    n_rows, n_columns = sizes.shape
    largest = sizes.max() if sizes.size and sizes.max() > 0 else 1.0
    shade = np.where(sizes > 0, np.ceil(4 * sizes / largest), 0).clip(0, 4).astype(int)
    longest = max(len(name) for name in names)
    sketch = Sketch(
        height=_ROW_HEIGHT * n_rows + _HEAD + 10, left=min(290, 44 + 8 * longest), right=8, top=_HEAD, bottom=10
    )
    sketch.heatmap(
        x=list(range(n_columns)),
        y=list(range(n_rows)),
        z=shade.tolist(),
        colorscale=[[place / 4, colour] for place, colour in enumerate(_SHADES)],
        zmin=0,
        zmax=4,
        showscale=False,
        xgap=4,
        ygap=2,
        hoverinfo="skip",
    )
    sketch.scatter(
        x=[column for _ in range(n_rows) for column in range(n_columns)],
        y=[row for row in range(n_rows) for _ in range(n_columns)],
        mode="text",
        text=[cell for row in words for cell in row],
        textfont={"size": SMALL_TEXT_SIZE + 1, "color": [text_on(_SHADES[each]) for each in shade.ravel()]},
        hoverinfo="skip",
    )
    for column, head in enumerate(heads):
        told = head.replace(" ", BREAK, 1) if len(head) > 9 else head
        font = {"size": SMALL_TEXT_SIZE, "color": INK}
        sketch.annotate(x=column, y=1, yref="paper", yanchor="bottom", text=bold(told), font=font)
    sketch.axis("xaxis", range=[-0.5, n_columns - 0.5], showticklabels=False, showgrid=False, showline=False)
    sketch.axis(
        "yaxis",
        tickvals=list(range(n_rows)),
        ticktext=[bold(name) if strong else name for name, strong in zip(names, focus, strict=True)],
        range=[n_rows - 0.5, -0.5],
        showgrid=False,
        showline=False,
        tickfont={"size": SMALL_TEXT_SIZE},
    )
    return sketch.drawn()
