"""The gradient across ordered groups: each group as wide as its share of people, and the fitted line through them."""

import numpy as np
import plotly.graph_objects as go

from components.charts.layout import SMALL_TEXT_SIZE, padded_range
from components.charts.sketch import Sketch
from components.charts.type_marks import BREAK, bold
from components.style.colours import INK, PAPER, QUIET_INK, text_on
from components.style.numbers import HIDDEN, Unit, share, short, with_unit


def slope(
    *,
    value: np.ndarray,
    population: np.ndarray,
    labels: list[str],
    colours: list[str],
    fitted_ends: tuple[float, float] | None,
    unit: Unit,
    first: str = "most deprived",
) -> go.Figure:
    """Bars of the groups from most to least disadvantaged, widths in proportion to `population`.

    A hidden group has no value (NaN): its place among the others stays empty and says so. `fitted_ends` are the fitted values
    at the most and the least disadvantaged end (None: no line is drawn).
    """
    shown = np.isfinite(value)
    portion = population / population.sum()
    middle = np.cumsum(portion) - portion / 2
    sketch = Sketch(height=330, left=70, right=120, top=24, bottom=70)
    sketch.bar(
        x=middle,
        y=value,
        width=portion * 0.985,
        marker={"color": colours, "line": {"color": PAPER, "width": 1}},
        # The axis says what the numbers are of; a bar may be too narrow to say it again.
        text=[bold(short(each, unit)) if there else "" for each, there in zip(value, shown, strict=True)],
        textposition="inside",
        insidetextanchor="start",
        textangle=0,
        insidetextfont={"size": SMALL_TEXT_SIZE + 1, "color": [text_on(colour) for colour in colours]},
        constraintext="none",
        customdata=np.column_stack(
            [
                labels,
                [with_unit(each, unit) if there else HIDDEN for each, there in zip(value, shown, strict=True)],
                [share(each) for each in portion],
            ]
        ),
        hovertemplate="%{customdata[0]}: %{customdata[1]}<br>%{customdata[2]} of people<extra></extra>",
    )
    for place in middle[~shown]:
        sketch.annotate(
            x=place, y=0, text="▨ hidden", yanchor="bottom", font={"color": QUIET_INK, "size": SMALL_TEXT_SIZE}
        )
    highest = float(np.nanmax(value))
    if fitted_ends is not None:
        highest = max(highest, *fitted_ends)
        sketch.scatter(x=[0, 1], y=list(fitted_ends), mode="lines", line={"color": INK, "width": 3}, hoverinfo="skip")
        sketch.annotate(x=1, y=fitted_ends[1], text="fitted line", xanchor="left", xshift=6, font={"color": QUIET_INK})
    sketch.axis(
        "xaxis",
        tickvals=middle,
        ticktext=[label.replace(" ", BREAK, 1) if len(label) > 12 else label for label in labels],
        range=[0, 1],
        showgrid=False,
    )
    sketch.axis_title("xaxis", f"share of people, {first} first")
    sketch.axis("yaxis", range=padded_range(0, highest, zero=True, share=0.06))
    sketch.axis_title("yaxis", unit.axis)
    return sketch.drawn()
