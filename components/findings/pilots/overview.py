"""What became of our pilots? All of them in one list, each with its one line."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.score_rows import RowStanding, ScoreRow, score_rows
from components.findings.finding import Finding, nothing_to_show
from components.findings.kept import kept_with_dataset
from components.findings.pilots.rows import bare_words, pilot_ids
from components.findings.pilots.story import TONE_COLOURS, Story, seen_cell, story_of
from components.findings.pilots.verdict import CANNOT_SHOW, CANNOT_TELL, TRENDS_DIFFERED, WORKED
from components.findings.question import Question
from components.findings.selection import from_link
from components.findings.several_sources import several_sources
from components.findings.table import Column, Table, with_row
from components.style.dates import day_words
from components.style.numbers import COUNT, number
from data.dataset.dataset import Dataset

QUESTION = "What became of our pilots?"
HOW_TO_DECLARE = (
    "It would take what each is, where, from when, for whom, beside which neighbourhoods like it and on what budget, and "
    "what is expected of it. The tables to fill in are on the page Your data."
)
HOW_TO_READ = (
    "Each row is a pilot and its primary outcome, against neighbourhoods like it. On the strip the dot is the effect "
    "and the line its 95% interval, each on the scale of what was expected of it: the full line is nothing, the "
    "dashed line as expected. To the right is better."
)


def stories(question: Question) -> list[Story]:
    """The story of every pilot, in the order of their table."""
    return _stories_of(question.dataset)


@kept_with_dataset
def _stories_of(dataset: Dataset) -> list[Story]:
    """A pilot is what it is whatever else is chosen, so that all pages that tell of it share what was worked out."""
    plain = Question(dataset, from_link(dataset, {}))
    return [story_of(plain, pilot_id) for pilot_id in pilot_ids(dataset)]


def overview_finding(question: Question) -> Finding:
    """All pilots of the dataset in one list, each with its verdict in one line."""
    found = stories(question)
    if not found:
        why = f"No pilot is declared in this dataset. {HOW_TO_DECLARE}"
        return nothing_to_show("pilot_overview", QUESTION, why, method="pilot_verdict")
    headline, sentence = _words(found)
    known = question.dataset.indicators
    return Finding(
        id="pilot_overview",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=pilots_table(found),
        how_to_read=HOW_TO_READ,
        method="pilot_verdict",
        source=several_sources(question, (known[code] for each in found if (code := each.case.indicator_id) in known)),
        period="",
        figure=pilots_figure(found),
        caveats=(
            "Pilots differ in what they set out to do: the list says what became of each, it does not rank them.",
        ),
        names=("95%", *(each.case.name for each in found)),
    )


def _words(found: list[Story]) -> tuple[str, str]:
    n = number(len(found))
    worked = [each for each in found if each.verdict == WORKED]
    elsewhere = [each for each in worked if each.sent_elsewhere]
    headline = f"{number(len(worked))} of {n} pilots did better than similar areas"
    if len(found) == 1:
        headline = f"{found[0].case.name}: {found[0].title[0].lower()}{found[0].title[1:]}"
    elif elsewhere:
        headline += f", and {'one of them' if len(elsewhere) == 1 else number(len(elsewhere))} sent demand elsewhere"
    told = [f"{each.case.name}: {each.title[0].lower()}{each.title[1:]}." for each in found] if len(found) > 1 else []
    unsaid = sum(each.verdict in (CANNOT_SHOW, CANNOT_TELL, TRENDS_DIFFERED) for each in found)
    if unsaid:
        told.append(f"Of {number(unsaid)} of them we cannot tell yet.")
    return headline, " ".join(told) or found[0].line


def pilots_table(found: list[Story]) -> Table:
    """A row a pilot with what became of it, and how many came to what at the foot."""
    frame = pd.DataFrame(
        {
            "pilot": each.case.name,
            "start": day_words(each.case.start),
            "outcome": each.outcome,
            "unit": _unit(each),
            "expected": _expected(each),
            "seen": bare_words(_seen(each)),
            "told": f"{each.symbol} {each.title}",
            "line": each.line,
        }
        for each in found
    )
    counts = {
        "Pilots": len(found),
        "Pilots that did better": sum(each.verdict == WORKED for each in found),
        "Pilots that did better and sent demand elsewhere": sum(
            each.verdict == WORKED and bool(each.sent_elsewhere) for each in found
        ),
        "Pilots of which we cannot tell": sum(
            each.verdict in (CANNOT_SHOW, CANNOT_TELL, TRENDS_DIFFERED) for each in found
        ),
    }
    for words, count in counts.items():
        frame = with_row(frame, pilot=words, count=count)
    return Table(
        (
            Column("pilot", "Pilot"),
            Column("start", "Since"),
            Column("outcome", "Primary outcome"),
            Column("unit", "In"),
            Column("expected", "Expected"),
            Column("seen", "Seen (95% interval)"),
            Column("told", "What became of it"),
            Column("line", "In a line"),
            Column("count", "Number", COUNT),
        ),
        frame.assign(status="not_applicable"),
    )


def _unit(each: Story) -> str:
    return "" if each.effect is None else each.effect.unit.gap_words


def _expected(each: Story) -> str:
    one = each.effect
    return "–" if one is None or one.expected is None else f"+{number(one.expected, one.unit.decimals)}"


def _seen(each: Story) -> str:
    return "–" if each.effect is None else seen_cell(each.effect)


def pilots_figure(found: list[Story]) -> go.Figure:
    """Each pilot's effect between nothing and what was expected, with its verdict in words."""
    rows = []
    for each in found:
        one, standing = each.effect, None
        if one is not None and one.expected and np.isfinite(one.estimate):
            standing = RowStanding(one.estimate / one.expected, one.lower / one.expected, one.upper / one.expected)
        title, _, note = each.title.replace("; ", ", ").partition(", ")
        rows.append(
            ScoreRow(
                each.case.name,
                f"{each.outcome}, {_unit(each)}".rstrip(", "),
                _expected(each),
                _seen(each),
                f"{each.symbol} {title}",
                TONE_COLOURS[each.tone],
                standing,
                note=note,
                hover=each.line,
            )
        )
    return score_rows(rows, heads=("Expected", "Seen (95% interval)", "What became of it"), left=330)
