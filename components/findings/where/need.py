"""Where do need and poor results meet? Deprivation against an indicator, a dot a neighbourhood."""

import numpy as np

from components.charts.need_scatter import need_scatter
from components.findings.age_words import areas_notice
from components.findings.finding import Finding, nothing_to_show
from components.findings.question import Question
from components.findings.ranked_areas import ranked_areas
from components.findings.standing import adverse_words
from components.findings.table import Column, Table, with_row
from components.findings.wording import hidden_words
from components.measures.spread.false_discovery import flagged
from components.measures.spread.off_the_line import off_the_line
from components.style.colours import PLAIN, WORSE
from components.style.numbers import PERCENT, number

NEED_QUESTION = "Where do need and poor results meet?"


def _start_words(question: Question, names: str, bucks: list[str]) -> str:
    """Where to start, and who does better than deprivation explains."""
    start = f"Start with {names}." if names else "Deprivation and this indicator may still go together."
    if not bucks:
        return start
    better = "better" if question.indicator.judged else "lower"
    return f"{start} {' and '.join(bucks)}: {better} than deprivation explains."


def need_finding(question: Question) -> Finding:
    """Deprivation against the indicator, a dot a neighbourhood: who is deprived and worse than deprivation explains."""
    rows = ranked_areas(question)
    shown = rows.dropna(subset=["value", "deprived_share"])
    if len(shown) < 5 or shown["deprived_share"].nunique() < 3:
        why = "Too few neighbourhoods have both a value and a known deprivation to set one against the other."
        return nothing_to_show("where_need", NEED_QUESTION, why, method="need", source=question.source)
    known = shown["se"].notna()
    if known.sum() < 5:
        why = "Too few neighbourhoods have an interval to tell from chance how far they lie from what deprivation explains."
        return nothing_to_show("where_need", NEED_QUESTION, why, method="need", source=question.source)
    shown = shown[known]
    line = off_the_line(shown["deprived_share"], shown["value"], shown["se"])
    sign = -1 if question.indicator.higher_is_better else 1
    # Worse than expected counts only beyond what neighbourhoods scatter about the line anyway, all judged together.
    off = flagged(line.p_value)
    excluded = off & (sign * line.studentised > 0)
    bucks = list(shown["name"][off & (sign * line.studentised < 0)])
    deprived = shown["deprived_share"] > shown["deprived_share"].median()
    shown = shown.assign(expected=line.expected, both=excluded & deprived, difference=shown["value"] - line.expected)
    both = shown[shown["both"]]
    unit, worse = question.unit, adverse_words(question.indicator)
    names = ", ".join(both["name"].head(3)) + (" and others" if len(both) > 3 else "")
    headline = (
        f"{number(len(both))} of {number(len(shown))} neighbourhoods are more deprived and {worse} than deprivation explains"
        if len(both)
        else f"No neighbourhood is both more deprived and {worse} than deprivation explains"
    )
    frame = shown.sort_values("difference", ascending=sign == -1).reset_index(names="code")
    better = "better" if question.indicator.judged else "lower"
    frame["both_words"] = np.where(
        frame["both"],
        f"deprived and {worse} than expected",
        np.where(frame["name"].isin(bucks), f"{better} than expected", ""),
    )
    count = f"{number(len(both))} of {number(len(shown))} neighbourhoods"
    points = frame.assign(focus=frame["code"] == question.selection.area)
    frame = with_row(frame, name="All", both_words=count, status="not_applicable")
    return Finding(
        id="where_need",
        question=NEED_QUESTION,
        headline=headline,
        sentence=_start_words(question, names, bucks),
        table=Table(
            (
                Column("name", "Neighbourhood"),
                Column("deprived_share", "Residents in the most deprived national fifth (%)", PERCENT),
                Column("value", f"Value ({unit.axis})", unit),
                Column("expected", "Expected from deprivation", unit),
                Column("difference", "Difference from expected", unit),
                Column("both_words", "Both"),
            ),
            frame,
        ),
        how_to_read=(
            "Each dot is a neighbourhood: further right is more deprived, and the line is the value expected from "
            "deprivation alone. Filled, named dots are in the more deprived half and worse than the line by more than "
            "neighbourhoods scatter about it anyway; of those named about 1 in 20 may be false. The line describes these "
            "neighbourhoods; it does not say what causes what."
        ),
        method="need",
        source=question.source,
        period=question.period,
        figure=need_scatter(
            points,
            line=(line.intercept, line.slope),
            unit=unit,
            colour=WORSE if question.indicator.judged else PLAIN,
            y_title=f"{question.indicator.short_name} ({unit.axis})",
        ),
        notice=areas_notice(question),
        hidden=hidden_words(rows),
        caveats=question.caveats,
        names=(*question.names, *rows["name"]),
    )
