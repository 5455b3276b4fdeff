"""Methods: change over time, with its worked examples."""

import numpy as np

from components.findings.analyst.groups import analyst_groups
from components.findings.analyst.rows import finer, gap_unit_of
from components.findings.finding import Finding
from components.findings.methods.entry import Method, formula
from components.findings.methods.worked_example import counts_of, example, result, said
from components.findings.question import Question
from components.findings.trend_series import GapSeries, fixed_pair, followed_gap
from components.measures.change.control_chart import control_chart
from components.measures.change.gap_trend import gap_trend
from components.measures.change.recent_trend import PERIODS, recent_trend
from components.measures.change.straight_line import FEWEST_POINTS
from components.style.dates import day_words
from components.style.numbers import PERCENT, Unit, number, with_unit
from data.contract.vocabulary import TOTAL

_TIME = "Over time"
_GAPS = np.array([10.2, 9.6, 9.9, 9.1, 8.4, 8.7, 8.0, 7.6])
_FEW = "the selected gap has too few periods with an interval"
_STATISTIC = Unit("", "", 2)


def _followed(question: Question) -> GapSeries | None:
    """The selected gap over time where enough of its periods can be used."""
    if question.selection.by == TOTAL:
        return None
    area = question.selection.area
    rows = question.values(areas=[area], by=question.selection.by, all_periods=True)
    pair = fixed_pair(question, rows)
    if pair is None:
        return None
    found = followed_gap(question, rows, [area], pair)
    enough = found.used().sum() >= FEWEST_POINTS and np.isfinite(found.numbers["se"][0][found.used()]).all()
    return found if enough else None


def _pair_words(question: Question, series: GapSeries) -> str:
    names = question.dimension
    return f"{names.label_of(series.disadvantaged)} against {names.label_of(series.reference)}"


def trend_example(question: Question) -> Finding:
    """The gap, its standard error and its weight in each period; then the slope and the verdict."""
    series = _followed(question)
    if series is None:
        years, gaps, errors = np.arange(len(_GAPS)) / 4, _GAPS, np.full(len(_GAPS), 0.5)
        labels, unit = [f"Quarter {number(place + 1)}" for place in range(len(gaps))], PERCENT
        who, about = "The gap", ""
    else:
        used = series.used()
        years, labels = series.periods["years"].to_numpy()[used], list(series.periods["label"][used])
        gaps, errors = (series.numbers[name][0][used] for name in ("size", "se"))
        unit, who = gap_unit_of(analyst_groups(question)), _pair_words(question, series)
        about = f"{question.subject}: {who}, every period"
    found = gap_trend(gaps, errors, years)
    plain = Unit("", "", unit.decimals + 2)
    columns = {
        "Period": labels,
        f"g (gap, {unit.gap_words})": [said(each, Unit("", "", unit.decimals)) for each in gaps],
        "t (years)": [said(each, _STATISTIC) for each in years],
        "se": [said(each, plain) for each in errors],
    }
    results = [("b (change a year)", result(found.slope, finer(unit))), ("Verdict", str(found.verdict))]
    sentence = f"{who}: {results[0][1]} a year, so the verdict is ‘{results[1][1]}’."
    return example(question, "trend", sentence, columns, results=results, made_up="" if series else _FEW, about=about)


def control_chart_example(question: Question) -> Finding:
    """Each period's gap and moving range; then the centre, the limits and what stands out."""
    series = _followed(question)
    if series is None:
        labels, gaps = [f"Quarter {number(place + 1)}" for place in range(len(_GAPS))], _GAPS
        unit, about = PERCENT, ""
    else:
        shown = series.tested[0]
        labels, gaps = list(series.periods["label"][shown]), series.numbers["size"][0][shown]
        unit = gap_unit_of(analyst_groups(question))
        about = f"{question.subject}: {_pair_words(question, series)}, every period"
    chart = control_chart(gaps, higher_is_better=False, allow_memory=True)
    plain = Unit("", "", unit.decimals)
    moves = np.concatenate([[np.nan], np.abs(np.diff(gaps))])
    columns = {
        "Period": labels,
        f"Gap ({unit.gap_words})": [said(each, plain) for each in gaps],
        "Moving range": [said(each, finer(plain)) for each in moves],
        "Rule met": [rule or "none" for rule in chart.rule],
    }
    ends = [with_unit(float(line[-1]), each) for line, each in ((chart.lower, plain), (chart.upper, unit))]
    results = [
        ("Mean moving range", said(float(np.nanmean(moves)), finer(plain))),
        ("Centre", said(float(chart.centre[-1]), plain)),
        ("Limits", f"{ends[0]} to {ends[1]}"),
    ]
    if chart.memory > 0:
        results.append(("r, between neighbours", said(float(chart.memory), _STATISTIC)))
    sentence = f"Usual variation is from {ends[0]} to {ends[1]} around {results[1][1]}."
    return example(
        question, "control_chart", sentence, columns, results=results, made_up="" if series else _FEW, about=about
    )


