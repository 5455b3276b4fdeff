"""How do people in the team find working together? One neighbourhood's survey of its team, by theme, wave by wave."""

import pandas as pd

from components.findings.finding import Finding, nothing_to_show
from components.findings.profile.beside_like import beside_like, counts
from components.findings.profile.survey_table import survey_figure, survey_table
from components.findings.profile.team_answers import LOW_RESPONSE, fewest_answers, team_answers, team_changes, waves_of
from components.findings.question import Question
from components.findings.recording_rows import lacks, listed, source_of
from components.findings.survey_waves import survey_words
from components.style.dates import day_words
from components.style.numbers import PERCENT, interval, number, short

ID, METHOD = "profile_survey", "team_survey"
QUESTION = "How do people in the team find working together?"
NEEDS = (
    "a table ‘team_survey’: of each neighbourhood, wave of the survey and theme, how many of the team were asked, answered "
    "and agreed"
)
SOURCE = "surveys of neighbourhood teams"
NO_BLAME = (
    "A team’s answers show what its people meet at work. They are no mark for the team or for those who lead it, and a "
    "survey that is used as one is soon answered to please."
)
THEMES = (
    "Six themes are those of the staff survey in NHS England’s measurement guide for the national neighbourhood programme "
    "(December 2025). The brief of the Health Equity Evidence Centre (2025) names rank between professions as a strain on "
    "teams, and confidence about sharing and safeguarding as something that matters. Being safe to speak up and fair terms "
    "are asked besides. None of the ten is a published scale here."
)
_WAVER = (
    "People also answer a little differently from one day to the next. So a change is called better or worse only where it "
    "is more than two separate draws of people would show, even if nearly all of the team answered both times. Those who "
    "left are not in the last wave. Of changes called better or worse, at most one in twenty is chance."
)
_MOST_NAMED = 2
_TWICE = 2


def neighbourhood_survey_finding(question: Question) -> Finding:
    """What the team of the neighbourhood in focus answered: each theme's first and last wave, and whether it changed."""
    every = team_answers(question.dataset)
    if every is None:
        return lacks(question, ID, QUESTION, "How people in teams find working together", NEEDS, method=METHOD)
    rows = every[every["area_code"] == question.selection.area]
    if not (rows["status"] == "ok").any():
        source = source_of(question, SOURCE)
        return nothing_to_show(ID, QUESTION, _untold(question, rows), method=METHOD, source=source)
    waves, changes, fewest = waves_of(rows), team_changes(rows), number(fewest_answers(question.dataset))
    headline, sentence = _words(question.area_name, changes, waves)
    shown, beside = waves.dropna(), _beside(question)
    return Finding(
        id=ID,
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=survey_table(rows, changes, waves, beside),
        how_to_read=_how_to_read(changes, len(shown)),
        method=METHOD,
        source=source_of(question, SOURCE),
        period=listed([day_words(day) for day in shown.index]),
        figure=survey_figure(rows, changes),
        notice=" ".join((*_two_days(waves, changes), *_told_beside(question.area_name, beside))),
        hidden=_hidden(waves, fewest),
        caveats=(NO_BLAME, _WAVER, THEMES),
        verdict=_verdict(changes),
        names=(question.area_name, fewest, "95%", *(day_words(day) for day in waves.index)),
    )


def _untold(question: Question, rows: pd.DataFrame) -> str:
    """Why nothing can be shown of a team."""
    name, fewest = question.area_name, number(fewest_answers(question.dataset))
    if rows.empty:
        return f"The team of {name} has not been asked yet. That says nothing of how it works together."
    return (
        f"Fewer than {fewest} people of the team of {name} answered each time, so nothing of it is shown: "
        "single people could be recognised. Such a team can talk it over in a room instead."
    )


def _words(name: str, changes: pd.DataFrame, waves: pd.DataFrame) -> tuple[str, str]:
    headline = f"Team of {name}: {survey_words(changes, 'themes')}"
    shown = waves.dropna()
    last = shown.iloc[-1]
    told = [
        *_moved(changes),
        f"On {day_words(shown.index[-1])} {number(last['answered'])} of {number(last['asked'])} people answered.",
    ]
    if (changes["verdict"] == LOW_RESPONSE).any():
        told.append("Most of the team did not answer in at least one wave, so a change may be one of who answers.")
    elif len(shown) == 1:
        told.append("A second wave that can be shown will tell whether it changes.")
    return headline, " ".join(told)


