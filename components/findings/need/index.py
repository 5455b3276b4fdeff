"""Where is need greatest? Each neighbourhood's index, what adds to it, and how far its rank hangs on the weights."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.need_grid import need_grid
from components.charts.ranking import ranking
from components.findings.finding import Finding, nothing_to_show
from components.findings.need.case import DOUBT, NeedCase, need_case
from components.findings.need.predictors import BY_CODE
from components.findings.need.scenario import NeedScenario
from components.findings.need.words import left_out, need_caveats, need_names, need_notice, need_source, ranks_told
from components.findings.outside import WHOLE_AREA, everyone_words, with_outside_notice
from components.findings.question import Question
from components.findings.table import Column, Table, with_row
from components.style.numbers import COUNT, PERCENT, RATIO, Unit, number, short, signed_gap

QUESTION = "Where is need for each person greatest?"
POINTS = Unit("", "points", 1)
_FEW = 3
_NO_RESOURCE = "No staff or money is given by neighbourhood here, so whether resource follows need cannot be told."


def need_index_finding(question: Question, scenario: NeedScenario) -> Finding:
    """The need index of every neighbourhood, most need first, with what adds to it."""
    case = need_case(question.dataset, scenario)
    rows = case.rows.dropna(subset=["index"]).sort_values(["index", "name"], ascending=[False, True])
    if len(rows) < 2:
        why = "Fewer than two neighbourhoods have the people and predictors that an index of need is made of."
        return nothing_to_show("need_index", QUESTION, why, method="need_index", source=need_source(question))
    together = everyone_words(question.dataset)
    headline, sentence = _words(case, rows, scenario, together)
    rows = rows.assign(focus=rows.index == question.selection.area)
    return Finding(
        id="need_index",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(case, rows, together),
        how_to_read=_how_to_read(scenario, together),
        method="need_index",
        source=need_source(question),
        period=case.period,
        figure=_dots(rows, together) if scenario.basis == "nhs" else _grid(case, rows),
        notice=with_outside_notice(need_notice(case, scenario), question.dataset),
        hidden=left_out(case.rows, "index"),
        caveats=need_caveats(case, scenario),
        names=need_names(case),
    )


def _of_all(together: str) -> str:
    return "the whole area is" if together == WHOLE_AREA else f"{together.lower()} are"


def _how_to_read(scenario: NeedScenario, together: str) -> str:
    everyone = together.lower() if together != WHOLE_AREA else "the whole area"
    if scenario.basis == "nhs":
        return (
            "The index is a neighbourhood's weighted over its registered people, divided by the same for the whole board: "
            "1.10 is 10% more need for each person than in the board as a whole. ↑ above the board, ↓ below; neither is "
            "better."
        )
    return (
        f"The index is 1 where need for each person is that of {everyone}. Each further column is what one predictor "
        f"adds to the index, in hundredths (darker adds more); with the 100 of {everyone} they sum to it. The rank "
        "range is where the neighbourhood could stand if each weight were anywhere between half and "
        f"{number(DOUBT)} times what is set."
    )


def _words(case: NeedCase, rows: pd.DataFrame, scenario: NeedScenario, together: str) -> tuple[str, str]:
    top, bottom = rows.iloc[0], rows.iloc[-1]
    headline = f"Need for each person is greatest in {top['name']}: index {number(top['index'], 2)}"
    sentence = f"It is least in {bottom['name']}, {number(bottom['index'], 2)}; {_of_all(together)} 1."
    if scenario.basis == "nhs":
        sentence += " It is published without an interval, so how sure the order is cannot be told."
    else:
        wide = int((rows["rank_upper"] - rows["rank_lower"] > _FEW).sum())
        told = ranks_told(top["rank_lower"], top["rank_upper"])
        order = (
            f"for {number(wide)} of {number(len(rows))} neighbourhoods the rank" if wide else "no neighbourhood's rank"
        )
        sentence += (
            f" If each weight were up to {number(DOUBT)} times too high or low, {top['name']} would rank {told}; {order} "
            f"could differ by more than {number(_FEW)} places."
        )
    return headline, sentence if case.resource is not None else f"{sentence} {_NO_RESOURCE}"


def _grid(case: NeedCase, rows: pd.DataFrame) -> go.Figure:
    part = case.contribution.loc[rows.index]
    part = part.loc[:, part.columns != "all"]
    heads = ["Index", "Rank range", *(BY_CODE[code].short for code in part.columns)]
    ranks = [ranks_told(low, high) for low, high in zip(rows["rank_lower"], rows["rank_upper"], strict=True)]
    words = [
        [number(index, 2), rank, *(signed_gap(each, POINTS) for each in added)]
        for index, rank, added in zip(rows["index"], ranks, part.to_numpy(), strict=True)
    ]
    size = np.column_stack([np.full((len(rows), 2), np.nan), part.to_numpy()])
    return need_grid(rows["name"].tolist(), heads, words, size, rows["focus"])


def _dots(rows: pd.DataFrame, together: str) -> go.Figure:
    shown = rows.reset_index(names="code").assign(
        value=rows["index"].to_numpy(),
        lower=np.nan,
        upper=np.nan,
        absent=None,
        standing=np.where(rows["index"] > 1, "higher", "lower"),
    )
    unit = Unit(" need index", "need index", 2)
    return ranking(shown, unit=unit, reference=1.0, reference_words=f"{together.lower()}: {short(1.0, unit)}")


def _table(case: NeedCase, rows: pd.DataFrame, together: str) -> Table:
    part = case.contribution.reindex(rows.index)
    frame = rows.assign(
        ranks=[ranks_told(low, high) for low, high in zip(rows["rank_lower"], rows["rank_upper"], strict=True)],
        **{f"adds_{code}": part[code] for code in part.columns},
        **{
            f"level_{code}": 100 * case.levels.level[code].reindex(rows.index) for code in part.columns if code != "all"
        },
    )
    frame = with_row(frame, name=together, people=rows["people"].sum(), weighted=rows["weighted"].sum(), index=1.0)
    wide = f"{number(int((rows['rank_upper'] - rows['rank_lower'] > _FEW).sum()))} of {number(len(rows))}"
    if rows["rank_upper"].notna().any():
        frame = with_row(frame, name=f"Rank could differ by more than {number(_FEW)} places", ranks=wide)
    columns = [
        Column("name", "Neighbourhood"),
        Column("index", f"Need index (1 = {together.lower()})", RATIO),
        Column("ranks", "Rank range (1 = most need)"),
        Column("people", "People", COUNT),
        Column("weighted", "Weighted people", COUNT),
        Column("need_share", "Share of need (%)", PERCENT),
    ]
    columns += [
        Column(f"adds_{code}", f"{BY_CODE[code].short} adds (hundredths)", POINTS)
        for code in part.columns
        if code != "all"
    ]
    columns += [
        Column(f"level_{code}", f"{BY_CODE[code].name} (% of people)", PERCENT)
        for code in part.columns
        if code != "all"
    ]
    return Table(tuple(columns), frame)
