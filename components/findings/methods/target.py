"""Methods: whether and when a target is met, with its worked example."""

import numpy as np

from components.findings.everyone_series import assurance, everyone_series
from components.findings.finding import Finding
from components.findings.methods.entry import Method, formula
from components.findings.methods.worked_example import example, said
from components.findings.question import Question
from components.findings.targets import aims_of
from components.measures.change.control_chart import assured, control_chart
from components.measures.change.time_to_target import time_to_target
from components.style.numbers import PERCENT, Unit, interval_cell, number, with_unit

_VALUES = np.array([61.0, 61.9, 61.6, 62.8, 63.4, 63.1, 64.2, 64.5, 65.3, 65.0, 66.1, 66.4])
_TARGET, _ERROR = 70.0, 0.4
_YEARS = Unit(" years", "years", 1)
_FEW = "the selected indicator has no target, or too few periods for limits"


def target_example(question: Question) -> Finding:
    """Everyone's value by period; then the limits, where the target lies to them, and the time to it."""
    rows = question.values(areas=[question.selection.area], all_periods=True)
    series = everyone_series(question, rows) if rows["value"].notna().any() else None
    aims = aims_of(question, series.newest_end) if series else ()
    if series is None or series.chart is None or not aims or series.breaks:
        labels, values, errors = [f"Quarter {number(each + 1)}" for each in range(len(_VALUES))], _VALUES, None
        years, unit, target, higher, about = np.arange(len(_VALUES)) / 4, PERCENT, _TARGET, True, ""
        chart = control_chart(values, allow_memory=True)
        held = str(assured(chart.lower[-1], chart.upper[-1], target, higher))
        errors = np.full(len(values), _ERROR)
    else:
        here = series.shown
        labels, values = list(series.periods["label"].iloc[here]), series.numbers["value"][here]
        years, errors = series.periods["years"].to_numpy()[here], series.numbers["se"][here]
        unit, target, higher = question.unit, aims[0].value, bool(series.higher_is_better)
        about, chart, held = f"{question.subject}: everyone, every period", series.chart, assurance(series, aims[0])
    known = bool((errors > 0).all())
    found = time_to_target(values, errors if known else None, years, target, higher_is_better=higher)
    plain = Unit("", "", unit.decimals)
    columns = {
        "Period": labels,
        f"Everyone ({unit.axis})": [said(each, plain) for each in values],
        "t (years)": [said(each, Unit("", "", 2)) for each in years],
    }
    limits = interval_cell(float(chart.lower[-1]), float(chart.upper[-1]), plain)
    results = [("Target", with_unit(target, unit)), ("Limits of usual variation", limits), ("So it is", held)]
    if found.years.defined:
        when = with_unit(float(found.years.estimate), _YEARS)
        span = interval_cell(float(found.years.lower), float(found.years.upper), _YEARS)
        results.append(("Time to the target", f"{when} ({span})"))
        told = f"The target of {with_unit(target, unit)} is {held}; at this pace it is met in {when} ({span})."
    else:
        results.append(("The line is", str(found.code)))
        told = f"The target of {with_unit(target, unit)} is {held}; of the line: {found.code}."
    return example(question, "target", told, columns, results=results, made_up="" if about else _FEW, about=about)


TARGET = (
    Method(
        "target",
        "Over time",
        "Is a target met, and when would it be?",
        "A target is consistently met where the limits of usual variation lie wholly on its good side, consistently missed "
        "where wholly on the other, hit and miss where it lies between them. Then a straight line through everyone's value "
        "is carried on: in how many years it would meet the target, with the earliest and the latest.",
        formula(
            r"\text{met: } \bar y\ \pm\ 2.66\,\overline{|y_t-y_{t-1}|}\ \text{all beyond the target}",
            r"t^*=(T-\hat y)/b\quad b\text{: pace a year}",
            r"\text{limits: } (T-\bar y-b\,t)^2=m^2+h^2t^2",
            r"m,\,h:\text{ half-widths of the line's middle and pace}",
        ),
        "To ask whether the way things are done can meet a target, and whether the day set for it is still in reach.",
        "A line carried on is no forecast: it says what would happen if nothing were changed. Not across a break of the "
        "series, and not beyond twenty years.",
        "NHS England, Making Data Count (assurance); Draper and Smith, Applied Regression Analysis (inverse estimation).",
        worked=target_example,
    ),
)
