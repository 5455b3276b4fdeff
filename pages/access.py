"""Who cannot get in, and where to co-locate? The cascade by group, sites and who has them within reach, the next site."""

import streamlit as st

from components.controls.access.choice import more_row, pick_groups, reach_row, read_access, show_site_map
from components.controls.address import read_selection, say_what_changed
from components.controls.cached_findings import answer_by
from components.controls.current import current_dataset
from components.controls.evidence.line import evidence_line
from components.controls.pickers import pick_area
from components.controls.show import headline, notes, picture, section, section_words
from components.findings.access.everyone import access_everyone_finding
from components.findings.access.lead import access_lead
from components.findings.access.one_more_site import more_finding
from components.findings.access.reach import reach_finding
from components.findings.access.shared_sites import shared_finding
from components.findings.access.site_map import site_map_of
from components.findings.access.sites import Asked
from components.findings.evidence.by_principle import principle_evidence

# What its answers follow from, beside the page's own choices.
FOLLOWS = ("by", "area")

dataset = current_dataset()
selection = read_selection(dataset)
choice = read_access(dataset, selection)
pickers = st.container()

lead = answer_by(FOLLOWS, Asked(access_lead, choice), selection)
headline(lead)
with pickers:
    left, right, _ = st.columns([3, 4, 5], gap="small")
    with left:
        pick_groups(selection)
    with right:
        pick_area(dataset, selection)
    say_what_changed()
if lead.id == "access_cascade":
    picture(lead, key="cascade")
    notes(lead, key="cascade")
    evidence_line(principle_evidence("access"))

reach = lead if lead.id == "access_reach" else answer_by(FOLLOWS, Asked(reach_finding, choice), selection)
if reach is not lead:
    section_words(reach)
reach_row(dataset)
shown = answer_by(FOLLOWS, Asked(site_map_of, choice), selection)
if shown is not None:
    left, right = st.columns([11, 9], gap="medium")
    with left:
        show_site_map(shown, selection, height=400, alt=reach.alt)
    with right:
        picture(reach, key="reach")
notes(reach, key="reach")
if lead.id != "access_cascade":
    evidence_line(principle_evidence("access"))

more = answer_by(FOLLOWS, Asked(more_finding, choice), selection)
section_words(more)
more_row()
picture(more, key="more")
notes(more, key="more")

section(answer_by(FOLLOWS, shared_finding, selection), key="shared")

said = answer_by(FOLLOWS, access_everyone_finding, selection)
if said.verdict != "cannot tell":
    section(said, key="said")
