"""A choice that one page has for itself: kept in the address beside the selection, and lost by no other page."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from components.controls.address import ask_for_whole_page, own_choices
from components.controls.as_text import as_text
from components.controls.control_help import HELP
from components.controls.parts import WHOLE

_BY_PAGE, _LAST = "choices_of_pages", "choices_last_page"
# How a page is looked at, and the meeting's list, which brings itself back: no choices of a page.
_NOT_BROUGHT_BACK = {WHOLE, "write"}
_BRINGS_ITS_OWN = "meeting"


def bring_back_choices(page: str) -> None:
    """Whoever comes to a page by its bare name finds it as they left it. An address that says anything says it all."""
    kept: dict[str, dict[str, list[str]]] = st.session_state.setdefault(_BY_PAGE, {})
    arrived = st.session_state.get(_LAST) != page
    st.session_state[_LAST] = page
    if page == _BRINGS_ITS_OWN:
        return
    if arrived and not len(st.query_params) and kept.get(page):
        st.query_params.from_dict(kept[page])
    else:
        kept[page] = {name: values for name, values in own_choices().items() if name not in _NOT_BROUGHT_BACK}


def forget_choices() -> None:
    """Let go of what pages have chosen for themselves. For widget callbacks."""
    st.session_state.pop(_BY_PAGE, None)


def chosen(name: str, options: Sequence[str], *, address: Mapping[str, str] | None = None) -> str:
    """The option that the address names, else the first: what `page_choice` will show, before it is shown. '' for none.

    `address` is another than the page's own.
    """
    asked = (st.query_params if address is None else address).get(name, "")
    return asked if asked in options else next(iter(options), "")


def choose_here(name: str, value: str) -> None:
    """Make an option the page's choice, as picking it would. For widget callbacks: a link to the page one is on already
    shows the option and leaves the address as it was.
    """
    st.query_params[name] = value
    ask_for_whole_page()


def page_choice(label: str, name: str, options: Sequence[str], words: Callable[[str], str] = str) -> str:
    """Let the reader pick one of the options; the first unless the address names another. Returns the choice.

    `name` is the parameter in the address. Errors: ValueError for no options.
    """
    if not options:
        raise ValueError("options: found none, expected one or more")
    key = f"own_{name}"
    st.session_state[key] = chosen(name, options)
    return st.selectbox(
        as_text(label), options, format_func=words, key=key, on_change=_adopt, args=(name, key), help=HELP[name]
    )


def _adopt(name: str, key: str) -> None:
    choose_here(name, st.session_state[key])
