"""Is what we hear answered, by whom it was said and by which way it was heard, and how long does an answer take?"""

import math
from dataclasses import dataclass
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from components.charts.stacked_parts import Part, stacked_parts
from components.charts.type_marks import bold
from components.findings.finding import Finding, nothing_to_show
from components.findings.question import Question
from components.findings.recording_rows import lacks, listed, source_of
from components.findings.table import Column, Table
from components.findings.trust.answered_counts import BY_GROUP, BY_WAY, CodedLog, coded_log
from components.findings.trust.log_rows import place_words
from components.measures.people.waiting_time import FEWEST_ENDED
from components.style.colours import ACCENT, MISSING
from components.style.dates import day_words
from components.style.numbers import COUNT, interval, interval_cell, number
from data.journal.entry_history import Record

ID, METHOD = "trust_answered", "median_wait"
QUESTION = "Is what we hear answered?"
_NEEDS = "a log of what communities said, with the ways, the group heard and the day of the answer for each entry"
_WAITING, _NOT_CODED = "Still waiting", "Not coded"
_SOURCE = "the board's log of what communities said, and what is kept in the journal"
_MOST_LISTED, _MOST_NAMED = 5, 2


@dataclass(frozen=True)
class Answered:
    """The question of a journal as it stands on a day; equal for equal records, by which its answer is kept."""

    records: tuple[Record, ...]
    today: date

    def __call__(self, question: Question) -> Finding:
        """How much of what was said about the area in focus was answered, by way and by group, and what still waits."""
        log = coded_log(question, self.records, pd.Timestamp(self.today))
        if log is None:
            return lacks(question, ID, QUESTION, "What communities said", _NEEDS, method=METHOD)
        if log.entries.empty:
            why = (
                f"None of the {number(log.not_coded)} entries about {question.area_name} says how it was heard, whose voice "
                "it is, or when it was answered. It would take those four columns of the log, or the form below it."
                if log.not_coded
                else f"Nothing is written down for {question.area_name}, so nothing can have been answered."
            )
            return nothing_to_show(ID, QUESTION, why, method=METHOD, source=source_of(question, _SOURCE))
        return _told(question, log, log.counts())


def waiting_lines(finding: Finding) -> list[str]:
    """What still waits, the longest first, a plain line each; [] where nothing does."""
    rows = finding.table.frame
    if "part" not in rows:
        return []
    waiting = rows[rows["part"] == _WAITING]
    lines = [f"{number(row.longest)} days: {row.what}." for row in waiting.head(_MOST_LISTED).itertuples()]
    more = len(waiting) - len(lines)
    return [*lines, f"{number(more)} more stand in the table."] if more > 0 else lines


def _told(question: Question, log: CodedLog, counts: pd.DataFrame) -> Finding:
    whole = counts.iloc[0]
    where = "" if question.is_whole_area else f" in {question.area_name}"
    return Finding(
        id=ID,
        question=QUESTION,
        headline=_headline(whole, where),
        sentence=f"{_time_words(whole)} {_silent_words(counts)}".strip(),
        table=_table(question, log, counts),
        how_to_read=(
            "Each bar is what was heard by one way, or from one group: dark has been answered, hatched still waits. One "
            "thing can be heard by several ways, so the ways add up to more than all. Answered means that those who spoke "
            "were told what came of it, whether or not it was what they asked for. These are things said and not people: "
            "few from a group says how services listen."
        ),
        method=METHOD,
        source=source_of(question, _SOURCE),
        period=f"Heard {day_words(log.entries['date'].min())} to {day_words(log.entries['date'].max())}",
        figure=_figure(counts),
        unknown=_not_coded_words(log.not_coded),
        hidden=_held_back_words(log.held_back),
        caveats=(
            "What still waits counts as waiting in the middle time: to leave it out would make every answer look quick.",
        ),
        verdict="unclear" if whole["waiting"] else "none",
        names=(question.area_name, "95%", number(FEWEST_ENDED)),
    )


def _headline(whole: pd.Series, where: str) -> str:
    if whole["heard"] == 1:
        came = f"still waits after {number(whole['longest'])} days" if whole["waiting"] else "has been answered"
        return f"One thing we heard{where} {came}"
    told = f"{number(whole['answered'])} of {number(whole['heard'])} things we heard{where} have been answered"
    return f"{told}; the longest wait so far is {number(whole['longest'])} days" if whole["waiting"] else told


