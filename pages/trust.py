"""Whom do we hear, and who trusts us? Who takes part, whose voice is missing, and what communities said and was done."""

from functools import partial

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.address import read_selection, say_what_changed
from components.controls.cached_findings import GAPS, GROUPS, answer_by
from components.controls.current import current_dataset
from components.controls.evidence.line import evidence_line
from components.controls.page_sections import lacking_part, told_part
from components.controls.parts import Part, show_parts
from components.controls.pickers import brief_row
from components.controls.show import headline, notes, picture, section_words
from components.controls.trust.community_log import write_entry
from components.controls.trust.heard import answered, show_answered, show_heard, show_kept_said
from components.findings.evidence.by_principle import principle_evidence
from components.findings.trust import answered as answering
from components.findings.trust import experience, log, missing, two_way
from components.findings.trust.experience import experience_finding
from components.findings.trust.lead import trust_lead
from components.findings.trust.log import log_finding
from components.findings.trust.missing import lines, missing_finding
from components.findings.trust.participation import participation_finding
from components.findings.trust.two_way import two_way_finding

dataset = current_dataset()
selection = read_selection(dataset)
pickers = st.container()

lead = answer_by(GROUPS, trust_lead, selection)
headline(lead)
with pickers:
    brief_row(dataset, selection)
    say_what_changed()
picture(lead, key=lead.id)
notes(lead, key=lead.id)
evidence_line(principle_evidence("trust"))


def whose_voice() -> None:
    """Whose voice is missing, a line each."""
    found = answer_by(GROUPS, missing_finding, selection)
    if found.verdict != "cannot tell":
        section_words(found)
        st.html(blocks.listed(lines(found)))
        notes(found, key="missing")


def heard() -> None:
    """What communities said, of the dataset and of the journal."""
    show_heard(selection, key="log")
    show_kept_said(selection)
    draft = st.expander("Write down what a community said", key="draft", on_change="rerun")
    if draft.open:
        with draft:
            write_entry(selection.area, key="draft_entry")


said = partial(answer_by, ("indicator", *GAPS), experience_finding, selection)
sent_on = partial(answer_by, GROUPS, two_way_finding, selection)
finds = [partial(answer_by, GROUPS, missing_finding, selection), said, partial(answer_by, GAPS, log_finding, selection)]
finds += [partial(answered, selection), sent_on]
# Where this is not told, the page leads with what everyone says; where nobody was asked either, it is said there already.
if lead.id != "trust":
    finds.insert(0, partial(answer_by, GROUPS, participation_finding, selection))
show_parts(
    "trust",
    [
        Part("missing", missing.QUESTION, whose_voice),
        told_part("experience", experience.QUESTION, said),
        Part(answering.ID, answering.QUESTION, partial(show_answered, selection, key=answering.ID)),
        told_part(two_way.ID, two_way.QUESTION, sent_on),
        Part("log", log.QUESTION, heard),
        lacking_part(finds),
    ],
)
