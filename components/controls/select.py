"""A click on a chart's dot makes its area the area in focus, or one of those compared, so that every panel follows."""

from collections.abc import Callable
from html import unescape

import streamlit as st

from components.controls.address import choose
from components.findings.selection import MOST_COMPARED


def focus_on_clicked(key: str) -> Callable[[], None]:
    """A callback for the chart of that key: the first value of the clicked point's custom data is an area's code."""

    def focus() -> None:
        code = _clicked(key)
        if code is not None:
            choose(area=code)

    return focus


def compare_clicked(key: str, shown: tuple[str, ...]) -> Callable[[], None]:
    """A callback for the chart of that key: the clicked area joins those compared, if need be in place of the last."""

    def compare() -> None:
        code = _clicked(key)
        if code is not None and code not in shown:
            choose(areas=(*shown[: MOST_COMPARED - 1], code))

    return compare


def _clicked(key: str) -> str | None:
    """The code of the area that was clicked on a chart; None for a mark that is no area, and for a click that lets go."""
    points = st.session_state[key].selection.points
    found = points[0]["customdata"][0] if points and points[0].get("customdata") else None
    # Pictures hold text as HTML does: an ampersand in a code comes back as it was written for the picture.
    return unescape(found) if isinstance(found, str) else found