def _time_words(whole: pd.Series) -> str:
    """How long an answer takes, or why we cannot tell."""
    if pd.isna(whole["median"]):
        few = whole["answered"] < FEWEST_ENDED
        why = f"fewer than {number(FEWEST_ENDED)} have been answered" if few else "more than half still wait"
        return f"How long an answer takes we cannot tell: {why}."
    days = f"Half had an answer within {number(whole['median'])} days"
    if pd.isna(whole["lower"]):
        return f"{days}; with so few answers we cannot tell how far that is chance."
    return f"{days} (95% interval {interval(whole['lower'], whole['upper'], COUNT)})."


def _silent_words(counts: pd.DataFrame) -> str:
    """Groups none of whose words have been answered, and ways by which nothing was heard."""
    groups = counts[(counts["part"] == BY_GROUP) & (counts["answered"] == 0)]["what"]
    unused = counts[(counts["part"] == BY_WAY) & (counts["heard"] == 0)]["what"]
    told = f"Not one answer yet for: {listed(list(groups))}. " if len(groups) else ""
    return told + (f"Nothing was heard by: {listed(list(unused))}." if 0 < len(unused) <= _MOST_NAMED else "")


def _not_coded_words(count: int) -> str:
    if not count:
        return ""
    if count == 1:
        return f"{number(count)} more entry is not coded: whether and when it was answered is not known."
    return f"{number(count)} more entries are not coded: whether and when they were answered is not known."


def _held_back_words(count: int) -> str:
    if not count:
        return ""
    entries, they = ("entry is", "it seems") if count == 1 else ("entries are", "they seem")
    return f"{number(count)} {entries} held back: {they} to point at one person."


def _table(question: Question, log: CodedLog, counts: pd.DataFrame) -> Table:
    waiting = log.entries[~log.entries["answered"]]
    open_rows = pd.DataFrame(
        {
            "part": _WAITING,
            "what": [
                f"{row.community}, {place_words(question, row.area_code)}, {day_words(row.date)}"
                for row in waiting.itertuples()
            ],
            "longest": waiting["days"].to_numpy(float),
        }
    )
    not_coded = pd.DataFrame([{"part": _NOT_CODED, "what": "Entries that say none of this", "heard": log.not_coded}])
    frame = pd.concat([counts, open_rows, not_coded], ignore_index=True)
    frame["what"] = frame["what"].map(_capital)
    frame["limits"] = [
        interval_cell(low, high, COUNT) if pd.notna(low) else ""
        for low, high in frame[["lower", "upper"]].to_numpy(float)
    ]
    counted = frame["answered"].notna()
    frame["middle"] = [number(days) if pd.notna(days) else "" for days in frame["median"]]
    for name in ("middle", "limits"):
        frame.loc[counted & (frame[name] == ""), name] = "cannot tell"
    return Table(
        (
            Column("part", "Counted by"),
            Column("what", "What"),
            Column("heard", "Heard", COUNT),
            Column("answered", "Answered", COUNT),
            Column("waiting", "Still waiting", COUNT),
            Column("followed_up", "Asked again later", COUNT),
            Column("middle", "Half answered within (days)"),
            Column("limits", "95% interval"),
            Column("longest", "Longest open (days)", COUNT),
        ),
        frame,
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _figure(counts: pd.DataFrame) -> go.Figure:
    parts = [Part("answered", ACCENT), Part("still waiting", MISSING, hatched=True)]
    labels: list[str] = []
    shares: list[tuple[float, float]] = []
    for part in (BY_WAY, BY_GROUP):
        labels.append(bold(part))
        shares.append((math.nan, math.nan))
        for row in counts[(counts["part"] == part) & (counts["heard"] > 0)].itertuples():
            labels.append(_capital(row.what))
            shares.append((float(row.answered), float(row.waiting)))
    most = max(sum(each) for each in shares if not math.isnan(each[0]))
    return stacked_parts(labels, parts, shares, axis="things heard", unit=COUNT, whole=most, row_height=34)
