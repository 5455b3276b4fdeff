"""The balanced scorecard of one place: outcomes beside where demand may have gone, newest month against earlier months."""

import pandas as pd
import plotly.graph_objects as go

from components.charts.dot_rows import Dot, DotRow, dot_rows
from components.charts.type_marks import bold
from components.findings.finding import Finding, nothing_to_show
from components.findings.returns.change import HIGHER, LEAST_MONTHS, LOWER, SAME, UNTOLD, Change, changes
from components.findings.returns.figures import PlaceFigures, unit_of_metric
from components.findings.returns.words import LOCAL_COHORT, REGRESSION, REPEATED
from components.findings.table import ABSENT_WORDS, Column, Table, with_row
from components.findings.wording import of
from components.style.colours import BETTER, PLAIN, WORSE
from components.style.numbers import interval_cell, number, short, with_unit
from data.returns.monthly_return import month_words

QUESTION = "What do the returns say of this place: outcomes, and where demand may have gone?"
_ROLES = {
    "outcome": "Outcomes: fewer is better",
    "balancing": "Balancing: where demand may have gone; more is neither good nor bad",
    "reach": "Reach: who is being worked with, as a share of the cohort",
}
_SYMBOLS = {
    HIGHER: ("triangle-up", "▲"),
    LOWER: ("triangle-down", "▼"),
    SAME: ("circle", "●"),
    UNTOLD: ("circle-open", "○"),
}
_COLOURS = {"better": BETTER, "worse": WORSE, "": PLAIN}
_MOST_INDEX = 260.0


def scorecard_finding(given: PlaceFigures) -> Finding:
    """Every metric of the newest month as a rate with its interval, and how it stands against the same place's past."""
    place, month, figures = given.place, given.month, given.rows
    found = changes(figures)
    if all(pd.isna(each.value) for each in found):
        return nothing_to_show(
            "returns_scorecard",
            QUESTION,
            f"No Total of {place} is shown in {month_words(month)}.",
            method="value",
            source=given.source,
        )
    earlier = figures["month"].nunique() - 1
    frame = _frame(found)
    moved = {each: [one for one in found if one.role == "outcome" and one.standing == each] for each in (LOWER, HIGHER)}
    outcomes = sum(one.role == "outcome" and one.standing != UNTOLD for one in found)
    counts = f"{len(moved[LOWER])} lower, {len(moved[HIGHER])} higher, of {outcomes} outcomes that can be told"
    return Finding(
        id="returns_scorecard",
        question=QUESTION,
        headline=f"{place}, {month_words(month)}: {_headline(moved, outcomes, earlier)}",
        sentence=_sentence(found, earlier),
        table=Table(
            (
                Column("role", "Part"),
                Column("name", "Metric"),
                Column("value", "Newest month"),
                Column("limits", "95% interval"),
                Column("earlier", "Earlier months together"),
                Column("months", "Earlier months shown"),
                Column("standing", "Newest month is"),
                Column("by", "Because"),
            ),
            with_row(frame, role="Altogether", name=counts, months=number(earlier)),
        ),
        how_to_read=_how(earlier),
        method="control_chart" if earlier + 1 >= LEAST_MONTHS else "value",
        source=given.source,
        period=month_words(month),
        figure=_figure(found, earlier),
        hidden=_hidden(found),
        notice=REGRESSION if moved[LOWER] else LOCAL_COHORT,
        caveats=(LOCAL_COHORT if moved[LOWER] else REGRESSION, REPEATED),
        verdict="better" if moved[LOWER] and not moved[HIGHER] else "worse" if moved[HIGHER] else "unclear",
        names=(place, month_words(month), *(each.name for each in found)),
    )


def _headline(moved: dict[str, list[Change]], outcomes: int, earlier: int) -> str:
    if not earlier:
        return "one month so far, with nothing earlier to hold it against"
    if not outcomes:
        return "no outcome can be told against earlier months"
    if not moved[LOWER] and not moved[HIGHER]:
        return f"none of {of(outcomes, 'outcome', 'outcomes')} moved beyond chance"
    parts = [f"{number(len(moved[each]))} {each}" for each in (LOWER, HIGHER) if moved[each]]
    return f"of {of(outcomes, 'outcome', 'outcomes')}, {' and '.join(parts)} than before, beyond chance"


def _sentence(found: list[Change], earlier: int) -> str:
    if not earlier:
        return "From the second month on, each metric is held against the same place's earlier months."
    parts = [
        f"{each.name}: {_short(each.value, each)}, {each.standing} than before ({_earlier(each)})"
        for each in found
        if each.role == "outcome" and each.standing in (LOWER, HIGHER)
    ][:3]
    beside: dict[str, list[str]] = {}
    for each in found:
        if each.role == "balancing":
            beside.setdefault(_told(each), []).append(each.name.lower())
    told = "; ".join(f"{' and '.join(names)} {words}" for words, names in beside.items())
    parts.append(f"Where demand may have gone: {told}")
    return ". ".join(parts) + "."


