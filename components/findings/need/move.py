"""What would it take? The least that must move for every neighbourhood to come near its share by need, at a stated pace."""

import pandas as pd

from components.charts.moved_bars import moved_bars
from components.findings.finding import Finding, nothing_to_show
from components.findings.need.case import need_case
from components.findings.need.scenario import NeedScenario
from components.findings.need.words import left_out, need_names, need_source
from components.findings.question import Question
from components.findings.table import Column, Table, with_row
from components.measures.need.reallocation import LONGEST_YEARS, Reallocation, least_disruptive, years_needed
from components.style.numbers import COUNT, PERCENT, WHOLE_PERCENT, Unit, number, signed_gap, with_unit

QUESTION = "What is the least that would have to move?"


def need_move_finding(question: Question, scenario: NeedScenario) -> Finding:
    """One year's least-disruptive reallocation under the scenario's limits, and how many years the target would take."""
    case = need_case(question.dataset, scenario)
    rows = case.rows
    if case.resource is not None:
        rows = rows.dropna(subset=["distance"]) if "distance" in rows else rows.iloc[:0]
    if case.resource is None or len(rows) < 2:
        why = "No staff or money is given by neighbourhood in this dataset, so there is nothing to move."
        return nothing_to_show("need_move", QUESTION, why, method="reallocation", source=need_source(question))
    limits = {name: getattr(scenario, name) / 100 for name in ("within", "loss", "gain", "new")}
    actual, weighted = rows["amount"].to_numpy(), rows["weighted"].to_numpy()
    found = least_disruptive(actual, weighted, **limits)
    years = 1 if found.met else years_needed(actual, weighted, **limits)
    rows = _moved(rows, found, case.resource.unit).sort_values(["change", "name"], ascending=[False, True])
    headline, sentence = _words(case.resource.unit, rows, found, scenario, years)
    return Finding(
        id="need_move",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(case.resource.unit, rows, found, years),
        how_to_read=(
            "Of all ways to bring every neighbourhood near its share by need within the limits above, and without taking "
            "anybody below it, the one that takes least away. Where a year's limits do not allow it, the one that leaves "
            "least outside. What there is to give goes to whoever is furthest below its share first. It is arithmetic on "
            "shares: it knows nothing of people's posts, contracts or travel."
        ),
        method="reallocation",
        source=need_source(question, case.resource.indicator),
        period=case.resource.period,
        figure=moved_bars(
            rows.reset_index(names="code").assign(focus=lambda each: each["code"] == question.selection.area),
            unit=case.resource.unit,
        ),
        hidden=left_out(case.rows, "distance"),
        names=need_names(
            case, *(with_unit(getattr(scenario, each), WHOLE_PERCENT) for each in limits), number(LONGEST_YEARS)
        ),
    )


def _moved(rows: pd.DataFrame, found: Reallocation, unit: Unit) -> pd.DataFrame:
    target = found.amount.sum() * rows["weighted"] / rows["weighted"].sum()
    rows = rows.assign(
        after=found.amount,
        change=found.amount - rows["amount"],
        change_share=100 * (found.amount / rows["amount"] - 1),
        left=100 * (found.amount / target - 1),
    )
    detail = [
        f"from {number(was, unit.decimals)} to {with_unit(now, unit)}; then {signed_gap(left, WHOLE_PERCENT)}% from its share"
        for was, now, left in zip(rows["amount"], rows["after"], rows["left"], strict=True)
    ]
    return rows.assign(detail=detail)


def _words(
    unit: Unit, rows: pd.DataFrame, found: Reallocation, scenario: NeedScenario, years: int | None
) -> tuple[str, str]:
    within = with_unit(scenario.within, WHOLE_PERCENT)
    moved = with_unit(found.moved, unit)
    if found.met and not rows["change"].abs().gt(0).any():
        headline = f"Nothing has to move: every neighbourhood is within {within} of its share by need"
        return headline, "Ask for nearer, or move a weight, to see what would."
    if found.met:
        headline = f"Moving {moved} would bring every neighbourhood within {within} of its share by need"
    else:
        furthest = with_unit(100 * found.within, WHOLE_PERCENT)
        headline = f"A year at this pace moves {moved}; one area would still be {furthest} off its fair share"
    top, bottom = rows.iloc[0], rows.iloc[-1]
    parts = []
    if top["change"] > 0:
        parts.append(f"{top['name']} would get most, {with_unit(top['change'], unit)} more")
    if bottom["change"] < 0:
        parts.append(f"{bottom['name']} would give most, {with_unit(-bottom['change'], unit)}")
    sentence = "; ".join(parts) + "."
    if not found.met:
        sentence += (
            f" To come within {within} everywhere would take {number(years)} years."
            if years is not None
            else f" At this pace {number(LONGEST_YEARS)} years would not bring every neighbourhood within {within}."
        )
    return headline, sentence


def _table(unit: Unit, rows: pd.DataFrame, found: Reallocation, years: int | None) -> Table:
    frame = rows.assign(size=rows["change"].abs())
    frame = with_row(frame, name="All", amount=rows["amount"].sum(), after=rows["after"].sum())
    frame = with_row(frame, name="Given up by neighbourhoods, all together", size=found.moved)
    frame = with_row(frame, name="Furthest from its share afterwards", furthest=100 * found.within)
    told = f"over {number(LONGEST_YEARS)}" if years is None else number(years, COUNT.decimals)
    frame = with_row(frame, name="Years to come that near everywhere", years=told)
    return Table(
        (
            Column("name", "Neighbourhood"),
            Column("amount", f"Has ({unit.axis})", unit),
            Column("after", f"Would have ({unit.axis})", unit),
            Column("change", f"Change ({unit.axis})", unit),
            Column("size", f"Size of the change ({unit.axis})", unit),
            Column("change_share", "Change (%)", PERCENT),
            Column("distance", "Distance from its share now (%)", PERCENT),
            Column("left", "Distance afterwards (%)", PERCENT),
            Column("furthest", "Furthest (%)", WHOLE_PERCENT),
            Column("years", "Years"),
        ),
        frame,
    )
