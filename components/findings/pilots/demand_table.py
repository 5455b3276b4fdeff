"""The table and the picture of what a pilot sent elsewhere."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.control_panels import ControlPanel, control_panels
from components.findings.pilots.effect import Effect
from components.findings.pilots.receiver_series import REFERRALS, SERIES, WORDS, ReceiverSeries, services_with
from components.findings.pilots.verdict import VERDICTS
from components.findings.table import Column, Table
from components.style.numbers import COUNT, Unit, interval_cell, number, signed_gap

_COLUMNS = (
    Column("service", "Service or measure"),
    Column("series", "Figure"),
    Column("before", "Average before the start", COUNT),
    Column("since", "Average since", COUNT),
    Column("limits", "Usual before the start"),
    Column("effect", "Effect against comparators"),
    Column("change", "95% interval of the change or effect"),
    Column("allowed", "Allowed for"),
    Column("points", "Points since", COUNT),
    Column("beyond", "of them beyond usual", COUNT),
    Column("told", "That is"),
)


def demand_table(found: list[ReceiverSeries], watched: list[tuple[str, Effect]]) -> Table:
    """Every series before and since the start, then how many services got more, then the balancing measures."""
    counts = {
        "number of them": len({each.service for each in found}),
        "with more referrals": len(services_with(found, REFERRALS, "more")),
    }
    rows = [_series_row(each) for each in found]
    rows += [{"service": "Receiving services", "series": words, "points": count} for words, count in counts.items()]
    frame = pd.DataFrame([*rows, *(_effect_row(name, one) for name, one in watched)])
    frame = frame.reindex(columns=[*(each.key for each in _COLUMNS), "status"])
    words = [column.key for column in _COLUMNS if column.unit is None]
    return Table(_COLUMNS, frame.assign(**{name: frame[name].astype(object).fillna("") for name in words}))


def _series_row(each: ReceiverSeries) -> dict[str, object]:
    return {
        "service": each.service,
        "series": SERIES[each.name],
        "before": each.before,
        "since": each.since,
        "limits": "–"
        if each.limits is None
        else interval_cell(max(each.limits.lower, 0), each.limits.upper, each.unit),
        "change": "–" if each.change is None else _change(each.change, each.unit),
        "points": each.n_since,
        "beyond": each.n_beyond,
        "told": WORDS[each.verdict],
        "status": "missing",
    }


def _effect_row(name: str, one: Effect) -> dict[str, object]:
    return {
        "service": name,
        "series": f"against comparators ({one.unit.gap_words or one.unit.axis})",
        "change": _effect_limits(one),
        "told": f"{VERDICTS[one.verdict].symbol} {VERDICTS[one.verdict].phrase}",
        "effect": _cell(one.estimate, one),
        "allowed": _cell(one.expected, one, signed=False),
    }


def _change(change: tuple[float, float], unit: Unit) -> str:
    lower, upper = change
    return f"{signed_gap(lower, unit)} to {signed_gap(upper, unit)}"


def _cell(value: float | None, one: Effect, *, signed: bool = True) -> str:
    if value is None or not np.isfinite(value):
        return "–"
    return signed_gap(value, one.unit) if signed else number(value, one.unit.decimals)


def _effect_limits(one: Effect) -> str:
    if not np.isfinite(one.lower):
        return "–"
    return f"{signed_gap(one.lower, one.unit)} to {signed_gap(one.upper, one.unit)}"


def demand_figure(found: list[ReceiverSeries], start: pd.Timestamp) -> go.Figure:
    """A row of control charts for each service, the start marked."""
    services = list(dict.fromkeys(each.service for each in found))
    rows = [
        (
            service,
            [
                _panel(each, first=place == 0)
                for place, each in enumerate(one for one in found if one.service == service)
            ],
        )
        for service in services
    ]
    return control_panels(rows, list(SERIES.values()), start=start.to_datetime64(), start_words="pilot starts")


def _panel(each: ReceiverSeries, *, first: bool) -> ControlPanel:
    title = each.service if first else ""
    if each.verdict == "absent":
        return ControlPanel(title, WORDS["absent"])
    return ControlPanel(
        title,
        WORDS[each.verdict],
        tuple(each.times),
        tuple(each.values),
        tuple(
            f"{each.service}, to {pd.Timestamp(when):%b %Y}: {number(value, each.unit.decimals)}{each.unit.suffix}"
            if np.isfinite(value)
            else ""
            for when, value in zip(each.times, each.values, strict=True)
        ),
        tuple(each.beyond),
        each.limits,
        each.unit.suffix if each.unit.suffix == "%" else "",
    )
