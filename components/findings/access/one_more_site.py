"""Where would one more site, or several, bring most people within reach? Solved exactly, with the runners-up beside it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.share_bars import Bar, share_bars
from components.findings.access.reach import names_of, site_source, what_is_lacking
from components.findings.access.sites import (
    CO_LOCATED,
    DEFAULT,
    PRACTICE,
    TRAVEL,
    WEIGHED,
    AccessChoice,
    kind_shown,
    kind_words,
    one_a_building,
    people_by_group,
    sites,
    small_areas,
    targets,
    travel_basis,
    within_reach,
)
from components.findings.finding import Finding, nothing_to_show
from components.findings.question import Question
from components.findings.table import Column, Table
from components.measures.access.maximal_cover import Cover, maximal_cover, single_gains
from components.style.colours import ACCENT, SIMILAR
from components.style.numbers import COUNT, PERCENT, number, rounded_count, with_unit

QUESTION = "Where would one more co-located site help most?"
_RUNNERS_UP = 5
# Sites this close to the best are as good a choice, for the middle of a small area is only nearly where people live.
_AS_GOOD = 0.95


@dataclass(frozen=True, eq=False)
class _Case:
    """Candidate buildings, whether each is within reach of each small area, people who count, and what is there now."""

    candidates: pd.DataFrame
    reach: np.ndarray
    people: np.ndarray
    already: np.ndarray
    kind: str
    there: int


def more_finding(question: Question, choice: AccessChoice = DEFAULT) -> Finding:
    """The best places for the chosen number of further sites, among the practices that have none yet."""
    lacking = what_is_lacking(question)
    if lacking:
        return _cannot(lacking)
    case = _case(question, choice)
    if case.candidates.empty:
        return _cannot("Every practice listed here has it already, or no practice is listed to put it in.")
    if not case.people.sum() > 0:
        return _cannot(f"Nobody here is known to be among {WEIGHED[choice.weigh]}.")
    cover = maximal_cover(case.reach, case.people, choice.more, case.already)
    if not cover.sites:
        return _cannot(
            f"No practice would bring anyone further within {TRAVEL[choice.travel][0]}: those not reached live too far away."
        )
    table = _table(case, cover, choice, question.hidden_to)
    headline, sentence = _words(question, choice, case, cover)
    return Finding(
        id="access_more",
        question=QUESTION
        if choice.more == 1
        else f"Where would {number(choice.more)} more co-located sites help most?",
        headline=headline,
        sentence=sentence,
        table=table,
        how_to_read=(
            "Each bar is how many people a site would bring within reach who have none today. The best set is found among "
            "all practices that have none yet, and proven best; where several are nearly as good, choose on rent, room, "
            "transport and what communities say."
        ),
        method="maximal_cover",
        source=site_source(question),
        period="",
        figure=_figure(table, question.hidden_to),
        notice=_notice(question, choice, case),
        caveats=(
            "It counts people who would be near, not people who would come, and says nothing of rooms, staff or money.",
            "Sites beyond the area's boundary are not listed, so people near it may already have one.",
        ),
        names=(*names_of(question, choice, case.kind), number(choice.more), WEIGHED[choice.weigh]),
    )


def best_places(question: Question, choice: AccessChoice) -> pd.DataFrame:
    """The sites the finding chooses, best first: site_name, latitude, longitude; no rows where it cannot choose."""
    if what_is_lacking(question):
        return sites(question.dataset).iloc[:0]
    case = _case(question, choice)
    if case.candidates.empty:
        return case.candidates
    return case.candidates.iloc[list(maximal_cover(case.reach, case.people, choice.more, case.already).sites)]


def _cannot(why: str) -> Finding:
    return nothing_to_show("access_more", QUESTION, why, method="maximal_cover")


def _case(question: Question, choice: AccessChoice) -> _Case:
    shown = kind_shown(question.dataset, choice)
    kind = CO_LOCATED if shown == PRACTICE else shown
    listed, areas = sites(question.dataset), small_areas(question)
    there = targets(listed, kind)
    practices = targets(listed, PRACTICE)
    practices = practices[~practices["building"].isin(there["building"])]
    own = _neighbourhoods(question)
    candidates = one_a_building(practices[practices["area_code"].isin(own)]) if own else practices
    people = areas["population"].to_numpy(float)
    if choice.weigh == "deprived":
        by_fifth = people_by_group(areas, "deprivation_quintile")
        people = by_fifth["1"].to_numpy(float) if "1" in by_fifth else np.zeros(len(areas))
    return _Case(
        candidates.reset_index(drop=True),
        within_reach(question, areas, candidates, choice.travel),
        people,
        np.asarray(within_reach(question, areas, there, choice.travel).any(axis=1)),
        kind,
        len(there),
    )


def _neighbourhoods(question: Question) -> set[str]:
    """Codes a candidate may be in: the area in focus and its neighbourhoods; empty for the whole area."""
    if question.is_whole_area:
        return set()
    parents = question.dataset.areas("neighbourhood")["parent_code"]
    return {question.selection.area, *parents.index[parents == question.selection.area]}


def _words(question: Question, choice: AccessChoice, case: _Case, cover: Cover) -> tuple[str, str]:
    total, before = case.people.sum(), case.people[case.already].sum()
    names = case.candidates["site_name"]
    who = WEIGHED[choice.weigh] if choice.weigh != "everyone" else "people"
    new, old = (with_unit(100 * each / total, PERCENT) for each in (before + cover.gain, before))
    travel = TRAVEL[choice.travel][0]
    what = "co-located site" if case.kind == CO_LOCATED else "site"
    first = names[cover.sites[0]]
    many = len(cover.sites)
    if not case.there and many == 1:
        headline = f"A first {what}, at {first}, would put {new} of {who} within {travel} (none is listed today)"
    elif many == 1:
        headline = f"One more {what}, at {first}, would put {new} of {who} within {travel}, up from {old}"
    else:
        headline = f"{number(many)} more {what}s would put {new} of {who} within {travel}, up from {old}; first {first}"
    gained = f"That is {rounded_count(cover.gain, question.hidden_to)} more {who}"
    if many > 1:
        return headline, f"{gained}."
    gains = single_gains(case.reach, case.people, case.already)
    others = [i for i in np.argsort(-gains, kind="stable") if i != cover.sites[0] and gains[i] >= 1]
    close = [i for i in others if gains[i] >= _AS_GOOD * cover.gain]
    if close:
        return (
            headline,
            f"{gained}. {names[close[0]]} would do nearly as well, so choose between them on other grounds.",
        )
    if not others:
        return headline, f"{gained}. No other practice would add anyone."
    added = rounded_count(gains[others[0]], question.hidden_to)
    return headline, f"{gained}; the next best place, {names[others[0]]}, would add {added}."


def _table(case: _Case, cover: Cover, choice: AccessChoice, hidden_to: int) -> Table:
    """Today, each chosen site with what it adds to those before it, then the runners-up where one site is asked for."""
    total, before = case.people.sum(), case.people[case.already].sum()
    rows = [("Today", "", "", np.nan, before)]
    reached = before
    for site, gain in zip(cover.sites, cover.gains, strict=True):
        reached += gain
        rows.append(("Best", *_place(case, site), gain, reached))
    if choice.more == 1:
        gains = single_gains(case.reach, case.people, case.already)
        order = [i for i in np.argsort(-gains, kind="stable") if i != cover.sites[0] and gains[i] > 0][:_RUNNERS_UP]
        rows += [("Instead", *_place(case, i), gains[i], before + gains[i]) for i in order]
    frame = pd.DataFrame(rows, columns=["role", "site", "area", "gain", "reached"])
    frame["share"] = 100 * frame["reached"] / total
    frame["about"] = [rounded_count(each, hidden_to) if each > 0 else "" for each in frame["gain"]]
    if choice.more > 1:
        frame.loc[len(frame)] = [
            "All of them",
            "",
            "",
            cover.gain,
            reached,
            100 * reached / total,
            rounded_count(cover.gain, hidden_to),
        ]
    frame["status"] = "not_applicable"
    return Table(
        (
            Column("role", "Place in the answer"),
            Column("site", "Practice"),
            Column("area", "Neighbourhood"),
            Column("gain", "More people within reach", COUNT),
            Column("about", "Rounded"),
            Column("reached", "Then within reach", COUNT),
            Column("share", "Then within reach (%)", PERCENT),
        ),
        frame,
    )


def _place(case: _Case, site: int) -> tuple[str, str]:
    row = case.candidates.iloc[site]
    return row["site_name"], row["area_name"] if "area_name" in case.candidates else row["area_code"]


def _figure(table: Table, hidden_to: int) -> go.Figure:
    rows = table.frame[table.frame["site"] != ""]
    bars = [
        Bar(
            row.site,
            row.gain,
            ACCENT if row.role == "Best" else SIMILAR,
            rounded_count(row.gain, hidden_to).removeprefix("about "),
            strong=row.role == "Best",
        )
        for row in rows.itertuples()
    ]
    return share_bars(bars, axis="more people within reach", most=1.2 * rows["gain"].max(), left=310, row_height=34)


def _notice(question: Question, choice: AccessChoice, case: _Case) -> str:
    words = travel_basis(question.dataset, choice.travel)
    if not set(sites(question.dataset)["kind"]) - {PRACTICE}:
        return (
            f"{words} No co-located site is listed in this dataset, so this counts as though there were none: add the sites "
            "that exist before deciding."
        )
    return f"Counted: {kind_words(case.kind)}. {words}"
