"""What did pilots elsewhere learn? Lessons to watch for in pilots of one's own."""

import pandas as pd

from components.findings.evidence.use import EvidenceInUse, evidence_in_use
from components.findings.finding import Finding, nothing_to_show
from components.findings.question import Question
from components.findings.recording_rows import listed
from components.findings.table import Column, Table, with_row
from components.style.numbers import number
from data.evidence.entry import Evidence

QUESTION = "What did pilots elsewhere learn?"
_METHOD = "difference_in_differences"


def lessons(question: Question) -> tuple[EvidenceInUse, ...]:
    """What pilots learnt, in the order of the table: what went hard first."""
    return tuple(each for each in evidence_in_use(question) if each.entry.kind == "learning")


def learning_finding(question: Question) -> Finding:
    """The lessons as one finding: how many, from where, and that they are experience and not trials."""
    found = lessons(question)
    if not found:
        return nothing_to_show("evidence_learning", QUESTION, "The table of evidence holds no lesson.", method=_METHOD)
    graded = sum(each.entry.graded for each in found)
    sources = list(dict.fromkeys(each.entry.source for each in found))
    frame = pd.DataFrame(
        [
            {
                "title": each.entry.title + _given_by(each.entry),
                "says": each.entry.says,
                "certainty": each.certainty,
                "watch": each.entry.would_show,
                "cited": each.entry.source,
            }
            for each in found
        ]
    )
    frame = with_row(frame, title=f"All {number(len(found))} lessons", certainty=f"graded: {number(graded)}")
    heads = {
        "title": "Lesson",
        "says": "What it says",
        "certainty": "How sure",
        "watch": "What to watch",
        "cited": "Who says so",
    }
    return Finding(
        id="evidence_learning",
        question=QUESTION,
        headline=f"{number(len(found))} lessons of other pilots, to watch for in ours",
        sentence=f"{number(graded) if graded else 'None'} of them {'is' if graded <= 1 else 'are'} graded: "
        f"they are what teams told of their work. From: {listed(sources)}.",
        table=Table(tuple(Column(key, label) for key, label in heads.items()), frame.fillna("")),
        how_to_read="A lesson is experience of one place, told by those who did the work. It warns; it does not prove.",
        method=_METHOD,
        source="; ".join(dict.fromkeys(each.entry.citation or each.entry.source for each in found)),
        period="",
        names=tuple(sources),
    )


def _given_by(entry: Evidence) -> str:
    if entry.from_elsewhere:
        return " (from another board)"
    return " (local)" if entry.local else ""
