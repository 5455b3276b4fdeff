"""The gap over time above the groups it comes from: two panels on one time axis, every line named at its end."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.direct_labels import EndLabel, end_labels
from components.charts.layout import SMALL_TEXT_SIZE, house_figure, padded_range
from components.style.colours import BETTER, INK, LINE, PAPER, QUIET_INK, WORSE
from components.style.numbers import Unit, interval, number, signed_gap, with_unit

HEIGHT = 440
LINES_ONLY_HEIGHT = 330
_TOP, _BOTTOM = 34, 40
_UPPER, _LOWER = (0.535, 1.0), (0.0, 0.425)
_MOST_TICKS = 7
# (symbol, colour, size) of a point of the gap: within its usual variation, or above or below it beyond chance.
_POINTS = {"": ("circle", INK, 9), "larger": ("diamond", WORSE, 13), "smaller": ("square", BETTER, 11)}
_KEY = {"larger": "◆</span> larger than usual variation", "smaller": "■</span> smaller than usual variation"}


@dataclass(frozen=True)
class TimeLine:
    """One line of the lower panel: a value a period, NaN where there is none to show."""

    label: str
    colour: str
    values: np.ndarray
    strong: bool = False
    dash: str = "solid"
    labelled: bool = True


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
    trend: tuple[float, float] | None = None,
    limits: Limits | None = None,
    starts: Sequence[tuple[pd.Timestamp, str]] = (),
) -> go.Figure:
    """Draw the gap (upper panel) and the groups (lower panel).

    `gap` has a row a period: `period_end`, `label`, `size`, `lower`, `upper`, `kind` (a key of _POINTS) and `absent`
    (words where no gap can be shown). `trend` is the fitted gap at the first and last shown period. `starts` are dated
    names, drawn as upright lines through both panels.
    """
    figure = house_figure(height=HEIGHT, left=64, right=_label_room(lines, unit), top=_TOP, bottom=_BOTTOM)
    figure.update_layout(
        xaxis={"anchor": "y2"},
        yaxis={"domain": list(_UPPER)},
        yaxis2=figure.layout.yaxis.to_plotly_json() | {"domain": list(_LOWER), "anchor": "x"},
    )
    last = _draw_gap(figure, gap, unit, trend, limits)
    _title(figure, titles[0] + _key(gap), _UPPER[1])
    _draw_lines(figure, gap, lines, unit, yaxis="y2", domain=_LOWER, last=last)
    _title(figure, titles[1], _LOWER[1])
    _start_lines(figure, starts)
    _time_axis(figure, gap)
    return figure


def lines_over_time(periods: pd.DataFrame, lines: Sequence[TimeLine], *, title: str, unit: Unit) -> go.Figure:
    """The lower panel by itself, for an indicator whose gap cannot be worked out; `periods` as in `gap_over_time`."""
    figure = house_figure(height=LINES_ONLY_HEIGHT, left=64, right=_label_room(lines, unit), top=_TOP, bottom=_BOTTOM)
    domain, last = (0.0, 1.0), periods["period_end"].iloc[-1]
    _draw_lines(figure, periods, lines, unit, yaxis="y", domain=domain, last=last, height=LINES_ONLY_HEIGHT)
    _title(figure, title, 1.0)
    _time_axis(figure, periods)
    return figure


def _label_room(lines: Sequence[TimeLine], unit: Unit) -> int:
    """Pixels to the right of the lines for the longest label."""
    longest = max((len(_line_words(line, unit)) for line in lines if line.labelled), default=0)
    return min(330, max(180, 30 + 8 * longest))


def _line_words(line: TimeLine, unit: Unit) -> str:
    shown = line.values[~np.isnan(line.values)]
    if not len(shown):
        return line.label
    short = with_unit(shown[-1], unit) if len(unit.suffix) < 3 else number(shown[-1], unit.decimals)
    return f"{short} {line.label}"


def _draw_gap(figure, gap: pd.DataFrame, unit: Unit, trend, limits: Limits | None) -> pd.Timestamp:
    """The upper panel; returns the last period, where labels begin."""
    shown = gap[gap["size"].notna()]
    last = gap["period_end"].iloc[-1]
    lowest, highest = _gap_range(shown, limits)
    figure.update_layout(yaxis={"range": [lowest, highest]})
    figure.add_scatter(
        x=gap["period_end"],
        y=gap["size"],
        mode="lines",
        line={"color": LINE, "width": 2},
        connectgaps=False,
        hoverinfo="skip",
    )
    labels = []
    if limits is not None:
        labels += _limit_lines(figure, gap, limits, unit)
    figure.add_hline(y=0, line={"color": INK, "width": 1.5}, yref="y")
    labels.append(EndLabel(0, "no gap", INK))
    if trend is not None:
        figure.add_scatter(
            x=[shown["period_end"].iloc[0], shown["period_end"].iloc[-1]],
            y=list(trend),
            mode="lines",
            line={"color": INK, "width": 3},
            hoverinfo="skip",
        )
        labels.append(EndLabel(trend[1], f"{signed_gap(trend[1], unit)} trend line", INK, strong=True))
    for kind in _POINTS:
        _gap_points(figure, shown[shown["kind"] == kind], kind, unit)
    _absent_marks(figure, gap[gap["size"].isna()], lowest, highest)
    pixels = (_UPPER[1] - _UPPER[0]) * (HEIGHT - _TOP - _BOTTOM)
    end_labels(figure, labels, x=last, yref="y", units_a_pixel=(highest - lowest) / pixels)
    return last


def _gap_range(shown: pd.DataFrame, limits: Limits | None) -> list[float]:
    """A range that holds the points, their intervals and the line of no gap: how much is left to close must show."""
    ends = pd.concat([shown["size"], shown["lower"], shown["upper"], pd.Series([0.0])]).dropna()
    if limits is not None:
        ends = pd.concat([ends, pd.Series([limits.lower, limits.upper])])
    lowest, highest = float(ends.min()), float(ends.max())
    span = (highest - lowest) or 1.0
    return [lowest - 0.07 * span, highest + 0.05 * span]


def _limit_lines(figure, gap: pd.DataFrame, limits: Limits, unit: Unit) -> list[EndLabel]:
    labels = []
    for value, words, dash in (
        (limits.upper, "upper limit", "dot"),
        (limits.centre, "average", "dash"),
        (limits.lower, "lower limit", "dot"),
    ):
        figure.add_scatter(
            x=[gap["period_end"].iloc[0], gap["period_end"].iloc[-1]],
            y=[value, value],
            mode="lines",
            line={"color": QUIET_INK, "width": 1.5, "dash": dash},
            hoverinfo="skip",
        )
        labels.append(EndLabel(value, f"{signed_gap(value, unit)} {words}", QUIET_INK))
    return labels


def _gap_points(figure, points: pd.DataFrame, kind: str, unit: Unit) -> None:
    if points.empty:
        return
    symbol, colour, size = _POINTS[kind]
    hover = [
        f"{row.label}: {signed_gap(row.size, unit)}"
        + (f" ({interval(row.lower, row.upper, unit)})" if pd.notna(row.lower) else "")
        for row in points.itertuples()
    ]
    figure.add_scatter(
        x=points["period_end"],
        y=points["size"],
        mode="markers",
        marker={"symbol": symbol, "color": colour, "size": size, "line": {"color": PAPER, "width": 1}},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": (points["upper"] - points["size"]).fillna(0),
            "arrayminus": (points["size"] - points["lower"]).fillna(0),
            "color": QUIET_INK,
            "thickness": 1.5,
            "width": 0,
        },
        text=hover,
        hovertemplate="%{text}<extra></extra>",
    )


def _absent_marks(figure, absent: pd.DataFrame, lowest: float, highest: float) -> None:
    """A hatched or an empty mark at the foot of the panel wherever the gap cannot be shown."""
    for row in absent.itertuples():
        figure.add_annotation(
            x=row.period_end,
            y=lowest + 0.06 * (highest - lowest),
            text="▨" if "hidden" in row.absent else "○",
            hovertext=f"{row.label}: {row.absent}",
            showarrow=False,
            font={"color": QUIET_INK, "size": SMALL_TEXT_SIZE},
        )


def _draw_lines(figure, periods, lines, unit: Unit, *, yaxis: str, domain, last, height: int = HEIGHT) -> None:
    shown = np.concatenate([line.values for line in lines]) if lines else np.array([])
    shown = shown[~np.isnan(shown)]
    lowest, highest = padded_range(float(shown.min()), float(shown.max())) if len(shown) else [0.0, 1.0]
    figure.update_layout({yaxis.replace("y", "yaxis"): {"range": [lowest, highest]}})
    labels = []
    for line in lines:
        width = 4 if line.strong else 2
        if line.strong:
            # A dark edge keeps the lightest colours of a ramp readable on white.
            figure.add_scatter(
                x=periods["period_end"],
                y=line.values,
                yaxis=yaxis,
                mode="lines",
                connectgaps=False,
                line={"color": INK, "width": width + 2},
                hoverinfo="skip",
            )
        figure.add_scatter(
            x=periods["period_end"],
            y=line.values,
            yaxis=yaxis,
            mode="lines+markers",
            connectgaps=False,
            line={"color": line.colour, "width": width, "dash": line.dash},
            marker={"size": 8 if line.strong else 4, "color": line.colour, "line": {"color": INK, "width": 1}},
            text=[f"{line.label}, {label}" for label in periods["label"]],
            customdata=["" if np.isnan(value) else with_unit(value, unit) for value in line.values],
            hovertemplate="%{text}: %{customdata}<extra></extra>",
        )
        known = line.values[~np.isnan(line.values)]
        if line.labelled and len(known):
            labels.append(EndLabel(float(known[-1]), _line_words(line, unit), INK, line.strong))
    pixels = (domain[1] - domain[0]) * (height - _TOP - _BOTTOM)
    end_labels(figure, labels, x=last, yref=yaxis, units_a_pixel=(highest - lowest) / pixels)


def _key(gap: pd.DataFrame) -> str:
    found = [
        f'<span style="color:{_POINTS[kind][1]}">{words}' for kind, words in _KEY.items() if (gap["kind"] == kind).any()
    ]
    return "".join(f"    {each}" for each in found)


def _title(figure, words: str, top: float) -> None:
    figure.add_annotation(
        x=0, xref="paper", xanchor="left", xshift=-56, y=top, yref="paper", yanchor="bottom", yshift=8, text=words,
        showarrow=False, font={"color": INK, "size": SMALL_TEXT_SIZE + 1},
    )  # fmt: skip


def _start_lines(figure, starts: Sequence[tuple[pd.Timestamp, str]]) -> None:
    for when, words in starts:
        figure.add_shape(
            type="line",
            x0=when,
            x1=when,
            y0=0,
            y1=1,
            yref="paper",
            line={"color": INK, "width": 1.5, "dash": "dashdot"},
        )
        figure.add_annotation(
            x=when, y=_LOWER[1], yref="paper", yanchor="top", xanchor="right", xshift=-5, text=words, showarrow=False,
            font={"color": INK, "size": SMALL_TEXT_SIZE}, bgcolor=PAPER,
        )  # fmt: skip


def _time_axis(figure, periods: pd.DataFrame) -> None:
    every = -(-len(periods) // _MOST_TICKS)
    ticks = periods.iloc[::-1].iloc[::every].iloc[::-1]
    span = periods["period_end"].iloc[-1] - periods["period_end"].iloc[0]
    room = max(span * 0.02, pd.Timedelta(days=20))
    figure.update_xaxes(
        tickvals=ticks["period_end"],
        ticktext=ticks["label"],
        range=[periods["period_end"].iloc[0] - room, periods["period_end"].iloc[-1] + room],
        showgrid=False,
    )
