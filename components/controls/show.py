"""How a finding is shown: its answer first, then its picture, then how to read it, its table and where it comes from."""

import time
from collections.abc import Sequence
from contextlib import nullcontext

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.as_text import as_text
from components.controls.cells_in_view import cells_in_view
from components.controls.marks import Chooses, clickable, marks_by_keys
from components.controls.page_links import room
from components.controls.screen import html_on_screen, on_screen
from components.controls.select import on_click
from components.controls.take_away import take_away
from components.findings.field_words import FieldWord, words_in
from components.findings.finding import Finding

# The browser draws together whatever arrives within its batch of some ten milliseconds, the slowest picture included.
_WORDS_SECONDS = 0.015
# Which finding the page leads with: its words are explained where they first stand.
_LEAD = "finding_that_leads"
# Of the words explained, how many the closed line names.
_MOST_NAMED = 6
_PLOT = {"displayModeBar": False, "scrollZoom": False}


def headline(finding: Finding) -> None:
    """The page's one message: its question small, the headline as the page's title, then the sentence.

    A page sends it before all else, its pickers above included, for it is what a reader waits for; what follows waits
    until the browser has drawn the words.
    """
    st.session_state[_LEAD] = finding.id
    st.html(
        blocks.question(finding.question)
        + blocks.title(finding.headline, level=1)
        + blocks.lead(finding.sentence)
        + _signs(finding)
    )
    time.sleep(_WORDS_SECONDS)


def section(finding: Finding, *, key: str, chooses: Chooses | None = None) -> None:
    """A finding further down a page: its words, then its picture and notes."""
    section_words(finding)
    picture(finding, key=key, chooses=chooses)
    notes(finding, key=key)


def section_words(finding: Finding) -> None:
    """The words of a finding further down a page: question, heading and sentence."""
    st.html(
        blocks.question(finding.question, below=True)
        + blocks.title(finding.headline)
        + blocks.lead(finding.sentence)
        + _signs(finding)
    )


def _signs(finding: Finding) -> str:
    return html_on_screen(blocks.signs((each.name, each.words) for each in finding.signs)) if finding.signs else ""


def picture(finding: Finding, *, key: str, chooses: Chooses | None = None) -> None:
    """The finding's figure, with its alt text; nothing where words suffice.

    `chooses` is what the choice of a mark does, by a click or by the keyboard.
    """
    if finding.figure is None:
        return
    shown = on_screen(finding.figure)
    with (
        st.container(key=f"wide_{key}") if shown.least else nullcontext(),
        st.container(key=clickable(key)) if chooses else nullcontext(),
    ):
        st.plotly_chart(
            shown.figure,
            key=key,
            theme=None,
            config=_PLOT,
            on_select=on_click(key, chooses) if chooses else "ignore",
            selection_mode="points",
            alt=finding.alt,
            width=shown.least or "stretch",
        )
        if chooses:
            marks_by_keys(key, chooses, label=f"Marks of the picture ‘{finding.headline}’")


@st.fragment
def notes(finding: Finding, *, key: str, also: Sequence[str] = ()) -> None:
    """What a reader needs beside a picture: unknown and hidden shares at once, the rest on request, which redraws no more.

    `also` is what the page says above it besides, as on cards: its words of the field are explained too.
    """
    _at_once(finding)
    st.html(blocks.on_paper(_source_words(finding)))
    more = st.expander("How to read this, the table and the source", key=f"{key}_more", on_change="rerun")
    if more.open:
        with more:
            _more(finding, key=key)
    if st.session_state.get(_LEAD) == finding.id:
        _words(words_in(finding, *also), key=key)
    take_away(finding, key=key)


def in_full(finding: Finding, *, key: str) -> None:
    """A finding that is its table: its words, how to read it, and every cell in view, long ones on several lines."""
    section_words(finding)
    _at_once(finding)
    _reading(finding)
    cells_in_view(finding.table.text, alt=finding.headline)
    _source(finding, key=key)
    take_away(finding, key=key)


def _at_once(finding: Finding) -> None:
    for words in (finding.notice, finding.unknown, finding.hidden):
        if words:
            st.html(blocks.note(words))


def _words(found: Sequence[FieldWord], *, key: str) -> None:
    """A closed line that names the words of the field used here; opened, what each means and where more is said."""
    if not found:
        return
    named = ", ".join(each.word for each in found[:_MOST_NAMED]) + (", …" if len(found) > _MOST_NAMED else "")
    line = st.expander(f"Words used here: {as_text(named)}", key=f"{key}_words", on_change="rerun")
    if line.open:
        with line:
            for each in found:
                said, more = st.columns([3, 2], gap="small", vertical_alignment="center")
                said.html(blocks.term(f"{each.word}:", each.meaning))
                with more:
                    st.page_link(
                        room("methods"), label=f"More on ‘{as_text(each.word)}’", query_params={"method": each.method}
                    )


def _more(finding: Finding, *, key: str) -> None:
    _reading(finding)
    if st.session_state.get(_LEAD) != finding.id:
        for each in words_in(finding):
            st.html(blocks.term(f"{each.word}:", each.meaning))
    st.dataframe(finding.table.text, hide_index=True, key=f"{key}_table")
    _source(finding, key=key)


def _reading(finding: Finding) -> None:
    if finding.how_to_read:
        st.html(blocks.term("How to read it.", finding.how_to_read))
    for caveat in finding.caveats:
        st.html(blocks.term("Note.", caveat))


def _source_words(finding: Finding) -> str:
    return " · ".join(each for each in (finding.source, finding.period) if each)


def _source(finding: Finding, *, key: str) -> None:
    left, middle, right = st.columns([3, 2, 2])
    left.html(blocks.note(_source_words(finding)))
    with middle:
        st.page_link(room("methods"), label="How this is worked out", query_params={"method": finding.method})
    right.download_button(
        "Download table (CSV)",
        data=lambda: finding.table.csv,
        file_name=f"{finding.id}.csv",
        mime="text/csv",
        key=f"{key}_csv",
        on_click="ignore",
    )
