"""How do these neighbourhoods differ, beyond chance? Side by side, in a funnel, and inside against between."""

import streamlit as st

from components.controls.address import read_selection, say_what_changed
from components.controls.age_switch import age_switch
from components.controls.cached_findings import answer
from components.controls.current import current_dataset
from components.controls.own_set import own_set_told
from components.controls.page_sections import finding_part
from components.controls.parts import Part, show_parts
from components.controls.pickers import compare_row, groups_and_period_row
from components.controls.select import compare, focus_on
from components.controls.show import headline, notes, picture, section
from components.findings.compare import funnel as funnel_question
from components.findings.compare import split as split_question
from components.findings.compare.areas import compared_areas, proposal_words
from components.findings.compare.funnel import funnel_finding
from components.findings.compare.matrix import compare_finding
from components.findings.compare.split import split_finding
from components.findings.own_set import OfSet

dataset = current_dataset()
selection = read_selection(dataset)
pickers = st.container()

own = own_set_told(dataset)
matrix = answer(compare_finding if own is None else OfSet(compare_finding, own), selection)
headline(matrix)
shown = answer(compared_areas, selection)
with pickers:
    compare_row(dataset, selection, shown, answer(proposal_words, selection))
    age_switch(selection, between_areas=True)
    say_what_changed()
picture(matrix, key="compare")
notes(matrix, key="compare")


def funnel() -> None:
    """One indicator's funnel, and by what and when."""
    groups_and_period_row(dataset, selection)
    section(answer(funnel_finding, selection), key="funnel", chooses=compare(shown))


split = finding_part("split", split_question.QUESTION, lambda: answer(split_finding, selection), chooses=focus_on)
show_parts("compare", [Part("funnel", funnel_question.QUESTION, funnel), split])
