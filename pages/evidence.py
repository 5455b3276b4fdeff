"""What fits a gap like this, what works, and how sure is that? Evidence beside the indicators that would show it."""

from functools import partial

import streamlit as st

from components.controls.address import read_selection, say_what_changed
from components.controls.cached_findings import GAPS, answer, answer_by
from components.controls.current import current_dataset
from components.controls.evidence.cards import evidence_cards, filter_row, show_asked, tell_faults
from components.controls.evidence.fitting_list import fitting_list
from components.controls.parts import Part, show_parts
from components.controls.pickers import picker_row
from components.controls.show import headline, in_full, notes, picture, section_words
from components.findings.evidence import core20plus5, learning, recommendations
from components.findings.evidence.core20plus5 import core20plus5_seen_finding
from components.findings.evidence.learning import learning_finding, lessons
from components.findings.evidence.pattern import fitting, pattern_finding
from components.findings.evidence.recommendations import recommendations_finding
from components.findings.evidence.use import evidence_in_use

dataset = current_dataset()
selection = read_selection(dataset)
pickers = st.container()

pattern = answer(pattern_finding, selection)
headline(pattern)
with pickers:
    picker_row(dataset, selection)
    say_what_changed()
entries = answer_by(GAPS, evidence_in_use, selection)
tell_faults(dataset)
show_asked(entries, selection)
fits = answer(fitting, selection)
if pattern.figure is not None:
    left, right = st.columns([11, 9], gap="medium") if fits else (st.container(), st.container())
    with left:
        picture(pattern, key="pattern")
    with right:
        fitting_list(fits)
notes(pattern, key="pattern")


def what_works() -> None:
    """What works, entry by entry, of the kind and for those who act that are chosen."""
    works = answer_by(GAPS, recommendations_finding, selection)
    section_words(works)
    evidence_cards(filter_row(entries), selection)
    notes(works, key="works")


def learnt() -> None:
    """What pilots elsewhere learnt."""
    found = answer_by(GAPS, learning_finding, selection)
    section_words(found)
    fitting_list(answer_by(GAPS, lessons, selection))
    notes(found, key="learning")


seen = partial(answer_by, GAPS, core20plus5_seen_finding, selection)
show_parts(
    "evidence",
    [
        Part("works", recommendations.QUESTION, what_works),
        Part("core20plus5", core20plus5.QUESTION, lambda: in_full(seen(), key="core20plus5")),
        Part("learning", learning.QUESTION, learnt),
    ],
)