def _told(each: Change) -> str:
    return {
        HIGHER: "are higher than before",
        LOWER: "are lower than before",
        SAME: "are no different",
    }.get(each.standing, "cannot be told")


def _written(value: float, each: Change) -> str:
    return with_unit(value, unit_of_metric(each.metric, [each.value, *each.earlier]))


def _short(value: float, each: Change) -> str:
    return short(value, unit_of_metric(each.metric, [each.value, *each.earlier]))


def _earlier(each: Change) -> str:
    """The earlier months' value, or its range where some are hidden."""
    low, high = each.earlier
    if pd.isna(low):
        return "–"
    return _short(low, each) if low == high else f"{_short(low, each)} to {_short(high, each)}"


def _frame(found: list[Change]) -> pd.DataFrame:
    rows = []
    for each in found:
        unit = unit_of_metric(each.metric, [each.value, *each.earlier])
        known = not pd.isna(each.value)
        rows.append(
            {
                "role": _ROLES[each.role].split(":")[0],
                "name": each.name,
                "value": _written(each.value, each) if known else ABSENT_WORDS.get(each.status, "–"),
                "limits": interval_cell(each.lower, each.upper, unit) if known else "",
                "earlier": _earlier(each) + ("" if pd.isna(each.earlier[0]) else unit.suffix.removeprefix("%")),
                "months": number(each.months),
                "standing": each.standing if each.months else "–",
                "by": each.by,
            }
        )
    return pd.DataFrame(rows)


def _how(earlier: int) -> str:
    if not earlier:
        return "Each dot is events per 1,000 of the cohort in the month, its line the 95% interval."
    rule = (
        "by the control limits of its own months (statistical process control)"
        if earlier + 1 >= LEAST_MONTHS
        else "by whether its 95% interval holds the earlier value: from twelve months on, control limits are used"
    )
    return (
        "Each dot is the newest month as a percentage of the same place's earlier months together: 100 is as before. Its "
        f"line is the 95% interval. ▲ higher and ▼ lower are beyond chance, {rule}; ● is no different. Beside each name "
        "stand the newest month and the earlier months together, per 1,000 of the cohort; a range where months are hidden."
    )


def _hidden(found: list[Change]) -> str:
    hidden = sum(each.status == "suppressed" for each in found)
    return f"{of(hidden, 'Total is', 'Totals are')} hidden to protect confidentiality." if hidden else ""


def _figure(found: list[Change], earlier: int) -> go.Figure:
    rows, last = [], ""
    for each in found:
        heading = _ROLES[each.role] if each.role != last else ""
        last = each.role
        rows.append(_row(each, heading, compared=bool(earlier)))
    if not earlier:
        return dot_rows(rows, axis="per 1,000 of the cohort in the month", row_height=32, left=300, zero=True)
    return dot_rows(
        rows, axis="newest month as a percentage of earlier months", suffix="%", reference=(100.0, "as before"),
        row_height=32, left=300, most=_MOST_INDEX,
    )  # fmt: skip


def _row(each: Change, heading: str, *, compared: bool) -> DotRow:
    if pd.isna(each.value):
        return DotRow(each.name, absent=f"○ {ABSENT_WORDS.get(each.status, 'not told')}", heading=heading)
    if compared and pd.isna(each.index[0]):
        words = "nothing earlier to hold it against" if pd.isna(each.earlier[0]) else "some earlier months are hidden"
        name = f"{each.name}  {bold(f'{_short(each.value, each)}, was {_earlier(each)}')}"
        return DotRow(name, absent=f"{_SYMBOLS[each.standing][1]} {words}", heading=heading)
    if not compared and each.metric == "nnhip_caseload":
        return DotRow(each.name, absent=f"{_written(each.value, each)} of the cohort", heading=heading)
    symbol, mark = _SYMBOLS[each.standing if compared else SAME]
    value, lower, upper = each.index if compared else (each.value, each.lower, each.upper)
    told = f"{mark} {_short(each.value, each)}" + (f", was {_earlier(each)}" if compared else "")
    dot = Dot(
        min(value, _MOST_INDEX) if compared else value,
        f"{each.name}: {told}, {each.standing}",
        _COLOURS[each.judged],
        symbol=symbol,
        lower=lower,
        upper=upper,
    )
    return DotRow(f"{each.name}  {bold(told[2:])}", (dot,), heading=heading)
