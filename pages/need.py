"""Is resource proportionate to need? An index with weights to move, who is short, the least to move, scenarios."""

from functools import partial

import streamlit as st

from components.controls.address import say_what_changed
from components.controls.cached_findings import AREA, answer_by
from components.controls.current import current_dataset
from components.controls.evidence.line import evidence_line
from components.controls.need.scenario import (
    limits_row,
    need_row,
    read_need,
    saved_scenarios,
    saving_row,
    weight_sliders,
)
from components.controls.page_sections import finding_part
from components.controls.parts import Part, show_parts
from components.controls.select import focus_on
from components.controls.show import headline, notes, picture, section, section_words
from components.findings.evidence.by_principle import principle_evidence
from components.findings.need import compare, equity, index, move
from components.findings.need.compare import need_compare_finding
from components.findings.need.equity import need_equity_finding
from components.findings.need.index import need_index_finding
from components.findings.need.move import need_move_finding
from components.findings.need.scenario import Under
from components.findings.need.target import need_lead

dataset = current_dataset()
selection, scenario = read_need(dataset)
pickers = st.container()

lead = answer_by(AREA, Under(need_lead, scenario), selection)
headline(lead)
with pickers:
    need_row(dataset, scenario)
    say_what_changed()
weights, shown = st.columns([3, 9], gap="medium") if scenario.basis == "mix" else (None, st.container())
if weights is not None:
    with weights:
        weight_sliders(scenario)
with shown:
    picture(lead, key="need", chooses=focus_on)
    notes(lead, key="need")
evidence_line(principle_evidence("need"))


def least() -> None:
    """The least that would have to move, within limits of one's own."""
    moved = answer_by(AREA, Under(need_move_finding, scenario), selection)
    section_words(moved)
    limits_row(scenario)
    picture(moved, key="need_move", chooses=focus_on)
    notes(moved, key="need_move")


def scenarios() -> None:
    """Scenarios kept, and held against one another."""
    with st.container(key="screen_saving"):
        saving_row()
    if saved := saved_scenarios():
        named = (("On screen", scenario), *saved.items())
        section(answer_by(AREA, Under(need_compare_finding, named), selection), key="need_scenarios")


parts = [Part("need_scenarios", compare.QUESTION, scenarios)]
if lead.id == "need_target":
    need = partial(answer_by, AREA, Under(need_index_finding, scenario), selection)
    shares = partial(answer_by, AREA, Under(need_equity_finding, scenario), selection)
    parts = [
        finding_part("need_index", index.QUESTION, need),
        Part("need_move", move.QUESTION, least),
        finding_part("need_equity", equity.QUESTION, shares),
        *parts,
    ]
show_parts("need", parts)
