"""How do teams here find working together? How far the answers of an area's teams spread, and none of them ranked."""

import pandas as pd
import plotly.graph_objects as go

from components.charts.dot_rows import Dot, DotRow, dot_rows
from components.findings.finding import Finding, nothing_to_show
from components.findings.profile.team_answers import FEWEST_OF_TEAM, fewest_answers, team_answers, waves_of
from components.findings.profile.team_survey import (
    ID,
    METHOD,
    NEEDS,
    NO_BLAME,
    SOURCE,
    THEMES,
    neighbourhood_survey_finding,
)
from components.findings.profile.within import neighbourhoods_within
from components.findings.question import Question
from components.findings.recording_rows import lacks, listed, source_of
from components.findings.table import Column, Table, with_row
from components.measures.spread.apart_in_share import apart_in_share
from components.measures.spread.false_discovery import flagged
from components.style.colours import PAPER, PLAIN
from components.style.dates import day_words
from components.style.numbers import COUNT, PERCENT, number, short
from data.contract.team_tables import TEAM_THEMES

QUESTION = "How do teams here find working together?"
# Between fewer there is no spread to speak of: the lowest and the highest are all there is.
FEWEST_TEAMS = 3
_SHOWN, _FEW, _SILENT, _UNASKED = "shown", "too few answered to show", "most did not answer", "not asked"
_NOT_RANKED = (
    "Teams are not ranked: each is small, they do not have the same staff or the same work, and the answers are for a team "
    "to talk over with those who can change what it is given."
)
_MARKS = {True: "teams differ beyond chance", False: "● can be chance"}


def team_survey_finding(question: Question) -> Finding:
    """The survey of the team in focus; of a larger area, how its teams' answers spread."""
    alone = question.area_level == "neighbourhood"
    return neighbourhood_survey_finding(question) if alone else survey_spread_finding(question)


def survey_spread_finding(question: Question) -> Finding:
    """Of each theme the lowest, middle and highest share that agrees among an area's teams, at each one's newest wave."""
    every, places = team_answers(question.dataset), neighbourhoods_within(question)
    if every is None:
        return lacks(question, ID, QUESTION, "How people in teams find working together", NEEDS, method=METHOD)
    teams = _teams(every, places)
    source = source_of(question, SOURCE)
    if (teams["state"] == _SHOWN).sum() < FEWEST_TEAMS:
        why = (
            f"In {question.area_name} there are fewer than {number(FEWEST_TEAMS)} teams whose newest survey can be shown, so "
            "how they differ cannot be told. What one team answered stands on the Profile of its neighbourhood."
        )
        return nothing_to_show(ID, QUESTION, why, method=METHOD, source=source)
    spread = _spread(every, teams)
    headline, sentence = _words(spread, teams)
    return Finding(
        id=ID,
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(spread, teams),
        how_to_read=(
            "Each row is a theme. The line goes from the team where fewest agree to the team where most do; the large mark "
            "is the middle team: half have more, half fewer. ‘Teams differ’: by more than chance makes teams of their size. "
            "What one team answered stands on the Profile of its neighbourhood."
        ),
        method=METHOD,
        source=source,
        period=_days(teams),
        figure=_figure(spread),
        hidden=_hidden(teams, number(fewest_answers(question.dataset))),
        caveats=(NO_BLAME, THEMES),
        names=tuple(teams["area_name"]),
    )


