"""What is this neighbourhood like? Who lives there, which are like it, where it differs, its team, what stands there."""

from functools import partial

import streamlit as st

from components.controls.address import read_selection, say_what_changed
from components.controls.age_switch import age_switch
from components.controls.cached_findings import AGED_AREA, AREA, GAPS, answer, answer_by
from components.controls.current import current_dataset
from components.controls.decisions.decided_here import show_decided
from components.controls.page_sections import finding_part, lacking_part, told_part
from components.controls.parts import Part, show_parts
from components.controls.pickers import pick_area
from components.controls.show import headline, notes, picture
from components.controls.trust.heard import show_heard
from components.findings.profile import decided_here, like, living, pilots_here, sites_here, team, team_survey
from components.findings.profile.like import like_finding
from components.findings.profile.living import living_finding
from components.findings.profile.overview import profile_lead
from components.findings.profile.pilots_here import pilots_here_finding
from components.findings.profile.sites_here import sites_here_finding
from components.findings.profile.team_surveys import team_survey_finding
from components.findings.profile.teams import team_finding
from components.findings.trust import log
from components.findings.trust.log import log_finding

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
asked = (
    ("profile_team", team.QUESTION, team_finding, AREA),
    ("profile_survey", team_survey.QUESTION, team_survey_finding, AGED_AREA),
    ("profile_sites", sites_here.QUESTION, sites_here_finding, AREA),
    ("profile_pilots", pilots_here.QUESTION, pilots_here_finding, AREA),
)
finds = {name: partial(answer_by, follows, ask, selection) for name, _, ask, follows in asked}
parts += [told_part(name, question, finds[name]) for name, question, *_ in asked]
parts.append(Part("decided", decided_here.QUESTION, partial(show_decided, selection, key=decided_here.ID)))
parts.append(Part("heard", log.QUESTION, partial(show_heard, selection, key="trust_log")))
parts.append(lacking_part([*finds.values(), partial(answer_by, GAPS, log_finding, selection)]))
show_parts("profile", parts)
