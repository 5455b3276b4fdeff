"""Where the pages are, for the navigation and for links from one page to another."""

from pathlib import Path

import streamlit as st

from data.contract.pages import BY_NAME, PAGES

_SHOWN = "page_shown"
_FOLDER = Path(__file__).parents[2] / "pages"


def room(name: str) -> str:
    """The file of a page, by its name in the address."""
    return str(_FOLDER / f"{name}.py")


def now_on(title: str) -> None:
    """Note which page is being shown, by its title in the navigation."""
    st.session_state[_SHOWN] = next((page.name for page in PAGES if page.title == title), "")


def page_shown() -> str:
    """The name of the page being shown; '' where the navigation has none of that title."""
    name: str = st.session_state.get(_SHOWN, "")
    return name


def has_room(name: str) -> bool:
    """Whether there is a page of that name, for links that data names."""
    return name in BY_NAME
