"""The register of this dataset's area on the page: its answer, its cards, an example where it is empty, and what is apart."""

from collections.abc import Sequence

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.address import ask_for_whole_page
from components.controls.cells_in_view import cells_in_view
from components.controls.decisions.cards import decision_cards
from components.controls.journal import kept_records, today
from components.controls.parts import Part, show_parts
from components.controls.show import notes, picture, section_words
from components.findings.decisions.agenda import Reviewed, first_to_review, reviewed
from components.findings.decisions.example import example_records
from components.findings.decisions.register import KINDS, decisions_finding
from components.findings.decisions.status import belongs_here
from components.findings.finding import Finding
from components.style.dates import day_words
from components.style.numbers import number
from data.dataset.dataset import Dataset
from data.journal.entry_history import Record

_EMPTIED = "decisions_example_emptied"
_MOST_LINES, _CARDS_AT_ONCE = 50, 20


def register_of(dataset: Dataset) -> tuple[list[Reviewed], list[Record], list[Record]]:
    """The records about this dataset's area as an agenda, those beyond its length, and those about other areas or data."""
    # A meeting's list is kept in the same journal, and shown on the page Meeting.
    records = [each for each in kept_records() if each.entry.kind in KINDS]
    here = [each for each in records if belongs_here(each.entry, dataset)]
    apart = [each for each in records if not belongs_here(each.entry, dataset)]
    first, beyond = first_to_review(here)
    return reviewed(first, dataset, today()), beyond, apart


def what_is_kept(register: Finding) -> None:
    """What a decision keeps, part by part, where none is kept yet."""
    cells_in_view(register.table.text, alt=register.sentence)


def agenda(found: Sequence[Reviewed], dataset: Dataset) -> None:
    """The open records as cards; the closed and withdrawn ones on request."""
    opened = [each for each in found if each.open]
    if opened:
        st.html(blocks.title("The agenda, one by one"))
        _in_parts(opened, dataset, key="decisions_opened")
    rest = [each for each in found if not each.open]
    if rest:
        done = st.expander(f"Closed and withdrawn ({number(len(rest))})", key="decisions_closed", on_change="rerun")
        if done.open:
            with done:
                _in_parts(rest, dataset, key="decisions_done")


def _in_parts(found: Sequence[Reviewed], dataset: Dataset, *, key: str) -> None:
    """So many cards at once as somebody reads; the next ones on request."""
    shown = st.session_state.setdefault(key, _CARDS_AT_ONCE)
    decision_cards(found[:shown], dataset)
    if len(found) > shown:
        more = min(_CARDS_AT_ONCE, len(found) - shown)
        label = f"Show {number(more)} more of {number(len(found))}"
        st.button(label, key=f"{key}_more", on_click=_show_more, args=(key,), icon=":material/expand_more:")


def _show_more(key: str) -> None:
    st.session_state[key] += _CARDS_AT_ONCE


def example_shown(dataset: Dataset) -> bool:
    """Whether a register of invented decisions stands where there are none: of a synthetic dataset, until it is emptied."""
    return dataset.manifest.synthetic and not st.session_state.get(_EMPTIED)


def example(dataset: Dataset) -> None:
    """Of a synthetic dataset whose journal holds nothing: a register filled with invented decisions, until it is emptied.

    Nothing of it is kept, and it goes as soon as somebody writes a decision down.
    """
    if not dataset.manifest.synthetic:
        return
    if not example_shown(dataset):
        st.button("Show the invented decisions again", key="example_again", on_click=_empty, args=(False,))
    else:
        show_parts("decisions", [Part("example", "What a filled register looks like", lambda: _filled(dataset))])


def _empty(emptied: bool) -> None:
    st.session_state[_EMPTIED] = emptied
    ask_for_whole_page()


def _filled(dataset: Dataset) -> None:
    records = example_records(dataset)
    if not records:
        st.html(blocks.note("These figures go back less than two years: too short for an example of a register."))
        return
    found = reviewed(records, dataset, today())
    finding = decisions_finding(found, dataset)
    words, button = st.columns([9, 2], gap="small", vertical_alignment="center")
    words.info(
        "Invented decisions, kept nowhere: about this invented area’s gaps of two years ago, held against its newest "
        "figures. They go when the first real decision is kept.",
        icon=":material/science:",
    )
    button.button("Empty the register", key="example_empty", on_click=_empty, args=(True,), width="stretch")
    section_words(finding)
    picture(finding, key="decisions_example_picture")
    notes(finding, key="decisions_example_notes")
    decision_cards(found, dataset, kept=False)


def other_areas(apart: Sequence[Record], dataset: Dataset) -> None:
    """Say which records of this journal are about other areas or other data, and so cannot be judged here."""
    if not apart:
        return
    count = f"{number(len(apart))} record{' is' if len(apart) == 1 else 's are'}"
    section = st.expander(f"{count} about other areas or other data", key="decisions_apart", on_change="rerun")
    if section.open:
        with section:
            lines = [_line(each) for each in apart[:_MOST_LINES]]
            if len(apart) > _MOST_LINES:
                lines.append(f"and {number(len(apart) - _MOST_LINES)} more")
            why = (
                f"They are kept in the same journal, but not about {dataset.manifest.title}, so nothing here can say what "
                "became of them."
            )
            st.html(blocks.note(why) + blocks.listed(lines))


def _line(record: Record) -> str:
    entry = record.entry
    about = entry.frozen.dataset_title if entry.frozen else f"area {entry.area_code}"
    return f"{entry.title} ({KINDS[entry.kind].lower()}, {about}, decided {day_words(entry.decided_on)})"
