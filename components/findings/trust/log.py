"""What did communities say, and what was done? A dated log, each entry beside the indicator it bears on."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Protocol

import pandas as pd

from components.findings.finding import Finding, nothing_to_show
from components.findings.gap_verdicts import LEVELLING_DOWN
from components.findings.indicator_gaps import IndicatorGap, gap_ends, indicator_gaps
from components.findings.question import Question
from components.findings.recording_rows import lacks, source_of
from components.findings.table import Column, Table
from components.findings.trust.log_rows import kept_rows, log_rows, place_words
from components.style.dates import day_words
from components.style.numbers import number
from data.contract.trust_ways import ways_in
from data.contract.vocabulary import TOTAL
from data.journal.entry_history import Record

QUESTION = "What did communities say, and what was done?"
_NEEDS = "a log with date, place, who spoke, who heard, what was said, what was done and when; never a name"
_SOURCE = "the board's log of what communities said"
_RESPONSES = {
    "done": "✓ done",
    "under way": "◐ under way",
    "promised": "○ promised, not yet begun",
    "heard": "○ heard, nothing done yet",
    "not taken up": "✕ not taken up",
}


class _Said(Protocol):
    """A row of the log, as the table and the journal both give it."""

    date: pd.Timestamp
    area_code: str
    community: str
    setting: str
    heard_by: str
    said: str
    done: str
    done_on: pd.Timestamp
    response: str
    indicator_id: str
    ways: str
    group_heard: str
    answered_on: pd.Timestamp
    followed_up_on: pd.Timestamp


@dataclass(frozen=True)
class LogEntry:
    """One thing a community said: when, where, who heard it, what was done, and the indicator it bears on, in words.

    `gap` is that indicator's gap today in the area of the entry; '' where it bears on none or none can be shown. `ways`,
    `group_heard`, `answered` and `followed_up` are '' where the entry is not coded or that did not happen yet.
    """

    date: str
    place: str
    community: str
    setting: str
    heard_by: str
    said: str
    done: str
    response: str
    indicator_id: str
    indicator: str
    gap: str
    ways: str = ""
    group_heard: str = ""
    answered: str = ""
    followed_up: str = ""


def log_entries(question: Question) -> list[LogEntry]:
    """The log of the area in focus, newest first. An entry that seems to point at one person is held back."""
    found, gaps = log_rows(question), _gaps(question)
    return [] if found is None else [_entry(question, row, gaps) for row in found[0].itertuples()]


def kept_entries(question: Question, records: Sequence[Record]) -> list[LogEntry]:
    """What the journal keeps of what communities said in the area in focus, as entries of the log, newest first."""
    here = kept_rows(question, records)
    gaps = _gaps(question) if len(here) else {}
    return [_entry(question, row, gaps) for row in here.itertuples()]


def _entry(question: Question, row: _Said, gaps: dict[str, IndicatorGap]) -> LogEntry:
    indicator = question.dataset.indicators.get(row.indicator_id)
    done_on = f" ({day})" if (day := _day_or_blank(row.done_on)) else ""
    return LogEntry(
        date=day_words(row.date),
        place=place_words(question, row.area_code),
        community=row.community,
        setting=row.setting,
        heard_by=row.heard_by,
        said=row.said,
        done=(row.done or "Nothing is written down as done.") + (done_on if row.done else ""),
        response=_RESPONSES[row.response],
        indicator_id=row.indicator_id if indicator else "",
        indicator=indicator.short_name if indicator else "",
        gap=_gap_words(gaps.get(row.indicator_id)),
        ways=", ".join(ways_in(row.ways)),
        group_heard=row.group_heard,
        answered=_day_or_blank(row.answered_on),
        followed_up=_day_or_blank(row.followed_up_on),
    )


def _day_or_blank(day: pd.Timestamp) -> str:
    return "" if pd.isna(day) else day_words(day)


def _gap_words(found: IndicatorGap | None) -> str:
    if found is None or found.gap.plain is None:
        return ""
    moved = "narrower because the better-off got worse" if found.trend == LEVELLING_DOWN else found.trend
    return f"{gap_ends(found)}; gap: {moved}"


def _gaps(question: Question) -> dict[str, IndicatorGap]:
    if question.selection.by == TOTAL:
        return {}
    return {one.indicator.id: one for one in indicator_gaps(question)}


def _waiting(silent: int, refused: int) -> str:
    """For how many entries nothing is done yet, and how many were refused."""
    still = f"{number(silent)} still wait{'s' if silent == 1 else ''} for" if silent else "Nothing waits for"
    taken = f"{number(refused)} {'was' if refused == 1 else 'were'}" if refused else "nothing was"
    return f"{still} something to be done; {taken} turned down."


def log_finding(question: Question) -> Finding:
    """The log as a finding: how much of what was said has been acted on, and the whole of it as a table."""
    found = log_rows(question)
    if found is None:
        return lacks(question, "trust_log", QUESTION, "What communities said", _NEEDS, method="representation")
    rows, held_back = found
    if rows.empty:
        why = f"Nothing is logged for {question.area_name}. That is a missing voice, not a sign that all is well."
        source = source_of(question, _SOURCE)
        return nothing_to_show("trust_log", QUESTION, why, method="representation", source=source)
    entries = log_entries(question)
    done, silent = int((rows["response"] == "done").sum()), int(rows["response"].isin(["heard", "promised"]).sum())
    refused = int((rows["response"] == "not taken up").sum())
    finished = number(done) if done else "None"
    where = "" if question.is_whole_area else f" in {question.area_name}"
    frame = pd.DataFrame([asdict(each) for each in entries])
    counts = f"{number(done)} of {number(len(rows))} done; {number(silent)} waiting; {number(refused)} not taken up"
    frame = pd.concat([frame, pd.DataFrame([{"date": "All", "response": counts}])], ignore_index=True)
    return Finding(
        id="trust_log",
        question=QUESTION,
        headline=f"{finished} of {number(len(rows))} things communities told us{where} acted on and finished",
        sentence=_waiting(silent, refused),
        table=Table(
            (
                Column("date", "Heard on"),
                Column("place", "Where"),
                Column("community", "Who spoke"),
                Column("setting", "Setting"),
                Column("heard_by", "Heard by"),
                Column("said", "What was said"),
                Column("done", "What was done"),
                Column("response", "How far"),
                Column("ways", "Ways of building trust"),
                Column("group_heard", "Group heard"),
                Column("answered", "Answered on"),
                Column("followed_up", "Asked again on"),
                Column("indicator", "Bears on"),
                Column("gap", "That indicator now"),
            ),
            frame,
        ),
        how_to_read=(
            "Newest first. Who spoke is a group of people in their own circumstances, never a person. Beside an entry stands "
            "the indicator it bears on, as it is now: a log and a number that disagree are both worth asking about."
        ),
        method="representation",
        source=source_of(question, _SOURCE),
        period=f"{entries[-1].date} to {entries[0].date}",
        hidden=f"{number(held_back)} entries are held back: they seem to point at one person." if held_back else "",
        names=(question.area_name,),
    )
