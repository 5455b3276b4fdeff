"""Which services share a building with general practice, neighbourhood by neighbourhood: the co-location score."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.presence_grid import PresenceRow, presence_grid
from components.charts.type_marks import BREAK
from components.findings.access.reach import site_source
from components.findings.access.sites import (
    CO_LOCATED_WORDS,
    KINDS,
    PRACTICE,
    sites,
)
from components.findings.finding import Finding, nothing_to_show
from components.findings.question import Question
from components.findings.table import Column, Table
from components.measures.access.co_location import kinds_by_building
from components.style.numbers import COUNT, WHOLE_PERCENT, number

QUESTION = "Which services share a building with general practice?"
BESIDE = tuple(kind for kind in KINDS if kind != PRACTICE)
WORDS = {2: "shares a practice's building", 1: "elsewhere in the neighbourhood", 0: "none listed"}


def shared_finding(question: Question) -> Finding:
    """For every neighbourhood: which of five kinds of service share a practice's building, are elsewhere, or unlisted."""
    listed = sites(question.dataset)
    if PRACTICE not in set(listed["kind"]) or not set(listed["kind"]) & set(BESIDE):
        why = (
            "It lists no mental health, legal, welfare, social care or community sites, so which of them share a building "
            "with a practice is not known. Rows of those kinds in a table ‘services’ would answer this."
            if len(listed)
            else "It lists no sites, so which services share a building is not known."
        )
        return nothing_to_show("access_shared", QUESTION, why, method="co_location")
    score = _scores(question, listed)
    without = int((score["score"] == 0).sum())
    best = score.iloc[-1]
    n = len(score)
    if without:
        headline = f"{number(without)} of {number(n)} neighbourhoods have no service that shares a practice's building"
    else:
        headline = f"All {number(n)} neighbourhoods have a service that shares a practice's building"
    most = f"{number(best['score'])} of {number(len(BESIDE))} kinds"
    alone = (score["score"] == best["score"]).sum() == 1
    sentence = f"{best['name']} has most: {most}." if alone else f"The most in any of them is {most}."
    if without:
        sentence += f" Of the neighbourhoods that have none, {_most_deprived(score)}"
    return Finding(
        id="access_shared",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(score),
        how_to_read=(
            "A filled square ■ means that a service of that kind is in a general practice's building (within 50 m); "
            "a ring ○ that one is in the neighbourhood but elsewhere; a dash that none is listed. The score counts the "
            "filled squares, 0 to 5."
        ),
        method="co_location",
        source=site_source(question),
        period="",
        figure=_figure(score),
        caveats=(
            "A shared building is not yet a shared service: whether teams refer to one another is not in the list of sites.",
            f"Elsewhere on this page a co-located site is {CO_LOCATED_WORDS}.",
        ),
        names=("50 m", "0 to 5", *score["name"]),
    )


def _scores(question: Question, listed: pd.DataFrame) -> pd.DataFrame:
    """One row a neighbourhood, lowest score first and of equal ones the most deprived first: presence (0, 1, 2) by kind."""
    codes = [PRACTICE, *BESIDE]
    known = listed[listed["kind"].isin(codes)]
    held = kinds_by_building(known["building"], known["kind"].map(codes.index), len(codes)) > 0
    shares = held[:, 1:] & held[:, :1]
    own = known.drop_duplicates(["area_code", "building"])
    areas = question.dataset.areas("neighbourhood")
    frame = pd.DataFrame({"name": areas["area_name"]})
    frame["deprived"] = 100 * areas.get("share_most_deprived_fifth", pd.Series(np.nan, index=areas.index))
    for place, kind in enumerate(BESIDE):
        there = set(known.loc[known["kind"] == kind, "area_code"])
        together = set(own.loc[shares[own["building"].to_numpy(), place], "area_code"])
        frame[kind] = [2 if code in together else int(code in there) for code in frame.index]
    frame["score"] = (frame[list(BESIDE)] == 2).sum(axis=1)
    order = ["score", "deprived", "name"]
    return frame.sort_values(order, ascending=[True, False, True]).reset_index(drop=True)


def _most_deprived(score: pd.DataFrame) -> str:
    """The most deprived of the neighbourhoods that have none, as the end of a sentence."""
    none = score[score["score"] == 0]
    if none["deprived"].isna().all():
        return "deprivation is not known."
    worst = none.loc[none["deprived"].idxmax()]
    share = f"{number(worst['deprived'])}%"
    return f"{worst['name']} is the most deprived: {share} of its people live in the most deprived fifth."


def _table(score: pd.DataFrame) -> Table:
    frame = score.assign(**{kind: score[kind].map(WORDS) for kind in BESIDE}, of=len(BESIDE))
    totals = f"{number((score['score'] == 0).sum())} of {number(len(score))}"
    frame.loc[len(frame)] = {"name": "Neighbourhoods with a score of 0", "mental_health": totals}
    frame["status"] = "not_applicable"
    return Table(
        (
            Column("name", "Neighbourhood"),
            Column("score", "Score", COUNT),
            Column("of", "Out of", COUNT),
            Column("deprived", "People in the most deprived fifth (%)", WHOLE_PERCENT),
            *(Column(kind, KINDS[kind][0]) for kind in BESIDE),
        ),
        frame,
    )


def _figure(score: pd.DataFrame) -> go.Figure:
    rows = [
        PresenceRow(
            row["name"],
            tuple(int(row[kind]) for kind in BESIDE),
            number(row["score"]),
            f"{number(row['deprived'])}%" if pd.notna(row["deprived"]) else "–",
        )
        for _, row in score.iterrows()
    ]
    return presence_grid(rows, [KINDS[kind][0] for kind in BESIDE], ("Score", f"In most{BREAK}deprived fifth"))
