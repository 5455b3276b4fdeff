"""Areas down, numbers across: each cell its words, darker the more it adds."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.sketch import Sketch
from components.charts.type_marks import BREAK, bold
from components.style.colours import INK, PAPER, VALUE_CLASSES, text_on

_ROW_HEIGHT = 26
_HEAD = 52
# On a laptop's screen, in pixels: the grid with its names, a letter of a head, and a line of heads.
_WIDTH, _LETTER, _LINE = 815, 7.4, 18
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
    told = [head.replace(" ", BREAK, 1) if len(head) > 9 else head for head in heads]
    wide = [max(map(len, head.split(BREAK))) for head in told]
    left = min(290, 44 + 8 * longest)
    # Beside long names of areas columns are narrow: heads that would touch stand by turns a line higher.
    room = (_WIDTH - left) / n_columns / _LETTER
    raised = _LINE if any(one + other > 2 * room for one, other in pairwise(wide)) else 0
    top = _HEAD + raised
    sketch = Sketch(height=_ROW_HEIGHT * n_rows + top + 10, left=left, right=8, top=top, bottom=10)
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
    for column, head in enumerate(told):
        font = {"size": SMALL_TEXT_SIZE, "color": INK}
        up = raised * (column % 2)
        sketch.annotate(x=column, y=1, yref="paper", yanchor="bottom", yshift=up, text=bold(head), font=font)
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