def _teams(every: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """One row a neighbourhood, by code: its newest wave (wave_date, asked, answered, response) and what of it can be told."""
    rows = []
    for code, name in places["area_name"].sort_index().items():
        own = waves_of(every[every["area_code"] == code])
        row = {"area_code": code, "area_name": name, "state": _UNASKED}
        if len(own):
            newest = own.iloc[-1]
            state = _FEW if pd.isna(newest["answered"]) else _SHOWN
            if state == _SHOWN and newest["response"] < FEWEST_OF_TEAM:
                state = _SILENT
            row |= {"state": state, "wave_date": own.index[-1], **newest}
        rows.append(row)
    return pd.DataFrame(rows, columns=["area_code", "area_name", "state", "wave_date", "asked", "answered", "response"])


def _spread(every: pd.DataFrame, teams: pd.DataFrame) -> pd.DataFrame:
    """One row a theme: teams, lowest, middle and highest in percent, chance and whether they differ beyond it."""
    newest = every.merge(teams.loc[teams["state"] == _SHOWN, ["area_code", "wave_date"]])
    newest = newest[newest["status"] == "ok"]
    rows = []
    for theme in TEAM_THEMES:
        own = newest[newest["theme"] == theme]
        if len(own) >= FEWEST_TEAMS:
            share = own["share"]
            chance = apart_in_share(own["favourable"].to_numpy(float), own["answered"].to_numpy(float))
            rows.append((theme, len(own), share.min(), share.median(), share.max(), float(chance)))
    found = pd.DataFrame(rows, columns=["theme", "teams", "lowest", "middle", "highest", "chance"])
    return found.assign(differ=flagged(found["chance"].to_numpy(float)) if len(found) else False)


def _words(spread: pd.DataFrame, teams: pd.DataFrame) -> tuple[str, str]:
    differ, of = int(spread["differ"].sum()), number(len(spread))
    if differ:
        headline = f"On {number(differ)} of {of} themes teams here differ beyond chance"
    else:
        headline = f"On none of {of} themes do teams here differ beyond chance"
    among = spread[spread["differ"]] if differ else spread
    row = among.loc[(among["highest"] - among["lowest"]).idxmax()]
    told = [
        f"They are furthest apart on ‘{row['theme']}’: from {short(row['lowest'], PERCENT)} to "
        f"{short(row['highest'], PERCENT)} agree, with {short(row['middle'], PERCENT)} in the middle"
        f"{'.' if differ else '; teams as small as these can lie as far apart by chance alone.'}",
        _NOT_RANKED,
    ]
    unasked = teams.loc[teams["state"] == _UNASKED, "area_name"].tolist()
    if unasked:
        verb = "has" if len(unasked) == 1 else "have"
        told.append(f"{number(len(unasked))} of {number(len(teams))} teams {verb} not been asked: {listed(unasked)}.")
    return headline, " ".join(told)


def _days(teams: pd.DataFrame) -> str:
    days = teams.loc[teams["state"] == _SHOWN, "wave_date"]
    first, last = day_words(days.min()), day_words(days.max())
    return first if first == last else f"Newest waves, {first} to {last}"


def _hidden(teams: pd.DataFrame, fewest: str) -> str:
    told = []
    if few := int((teams["state"] == _FEW).sum()):
        told.append(
            f"The newest wave of {number(few)} {'team is' if few == 1 else 'teams is'} hidden to protect confidentiality: "
            f"fewer than {fewest} people answered."
        )
    if silent := int((teams["state"] == _SILENT).sum()):
        told.append(f"Of {number(silent)} {'team' if silent == 1 else 'teams'} most did not answer: left out here.")
    return " ".join(told)


def _table(spread: pd.DataFrame, teams: pd.DataFrame) -> Table:
    """Themes first; then every neighbourhood in the order of its code, with how many answered and no share that agrees."""
    frame = spread.rename(columns={"theme": "about"}).assign(told=spread["differ"].map(_MARKS))
    differ, of = number(spread["differ"].sum()), number(len(spread))
    frame = with_row(frame, about="Themes on which teams differ beyond chance", told=f"{differ} of {of}")
    for row in teams.itertuples():
        wave = day_words(row.wave_date) if pd.notna(row.wave_date) else ""
        frame = with_row(frame, about=row.area_name, wave=wave, asked=row.asked, answered=row.answered, told=row.state)
    unasked = number((teams["state"] == _UNASKED).sum())
    frame = with_row(frame, about="Teams that have not been asked", told=f"{unasked} of {number(len(teams))}")
    return Table(
        (
            Column("about", "Theme, or neighbourhood by code"), Column("teams", "Teams shown", COUNT),
            Column("lowest", "Lowest (%)", PERCENT), Column("middle", "Middle (%)", PERCENT),
            Column("highest", "Highest (%)", PERCENT), Column("wave", "Newest wave"), Column("asked", "Asked", COUNT),
            Column("answered", "Answered", COUNT), Column("told", "That is"),
        ),
        frame,
    )  # fmt: skip


def _figure(spread: pd.DataFrame) -> go.Figure:
    rows = []
    for row in spread.itertuples():
        ends = [
            Dot(value, f"{words}: {short(value, PERCENT)}", PAPER, label=label, symbol="line-ns", size=12)
            for value, words, label in (
                (row.lowest, "Fewest", ""),
                (row.highest, "Most", "teams differ" if row.differ else ""),
            )
        ]
        middle = Dot(
            row.middle, f"Middle: {short(row.middle, PERCENT)}", PLAIN, label=short(row.middle, PERCENT), size=15
        )
        rows.append(DotRow(row.theme, (ends[0], middle, ends[1])))
    return dot_rows(rows, axis="agreed, lowest to highest team", suffix="%", joined=True, left=310, zero=True, most=103)
