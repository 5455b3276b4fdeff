"""What the meeting will look at: how many findings, of which some cannot tell, and each in a line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from components.findings.finding import Finding, nothing_to_show
from components.findings.table import Column, Table
from components.style.numbers import COUNT, number

QUESTION = "What will this meeting look at?"
_EMPTY = (
    "Under every finding stands ‘Add to meeting’. What is added is listed here: put it in order, say who speaks, and take "
    "all of it away as slides, a workbook, a Word document or one web page."
)


@dataclass(frozen=True)
class AgendaLine:
    """One finding of the list, with what is to be said of it and by whom."""

    finding: Finding
    speaker: str = ""
    note: str = ""


def agenda_finding(lines: Sequence[AgendaLine]) -> Finding:
    """The list as a finding."""
    if not lines:
        empty = nothing_to_show("meeting", QUESTION, _EMPTY, method="")
        return replace(empty, headline="Nothing is on the meeting’s list yet")
    untold = sum(line.finding.verdict == "cannot tell" for line in lines)
    told = len(lines)
    frame = pd.DataFrame(
        {
            "place": range(1, told + 1),
            "headline": [line.finding.headline for line in lines],
            "question": [line.finding.question for line in lines],
            "speaker": [line.speaker for line in lines],
            "note": [line.note for line in lines],
        }
    )
    columns = (
        Column("place", "Order", COUNT), Column("headline", "What it tells"), Column("question", "Question"),
        Column("speaker", "Who speaks"), Column("note", "Note"),
    )  # fmt: skip
    return Finding(
        id="meeting",
        question=QUESTION,
        headline=f"{'One finding is' if told == 1 else f'{number(told)} findings are'} on the meeting’s list",
        sentence=_untold_words(untold, told),
        table=Table(columns, frame),
        how_to_read="",
        method="",
        source="",
        period="",
        names=(number(told), number(untold)),
    )


def _untold_words(untold: int, told: int) -> str:
    if not untold:
        return "They are worked out from the figures as they are now. Copy the address to keep or to share the list."
    some = "It" if untold == told == 1 else "One of them" if untold == 1 else f"{number(untold)} of them"
    return f"{some} cannot be told from this dataset, and says so. Copy the address to keep or to share the list."
