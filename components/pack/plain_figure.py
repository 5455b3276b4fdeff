"""A plotly figure as plain lists and dicts: what every file is drawn from, so that none can differ from the screen."""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import plotly.graph_objects as go

# Attributes by which a screen answers a pointer; they hold nothing that is drawn.
_UNSEEN = {"customdata", "hovertext", "hovertemplate", "hoverlabel", "hoverinfo", "template"}


@dataclass(frozen=True)
class PlainFigure:
    """The traces and the layout of a figure, in plotly's own words, arrays as lists."""

    traces: tuple[dict[str, Any], ...]
    layout: dict[str, Any]

    @property
    def height(self) -> float:
        """How high it is on screen, in pixels."""
        return float(self.layout["height"])

    def axis(self, name: str) -> dict[str, Any]:
        """An axis of the layout by its full name ('xaxis', 'yaxis2'). Errors: KeyError for one that is not there."""
        found: dict[str, Any] = self.layout[name]
        return found


def plain_figure(figure: go.Figure) -> PlainFigure:
    """The figure with its arrays read: plotly holds numbers in base 64."""
    told = _read(figure.to_plotly_json())
    return PlainFigure(tuple(told["data"]), told["layout"])


def _read(part: Any) -> Any:
    if isinstance(part, Mapping):
        if "bdata" in part:
            return _numbers(part)
        return {name: _read(each) for name, each in part.items() if name not in _UNSEEN}
    if isinstance(part, np.ndarray):
        # Days as text: numpy would give them as numbers.
        return _read((np.datetime_as_string(part, unit="D") if part.dtype.kind == "M" else part).tolist())
    if isinstance(part, list | tuple):
        return [_read(each) for each in part]
    if isinstance(part, date):
        return part.isoformat()
    if isinstance(part, np.datetime64):
        return str(part)
    return part


def _numbers(part: Mapping[str, Any]) -> Any:
    """Numbers as lists; float32 in the fewest digits that name it, as a browser's axis would be given it."""
    values = np.frombuffer(b64decode(part["bdata"]), dtype=np.dtype(part["dtype"]))
    if values.dtype == np.float32:
        values = np.array([float(str(each)) for each in values])
    if "shape" in part:
        values = values.reshape([int(each) for each in str(part["shape"]).split(",")])
    return values.tolist()


def axis_name(reference: str) -> str:
    """The full name of the axis that a trace or a mark names in short: 'x' → 'xaxis', 'y2' → 'yaxis2'."""
    return f"{reference[0]}axis{reference[1:]}"