def recent_trend_example(question: Question) -> Finding:
    """The last five periods of everyone in the area in focus, and the chi-squared test."""
    rows = question.values(areas=[question.selection.area], all_periods=True).sort_values("period_end")
    rows = rows[rows["period_end"] <= question.period_end].tail(PERIODS) if question.selection.period else rows[:0]
    kind = question.indicator.value_type
    whole = len(rows) == PERIODS and rows[["numerator", "denominator"]].notna().all(axis=None)
    counted = kind in ("proportion", "rate") and whole
    if counted:
        events, people = rows["numerator"].to_numpy(float), rows["denominator"].to_numpy(float)
        labels = [day_words(end) for end in rows["period_end"]]
        why, about = "", f"{question.subject}: everyone, last periods"
        values, unit = rows["value"].to_numpy(float), question.unit
    else:
        events, people = np.array([210.0, 224.0, 231.0, 246.0, 251.0]), np.full(PERIODS, 1000.0)
        labels, kind = [f"Year {number(place + 1)}" for place in range(PERIODS)], "proportion"
        why, about = "everyone is not given with counts in the last five periods", ""
        values, unit = 100 * events / people, PERCENT
    found = recent_trend(events, people, kind=kind)
    columns = {
        "Period to": labels,
        "x (counted)": counts_of(events),
        "n (out of)": counts_of(people),
        f"x/n ({unit.axis})": [said(each, unit) for each in values],
    }
    told = str(found.reason) or said(float(found.statistic), _STATISTIC)
    results = [("χ² for trend", told), ("Verdict at 95%", str(found.direction))]
    sentence = f"χ² for trend: {told}. Verdict: {results[1][1]}."
    return example(question, "recent_trend", sentence, columns, results=results, made_up=why, about=about)


TIME = (
    Method(
        "trend",
        _TIME,
        "Is the gap closing, and who moved?",
        "The slope of the gap over time with its interval, weighted by how sure each period is; then the slope of each of "
        "the two groups. A gap that narrows mainly because the better-off got worse is called levelling down.",
        formula(
            r"g_t=a+b\,t\qquad w_t=1/se_t^2",
            r"b\pm\max\left(\frac{z}{\sqrt{\sum_t w_t(t-\bar t)^2}},\ h\right)\qquad \sum_r p_r\,P_r(|B-b|>h)=0.05",
            r"r:\text{ memory, from }-0.2\text{ to }0.95,\text{ weighed by its fit } p_r",
            r"\text{4 or 5 periods: } |b|\,(t_n-t_1)>\text{ range of so many points by chance}",
            r"\text{narrowing: } |\hat g|\text{ falls and the limits of } b\text{ exclude }0",
        ),
        "With six periods or more, better twelve. With four or five, only a change larger than chance sets any two of them "
        "apart.",
        "Not across a change of definition. Seasons can look like change in short series. Periods that share months are "
        "counted once. How far a register remembers itself cannot be known from few points, so every memory is allowed for, "
        "and small true changes stay unseen for years.",
        "Weighted least squares; Cheang and Reinsel 2000 (memory); Tukey 1953 (few periods).",
        worked=trend_example,
    ),
    Method(
        "control_chart",
        _TIME,
        "Usual variation: control limits and their rules (XmR)",
        "Limits within which a series moves when nothing has changed. A special cause is a point outside a limit; 7 points "
        "rising or falling; 2 of 3 near the same limit; or 7 on one side of the centre. They are tried in that order. Where "
        "neighbouring points resemble one another more than chance makes them, limits are wider and runs say nothing.",
        formula(
            r"\text{limits}=\bar y\ \pm\ 2.66\,\overline{|y_t-y_{t-1}|}",
            r"\text{near limits at two thirds of the way}",
            r"\text{neighbours alike, correlation } r\text{:}",
            r"\text{limits} \div \sqrt{1-r}\text{, and no runs}",
        ),
        "To stop every rise and fall being explained. Limits are drawn from twelve points on.",
        "Not on rolling years, whose neighbours share months, nor through a change of definition: begin new limits there.",
        "NHS England, Making Data Count; Wheeler, Understanding Variation.",
        worked=control_chart_example,
    ),
    Method(
        "recent_trend",
        _TIME,
        "Recent trend of a count",
        "Whether the last five periods rise or fall more than chance would make them, by a chi-squared test for trend.",
        formula(
            r"u=\sum_t t\,(x_t-n_t r)\qquad r=\frac{\sum x_t}{\sum n_t}",
            r"\chi^2=\frac{u^2}{r(1-r)\left(\sum n_t t^2-(\sum n_t t)^2/\sum n_t\right)}",
            r"\text{rates: without the }(1-r)",
        ),
        "For counts with few periods, as on Fingertips.",
        "Not as the size of a change: with many people a tiny one is significant. Not with a hidden or missing period.",
        "Armitage 1955; OHID Fingertips technical guidance (recent trend).",
        worked=recent_trend_example,
    ),
)
