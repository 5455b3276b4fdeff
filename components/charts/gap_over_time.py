"""The gap over time above the groups it comes from: two panels on one time axis, every line named at its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from components.charts.direct_labels import EndLabel, end_labels
from components.charts.interval_points import USUAL, Look, interval_points
from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.sketch import Sketch
from components.charts.time_lines import BOTTOM, LEFT, TOP, TimeLine, draw_lines, label_room, panel_title, time_axis
from components.charts.type_marks import coloured
from components.style.colours import BETTER, INK, LINE, PAPER, PLAIN, QUIET_INK, WORSE
from components.style.numbers import Unit, interval, signed_gap

_HEIGHT = 440
_UPPER, _LOWER = (0.535, 1.0), (0.0, 0.425)
# The looks of a point of the gap: within its usual variation, or above or below it beyond chance.
_POINTS = {"": ("circle", INK, 9), "larger": ("diamond", WORSE, 13), "smaller": ("square", BETTER, 11)}
_KEY = {"larger": ("◆", "larger than usual variation"), "smaller": ("■", "smaller than usual variation")}


@dataclass(frozen=True)
class Limits:
    """Centre and limits of the gap's usual variation."""

    centre: float
    lower: float
    upper: float


def gap_over_time(
    gap: pd.DataFrame,
    lines: Sequence[TimeLine],
    *,
    titles: tuple[str, str],
    unit: Unit,
    trend: Sequence[tuple[pd.Timestamp, float]] = (),
    limits: Limits | None = None,
    starts: Sequence[tuple[pd.Timestamp, str]] = (),
    judged: bool = True,
) -> go.Figure:
    """Draw the gap (upper panel) and the groups (lower panel).

    `gap` has a row a period: `period_end`, `label`, `size`, `lower`, `upper`, `kind` (a key of _POINTS) and `absent`
    (words where no gap can be shown). `trend` is the two ends of the fitted line, if any. `starts` are dated names, drawn
    as upright lines through both panels. `judged` False: neither way is better, so marks carry no colour.
    """
    points = _POINTS if judged else {kind: (symbol, PLAIN, size) for kind, (symbol, _, size) in _POINTS.items()}
    sketch = Sketch(height=_HEIGHT, left=LEFT, right=label_room(gap, lines, unit), top=TOP, bottom=BOTTOM)
    sketch.axis("xaxis", anchor="y2")
    sketch.axis("yaxis2", domain=list(_LOWER), anchor="x")
    sketch.axis("yaxis", domain=list(_UPPER))
    _draw_gap(sketch, gap, unit, trend, limits, points)
    panel_title(sketch, titles[0] + _key(gap, points), _UPPER[1])
    draw_lines(sketch, gap, lines, unit, yaxis="y2", domain=_LOWER, height=_HEIGHT)
    panel_title(sketch, titles[1], _LOWER[1])
    _start_lines(sketch, starts)
    time_axis(sketch, gap)
    return sketch.drawn()


def _draw_gap(
    sketch: Sketch,
    gap: pd.DataFrame,
    unit: Unit,
    trend: Sequence[tuple[pd.Timestamp, float]],
    limits: Limits | None,
    points: Mapping[str, Look],
) -> None:
    shown = gap[gap["size"].notna()]
    lowest, highest = _gap_range(shown, limits)
    sketch.axis("yaxis", range=[lowest, highest], zeroline=True, zerolinecolor=INK, zerolinewidth=2, tickformat=",~r")
    sketch.scatter(
        x=gap["period_end"].to_numpy(),
        y=gap["size"].to_numpy(),
        name="gap",
        mode="lines",
        line={"color": LINE, "width": 2},
        connectgaps=False,
        hoverinfo="skip",
    )
    labels = [EndLabel(0, "no gap", INK)]
    if limits is not None:
        labels += _limit_lines(sketch, gap, limits, unit)
    if trend:
        sketch.scatter(
            x=[when for when, _ in trend],
            y=[value for _, value in trend],
            name="trend line",
            mode="lines",
            line={"color": INK, "width": 3},
            hoverinfo="skip",
        )
        labels.append(EndLabel(trend[1][1], f"{signed_gap(trend[1][1], unit)} trend line", INK, strong=True))
    elif len(shown):
        labels.append(_newest_label(gap, shown, unit))
    for kind, look in points.items():
        name = _KEY[kind][1] if kind else USUAL
        _gap_points(sketch, shown[shown["kind"] == kind], look, unit, name=name)
    _absent_marks(sketch, gap[gap["size"].isna()], lowest, highest)
    pixels = (_UPPER[1] - _UPPER[0]) * (_HEIGHT - TOP - BOTTOM)
    end_labels(sketch, labels, yref="y", across=(lowest, highest), pixels=pixels)