def _moved(changes: pd.DataFrame) -> list[str]:
    """The theme that moved most, of those that did beyond chance, each way; else where most and fewest agree now."""
    told = []
    for verdict, verb, biggest in (("better", "rose", "idxmax"), ("worse", "fell", "idxmin")):
        moved = changes[changes["verdict"] == verdict]
        if len(moved):
            row = moved.loc[getattr(moved["change"], biggest)()]
            ends = [short(row[f"{wave}_share"], PERCENT) for wave in ("first", "last")]
            least, largest = sorted((abs(row["lower"]), abs(row["upper"])))
            size = interval(least, largest, PERCENT)
            most = " most" if len(moved) > 1 else ""
            told.append(f"‘{row['theme']}’ {verb}{most}: from {ends[0]} to {ends[1]} agree, {size} points.")
    return told or [_now(changes)]


def _now(changes: pd.DataFrame) -> str:
    """Where most and fewest of those who answered agree, at the last wave shown."""
    share = changes["last_share"].dropna()
    ends = []
    for value in (share.max(), share.min()):
        themes = [f"‘{each}’" for each in changes.loc[changes["last_share"] == value, "theme"]]
        named = listed(themes) if len(themes) <= _MOST_NAMED else "several themes"
        ends.append(f"{named} ({short(value, PERCENT)})")
    if share.max() == share.min():
        return f"As many agree on every theme: {short(share.max(), PERCENT)}."
    return f"Of those who answered, most agree on {ends[0]}, fewest on {ends[1]}."


def _verdict(changes: pd.DataFrame) -> str:
    better, worse = ((changes["verdict"] == each).any() for each in ("better", "worse"))
    if better and not worse:
        return "better"
    return "worse" if worse and not better else "unclear"


def _how_to_read(changes: pd.DataFrame, n_waves: int) -> str:
    changed = changes["change"].notna().any()
    ring = "The ring is the share who agreed in the first wave, the square " if n_waves > 1 else "The square is "
    between = ", small dots the waves between" if n_waves > _TWICE else ""
    told = " The number is the change in percentage points: ▲ better or ▼ worse beyond chance, ● can be chance."
    return (
        f"Each row is a theme. {ring}the share in the last{between}. The lines are their 95% limits, wide as "
        f"teams are small.{told if changed else ''}"
    )


def _two_days(waves: pd.DataFrame, changes: pd.DataFrame) -> list[str]:
    """That two waves are two days, where a change between no more than these is told: a direction takes more."""
    twice = len(waves.dropna()) == _TWICE and changes["change"].notna().any()
    return ["Two waves are two days: whether a change lasts takes a third."] if twice else []


def _beside(question: Question) -> dict[str, int]:
    """On how many indicators the neighbourhood is worse and better than those like it; {} where that cannot be told."""
    found = counts(beside_like(question.dataset, question.selection.area, question.selection.for_age))
    return {each: found[each] for each in ("worse", "better", "of")} if found["of"] else {}


def _told_beside(name: str, beside: dict[str, int]) -> list[str]:
    """How the neighbourhood itself does, told beside its team and never as its doing."""
    if not beside:
        return []
    worse, better, of = (number(beside[each]) for each in ("worse", "better", "of"))
    return [
        f"Beside it, of {of} indicators {name} is worse than neighbourhoods like it on {worse} and better on {better}. That "
        "says nothing of why: what a team meets and how people here fare can each lead to the other, or neither."
    ]


def _hidden(waves: pd.DataFrame, fewest: str) -> str:
    days = [day_words(day) for day in waves.index[waves["answered"].isna()]]
    if not days:
        return ""
    noun = "The wave of" if len(days) == 1 else "The waves of"
    verb = "is" if len(days) == 1 else "are"
    few = f"fewer than {fewest} people answered"
    return f"{noun} {listed(days)} {verb} hidden to protect confidentiality: {few}."
