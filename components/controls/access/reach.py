"""Who has a service within reach, and who does not: the map of sites, and the shares beside it."""

import streamlit as st

from components.controls.access.choice import reach_row, show_site_map
from components.controls.cached_findings import GROUPS, answer_by
from components.controls.current import current_dataset
from components.controls.show import notes, picture, section_words
from components.findings.access.reach import reach_finding
from components.findings.access.site_map import site_map_of
from components.findings.access.sites import AccessChoice, Asked
from components.findings.finding import Finding
from components.findings.selection import Selection


def show_reach(choice: AccessChoice, selection: Selection, lead: Finding | None = None) -> None:
    """Show them with their pickers; without their words where they are the page's `lead`, whose words stand above already."""
    reach = lead or answer_by(GROUPS, Asked(reach_finding, choice), selection)
    if lead is None:
        section_words(reach)
    reach_row(current_dataset())
    shown = answer_by(GROUPS, Asked(site_map_of, choice), selection)
    if shown is not None:
        left, right = st.columns([11, 9], gap="medium")
        with left:
            show_site_map(shown, selection, height=400, alt=reach.alt)
        with right:
            picture(reach, key="reach")
    notes(reach, key="reach")
