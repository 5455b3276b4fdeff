"""At the head of every page: a box that finds indicators, pages, places, groups and methods, and a way to start again."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st

from components.controls.address import forget_selection, kept_indicator
from components.controls.current import current_dataset
from components.controls.own_scripts import own_script
from components.controls.page_choice import forget_choices
from components.controls.page_links import room
from components.controls.screen import html_on_screen
from components.findings.find.signposts import Signpost, signposts
from components.findings.kept import kept_with_dataset
from components.findings.selection import indicator_given_by
from data.dataset.dataset import Dataset

_BOX, _ASK, _GO = "find", "ask", "go"
_LOOK = (Path(__file__).parents[1] / "style" / "find.css").read_text(encoding="utf-8")


def find_bar() -> None:
    """The box, which the keyboard reaches by Ctrl and K from anywhere, and the button beside it."""
    st.html(f"<style>{html_on_screen(_LOOK)}</style>")
    with st.container(horizontal=True, key="find_bar", gap="small"):
        _find_box()
        st.button(
            "Start again",
            icon=":material/restart_alt:",
            type="tertiary",
            key="start_again",
            help="Back to what this page shows first: nothing chosen. The browser’s Back button undoes it.",
            on_click=_start_again,
        )


def _start_again() -> None:
    forget_choices()
    forget_selection()


@st.fragment
def _find_box() -> None:
    """What is typed is answered in the browser, which asks for the list when the box is first opened."""
    dataset = current_dataset()
    version = _version(dataset)
    asked = bool(st.session_state.get(_BOX) and st.session_state[_BOX].get(_ASK))
    box: Callable[..., Any] = own_script("find", has_look=True)
    told = box(
        key=_BOX,
        data={"version": version, "list": _lines(dataset) if asked else None},
        on_ask_change=lambda: None,
        on_go_change=lambda: None,
    )
    known, _, place = (told[_GO] or "").partition(":")
    if known == version and place.isdecimal() and int(place) < len(signposts(dataset)):
        _open(dataset, signposts(dataset)[int(place)])


def _open(dataset: Dataset, signpost: Signpost) -> None:
    """Go where a signpost leads; what it says nothing of stays as it was chosen."""
    choices = dict(signpost.choices)
    if "by" in choices:
        choices["indicator"] = indicator_given_by(dataset, kept_indicator(), choices["by"])
    st.switch_page(room(signpost.page), query_params=choices)


@kept_with_dataset
def _lines(dataset: Dataset) -> list[list[str]]:
    """The list as the browser gets it: of each its name, what it is, and other words for it."""
    return [[each.name, each.what, "\n".join(filter(None, each.also))] for each in signposts(dataset)]


@kept_with_dataset
def _version(dataset: Dataset) -> str:
    """By what the browser knows that the list it has is still the list."""
    return sha256(repr(_lines(dataset)).encode()).hexdigest()[:12]
