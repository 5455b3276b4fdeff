"""Who cannot get in, and where to co-locate? The cascade by group, sites and who has them within reach, the next site."""

import streamlit as st

from components.controls.access.choice import pick_groups, read_access
from components.controls.access.page_parts import access_parts
from components.controls.access.reach import show_reach
from components.controls.address import read_selection, say_what_changed
from components.controls.cached_findings import GROUPS, answer_by
from components.controls.current import current_dataset
from components.controls.evidence.line import evidence_line
from components.controls.parts import show_parts
from components.controls.pickers import pick_area
from components.controls.show import headline, notes, picture
from components.findings.access.lead import access_lead
from components.findings.access.sites import Asked
from components.findings.evidence.by_principle import principle_evidence

dataset = current_dataset()
selection = read_selection(dataset)
choice = read_access(dataset, selection)
pickers = st.container()

lead = answer_by(GROUPS, Asked(access_lead, choice), selection)
headline(lead)
with pickers:
    left, right, _ = st.columns([3, 4, 5], gap="small")
    with left:
        pick_groups(selection)
    with right:
        pick_area(dataset, selection)
    say_what_changed()
if lead.id == "access_reach":
    show_reach(choice, selection, lead)
else:
    key = lead.id.replace("access_cascade", "cascade")
    picture(lead, key=key)
    notes(lead, key=key)
evidence_line(principle_evidence("access"))

show_parts("access", access_parts(choice, selection, lead))
