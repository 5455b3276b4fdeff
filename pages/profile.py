"""What is this neighbourhood like? Who lives there, which others are like it, where it differs, and what people said."""

from functools import partial

import streamlit as st

from components.controls.address import read_selection, say_what_changed
from components.controls.age_switch import age_switch
from components.controls.cached_findings import answer
from components.controls.current import current_dataset
from components.controls.page_sections import finding_part
from components.controls.parts import Part, show_parts
from components.controls.pickers import pick_area
from components.controls.show import headline, notes, picture
from components.controls.trust.heard import show_heard
from components.findings.profile import like, living
from components.findings.profile.like import like_finding
from components.findings.profile.living import living_finding
from components.findings.profile.overview import profile_lead
from components.findings.trust import log

dataset = current_dataset()
selection = read_selection(dataset)
pickers = st.container()

lead = answer(profile_lead, selection)
headline(lead)
with pickers:
    left, _ = st.columns([4, 8], gap="small")
    with left:
        pick_area(dataset, selection)
    age_switch(selection, between_areas=True)
    say_what_changed()
picture(lead, key="profile")
notes(lead, key="profile")

parts = [finding_part("living", living.QUESTION, lambda: answer(living_finding, selection))]
if selection.area in dataset.areas("neighbourhood").index:
    parts.append(finding_part("like", like.QUESTION, lambda: answer(like_finding, selection)))
parts.append(Part("heard", log.QUESTION, partial(show_heard, selection, key="trust_log")))
show_parts("profile", parts)
