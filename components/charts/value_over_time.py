"""One value over time: its usual variation, what stands out from it, and what it is meant to reach."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.direct_labels import EndLabel, end_labels
from components.charts.interval_points import USUAL, interval_points
from components.charts.layout import SMALL_TEXT_SIZE, padded_range
from components.charts.sketch import Sketch
from components.charts.time_lines import BOTTOM, LEFT, TOP, TimeLine, line_words, panel_title, time_axis
from components.charts.type_marks import coloured
from components.style.colours import BETTER, INK, LINE, PAPER, PLAIN, QUIET_INK, WORSE
from components.style.numbers import Unit, interval, short, with_unit

_HEIGHT = 380
# Symbol, colour and size of a point, and what it is called.
_LOOKS = {
    "": ("circle", INK, 9, ""),
    "improvement": ("triangle-up", BETTER, 14, "▲ better than usual variation"),
    "concern": ("diamond", WORSE, 13, "◆ worse than usual variation"),
    "high": ("triangle-up", PLAIN, 14, "▲ higher than usual variation"),
    "low": ("triangle-down", PLAIN, 14, "▼ lower than usual variation"),
}


@dataclass(frozen=True)
class UsualVariation:
    """Centre and limits of usual variation, a value a period each."""

    centre: np.ndarray
    lower: np.ndarray
    upper: np.ndarray


def value_over_time(
    points: pd.DataFrame,
    *,
    title: str,
    unit: Unit,
    usual: UsualVariation | None = None,
    lines: Sequence[TimeLine] = (),
    breaks: Sequence[tuple[pd.Timestamp, str]] = (),
) -> go.Figure:
    """Draw `points`, a row a period: `period_end`, `label`, `value`, `lower`, `upper`, `kind` (a key of the looks).

    `lines` are what the value is held against, `breaks` the days from which the series is a new one, with the reason.
    """
    ends = [points[["value", "lower", "upper"]].to_numpy(float).ravel(), *(line.values for line in lines)]
    ends += [usual.lower, usual.upper] if usual is not None else []
    every = np.concatenate(ends)
    lowest, highest = padded_range(float(np.nanmin(every)), float(np.nanmax(every)), share=0.1)
    sketch = Sketch(height=_HEIGHT, left=LEFT, right=270, top=TOP, bottom=BOTTOM)
    sketch.axis("yaxis", range=[lowest, highest], tickformat=",~r")
    labels = _usual_lines(sketch, points, usual, unit) if usual is not None else []
    labels += [_one_line(sketch, points, line, unit) for line in lines]
    sketch.scatter(
        x=points["period_end"].to_numpy(), y=points["value"].to_numpy(), name="everyone", mode="lines",
        line={"color": LINE, "width": 2}, connectgaps=False, hoverinfo="skip",
    )  # fmt: skip
    for kind, (symbol, colour, size, words) in _LOOKS.items():
        alike = points[(points["kind"] == kind) & points["value"].notna()]
        interval_points(sketch, alike, (symbol, colour, size), _hover(alike, unit), name=words[2:] or USUAL)
    newest = points[points["value"].notna()].iloc[-1]
    labels.append(EndLabel(newest["value"], f"{short(newest['value'], unit)} {newest['label']}", INK, strong=True))
    for when, words in breaks:
        _break(sketch, when, words)
    panel_title(sketch, title + _key(points), 1.0)
    time_axis(sketch, points)
    end_labels(sketch, labels, yref="y", across=(lowest, highest), pixels=_HEIGHT - TOP - BOTTOM)
    return sketch.drawn()


def _usual_lines(sketch: Sketch, points: pd.DataFrame, usual: UsualVariation, unit: Unit) -> list[EndLabel]:
    labels = []
    for values, words, dash in (
        (usual.upper, "upper limit", "dot"),
        (usual.centre, "average", "dash"),
        (usual.lower, "lower limit", "dot"),
    ):
        sketch.scatter(
            x=points["period_end"].to_numpy(), y=values, name=words, mode="lines", line_shape="hvh",
            line={"color": QUIET_INK, "width": 1.5, "dash": dash}, hoverinfo="skip",
        )  # fmt: skip
        labels.append(EndLabel(float(values[-1]), f"{short(float(values[-1]), unit)} {words}", QUIET_INK))
    return labels


def _one_line(sketch: Sketch, points: pd.DataFrame, line: TimeLine, unit: Unit) -> EndLabel:
    sketch.scatter(
        x=points["period_end"].to_numpy(),
        y=line.values,
        name=line.label,
        mode="lines",
        line_shape="hv" if line.aim else "linear",
        line={"color": line.colour, "width": 3 if line.aim else 2, "dash": line.dash},
        connectgaps=False,
        text=[f"{line.label}, {label}" for label in points["label"]],
        customdata=["" if np.isnan(value) else with_unit(value, unit) for value in line.values],
        hovertemplate="%{text}: %{customdata}<extra></extra>",
    )
    newest = float(line.values[~np.isnan(line.values)][-1])
    return EndLabel(newest, line_words(points, line, unit), line.colour, strong=line.aim)


def _hover(points: pd.DataFrame, unit: Unit) -> list[str]:
    return [
        f"{row.label}: {with_unit(row.value, unit)}"
        + (f" ({interval(row.lower, row.upper, unit)})" if pd.notna(row.lower) else "")
        for row in points.itertuples()
    ]


def _break(sketch: Sketch, when: pd.Timestamp, words: str) -> None:
    line = {"color": INK, "width": 1.5, "dash": "dashdot"}
    sketch.shape(type="line", x0=when, x1=when, y0=0, y1=1, yref="paper", line=line)
    sketch.annotate(
        x=when, y=1, yref="paper", yanchor="top", xanchor="left", xshift=5, text=words, bgcolor=PAPER,
        font={"color": INK, "size": SMALL_TEXT_SIZE},
    )  # fmt: skip


def _key(points: pd.DataFrame) -> str:
    found = (look for kind, look in _LOOKS.items() if kind and (points["kind"] == kind).any())
    return "".join(f"    {coloured(words[0], colour)}{words[1:]}" for _, colour, _, words in found)
