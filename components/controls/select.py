"""A click on a chart's dot makes its area the area in focus, so that every panel follows."""

from collections.abc import Callable

import streamlit as st

from components.controls.address import choose


def focus_on_clicked(key: str) -> Callable[[], None]:
    """A callback for the chart of that key: the first value of the clicked point's custom data is an area's code."""

    def focus() -> None:
        points = st.session_state[key].selection.points
        if points and points[0].get("customdata"):
            choose(area=points[0]["customdata"][0])

    return focus
