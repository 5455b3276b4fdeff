"""What did we decide, and did it show? Every decision beside the newest figures, in the order a meeting takes them."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from components.charts.then_now_rows import ThenNowRow, then_now_rows
from components.charts.type_marks import BREAK, bold
from components.findings.decisions.agenda import Reviewed
from components.findings.decisions.status import NOT_YET, DecisionStatus
from components.findings.decisions.words import expected_words, mark_of, status_words
from components.findings.finding import Finding
from components.findings.table import Column, Table
from components.measures.change.signal import AS_EXPECTED, CANNOT_TELL, NO_SIGNAL, OPPOSITE
from components.style.dates import day_words
from components.style.numbers import Unit, interval_cell, number, with_unit
from data.dataset.dataset import Dataset
from data.journal.entry import Signal
from data.journal.entry_history import Record

QUESTION = "What did we decide, and did it show?"
KINDS = {"decision": "Decision", "community": "What a community said", "pilot": "Decision about a pilot"}
_MOST_DRAWN = 12
_LABEL_LETTERS = 38


def decisions_finding(found: Sequence[Reviewed], dataset: Dataset, beyond: Sequence[Record] = ()) -> Finding:
    """The register as a finding: how many are open, and how many of them came as expected.

    `beyond` are records that were not held against the figures, for there are so many: the answer says how many.
    """
    opened = [each for each in found if each.open]
    if not found:
        return _nothing_yet(dataset)
    frame = pd.DataFrame([_row(each, dataset) for each in found])
    frame = pd.concat([frame, pd.DataFrame([{"title": "All open", "status": _tally(opened)}])], ignore_index=True)
    return Finding(
        id="decisions",
        question=QUESTION,
        headline=_headline(opened),
        sentence=_sentence(opened),
        table=Table(_COLUMNS, frame),
        how_to_read=(
            "One row a decision, in the order a meeting takes them: overdue and opposite first. The left line is the figure "
            "as it stood when the decision was made, the dashed line what was expected, the mark where the newest figures "
            "are, with its 95% interval. Each row is drawn to its own expected change, so that unlike figures can stand "
            "together. A figure that moved as expected does not show that the decision moved it."
        ),
        method="signal",
        source=f"Source: the journal of decisions; figures from {dataset.manifest.title}."
        + (" Synthetic data: not a real place." if dataset.manifest.synthetic else ""),
        period="",
        figure=_figure([each for each in opened if each.entry.signal][:_MOST_DRAWN]),
        names=("95%",),
        notice=_beyond_words(found, beyond),
    )


def _beyond_words(found: Sequence[Reviewed], beyond: Sequence[Record]) -> str:
    if not beyond:
        return ""
    opened = sum(each.entry.state == "open" for each in beyond)
    return (
        f"Looked at here are {number(len(found))} records, open ones first and of these the soonest due. "
        f"{number(len(beyond))} more are kept ({number(opened)} of them open) and are in the export of everything."
    )


_COLUMNS = (
    Column("title", "Decision"),
    Column("kind", "Kind"),
    Column("area", "Area"),
    Column("owner", "Owner"),
    Column("decided", "Decided on"),
    Column("due", "By when"),
    Column("then", "As it stood"),
    Column("expected", "Expected"),
    Column("now", "Newest figure"),
    Column("change", "Change since (95% interval)"),
    Column("smallest", "Smallest change these figures could show"),
    Column("status", "How it stands"),
    Column("words", "In words"),
    Column("state", "State"),
)


def _row(each: Reviewed, dataset: Dataset) -> dict[str, str]:
    entry, status, expected = each.entry, each.status, each.entry.signal
    late = ", overdue" if each.overdue else ""
    row = {
        "title": entry.title,
        "kind": KINDS[entry.kind],
        "area": dataset.area_name(entry.area_code),
        "owner": entry.owner_role,
        "decided": day_words(entry.decided_on),
        "due": (day_words(each.due) if each.due else "–") + late,
        "status": mark_of(status),
        "state": entry.state,
    }
    if status is None or expected is None:
        return row | dict.fromkeys(("then", "expected", "now", "change", "smallest", "words"), "–")
    decimals = status.unit.decimals
    plain = "–" if status.change is None else number(status.change, decimals)
    limits = ""
    if status.lower is not None and status.upper is not None:
        limits = f" ({interval_cell(status.lower, status.upper, status.unit)})"
    return row | {
        "then": f"{_figure_words(expected, status.unit, status.then.estimate)} in {status.then.period}",
        "expected": f"{expected_words(expected, status)} by {day_words(expected.by_when)}",
        "now": "–"
        if status.now is None
        else f"{_figure_words(expected, status.unit, status.now.estimate)} in {status.now.period}",
        "change": plain + limits,
        "smallest": "–" if status.detectable is None else number(status.detectable, decimals),
        "words": status_words(expected, status),
    }


def _figure_words(expected: Signal, unit: Unit, value: float) -> str:
    if expected.measure == "value":
        return with_unit(value, unit)
    return f"{number(value, unit.decimals)} {unit.gap_words}".strip()


def _counts(opened: Sequence[Reviewed]) -> list[tuple[int, str]]:
    """How many of the open decisions stand how, in the order they are said; those that are none are left out."""
    codes = [each.code for each in opened]
    named = (
        (codes.count(AS_EXPECTED), "as expected"),
        (codes.count(OPPOSITE), "the opposite"),
        (codes.count(NO_SIGNAL), "no signal yet"),
        (codes.count(NOT_YET), "waiting for later figures"),
        (codes.count(CANNOT_TELL), "cannot be told"),
        (codes.count(""), "with no figure"),
        (sum(each.overdue for each in opened), "overdue"),
    )
    return [(count, words) for count, words in named if count]


def _tally(opened: Sequence[Reviewed]) -> str:
    return f"{number(len(opened))} open: " + ", ".join(f"{number(count)} {words}" for count, words in _counts(opened))


def _headline(opened: Sequence[Reviewed]) -> str:
    if not opened:
        return "No decision is open"
    noun = "record" if any(each.entry.kind == "community" for each in opened) else "decision"
    subject = f"{noun} is open" if len(opened) == 1 else f"{noun}s are open"
    return f"{number(len(opened))} {subject}: " + ", ".join(f"{number(n)} {words}" for n, words in _counts(opened))


def _sentence(opened: Sequence[Reviewed]) -> str:
    if not opened:
        return "Everything decided here is closed or withdrawn; it stays in the table."
    first = opened[0]
    words = "It named no figure to follow."
    if first.entry.signal and first.status:
        words = status_words(first.entry.signal, first.status)
    why = "overdue" if first.overdue else "nothing is overdue"
    return f"First on the agenda: ‘{first.entry.title}’ ({why}). {words}"


def _figure(drawn: Sequence[Reviewed]) -> go.Figure | None:
    rows = [_drawn(each, each.entry.signal, each.status) for each in drawn if each.entry.signal and each.status]
    return then_now_rows(rows) if rows else None


def _drawn(each: Reviewed, expected: Signal, status: DecisionStatus) -> ThenNowRow:
    late = " · overdue" if each.overdue else ""
    title = each.entry.title
    label = title if len(title) <= _LABEL_LETTERS else title[: _LABEL_LETTERS - 1].rstrip() + "…"
    words = f"{bold(mark_of(status))}{late}{BREAK}{_short_change(status, each.due)}"
    if status.change is None:
        return ThenNowRow(label, status.code, words)
    share, hover = status.change / status.expected, status_words(expected, status)
    if status.lower is None or status.upper is None:
        return ThenNowRow(label, status.code, words, hover, share)
    low, high = sorted((status.lower / status.expected, status.upper / status.expected))
    return ThenNowRow(label, status.code, words, hover, share, low, high)


def _short_change(status: DecisionStatus, due: date | None) -> str:
    decimals = status.unit.decimals
    then = number(status.then.estimate, decimals)
    wanted = number(status.then.estimate + status.expected, decimals)
    if status.now is None:
        return f"{then} then; {wanted} expected by {due:%b %Y}"
    return f"{then} then, {number(status.now.estimate, decimals)} now; {wanted} expected"


def _nothing_yet(dataset: Dataset) -> Finding:
    holds = [
        ("The gap as it stood", "kept word for word, with its date: it never changes afterwards"),
        ("What was decided", "by whom it is owned (a role, never a name), and on what evidence"),
        ("What was expected", "which way the gap would move, by how much and by when"),
        ("What came of it", "as expected, no signal yet, or the opposite: said anew at every release of data"),
    ]
    return Finding(
        id="decisions",
        question=QUESTION,
        headline="Nothing has been decided here yet",
        sentence=(
            "A decision is kept with the gap as it stood, the evidence it rests on, who owns it, and what should change by "
            "when. Each later release of data then says: as expected, no signal yet, or the opposite."
        ),
        table=Table(
            (Column("part", "A decision keeps"), Column("words", "What that is")),
            pd.DataFrame(holds, columns=["part", "words"]),
        ),
        how_to_read="",
        method="signal",
        source=f"Source: the journal of decisions, empty for {dataset.manifest.area_name}.",
        period="",
        verdict="cannot tell",
    )
