"""A figure whose scales end at ticks: PowerPoint counts ticks from a scale's end, and a label must tell its true value."""

import math
from collections.abc import Iterator
from dataclasses import replace

from components.pack.picture.panels import panels
from components.pack.picture.scales import Scale
from components.pack.plain_figure import PlainFigure, axis_name

# So much of a step beyond a tick is there to keep marks off the edge, where no value lies in it.
_SLIVER = 0.3


def with_round_ranges(figure: PlainFigure, width: float) -> PlainFigure:
    """The figure with every scale of numbers that has no ticks of its own reaching from tick to tick."""
    area = panels(figure, width)
    layout = dict(figure.layout)
    for name, scale in area.scales.items():
        axis, ticks = figure.axis(name), area.ticks[name]
        if scale.dated or scale.names or axis.get("tickvals") or len(ticks) < 2:
            continue
        step = round(ticks[1].at - ticks[0].at, 10)
        first, last = _ends(scale, step, list(_values(figure, name)))
        layout[name] = axis | {"range": [first, last] if scale.low < scale.high else [last, first], "dtick": step}
    return replace(figure, layout=layout)


def _ends(scale: Scale, step: float, values: list[float]) -> tuple[float, float]:
    low, high = (each / step for each in sorted((scale.low, scale.high)))
    first, last = math.floor(low + 1e-9), math.ceil(high - 1e-9)
    if first + 1 - low < _SLIVER and all(each >= (first + 1) * step for each in values):
        first += 1
    if high - (last - 1) < _SLIVER and all(each <= (last - 1) * step for each in values):
        last -= 1
    return round(first * step, 10), round(last * step, 10)


def _values(figure: PlainFigure, name: str) -> Iterator[float]:
    """What stands on an axis: points, and the ends of bars. Lines that only help the eye may run beyond."""
    side = name[0]
    for trace in figure.traces:
        if axis_name(trace.get(f"{side}axis", side)) == name and trace.get("mode") != "lines":
            yield from (each for each in trace.get(side) or () if each is not None and math.isfinite(each))
