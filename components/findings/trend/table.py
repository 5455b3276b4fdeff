"""The table behind a trend: a row a period, then the trend line, the change and the usual variation."""

import pandas as pd

from components.findings.question import Question
from components.findings.table import Column, Table
from components.findings.trend import words as trend_words
from components.findings.trend.lines import Backdrop
from components.findings.trend_series import GapSeries
from components.findings.wording import group_phrase
from components.measures.change.control_chart import ControlChart

_MARKS = {"improvement": "■ smaller than usual", "concern": "◆ larger than usual"}


def trend_table(
    question: Question, rows: pd.DataFrame, series: GapSeries, chart: ControlChart | None, backdrop: Backdrop
) -> Table:
    """Every period with its gap and the value of each group."""
    unit = question.unit
    frame = series.periods.assign(
        stands_out="",
        gap=series.numbers["size"][0],
        lower=series.numbers["lower"][0],
        upper=series.numbers["upper"][0],
    )
    for key in ("gap", "lower", "upper"):
        frame[f"{key}_status"] = series.status[0]
    if chart is not None:
        frame["stands_out"] = [_MARKS.get(kind, "") for kind in chart.kind]
    columns = [
        Column("label", "Period"),
        Column("gap", f"Gap, + when {_sign(question, series)} ({unit.gap_words or 'difference'})", unit),
        Column("lower", "Lower 95% limit", unit),
        Column("upper", "Upper 95% limit", unit),
    ]
    columns += [Column("stands_out", "Beyond usual variation")] if chart is not None else []
    columns += _group_columns(question, rows, frame)
    for key, label, values in (
        ("whole_area", "Whole area", backdrop.whole_area),
        ("country", backdrop.country_name, backdrop.country),
    ):
        if values is not None:
            frame[key], frame[f"{key}_status"] = values, "missing"
            columns.append(Column(key, f"{label} ({unit.axis})", unit))
    return Table(tuple(columns), _with_summary(frame, series, chart))


def _sign(question: Question, series: GapSeries) -> str:
    """What a gap above 0 means, e.g. 'the most deprived fifth fare worse'."""
    return f"{group_phrase(question, series.disadvantaged)} {trend_words.positive_means(question.indicator)}"


def _group_columns(question: Question, rows: pd.DataFrame, frame: pd.DataFrame) -> list[Column]:
    """Adds each group's values and statuses to the frame."""
    columns = []
    for code, label in question.dimension.groups.items():
        found = rows[rows["group"] == code].set_index("period_end").reindex(frame["period_end"])
        if found["status"].isna().all():
            continue
        frame[f"group_{code}"] = found["value"].to_numpy(float)
        frame[f"group_{code}_status"] = found["status"].astype(object).fillna("missing").to_numpy()
        how = f"{question.unit.axis}{', adjusted for age' if question.for_age else ''}"
        columns.append(Column(f"group_{code}", f"{label} ({how})", question.unit))
    return columns


def _with_summary(frame: pd.DataFrame, series: GapSeries, chart: ControlChart | None) -> pd.DataFrame:
    """The frame with rows for the trend line, the change along it and the limits of usual variation."""
    extra = []
    trend = series.moved.gap
    if trend_words.verdict(series) != "cannot tell":
        start, end = float(trend.start[0]), float(trend.end[0])
        low, high = series.change_interval()
        extra += [
            {"label": "Trend line at the start", "gap": start},
            {"label": "Trend line at the end", "gap": end},
            {
                "label": f"Change along the trend line over {trend_words.how_many_periods(series)}",
                "gap": end - start,
                "lower": low,
                "upper": high,
                "stands_out": str(trend.verdict[0]),
            },
        ]
    else:
        extra.append({"label": f"Periods that show the gap: {trend_words.how_many_periods(series)}"})
    if chart is not None:
        centre, lower, upper = (float(line[0]) for line in (chart.centre, chart.lower, chart.upper))
        extra.append({"label": "Average and limits of usual variation", "gap": centre, "lower": lower, "upper": upper})
    return pd.concat([frame, pd.DataFrame(extra)], ignore_index=True)
