"""The parts of a page below its first screen: each is worked out and drawn when it comes into the window, not before.

A part is a fragment: what is opened or sorted inside it redraws nothing else. Which parts stand in the window is told by
the browser (components/style/in_view.js), so that a change of the page draws its first screen and those, and no others.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState

from components.controls import html_blocks as blocks
from components.controls.address import changed_since_drawn, drawn_anew
from components.controls.own_scripts import own_script
from data.contract.pages import PAGES

_LOOKING, _IN_VIEW, _DRAWN, _TURN = "parts_in_view", "parts_seen", "parts_drawn", "parts_turn"
# In the address: every part is drawn at once, as for a picture of the whole page.
WHOLE = "whole"


@dataclass(frozen=True)
class Part:
    """One part of a page: its name, the question that stands in its place until it is seen, and what draws it."""

    name: str
    question: str
    draw: Callable[[], None]


def show_parts(page: str, parts: Sequence[Part]) -> None:
    """Show the parts of a page, one below the other: drawn where the reader looks, else the question of each."""
    seen_on, seen = st.session_state.get(_IN_VIEW, ("", ()))
    st.session_state[_IN_VIEW] = (page, seen if seen_on == page else ())
    st.session_state[_DRAWN] = set()
    drawn_anew()
    for part in parts:
        with st.container(key=f"part_{part.name}"):
            st.fragment(_part, key=_key(part.name))(part)
    if st.query_params.get(WHOLE) != "yes":
        st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
        st.fragment(_look)(page, tuple(part.name for part in parts))


def _key(name: str) -> str:
    return f"part {name}"


def _part(part: Part) -> None:
    # A choice inside a part is a choice for the whole page.
    if changed_since_drawn():
        st.rerun()
    _, seen = st.session_state[_IN_VIEW]
    if part.name in seen or st.query_params.get(WHOLE) == "yes":
        st.session_state[_DRAWN].add(part.name)
        part.draw()
    else:
        st.html(blocks.waiting(part.question))


def _look(page: str, names: tuple[str, ...]) -> None:
    """Have the browser tell which parts stand in the window."""
    _, seen = st.session_state[_IN_VIEW]
    own_script("in_view")(
        key=_LOOKING,
        data={
            "page": page,
            "first": page == PAGES[0].name,
            "parts": list(names),
            "told": list(seen),
            "turn": st.session_state[_TURN],
        },
        default={"in_view": list(seen)},
        on_acted_change=st.rerun,
        on_in_view_change=partial(_told, page, names, _page_asked_for()),
    )


def _page_asked_for() -> str:
    """Which page this run is for, by the name that Streamlit has for it."""
    run = get_script_run_ctx()
    return run.page_script_hash if run else ""


def _told(page: str, names: tuple[str, ...], asked_on: str) -> None:
    """Keep what the browser tells, and draw the parts that have come into the window, if this run does not anyway.

    Where the reader has gone to another page meanwhile, that page is drawn, and what was seen of this one is nothing to it.
    """
    if _page_asked_for() != asked_on or _LOOKING not in st.session_state:
        return
    told = st.session_state[_LOOKING]["in_view"]
    seen = tuple(name for name in names if name in told)
    st.session_state[_IN_VIEW] = (page, seen)
    new = [_key(name) for name in seen if name not in st.session_state[_DRAWN]]
    if not new or (run := get_script_run_ctx()) is None or run.fragment_ids_this_run is None:
        return
    # The browser tells of every control at once. A run of chosen parts takes the place of the one that was asked for, so
    # it may only do so where nothing else was: not where a reader opens a table as the page scrolls.
    if run.fragment_ids_this_run == [ThreadState.get().fragment_id]:
        st.rerun(new)
    st.rerun()
