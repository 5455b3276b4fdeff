"""The selection lives in the address bar: read from there first, written back after every change.

Within a session the last selection is kept, so that it follows a person from page to page. The address wins whenever
it differs from what was last written there (a pasted link, the back button).
"""

from dataclasses import fields, replace

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.controls.as_text import as_text
from components.findings.fifths_by import NATIONAL, OF_PRACTICES
from components.findings.selection import Selection, changes, from_link, settle
from data.dataset.dataset import Dataset

_KEPT = "selection"
_WRITTEN = "address_written"
_NOTED = "address_changes"
_CHOSEN = "address_outrun"
_CHANGED = "changed_since_drawn"


_NAMES = {each.name for each in fields(Selection)}


def _address() -> dict[str, list[str]]:
    """The selection's own parameters in the address; a page may keep others there."""
    return {name: st.query_params.get_all(name) for name in st.query_params if name in _NAMES}


def own_choices() -> dict[str, list[str]]:
    """What a page keeps in the address beside the selection."""
    return {name: st.query_params.get_all(name) for name in st.query_params if name not in _NAMES}


def _link(selection: Selection) -> dict[str, list[str]]:
    return {name: value if isinstance(value, list) else [value] for name, value in selection.to_link().items()}


def read_selection(dataset: Dataset) -> Selection:
    """The selection to show now: the address's where it is new, else the session's, else the default."""
    address = _address()
    kept: Selection | None = st.session_state.get(_KEPT)
    # A choice made before the browser has heard of the last one comes with the address of the one before: the choice wins.
    outrun = st.session_state.pop(_CHOSEN, False)
    if kept is None or (not outrun and address and address != st.session_state.get(_WRITTEN)):
        base = _link(kept) if kept else {}
        selection = from_link(dataset, base | address)
        st.session_state[_NOTED] = changes(address, selection)
    else:
        selection = settle(dataset, kept)
        st.session_state[_NOTED] = []
    keep_selection(selection)
    return selection


def asked_system() -> str:
    """The code of the system of neighbourhoods to show now, found as the rest of the selection is; '' outside a session.

    It is asked before the selection is read, which is settled to what that system's dataset can show.
    """
    if get_script_run_ctx(suppress_warning=True) is None:
        return ""
    kept: Selection | None = st.session_state.get(_KEPT)
    address = _address()
    if kept is None or (not st.session_state.get(_CHOSEN) and address and address != st.session_state.get(_WRITTEN)):
        found = address.get("system", [])
        return found[-1] if found else (kept.system if kept else "")
    return kept.system


def keep_selection(selection: Selection) -> None:
    """Make this the session's selection and put it in the address bar."""
    st.session_state[_KEPT] = selection
    link = _link(selection)
    if _address() != link:
        st.query_params.from_dict(own_choices() | link)
    st.session_state[_WRITTEN] = link


def choose(**changed: object) -> None:
    """Change part of the session's selection; the page then shows it. For widget callbacks."""
    st.session_state[_KEPT] = replace(st.session_state[_KEPT], **changed)
    st.session_state[_CHOSEN] = True
    ask_for_whole_page()


def kept_indicator() -> str:
    """The indicator of the session's selection; '' where nothing has been selected yet."""
    kept: Selection | None = st.session_state.get(_KEPT)
    return kept.indicator if kept else ""


def forget_selection() -> None:
    """Let go of everything chosen: the next page drawn shows what a bare address does. For widget callbacks."""
    for name in (_KEPT, _WRITTEN, _NOTED, _CHOSEN):
        st.session_state.pop(name, None)
    st.query_params.clear()
    ask_for_whole_page()


def ask_for_whole_page() -> None:
    """Have the page drawn as a whole where a choice was made in a part of it that could be drawn by itself."""
    st.session_state[_CHANGED] = True


def changed_since_drawn() -> bool:
    """Whether a choice was made for which the page as a whole has not been drawn yet."""
    return bool(st.session_state.get(_CHANGED, False))


def drawn_anew() -> None:
    """Note that the page as a whole is being drawn for all that was chosen."""
    st.session_state[_CHANGED] = False


def say_what_changed(*, by_chosen_fifths: bool = False) -> None:
    """Tell the reader of a link which of its choices this dataset could not honour.

    And, on a page that is not `by_chosen_fifths`, that the fifths chosen on Who are not those it goes by.
    """
    kept: Selection = st.session_state[_KEPT]
    if kept.fifths and kept.by in (NATIONAL, OF_PRACTICES) and not by_chosen_fifths:
        st.caption("Other fifths are chosen on Who. This page goes by the published ones.")
    noted = st.session_state.get(_NOTED)
    if noted:
        st.info(
            f"This link asked for a different {as_text(', '.join(noted))}, which this dataset does not have. "
            "The nearest view is shown instead.",
            icon=":material/link_off:",
        )