def _newest_label(gap: pd.DataFrame, shown: pd.DataFrame, unit: Unit) -> EndLabel:
    newest = shown.iloc[-1]
    when = "" if newest["period_end"] == gap["period_end"].iloc[-1] else f", {newest['label']}"
    return EndLabel(newest["size"], f"{signed_gap(newest['size'], unit)} gap{when}", INK, strong=True)


def _gap_range(shown: pd.DataFrame, limits: Limits | None) -> list[float]:
    """A range that holds the points, their intervals and the line of no gap: how much is left to close must show."""
    ends = [0.0, *shown[["size", "lower", "upper"]].stack().dropna()]
    if limits is not None:
        ends += [limits.lower, limits.upper]
    lowest, highest = min(ends), max(ends)
    span = (highest - lowest) or 1.0
    return [lowest - 0.07 * span, highest + 0.05 * span]


def _limit_lines(sketch: Sketch, gap: pd.DataFrame, limits: Limits, unit: Unit) -> list[EndLabel]:
    labels = []
    for value, words, dash in (
        (limits.upper, "upper limit", "dot"),
        (limits.centre, "average", "dash"),
        (limits.lower, "lower limit", "dot"),
    ):
        sketch.scatter(
            x=[gap["period_end"].iloc[0], gap["period_end"].iloc[-1]],
            y=[value, value],
            name=words,
            mode="lines",
            line={"color": QUIET_INK, "width": 1.5, "dash": dash},
            hoverinfo="skip",
        )
        labels.append(EndLabel(value, f"{signed_gap(value, unit)} {words}", QUIET_INK))
    return labels


def _gap_points(sketch: Sketch, points: pd.DataFrame, look: Look, unit: Unit, *, name: str) -> None:
    hover = [
        f"{row.label}: {signed_gap(row.size, unit)}"
        + (f" ({interval(row.lower, row.upper, unit)})" if pd.notna(row.lower) else "")
        for row in points.itertuples()
    ]
    interval_points(sketch, points.rename(columns={"size": "value"}), look, hover, name=name)


def _absent_marks(sketch: Sketch, absent: pd.DataFrame, lowest: float, highest: float) -> None:
    """A hatched or an empty mark at the foot of the panel wherever the gap cannot be shown."""
    for row in absent.itertuples():
        sketch.annotate(
            x=row.period_end,
            y=lowest + 0.06 * (highest - lowest),
            text="▨" if "hidden" in row.absent else "○",
            hovertext=f"{row.label}: {row.absent}",
            font={"color": QUIET_INK, "size": SMALL_TEXT_SIZE},
        )


def _key(gap: pd.DataFrame, points: Mapping[str, Look]) -> str:
    found = [
        f"{coloured(mark, points[kind][1])} {words}"
        for kind, (mark, words) in _KEY.items()
        if (gap["kind"] == kind).any()
    ]
    return "".join(f"    {each}" for each in found)


def _start_lines(sketch: Sketch, starts: Sequence[tuple[pd.Timestamp, str]]) -> None:
    for when, words in starts:
        sketch.shape(
            type="line",
            x0=when,
            x1=when,
            y0=0,
            y1=1,
            yref="paper",
            line={"color": INK, "width": 1.5, "dash": "dashdot"},
        )
        sketch.annotate(
            x=when,
            y=_LOWER[1],
            yref="paper",
            yanchor="top",
            xanchor="right",
            xshift=-5,
            text=words,
            font={"color": INK, "size": SMALL_TEXT_SIZE},
            bgcolor=PAPER,
        )
