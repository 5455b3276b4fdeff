"""Who cannot get in, and where to co-locate? The cascade by group, sites and who has them within reach, the next site."""

from functools import partial

import streamlit as st

from components.controls.access.choice import more_row, pick_groups, read_access
from components.controls.access.reach import show_reach
from components.controls.address import read_selection, say_what_changed
from components.controls.cached_findings import GROUPS, answer_by
from components.controls.current import current_dataset
from components.controls.evidence.line import evidence_line
from components.controls.page_sections import finding_part, told_part
from components.controls.parts import Part, show_parts
from components.controls.pickers import pick_area
from components.controls.show import headline, notes, picture, section_words
from components.findings.access import everyone, one_more_site, shared_sites
from components.findings.access import reach as reach_question
from components.findings.access.everyone import access_everyone_finding
from components.findings.access.lead import access_lead
from components.findings.access.one_more_site import more_finding
from components.findings.access.shared_sites import shared_finding
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
if lead.id == "access_cascade":
    picture(lead, key="cascade")
    notes(lead, key="cascade")
else:
    show_reach(choice, selection, lead)
evidence_line(principle_evidence("access"))


def one_more() -> None:
    """Where one more site would help most, for as many sites and for whom as is chosen."""
    more = answer_by(GROUPS, Asked(more_finding, choice), selection)
    section_words(more)
    more_row()
    picture(more, key="more")
    notes(more, key="more")


within_reach = partial(show_reach, choice, selection)
show_parts(
    "access",
    [
        *([Part("reach", reach_question.QUESTION, within_reach)] if lead.id != "access_reach" else []),
        Part("more", one_more_site.QUESTION, one_more),
        finding_part("shared", shared_sites.QUESTION, partial(answer_by, GROUPS, shared_finding, selection)),
        told_part("said", everyone.QUESTION, partial(answer_by, GROUPS, access_everyone_finding, selection)),
    ],
)
