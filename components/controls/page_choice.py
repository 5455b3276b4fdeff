"""A choice that one page has for itself: kept in the address beside the selection, and lost by no other page."""

from collections.abc import Callable, Sequence

import streamlit as st


def page_choice(label: str, name: str, options: Sequence[str], words: Callable[[str], str] = str) -> str:
    """Let the reader pick one of the options; the first unless the address names another. Returns the choice.

    `name` is the parameter in the address. Errors: ValueError for no options.
    """
    if not options:
        raise ValueError("options: found none, expected one or more")
    asked = st.query_params.get(name, options[0])
    key = f"own_{name}"
    st.session_state[key] = asked if asked in options else options[0]
    return st.selectbox(label, options, format_func=words, key=key, on_change=_adopt, args=(name, key))


def _adopt(name: str, key: str) -> None:
    st.query_params[name] = st.session_state[key]
