"""Choosing a mark of a picture makes its area the area in focus, or one of those compared, so that every panel follows.

A mark is chosen by a click, or by the keyboard (components/controls/marks.py): both lead to the same.
"""

from collections.abc import Callable
from html import unescape

import streamlit as st

from components.controls.address import choose
from components.controls.marks import Chooses
from components.findings.selection import MOST_COMPARED


def focus_on(code: str) -> None:
    """Make the area of that code the area in focus."""
    choose(area=code)


def compare(shown: tuple[str, ...]) -> Chooses:
    """What joins an area to those compared, if need be in place of the last."""

    def join(code: str) -> None:
        if code not in shown:
            choose(areas=(*shown[: MOST_COMPARED - 1], code))

    return join


def on_click(key: str, chooses: Chooses) -> Callable[[], None]:
    """A callback for the chart of that key: the first value of the clicked point's custom data is an area's code."""

    def clicked() -> None:
        code = _clicked(key)
        if code is not None:
            chooses(code)

    return clicked


def _clicked(key: str) -> str | None:
    """The code of the area that was clicked on a chart; None for a mark that is no area, and for a click that lets go."""
    points = st.session_state[key].selection.points
    found = points[0]["customdata"][0] if points and points[0].get("customdata") else None
    # Pictures hold text as HTML does: an ampersand in a code comes back as it was written for the picture.
    return unescape(found) if isinstance(found, str) else found
