"""How a finding is shown: its answer first, then its picture, then how to read it, its table and where it comes from."""

import time
from collections.abc import Callable
from contextlib import nullcontext
from typing import Literal

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.cells_in_view import cells_in_view
from components.controls.page_links import room
from components.controls.screen import html_on_screen, on_screen
from components.controls.take_away import take_away
from components.findings.finding import Finding

# The browser draws together whatever arrives within its batch of some ten milliseconds, the slowest picture included.
_WORDS_SECONDS = 0.015
# What a click on a picture does.
Chosen = Literal["ignore"] | Callable[[], None]
_PLOT = {"displayModeBar": False, "scrollZoom": False}


def headline(finding: Finding) -> None:
    """The page's one message: its question small, the headline as the page's title, then the sentence.

    A page sends it before all else, its pickers above included, for it is what a reader waits for; what follows waits
    until the browser has drawn the words.
    """
    st.html(
        blocks.question(finding.question)
        + blocks.title(finding.headline, level=1)
        + blocks.lead(finding.sentence)
        + _signs(finding)
    )
    time.sleep(_WORDS_SECONDS)


def section(finding: Finding, *, key: str, on_select: Chosen = "ignore") -> None:
    """A finding further down a page: its words, then its picture and notes."""
    section_words(finding)
    picture(finding, key=key, on_select=on_select)
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


def picture(finding: Finding, *, key: str, on_select: Chosen = "ignore") -> object:
    """The finding's figure, with its alt text; nothing where words suffice."""
    if finding.figure is None:
        return None
    shown = on_screen(finding.figure)
    with st.container(key=f"wide_{key}") if shown.least else nullcontext():
        return st.plotly_chart(
            shown.figure,
            key=key,
            theme=None,
            config=_PLOT,
            on_select=on_select,
            selection_mode="points",
            alt=finding.alt,
            width=shown.least or "stretch",
        )


@st.fragment
def notes(finding: Finding, *, key: str) -> None:
    """What a reader needs beside a picture: unknown and hidden shares at once, the rest on request, which redraws no more."""
    _at_once(finding)
    st.html(blocks.on_paper(_source_words(finding)))
    more = st.expander("How to read this, the table and the source", key=f"{key}_more", on_change="rerun")
    if more.open:
        with more:
            _more(finding, key=key)
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


def _more(finding: Finding, *, key: str) -> None:
    _reading(finding)
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
