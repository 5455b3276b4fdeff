"""The look every figure starts from: large type, quiet axes, no legend, no chart junk."""

from typing import Any

from components.style.colours import GRID, INK, LINE, PAPER, QUIET_INK

FONT = "'Source Sans', 'Source Sans Pro', 'Noto Sans', Arial, sans-serif"
TEXT_SIZE = 16
SMALL_TEXT_SIZE = 14


_AXIS = {
    "showgrid": True,
    "gridcolor": GRID,
    "zeroline": False,
    "linecolor": LINE,
    "ticks": "",
    "title": {"font": {"size": TEXT_SIZE, "color": QUIET_INK}, "standoff": 10},
    "tickfont": {"size": TEXT_SIZE},
    "fixedrange": True,
    "automargin": True,
}


def house_layout(*, height: int, left: int, right: int, top: int, bottom: int) -> dict[str, Any]:
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


def padded_range(lowest: float, highest: float, *, zero: bool = False, share: float = 0.08) -> list[float]:
    """An axis range with a little air; from zero when bars are drawn, never below zero for values that are not."""
    if zero:
        lowest = min(0.0, lowest)
    span = (highest - lowest) or abs(highest) or 1.0
    bottom = lowest - share * span
    return [0.0 if lowest >= 0 > bottom or (zero and lowest == 0) else bottom, highest + share * span]
