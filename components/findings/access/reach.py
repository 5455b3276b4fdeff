"""Who lives within reach of a service, and how many do not: by deprivation and ethnic group, at a stated way of travel."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.share_bars import Bar, share_bars
from components.findings.access.sites import (
    CO_LOCATED,
    DEFAULT,
    PRACTICE,
    TRAVEL,
    AccessChoice,
    groups_of,
    kind_shown,
    kind_words,
    people_by_group,
    sites,
    small_areas,
    targets,
    travel_basis,
    travel_times,
    within_reach,
)
from components.findings.finding import Finding, nothing_to_show
from components.findings.question import Question
from components.findings.table import Column, Table, with_row
from components.findings.wording import place_words
from components.style.colours import group_colour
from components.style.numbers import COUNT, WHOLE_PERCENT, rounded_count, with_unit
from data.contract.vocabulary import DIMENSIONS, UNKNOWN, Dimension

QUESTION = "Who has it within reach, and who does not?"
_DETOURS = (1.1, 1.5)
_MOST_NAMED = 2


def reach_finding(question: Question, choice: AccessChoice = DEFAULT) -> Finding:
    """The share of residents of each group with the chosen kind of service within the chosen travel."""
    lacking = what_is_lacking(question)
    if lacking:
        return nothing_to_show("access_reach", QUESTION, lacking, method="reach")
    kind = kind_shown(question.dataset, choice)
    areas, to = small_areas(question), targets(sites(question.dataset), kind)
    dimension = DIMENSIONS[groups_of(question, choice)]
    people = people_by_group(areas, dimension.code)
    if people.empty or not len(people.columns):
        why = f"Residents are not given by {dimension.phrase} for its small areas."
        return nothing_to_show("access_reach", QUESTION, why, method="reach")
    near = np.asarray(within_reach(question, areas, to, choice.travel).any(axis=1))
    groups = _groups(people, near, dimension)
    everyone = areas["population"].to_numpy()
    total, reached = float(everyone.sum()), float(everyone[near].sum())
    headline, sentence = _words(question, choice, kind, dimension, groups, reached / total)
    return Finding(
        id="access_reach",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(dimension, groups, total, reached, question.hidden_to),
        how_to_read=(
            "Each bar is the share of a group's residents who live within the chosen travel of the nearest site. Everyone "
            "in a small area is taken to live at its middle, so single streets may be told wrongly."
        ),
        method="reach",
        source=site_source(question),
        period="",
        figure=_figure(dimension, groups, reached / total, question.hidden_to),
        notice=_notice(question, choice, areas, to),
        caveats=(
            "Being near is not being able to use it: hours, language, cost, disability and trust are not in this figure.",
            dimension.basis if dimension.ordered else "Ethnic groups of residents as the census counted them.",
        ),
        names=names_of(question, choice, kind),
    )


def what_is_lacking(question: Question) -> str:
    """Why distances cannot be worked out from this dataset, in words; '' where they can."""
    if not kind_shown(question.dataset, DEFAULT):
        return "It lists no sites. A table ‘services’ with the kind, latitude and longitude of each site would answer this."
    if small_areas(question).empty:
        return "It has no small areas with shapes and residents here, so nobody's distance to a site can be worked out."
    return ""


def names_of(question: Question, choice: AccessChoice, kind: str) -> tuple[str, ...]:
    """Phrases whose numbers are part of a name."""
    return (TRAVEL[choice.travel][0], kind_words(kind), question.area_name)


def site_source(question: Question) -> str:
    """Where sites and residents come from."""
    synthetic = question.synthetic_note
    return f"Source: sites listed in this dataset; residents of its small areas.{synthetic}"


def _groups(people: pd.DataFrame, near: np.ndarray, dimension: Dimension) -> pd.DataFrame:
    frame = pd.DataFrame({"people": people.sum(), "within": people[near].sum()}).rename_axis("group").reset_index()
    frame = frame[frame["people"] > 0].reset_index(drop=True)
    return frame.assign(
        label=frame["group"].map(dimension.groups),
        beyond=frame["people"] - frame["within"],
        share=100 * frame["within"] / frame["people"],
    )


def _words(
    question: Question, choice: AccessChoice, kind: str, dimension: Dimension, groups: pd.DataFrame, overall: float
) -> tuple[str, str]:
    where = "" if question.is_whole_area else f" in {question.area_name}"
    travel, one = TRAVEL[choice.travel][0], kind_words(kind)
    if kind == CO_LOCATED:
        one = "a co-located site"
    known = groups[groups["group"] != UNKNOWN].sort_values("share", ignore_index=True)
    least, most = known.iloc[0], known.iloc[-1]
    further = groups["beyond"].sum()
    beyond = (
        f"{rounded_count(further, question.hidden_to).capitalize()} people live"
        if further >= 1
        else "Nobody is known to live"
    )
    opening = f"{_percent(overall)} of people{where} have {one} within {travel}"
    if len(known) < 2 or most["share"] - least["share"] < 1:
        headline = f"{opening}, much the same for every group"
    else:
        headline = f"{opening}; fewest {places_alike(dimension, known, least)}, {_percent(least['share'] / 100)}"
    meaning = f" (here: {kind_words(kind)})" if kind == CO_LOCATED else ""
    sentence = (
        f"{beyond} further{meaning}. By group the share runs from {_percent(least['share'] / 100)} "
        f"{places_alike(dimension, known, least)} to {_percent(most['share'] / 100)} {places_alike(dimension, known, most)}."
    )
    return headline, sentence


def places_alike(dimension: Dimension, known: pd.DataFrame, one: pd.Series) -> str:
    """Where the share is as one group's: all that look the same as shown, so that a tie is told as a tie."""
    shown = known["share"].map(lambda share: _percent(share / 100))
    same = set(known["group"][shown == _percent(one["share"] / 100)])
    alike = [group for group in dimension.groups if group in same]
    if len(alike) > _MOST_NAMED:
        return "in several groups"
    return " and ".join(place_words(dimension, group) for group in alike)


