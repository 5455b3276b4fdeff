"""The table behind everyone's value over time: a row a period, then what is said of each target."""

import pandas as pd

from components.findings.everyone_series import EveryoneSeries, assurance
from components.findings.question import Question
from components.findings.table import Column, Table
from components.findings.targets import Aim
from components.findings.trend.everyone_words import why_no_limits
from components.findings.trend.lines import Backdrop
from components.findings.trend.target_way import Way


def everyone_table(
    question: Question, series: EveryoneSeries, aims: tuple[Aim, ...], ways: list[Way], backdrop: Backdrop
) -> Table:
    """Every period with its interval and limits of usual variation; at the foot each target and the way to it."""
    unit, chart = question.unit, series.chart
    frame = series.periods[["label"]].assign(**{name: series.numbers[name] for name in ("value", "lower", "upper")})
    for name in ("value", "lower", "upper"):
        frame[f"{name}_status"] = series.status
    columns = [
        Column("label", "Period"),
        Column("value", f"Everyone ({unit.axis})", unit),
        Column("lower", "Lower 95% limit", unit),
        Column("upper", "Upper 95% limit", unit),
    ]
    for key, label, values in (
        ("whole_area", "Whole area", None if question.is_whole_area else backdrop.whole_area),
        ("country", backdrop.country_name, backdrop.country),
    ):
        if values is not None:
            frame[key], frame[f"{key}_status"] = values, "missing"
            columns.append(Column(key, f"{label} ({unit.axis})", unit))
    feet = [
        " ".join((aim.terms, f"Held to its limits: {assurance(series, aim) or 'cannot be told'}.", way.words))
        for aim, way in zip(aims, ways, strict=True)
    ]
    if chart is None:
        feet.append(why_no_limits(series))
    else:
        frame = frame.assign(least=chart.lower, most=chart.upper, stands_out=[str(rule) for rule in chart.rule])
        columns += [
            Column("least", "Usual variation from", unit),
            Column("most", "Usual variation to", unit),
            Column("stands_out", "Stands out"),
        ]
    return Table(tuple(columns), pd.concat([frame, pd.DataFrame({"label": feet})], ignore_index=True))
