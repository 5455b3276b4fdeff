"""Where is the gap closing? Each neighbourhood's own change in the gap, tested together."""

from dataclasses import replace

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.change_strip import VERDICTS, change_strip
from components.findings.finding import Finding, nothing_to_show
from components.findings.outside import with_outside_notice
from components.findings.question import Question
from components.findings.table import Column, Table
from components.findings.trend_series import GapSeries, fixed_pair, followed_gap
from components.findings.values import CONFIDENCE
from components.findings.wording import group_phrase, named
from components.measures.change.straight_line import ENOUGH_POINTS, FEWEST_POINTS
from components.measures.confidence import normal_multiplier
from components.measures.spread.false_discovery import flagged, two_sided_p
from components.style.numbers import COUNT, HIDDEN, Unit, number
from data.contract.vocabulary import TOTAL

QUESTION = "Where is the gap closing, and where is it not?"


def neighbourhood_trend_finding(question: Question) -> Finding:
    """The change a year in each neighbourhood's gap, with its interval and a verdict that allows for testing them all."""
    if question.selection.by == TOTAL:
        why = "This is given for everyone together only, so no neighbourhood's gap can be worked out."
        return nothing_to_show("trend_neighbourhoods", QUESTION, why, method="trend", source=question.source)
    whole = question.values(areas=[question.dataset.area_code], by=question.selection.by, all_periods=True)
    inside = question.values(level="neighbourhood", by=question.selection.by, all_periods=True)
    pair = fixed_pair(question, whole)
    areas = question.dataset.areas("neighbourhood")
    if pair is None or inside.empty:
        why = f"{named(question)} is not given by {question.dimension.phrase} inside neighbourhoods."
        return nothing_to_show("trend_neighbourhoods", QUESTION, why, method="trend", source=question.source)
    series = followed_gap(question, inside, list(areas.index), pair)
    rows = _tested_together(series).join(areas["area_name"].rename("name"))
    if (rows["verdict"] == "cannot tell").all():
        why = (
            "No neighbourhood shows both groups in enough separate periods to tell whether its gap is closing: "
            f"{number(ENOUGH_POINTS)} are needed, or a change larger than any two of fewer differ by."
        )
        return nothing_to_show("trend_neighbourhoods", QUESTION, why, method="trend", source=question.source)
    return _finding(question, series, _ordered(rows))


