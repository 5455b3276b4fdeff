"""A figure in the making: its parts are noted as they come and made into a plotly figure once, at the end.

Plotly checks and copies a figure at every change to it, which costs more than all else on a page; made once, as a whole, the
same figure costs a tenth of the time, and a tenth of that where it is not checked. The tests check what charts draw.
"""

from copy import deepcopy

import numpy as np
import plotly.graph_objects as go

from components.charts.layout import SMALL_TEXT_SIZE, house_layout
from components.charts.type_marks import typeset
from components.style.colours import QUIET_INK

# Whether every property's name and value is held to plotly's rules, which takes ten times as long as all else.
CHECKED = False


def _light(trace: dict[str, object]) -> dict[str, object]:
    """The trace with its positions no finer than a screen can show: numbers to seven digits, times to the day."""
    return trace | {name: _no_finer(np.asarray(trace[name])) for name in ("x", "y") if name in trace}


def _no_finer(positions: np.ndarray) -> np.ndarray:
    if positions.dtype.kind == "M":
        return np.datetime_as_string(positions, unit="D")
    return positions.astype(np.float32) if positions.dtype.kind == "f" else positions


class DrawnFigure(go.Figure):  # type: ignore[misc]  # Plotly tells no types
    """A figure that is sent as it is to everyone who asks: what the browser is given (`to_dict`) is laid out once.

    Whoever makes another figure of it, as for a narrow screen, has a copy of its parts (`to_plotly_json`).
    """

    _laid_out: dict[str, object] | None = None

    def to_dict(self) -> dict[str, object]:
        """The parts of the figure as the browser reads them. They are shared: never change one."""
        if self._laid_out is None:
            self._laid_out = super().to_dict()
        # Whoever puts more beside the parts has a dictionary of their own.
        return dict(self._laid_out)

    def to_plotly_json(self) -> dict[str, object]:
        """The same as a copy, whose parts may be changed."""
        copied: dict[str, object] = super().to_dict()
        return copied


class Sketch:
    """Traces, annotations, shapes and axes of one figure in the house look; `drawn()` makes the figure."""

    def __init__(self, *, height: int, left: int = 60, right: int = 24, top: int = 16, bottom: int = 52):
        self._layout = deepcopy(house_layout(height=height, left=left, right=right, top=top, bottom=bottom))
        self._traces: list[dict[str, object]] = []
        self._annotations: list[dict[str, object]] = []
        self._shapes: list[dict[str, object]] = []

    def scatter(self, **trace: object) -> None:
        """Note a scatter trace, in plotly's own words."""
        self._traces.append({"type": "scatter"} | _light(trace))

    def bar(self, **trace: object) -> None:
        """Note a bar trace, in plotly's own words."""
        self._traces.append({"type": "bar"} | _light(trace))

    def heatmap(self, **trace: object) -> None:
        """Note a heatmap trace, in plotly's own words."""
        self._traces.append({"type": "heatmap"} | trace)

    def annotate(self, **annotation: object) -> None:
        """Note an annotation without an arrow."""
        self._annotations.append({"showarrow": False} | annotation)

    def shape(self, **shape: object) -> None:
        """Note a shape."""
        self._shapes.append(shape)

    def axis(self, name: str, **changes: object) -> None:
        """Change an axis ('xaxis', 'yaxis', 'yaxis2', …), adding it in the house look where it is new."""
        self._layout.setdefault(name, deepcopy(self._layout[f"{name[0]}axis"])).update(changes)

    def axis_title(self, name: str, words: str) -> None:
        """Give an axis its title."""
        self._layout[name]["title"] = self._layout[name]["title"] | {"text": words}

    def stack_bars(self) -> None:
        """Put the bars of one row end to end, in place of above one another."""
        self._layout["barmode"] = "stack"

    def reference(self, value: float, words: str) -> None:
        """A named dashed line across the figure at a value of the x axis, its name above."""
        line = {"color": QUIET_INK, "width": 1.5, "dash": "dash"}
        self.shape(type="line", x0=value, x1=value, y0=0, y1=1, yref="paper", line=line, layer="below")
        font = {"size": SMALL_TEXT_SIZE, "color": QUIET_INK}
        self.annotate(x=value, y=1, yref="paper", yanchor="bottom", text=words, font=font)

    def drawn(self) -> go.Figure:
        """The figure, checked by plotly where `CHECKED`; of its words only the charts' own marks are more than text."""
        added = {"annotations": self._annotations, "shapes": self._shapes}
        layout = self._layout | {name: parts for name, parts in added.items() if parts}
        return DrawnFigure(data=typeset(self._traces), layout=typeset(layout), _validate=CHECKED)
