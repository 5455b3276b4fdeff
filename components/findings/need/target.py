"""Is resource proportionate to need? Each neighbourhood's share of need beside its share of staff or money."""

import numpy as np
import pandas as pd

from components.charts.need_shares import need_shares
from components.findings.finding import Finding, nothing_to_show
from components.findings.need.case import Resource, need_case
from components.findings.need.index import need_index_finding
from components.findings.need.scenario import NeedScenario
from components.findings.need.words import (
    basis_words,
    left_out,
    need_caveats,
    need_names,
    need_notice,
    need_source,
    ranks_told,
)
from components.findings.outside import with_outside_notice
from components.findings.question import Question
from components.findings.table import Column, Table, with_row
from components.style.numbers import COUNT, PERCENT, RATIO, WHOLE_PERCENT, Unit, number, short, with_unit

QUESTION = "Is resource proportionate to need?"
_TOLD = {"less": "less than its share", "more": "more than its share", "near": "near its share"}


def need_lead(question: Question, scenario: NeedScenario) -> Finding:
    """The page's first answer: resource against need; where no resource is loaded, need alone."""
    if scenario.resource and need_case(question.dataset, scenario).rows["distance"].notna().any():
        return need_target_finding(question, scenario)
    return need_index_finding(question, scenario)


def need_target_finding(question: Question, scenario: NeedScenario) -> Finding:
    """Shares of need and of the resource, and each neighbourhood's distance from its target, furthest below first."""
    case = need_case(question.dataset, scenario)
    if case.resource is None or case.rows["distance"].isna().all():
        why = "No staff or money is given by neighbourhood in this dataset, so it cannot be set against need."
        return nothing_to_show("need_target", QUESTION, why, method="need_index", source=need_source(question))
    rows = case.rows.dropna(subset=["distance"]).sort_values(["distance", "name"])
    rows["standing"] = np.select(
        [rows["distance"] < -scenario.within, rows["distance"] > scenario.within], ["less", "more"], "near"
    )
    headline, sentence = _words(case.resource, rows, scenario)
    within = with_unit(scenario.within, WHOLE_PERCENT)
    return Finding(
        id="need_target",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(case.resource.unit, rows),
        how_to_read=(
            "Furthest below its share at the top. The diamond is a neighbourhood's share of need, the dot its share of the "
            f"resource; ↓ has over {within} less than its share by need, ↑ over {within} more. Being below is a "
            "question to ask, not a verdict: teams may serve neighbours too."
        ),
        method="need_index",
        source=need_source(question, case.resource.indicator),
        period=case.resource.period,
        figure=need_shares(
            rows.reset_index(names="code").assign(focus=lambda found: found["code"] == question.selection.area)
        ),
        notice=with_outside_notice(need_notice(case, scenario), question.dataset),
        hidden=left_out(case.rows, "distance"),
        caveats=need_caveats(case, scenario),
        names=need_names(case, within),
    )


def _words(resource: Resource, rows: pd.DataFrame, scenario: NeedScenario) -> tuple[str, str]:
    within = with_unit(scenario.within, WHOLE_PERCENT)
    less, more = int((rows["standing"] == "less").sum()), int((rows["standing"] == "more").sum())
    subject, of = resource.indicator.short_name, number(len(rows))
    if less:
        headline = f"{subject}: {number(less)} of {of} neighbourhoods have over {within} less than their share by need"
    elif more:
        headline = f"{subject}: none is over {within} below its share by need, and {number(more)} of {of} are above"
    else:
        headline = f"{subject}: every neighbourhood is within {within} of its share by need"
    first, last = rows.iloc[0], rows.iloc[-1]
    below, above = _placed(first, resource, "furthest below"), _placed(last, resource, "furthest above")
    return headline, f"By {basis_words(scenario)}, {below}. {above[0].upper()}{above[1:]}."


def _placed(row: pd.Series, resource: Resource, words: str) -> str:
    has, should = short(row["amount"], resource.unit), with_unit(row["target"], resource.unit)
    return f"{words} is {row['name']}, which has {has} where its share would be {should}"


def _table(unit: Unit, rows: pd.DataFrame) -> Table:
    frame = rows.assign(
        ranks=[ranks_told(low, high) for low, high in zip(rows["rank_lower"], rows["rank_upper"], strict=True)],
        difference=rows["amount"] - rows["target"],
        told=rows["standing"].map(_TOLD),
    )
    for standing in ("less", "more"):
        count = int((rows["standing"] == standing).sum())
        told = f"{number(count)} of {number(len(rows))}"
        frame = with_row(frame, name=f"Neighbourhoods with {_TOLD[standing]}", told=told)
    frame = with_row(
        frame, name="All", people=rows["people"].sum(), amount=rows["amount"].sum(), target=rows["target"].sum()
    )
    return Table(
        (
            Column("name", "Neighbourhood"),
            Column("people", "People", COUNT),
            Column("index", "Need index", RATIO),
            Column("ranks", "Rank range (1 = most need)"),
            Column("need_share", "Share of need (%)", PERCENT),
            Column("resource_share", "Share of the resource (%)", PERCENT),
            Column("amount", f"Has ({unit.axis})", unit),
            Column("target", f"Share by need ({unit.axis})", unit),
            Column("difference", f"Difference ({unit.axis})", unit),
            Column("distance", "Distance from its share (%)", PERCENT),
            Column("told", "Standing"),
        ),
        frame,
    )
