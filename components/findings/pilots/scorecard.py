"""How does a pilot stand on all it is judged by? The scorecard over the four domains, and what bears on them."""

import pandas as pd
import plotly.graph_objects as go

from components.charts.score_rows import ScoreRow, score_rows
from components.findings.finding import Finding, nothing_to_show
from components.findings.pilots.rows import about_pilot, bare_words, pilot_ids, pilot_source
from components.findings.pilots.score_lines import DOMAINS, NOT_MEASURED, ScoreLine, score_lines
from components.findings.pilots.story import BAD, GOOD, NO_ANSWER, NOTHING, TONE_COLOURS
from components.findings.question import Question
from components.findings.recording_rows import listed
from components.findings.table import Column, Table, with_row
from components.style.numbers import COUNT, number

QUESTION = "How does it stand on each of the four domains?"
_TONE_WORDS = {GOOD: "good news", BAD: "bad news", NOTHING: "nothing beyond chance", NO_ANSWER: "cannot tell"}
_MOST_REASONS = 3


@about_pilot
def scorecard_finding(question: Question, pilot_id: str) -> Finding:
    """Every measure of a pilot, one row each: what was expected, what was seen, the verdict, and why where there is none."""
    if pilot_id not in pilot_ids(question.dataset):
        why = f"There is no pilot ‘{pilot_id}’ in this dataset."
        return nothing_to_show("pilot_scorecard", QUESTION, why, method="pilot_verdict")
    lines = score_lines(question, pilot_id)
    headline, sentence = _words(lines)
    return Finding(
        id="pilot_scorecard",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(lines),
        how_to_read=(
            "Each row is one measure. On the strip the dot is what was seen and the line its 95% interval, on a scale of its "
            "own: the full line is nothing, the dashed line what was expected (of demand: the most that was allowed for). To "
            "the right is better. An interval that crosses the full line can be chance. "
            "▲ better, ▼ worse, ↑ demand rose, = held, ✕ what was expected is ruled out, ○ nothing beyond chance, "
            "↺ would have happened anyway, ? and – cannot tell."
        ),
        method="pilot_verdict",
        source=pilot_source(question),
        period="",
        figure=_figure(lines),
        caveats=(
            "Effects are against neighbourhoods like it; surveys, uptake, capture and spend are the pilot's own, against its "
            "own start or plan.",
            "With many measures, one or two can stand out by chance alone: the primary outcome is what it is judged by.",
        ),
        names=("95%",),
    )


def _words(lines: list[ScoreLine]) -> tuple[str, str]:
    judged = [each for each in lines if each.verdict != NOT_MEASURED]
    counts = {tone: sum(each.tone == tone for each in judged) for tone in (GOOD, BAD, NOTHING, NO_ANSWER)}
    headline = (
        f"Of {number(len(judged))} measures, {number(counts[GOOD])} {'is' if counts[GOOD] == 1 else 'are'} good news and "
        f"{number(counts[BAD])} bad"
    )
    if counts[NO_ANSWER]:
        headline += f"; of {number(counts[NO_ANSWER])} we cannot tell"
    told = [
        f"{words}: {listed([_name(each) for each in judged if each.tone == tone])}."
        for tone, words in ((GOOD, "Good"), (BAD, "Bad"))
        if counts[tone]
    ]
    unsaid = [f"{_name(each)}, because {each.note}" for each in judged if each.tone == NO_ANSWER and each.note]
    if unsaid:
        told.append(f"We cannot tell of {'; '.join(unsaid[:_MOST_REASONS])}.")
    if absent := [each.label.lower() for each in lines if each.verdict == NOT_MEASURED]:
        told.append(f"Not measured: {listed(absent)}.")
    return headline, " ".join(told)


def _name(line: ScoreLine) -> str:
    name = line.label if line.label[:2].isupper() else line.label[:1].lower() + line.label[1:]
    return f"the gap in {name}" if line.under.startswith("gap") else name


def _table(lines: list[ScoreLine]) -> Table:
    frame = pd.DataFrame(
        {
            "domain": DOMAINS[each.domain],
            "measure": each.label,
            "under": each.under,
            "expected": each.expected,
            "seen": bare_words(each.seen),
            "verdict": f"{each.symbol} {each.verdict}",
            "note": each.note,
            "tone": _TONE_WORDS[each.tone] if each.verdict != NOT_MEASURED else NOT_MEASURED,
        }
        for each in lines
    )
    judged = [each for each in lines if each.verdict != NOT_MEASURED]
    for tone, words in _TONE_WORDS.items():
        frame = with_row(
            frame, domain="All", measure=f"Measures: {words}", count=sum(each.tone == tone for each in judged)
        )
    frame = with_row(frame, domain="All", measure="Measures judged", count=len(judged))
    return Table(
        (
            Column("domain", "Domain"),
            Column("measure", "Measure"),
            Column("under", "What it is"),
            Column("expected", "Expected"),
            Column("seen", "Seen (95% interval)"),
            Column("verdict", "Verdict"),
            Column("note", "Note"),
            Column("tone", "That comes to"),
            Column("count", "Number of measures", COUNT),
        ),
        frame.assign(status="not_applicable"),
    )


def _figure(lines: list[ScoreLine]) -> go.Figure:
    rows, last = [], ""
    for line in lines:
        rows.append(
            ScoreRow(
                line.label,
                line.under,
                line.expected,
                line.seen,
                f"{line.symbol} {line.verdict}",
                TONE_COLOURS[line.tone],
                line.standing,
                heading=DOMAINS[line.domain] if line.domain != last else "",
                note=line.note,
                hover=f"{line.label}: {bare_words(line.seen)}",
            )
        )
        last = line.domain
    return score_rows(rows, heads=("Expected", "Seen (95% interval)", "Verdict"))
