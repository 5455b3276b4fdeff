"""The look every figure starts from: large type, quiet axes, no legend, no chart junk."""

import plotly.graph_objects as go

from components.style.colours import INK, LINE, PAPER, QUIET_INK

FONT = "'Source Sans', 'Source Sans Pro', 'Noto Sans', Arial, sans-serif"
TEXT_SIZE = 16
SMALL_TEXT_SIZE = 14


_AXIS = {
    "showgrid": True,
    "gridcolor": "#E6EAED",
    "zeroline": False,
    "linecolor": LINE,
    "ticks": "",
    "title": {"font": {"size": TEXT_SIZE, "color": QUIET_INK}, "standoff": 10},
    "tickfont": {"size": TEXT_SIZE},
    "fixedrange": True,
    "automargin": True,
}


def house_layout(*, height: int, left: int, right: int, top: int, bottom: int) -> dict:
    """A figure's layout in the house look; margins in pixels leave room for direct labels."""
    return {
        # Plotly's own template is seven kilobytes of looks that this layout replaces, sent and read with every figure.
        "template": {"layout": {"hovermode": "closest"}},
        "height": height,
        "margin": {"l": left, "r": right, "t": top, "b": bottom},
        "font": {"family": FONT, "size": TEXT_SIZE, "color": INK},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "showlegend": False,
        "hoverlabel": {"bgcolor": PAPER, "bordercolor": QUIET_INK, "font": {"size": TEXT_SIZE, "color": INK}},
        "dragmode": False,
        "uirevision": "keep",
        # Each axis its own: a deep copy of one layout would otherwise keep the two as one.
        "xaxis": dict(_AXIS),
        "yaxis": dict(_AXIS),
    }


def house_figure(*, height: int, left: int = 60, right: int = 24, top: int = 16, bottom: int = 52) -> go.Figure:
    """An empty figure in the house look."""
    return go.Figure(layout=house_layout(height=height, left=left, right=right, top=top, bottom=bottom))


def reference_line(figure: go.Figure, *, value: float, words: str, along: str = "x", at: str = "top") -> None:
    """A named dashed line across the figure at a value of the x axis (`along='x'`) or the y axis (`along='y'`)."""
    line = {"color": QUIET_INK, "width": 1.5, "dash": "dash"}
    font = {"size": SMALL_TEXT_SIZE, "color": QUIET_INK}
    if along == "x":
        figure.add_vline(x=value, line=line)
        figure.add_annotation(
            x=value, y=1 if at == "top" else 0, yref="paper", yanchor="bottom", text=words, showarrow=False, font=font
        )
    else:
        figure.add_hline(y=value, line=line)
        figure.add_annotation(
            x=1, xref="paper", xanchor="right", y=value, yanchor="bottom", text=words, showarrow=False, font=font
        )


def padded_range(lowest: float, highest: float, *, zero: bool = False, share: float = 0.08) -> list[float]:
    """An axis range with a little air; from zero when bars are drawn, never below zero for values that are not."""
    if zero:
        lowest = min(0.0, lowest)
    span = (highest - lowest) or abs(highest) or 1.0
    bottom = lowest - share * span
    return [0.0 if lowest >= 0 > bottom or (zero and lowest == 0) else bottom, highest + share * span]
