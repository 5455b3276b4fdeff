"""The switch between values adjusted for age and values as counted, where both are known."""

import streamlit as st

from components.controls.address import choose
from components.controls.cached_findings import answer
from components.controls.control_help import HELP
from components.findings.age_words import can_be_adjusted, some_area_can_be_adjusted
from components.findings.selection import AS_COUNTED, Selection

_KEY = "switch_adjusted"


def _adopt() -> None:
    choose(adjusted="" if st.session_state[_KEY] else AS_COUNTED)


def age_switch(selection: Selection, *, between_areas: bool = False) -> None:
    """A switch, on unless the address says otherwise; none where groups (or, between areas, areas) cannot be adjusted."""
    if answer(some_area_can_be_adjusted if between_areas else can_be_adjusted, selection):
        st.session_state[_KEY] = selection.for_age
        st.toggle("Adjusted for age", key=_KEY, on_change=_adopt, help=HELP["adjusted"])
