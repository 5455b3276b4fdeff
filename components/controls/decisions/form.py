"""Write down a decision: the gap frozen as it stands, what was decided, on what evidence, by whom, and what to expect."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.controls import html_blocks as blocks
from components.controls.as_text import as_text
from components.controls.cached_findings import answer, question_of
from components.controls.control_help import HELP
from components.controls.decisions.link import ASK
from components.controls.journal import added, fault_lines, say_refused, shared_journal, today
from components.controls.own_dataset import own_dataset
from components.controls.pickers import picker_row
from components.controls.trust.community_log import WARNING
from components.controls.writer_role import remember_role, role_field
from components.findings.decisions.days import quarter_ends, read_day
from components.findings.decisions.expecting import (
    ExpectedChange,
    detectable_words,
    expectations,
    signal_of,
)
from components.findings.decisions.frozen import freeze
from components.findings.decisions.gap import decision_gap_finding
from components.findings.finding import Finding
from components.findings.question import Question
from components.findings.selection import Selection, periods_offered
from components.style.dates import day_words
from data.dataset.dataset import Dataset
from data.evidence.entry import Evidence
from data.evidence.reading import evidence_of
from data.journal.checking import editor_faults, entry_faults
from data.journal.entry import Entry

_TURN, _DONE = "decision_turn", "decision_kept"
OWN_DATA = (
    "You are looking at your own data, in this session only. A decision is kept for everyone on this server, so go back to "
    "the shared data to write one."
)


def decision_section(dataset: Dataset, selection: Selection) -> None:
    """The place to write a decision: open where the address asks for it, and closed again once one is kept."""
    say_kept()
    turn = form_turn()
    asked = ASK in st.query_params
    section = place_to_decide("Record a decision about a gap", f"write_decision_{turn}", expanded=asked)
    if section is None:
        return
    with section:
        picker_row(dataset, selection, period=False)
        _form(dataset, newest(dataset, selection), turn)


def place_to_decide(label: str, key: str, *, expanded: bool = False) -> DeltaGenerator | None:
    """The section to write a decision in; None where it is closed, or the reader looks at own data, which it then says."""
    section = st.expander(as_text(label), expanded=expanded, key=key, on_change="rerun", icon=":material/gavel:")
    if not section.open:
        return None
    if own_dataset() is not None:
        section.info(OWN_DATA)
        return None
    return section


def newest(dataset: Dataset, selection: Selection) -> Selection:
    """The selection in its newest period: a decision is made on the newest figures there are."""
    periods = periods_offered(dataset, selection.indicator, selection.by)
    return replace(selection, period=periods[0] if periods else "")


def form_turn() -> int:
    """The number of the form in this session: a kept entry leads to the next, which begins empty."""
    turn: int = st.session_state.setdefault(_TURN, 0)
    return turn


def say_kept() -> None:
    """Say what has just been kept; nothing otherwise."""
    kept = st.session_state.pop(_DONE, None)
    if kept:
        st.success(
            f"Kept: ‘{as_text(kept)}’. Everyone who opens this page sees it; it will be held against every later release."
        )


def frozen_card(finding: Finding) -> None:
    """What will be kept, as it will be kept: the finding's words in a frame of their own."""
    with st.container(border=True):
        st.html(
            blocks.card(
                blocks.heading(f"Kept with the decision, as it stands in {finding.period or 'no period'}"),
                blocks.size(finding.headline),
                blocks.said(finding.sentence),
            )
        )


def evidence_words(each: Evidence) -> str:
    """A piece of evidence as it is listed: its title, how sure it is."""
    return f"{each.title} – {each.certainty_words}"


def _form(dataset: Dataset, selection: Selection, turn: int) -> None:
    question = question_of(selection)
    finding, offered = answer(decision_gap_finding, selection), answer(expectations, selection)
    frozen_card(finding)
    key = f"decision_{turn}_{{}}".format
    known = evidence_of(dataset)
    st.html(blocks.note(blocks.strong("Before you write."), WARNING))
    with st.form(key("form"), border=False, enter_to_submit=False):
        decision = st.text_area("What was decided", key=key("decision"), height=90)
        title = st.text_input("In a few words, for the register", key=key("title"), max_chars=120)
        evidence = st.multiselect(
            "Evidence relied on, and how sure it is",
            list(known),
            format_func=lambda code: evidence_words(known[code]),
            key=key("evidence"),
            help=HELP["evidence"],
        )
        chosen, amount, by_when = expecting(question, offered, key)
        left, right = st.columns(2, gap="small")
        owner = left.text_input(
            "Owner (a role, never a name)", key=key("owner"), placeholder="for example: access lead"
        )
        with right:
            role = role_field(key("role"))
        sent = st.form_submit_button("Keep this decision", type="primary")
    if sent:
        entry = Entry(
            kind="decision",
            title=title.strip(),
            area_code=selection.area,
            decided_on=today(),
            indicator_id=selection.indicator,
            decision=decision.strip(),
            evidence=tuple(evidence),
            owner_role=owner.strip(),
            frozen=freeze(finding, dataset, selection) if finding.verdict != "cannot tell" else None,
        )
        keep_entry(entry, question, chosen, amount, by_when, role)


def expecting(
    question: Question, offered: Sequence[ExpectedChange], key: Callable[[str], str]
) -> tuple[ExpectedChange, float | None, str]:
    """What should change, by how much and by when."""
    what, size, when = st.columns([5, 4, 4], gap="small")
    words = {each.code: each.words for each in offered}
    code = what.selectbox(
        "What should change", list(words), format_func=words.__getitem__, key=key("what"), help=HELP["what"]
    )
    chosen = next(each for each in offered if each.code == code)
    unit = question.unit.gap_words or "in its own unit"
    amount = size.number_input(
        f"By how much ({as_text(unit)})",
        min_value=0.0,
        value=None,
        key=key("amount"),
        placeholder="a size",
        help=HELP["amount"],
    )
    ends = [day_words(each) for each in quarter_ends(_after(question))]
    by_when = when.selectbox(
        "By when (choose, or type DD/MM/YYYY)",
        ends,
        index=3,
        key=key("when"),
        accept_new_options=True,
        help=HELP["when"],
    )
    note = next((told for each in offered if (told := detectable_words(question, each))), "")
    if note:
        st.html(blocks.note(note))
    return chosen, amount, by_when or ""


def _after(question: Question) -> date:
    """The day that a date to come must be after: today, or the last day of the figures where that is later."""
    ends = [today()]
    if question.selection.period:
        ends.append(question.period_end.date())
    return max(ends)


def keep_entry(
    entry: Entry, question: Question, chosen: ExpectedChange, amount: float | None, by_when: str, role: str
) -> None:
    """Put an entry with what is expected of it into the journal and begin a fresh form; or say everything that hinders it."""
    wrong, day = [], None
    try:
        day = read_day(by_when, _after(question))
    except ValueError as error:
        wrong.append(f"By when: {error}.")
    if chosen.standing is not None and not amount:
        wrong.append(
            "By how much: found nothing, expected a size above 0. If no figure will show it, choose that instead."
        )
    elif day is not None:
        entry = replace(entry, signal=signal_of(question, chosen, amount or 0.0, day), by_when=day)
    wrong += fault_lines([*entry_faults(entry), *editor_faults(role, "")])
    journal = shared_journal()
    if wrong or journal is None:
        say_refused(wrong)
        return
    if not added(journal, entry, role):
        return
    remember_role(role)
    st.session_state[_DONE] = entry.title
    st.session_state[_TURN] += 1
    if ASK in st.query_params:
        del st.query_params[ASK]
    st.rerun()