def _tested_together(series: GapSeries) -> pd.DataFrame:
    """One row a neighbourhood: the change a year in the size of its gap, and what can be said of it.

    Signed by the side the gap is on, so that below 0 is always a gap getting smaller. A verdict stands only where it
    survives Benjamini–Hochberg control over all the neighbourhoods (5% of those named may be false).
    """
    trend = series.moved.gap
    slope = trend.slope
    side = np.where(trend.start + trend.end < 0, -1.0, 1.0)
    ends = np.stack([side * slope.lower, side * slope.upper])
    error = (slope.upper - slope.lower) / (2 * normal_multiplier(CONFIDENCE))
    beyond = flagged(two_sided_p(slope.estimate, error))
    clear = np.isin(trend.verdict, ("narrowing", "widening"))
    few = slope.groups_used < ENOUGH_POINTS
    verdict = np.where(clear & ~beyond, np.where(few, "cannot tell", "no clear change"), trend.verdict)
    told = verdict != "cannot tell"
    hidden = (series.status == "suppressed").sum(axis=-1)
    return pd.DataFrame(
        {
            "change": np.where(told, side * slope.estimate, np.nan),
            "lower": np.where(told, ends.min(axis=0), np.nan),
            "upper": np.where(told, ends.max(axis=0), np.nan),
            "verdict": verdict,
            "reversed": trend.reversed,
            "n_periods": series.n_tested,
            "hidden": hidden,
        },
        index=list(series.areas),
    )


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Getting larger at the top, those that cannot be told last, with the reason why not."""
    why = np.where(rows["hidden"] > 0, HIDDEN, f"fewer than {number(ENOUGH_POINTS)} periods show both groups")
    rows = rows.assign(why=np.where(rows["change"].isna(), why, ""))
    return rows.sort_values(["change", "name"], ascending=[False, True], na_position="last")


def _finding(question: Question, series: GapSeries, rows: pd.DataFrame) -> Finding:
    unit = question.unit
    a_year = replace(unit, decimals=unit.decimals + 1)
    tested = rows[rows["verdict"] != "cannot tell"]
    pilots = _pilot_words(question)
    rows = rows.assign(
        pilot=[pilots.get(code, "") for code in rows.index],
        said=[
            f"{row.verdict}: {row.why}"
            if row.why
            else f"{VERDICTS[row.verdict][1]} {row.verdict}" + (" (the gap runs the other way)" if row.reversed else "")
            for row in rows.itertuples()
        ],
    )
    one, other = (group_phrase(question, group) for group in (series.disadvantaged, series.reference))
    headline, sentence = _words(question, tested, rows)
    return Finding(
        id="trend_neighbourhoods",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(question, rows, tested, a_year),
        how_to_read=(
            f"Each row is a neighbourhood's own gap between {one} and {other}: the dot is how much it changed a year, the "
            "line its 95% interval. ▲ closing and ▼ widening are said only where the change is beyond chance after "
            "allowing for all the neighbourhoods tested (false-discovery rate 5%). ● can be chance."
        ),
        method="trend",
        source=question.source,
        period=f"{series.periods['label'].iloc[0]} to {series.periods['label'].iloc[-1]}",
        figure=_figure(question, rows, a_year),
        notice=with_outside_notice(question.notice, question.dataset),
        unknown=_untold_words(rows, "too few periods show both groups", hidden=False),
        hidden=_untold_words(rows, "most periods are hidden to protect confidentiality", hidden=True),
        caveats=question.caveats,
        names=("95%", "5%", question.indicator.short_name, *rows["name"]),
    )


def _figure(question: Question, rows: pd.DataFrame, a_year: Unit) -> go.Figure:
    return change_strip(
        rows[rows["verdict"] != "cannot tell"]
        .reset_index(names="code")
        .assign(
            focus=lambda found: found["code"] == question.selection.area,
            name=lambda found: found["name"] + np.where(found["pilot"] != "", " (pilot)", ""),
        ),
        unit=a_year,
        judged=question.indicator.judged,
        axis_title=f"change in the gap a year ({a_year.gap_words or 'difference'})",
    )


def _pilot_words(question: Question) -> dict[str, str]:
    pilots = question.dataset.optional("pilots")
    if pilots is None:
        return {}
    aimed = pilots[pilots["indicator_id"] == question.indicator.id]
    found: dict[str, list[str]] = {}
    for codes, name in zip(aimed["area_codes"].str.split(";"), aimed["name"], strict=True):
        for code in codes:
            found.setdefault(code, []).append(name)
    return {code: "; ".join(names) for code, names in found.items()}


def _untold_words(rows: pd.DataFrame, because: str, *, hidden: bool) -> str:
    """The neighbourhoods whose gap cannot be followed, those that are hidden or the others, by name."""
    untold = rows[(rows["verdict"] == "cannot tell") & ((rows["why"] == HIDDEN) == hidden)]
    return f"Not drawn, because {because}: {', '.join(sorted(untold['name']))}." if len(untold) else ""


def _listed(names: list[str], most: int = 4) -> str:
    shown = names[:most] + ["others"] * (len(names) > most)
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]


def _words(question: Question, tested: pd.DataFrame, rows: pd.DataFrame) -> tuple[str, str]:
    # Those of few periods that show no change count as well: named alone, the others would look like most.
    short, total = question.indicator.short_name, number(int((rows["n_periods"] >= FEWEST_POINTS).sum()))
    n_untold = len(rows) - len(tested)
    closing = tested[tested["verdict"] == "narrowing"].sort_values("change")["name"].tolist()
    widening = tested[tested["verdict"] == "widening"]["name"].tolist()
    if not closing and not widening:
        headline = f"{short}: the gap did not clearly change in any of {total} neighbourhoods"
        sentence = "Tested together, every change seen can be chance."
    else:
        parts = []
        if closing:
            parts.append(f"closing in {number(len(closing))}")
        if widening:
            parts.append(f"widening in {number(len(widening))}")
        headline = f"{short}: the gap is {' and '.join(parts)} of {total} neighbourhoods"
        told = [
            f"{word} in {_listed(names)}" for word, names in (("Closing", closing), ("Widening", widening)) if names
        ]
        rest = len(tested) - len(closing) - len(widening)
        sentence = "; ".join(told).replace("; W", "; w") + "."
        sentence += (
            f" In the other {number(rest)} the change can be chance, when all are tested together." if rest else ""
        )
    if n_untold:
        sentence += f" For {number(n_untold)} there is not enough data."
    return headline, sentence


def _table(question: Question, rows: pd.DataFrame, tested: pd.DataFrame, a_year: Unit) -> Table:
    unit_words = question.unit.gap_words or "difference"
    count = {each: int((tested["verdict"] == each).sum()) for each in VERDICTS}
    untold = len(rows) - len(tested)
    summary = (
        f"narrowing {number(count['narrowing'])}; widening {number(count['widening'])}; no clear change "
        f"{number(count['no clear change'])}; of {number(int((rows['n_periods'] >= FEWEST_POINTS).sum()))} with "
        f"{number(FEWEST_POINTS)} periods or more; for {number(untold)} not enough data"
    )
    frame = pd.concat([rows, pd.DataFrame([{"name": "All neighbourhoods", "said": summary}])], ignore_index=True)
    columns = [
        Column("name", "Neighbourhood"),
        Column("change", f"Change in the gap a year ({unit_words})", a_year),
        Column("lower", "Lower 95% limit", a_year),
        Column("upper", "Upper 95% limit", a_year),
        Column("n_periods", "Periods that show both groups", COUNT),
        Column("said", "Verdict, all tested together"),
    ]
    if rows["pilot"].ne("").any():
        columns.append(Column("pilot", "Pilot"))
    return Table(tuple(columns), frame)
