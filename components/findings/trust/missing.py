"""Whose voice is missing? Groups that hardly take part, and neighbourhoods from which nothing is written down."""

from dataclasses import dataclass

import pandas as pd

from components.findings.finding import Finding
from components.findings.question import Question
from components.findings.recording_rows import SHARE, lacks, listed, source_of
from components.findings.table import Column, Table
from components.findings.trust.heard import Heard, heard, missing_voices
from components.style.numbers import COUNT, number, short
from data.contract.vocabulary import DIMENSIONS

QUESTION = "Whose voice is missing?"
# What activities hardly ever count people by, under the code of the PLUS group or dimension that would.
_COUNTED_SELDOM = {
    "disability": "disability",
    "carers": "caring",
    "language": "language",
    "religion": "faith",
    "housing_tenure": "housing",
}


@dataclass(frozen=True)
class _Silent:
    """Neighbourhoods in focus without an entry in the log, and how many there are with and without."""

    names: tuple[str, ...]
    of: int


def missing_finding(question: Question) -> Finding:
    """Every group missing from an activity, by how many people; and neighbourhoods absent from the log."""
    found, silent = heard(question), _silent(question)
    if found is None and silent is None:
        needs = "counts of who takes part and a log of what communities said"
        return lacks(question, "trust_missing", QUESTION, "Who takes part", needs, method="representation")
    rows = [] if found is None else _groups(missing_voices(found))
    rows += [] if silent is None else [_neighbourhoods(silent)]
    frame = pd.DataFrame(rows, columns=["what", "who", "took", "here", "more"])
    groups = len(frame) - (silent is not None)
    headline = f"{number(groups)} group{'' if groups == 1 else 's'} missing from an activity"
    headline = headline if groups else "No group is clearly missing"
    if silent is not None and silent.names:
        headline += f"; nothing written down from {number(len(silent.names))} of {number(silent.of)} neighbourhoods"
    uncounted = _uncounted(question, found)
    return Finding(
        id="trust_missing",
        question=QUESTION,
        headline=headline,
        sentence=uncounted,
        table=Table(
            (
                Column("what", "Activity"),
                Column("who", "Missing"),
                Column("took", "Of those who took part (%)", SHARE),
                Column("here", "Of those who live here (%)", SHARE),
                Column("more", "More needed to match", COUNT),
            ),
            frame.assign(status="suppressed") if silent is None else _with_status(frame),
        ),
        how_to_read="",
        method="representation",
        source=source_of(question, "lists of those who took part and the log"),
        period="",
        names=(number(groups), *((number(len(silent.names)), number(silent.of)) if silent else ())),
    )


def _groups(missing: pd.DataFrame) -> list[dict[str, object]]:
    return [
        {"what": row.activity, "who": row.label, "took": row.took, "here": row.here, "more": row.more}
        for row in missing.itertuples()
    ]


def _with_status(frame: pd.DataFrame) -> pd.DataFrame:
    status = ["not_applicable" if what == "Log" else "suppressed" for what in frame["what"]]
    return frame.assign(status=status).astype({"took": float, "here": float, "more": float})


def _silent(question: Question) -> _Silent | None:
    """The neighbourhoods in focus without an entry in the log; None without a log."""
    log, around = question.dataset.optional("community_log"), question.dataset.areas("neighbourhood")
    if log is None or around.empty:
        return None
    chosen = question.selection.area
    inside = around if question.is_whole_area else around[(around["parent_code"] == chosen) | (around.index == chosen)]
    absent = inside.index.difference(log["area_code"])
    return _Silent(tuple(sorted(question.dataset.area_name(code) for code in absent)), len(inside))


def _neighbourhoods(silent: _Silent) -> dict[str, object]:
    return {"what": "Log", "who": listed(silent.names) if silent.names else "every neighbourhood has an entry"}


def _uncounted(question: Question, found: Heard | None) -> str:
    """Which ways of dividing people no activity counts: voices that cannot even be looked for."""
    table = question.dataset.optional("participation")
    if found is None or table is None:
        return "Who takes part is not counted, so no group can be said to be missing."
    given = set(table["dimension"])
    asked = ("ethnic_group", "deprivation_quintile", "age", "sex")
    absent = [DIMENSIONS[code].label.lower() for code in asked if code not in given]
    own = {each for code in given & set(question.dataset.manifest.own_dimensions) for each in _plus(question, code)}
    uncounted = [words for code, words in _COUNTED_SELDOM.items() if code not in own]
    if not uncounted:
        return f"Nor is anyone counted by {listed(absent)}." if absent else ""
    named = listed(uncounted)
    are = "is" if len(uncounted) == 1 else "are"
    words = f"{named[0].upper()}{named[1:]} {are} counted nowhere: who is missing there, nobody can tell."
    return (f"Nor is anyone counted by {listed(absent)}. " if absent else "") + words


def _plus(question: Question, code: str) -> tuple[str, ...]:
    dimension = question.dataset.vocabulary[code]
    return dimension.plus or (code,)


def lines(finding: Finding) -> list[str]:
    """The missing voices, a plain line each."""
    told = []
    for row in finding.table.frame.itertuples():
        if row.what == "Log":
            told.append(f"Nothing is written down from: {row.who}.")
        elif pd.isna(row.took):
            told.append(f"{row.what}: {row.who}, too few to show; {short(row.here, SHARE)} of those who live here.")
        else:
            told.append(
                f"{row.what}: {row.who}, {short(row.took, SHARE)} of those there and {short(row.here, SHARE)} of those who "
                f"live here; {number(row.more)} more people would match."
            )
    return told
