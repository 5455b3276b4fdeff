"""Which pilots take part here, and what became of them? In the words in which the page Pilots says it."""

import pandas as pd

from components.findings.finding import Finding, nothing_to_show
from components.findings.pilots.overview import HOW_TO_DECLARE, HOW_TO_READ, pilots_figure, pilots_table, stories
from components.findings.pilots.story import Story
from components.findings.profile.within import neighbourhoods_within
from components.findings.question import Question
from components.findings.recording_rows import listed, source_of
from components.findings.several_sources import several_sources
from components.findings.table import Column, Table
from components.style.dates import day_words
from components.style.numbers import number

ID, METHOD = "profile_pilots", "pilot_verdict"
QUESTION = "Which pilots take part here, and what became of them?"


def pilots_here_finding(question: Question) -> Finding:
    """The pilots that run in the area in focus with the verdict on each, and those that it is a comparator of."""
    every = stories(question)
    if not every:
        why = f"No pilot is declared in this dataset. {HOW_TO_DECLARE}"
        return nothing_to_show(ID, QUESTION, why, method=METHOD)
    codes = set(neighbourhoods_within(question).index)
    here = [each for each in every if codes & set(each.case.areas)]
    beside = [each for each in every if each not in here and codes & set(each.case.comparators)]
    if not here:
        return _none_here(question, every, beside)
    known = question.dataset.indicators
    headline, sentence = _words(question, here)
    return Finding(
        id=ID,
        question=QUESTION,
        headline=headline,
        sentence=" ".join(each for each in (sentence, _beside_words(beside)) if each),
        table=pilots_table(here),
        how_to_read=HOW_TO_READ,
        method=METHOD,
        source=several_sources(question, (known[code] for each in here if (code := each.case.indicator_id) in known)),
        period="",
        figure=pilots_figure(here),
        caveats=(
            "A pilot's verdict is about everywhere that it runs together, and not about this neighbourhood alone.",
        ),
        names=("95%", question.area_name, *(each.case.name for each in every)),
    )


def _words(question: Question, here: list[Story]) -> tuple[str, str]:
    told = [f"{each.case.name}: {each.title[:1].lower()}{each.title[1:]}" for each in here]
    if len(here) == 1:
        return told[0], here[0].line
    return f"{number(len(here))} pilots take part in {question.area_name}", " ".join(f"{each}." for each in told)


def _beside_words(beside: list[Story]) -> str:
    """Of which pilots of elsewhere this area is a comparator: what is begun here meanwhile would blur those."""
    names = [f"‘{each.case.name}’" for each in beside]
    return f"As a comparison area it shows what happens without {listed(names)}." if names else ""


def _none_here(question: Question, every: list[Story], beside: list[Story]) -> Finding:
    frame = pd.DataFrame(
        {
            "pilot": each.case.name,
            "start": day_words(each.case.start),
            "where": ", ".join(question.dataset.area_name(code) for code in each.case.areas),
            "part": "a comparator" if each in beside else "none",
        }
        for each in every
    )
    return Finding(
        id=ID,
        question=QUESTION,
        headline=f"No pilot takes part in {question.area_name}",
        sentence=_beside_words(beside) or "All that are declared run elsewhere, and none is held against it.",
        table=Table(
            (
                Column("pilot", "Pilot"), Column("start", "Since"), Column("where", "Runs in"),
                Column("part", f"Part of {question.area_name} in it"),
            ),
            frame,
        ),
        how_to_read="A comparator is a neighbourhood without the pilot, which stands for what would have happened anyway.",
        method=METHOD,
        source=source_of(question, "the table of pilots"),
        period="",
        names=(question.area_name, *(each.case.name for each in every)),
    )  # fmt: skip