def _percent(share: float) -> str:
    return with_unit(100 * share, WHOLE_PERCENT)


def _table(dimension: Dimension, groups: pd.DataFrame, total: float, reached: float, hidden_to: int) -> Table:
    everyone = {"label": "Everyone", "people": total, "within": reached, "beyond": total - reached}
    frame = with_row(groups[["label", "people", "within", "beyond", "share"]], **everyone, share=100 * reached / total)
    beyond = groups["beyond"].sum()
    frame["about"] = ["", *[""] * (len(groups) - 1), rounded_count(beyond, hidden_to)]
    return Table(
        (
            Column("label", dimension.label),
            Column("people", "Residents", COUNT),
            Column("within", "Within reach", COUNT),
            Column("beyond", "Further away", COUNT),
            Column("share", "Within reach (%)", WHOLE_PERCENT),
            Column("about", "Further away, rounded"),
        ),
        frame,
    )


def _figure(dimension: Dimension, groups: pd.DataFrame, overall: float, hidden_to: int) -> go.Figure:
    bars = [
        Bar(
            dimension.short_of(row.group),
            row.share,
            group_colour(dimension.code, row.group),
            f"{_percent(row.share / 100)} · {rounded_count(row.beyond, hidden_to).removeprefix('about ')} further",
        )
        for row in groups.itertuples()
    ]
    return share_bars(
        bars,
        axis="% of residents within reach",
        most=182,
        left=130,
        ticks=(0, 50, 100),
        reference=(100 * overall, f"everyone: {_percent(overall)}"),
    )


def _notice(question: Question, choice: AccessChoice, areas: pd.DataFrame, to: pd.DataFrame) -> str:
    """How travel was worked out, how far the answer hangs on it, and what the list of sites may lack."""
    words = travel_basis(question.dataset, choice.travel)
    if travel_times(question.dataset, TRAVEL[choice.travel][1]) is None:
        people = areas["population"].to_numpy()
        shares = [
            people[within_reach(question, areas, to, choice.travel, detour=each).any(axis=1)].sum() / people.sum()
            for each in _DETOURS
        ]
        words += (
            f" If ways were straighter (times {_DETOURS[0]}) {_percent(shares[0])} would be within reach, if more winding "
            f"(times {_DETOURS[1]}) {_percent(shares[1])}."
        )
    if set(sites(question.dataset)["kind"]) == {PRACTICE}:
        words += " This dataset lists general practices only: mental health, legal, welfare, social care and community "
        words += "sites are lacking."
    return words
