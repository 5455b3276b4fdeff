"""Where is it worst, and where do need and poor results meet? The map, the ranked list and deprivation beside it."""

import streamlit as st

from components.controls.address import read_selection, say_what_changed
from components.controls.cached_findings import answer
from components.controls.current import current_dataset
from components.controls.map_picture import map_picture
from components.controls.map_view import show_map
from components.controls.meeting_list import MAP
from components.controls.page_sections import finding_part
from components.controls.parts import show_parts
from components.controls.pickers import pick, picker_row, segmented
from components.controls.select import focus_on
from components.controls.show import headline, notes, picture
from components.controls.take_away import take_away
from components.findings.area_map import area_map
from components.findings.where.areas import ranking_finding
from components.findings.where.need import NEED_QUESTION, need_finding

VIEWS = {
    "compared": "Colour: against the whole area",
    "value": "Colour: value",
    "both": "Colour: value and deprivation",
    "deprivation": "Colour: deprivation",
}
LEVELS = {"neighbourhood": "Neighbourhoods", "lsoa": "Small areas"}


dataset = current_dataset()
selection = read_selection(dataset)
pickers = st.container()

ranked = answer(ranking_finding, selection)
headline(ranked)
with pickers:
    picker_row(dataset, selection)
    say_what_changed()
left, right = st.columns([11, 9], gap="medium")
with left:
    level, view = st.columns([5, 5], gap="small")
    with level:
        segmented("Map of", "level", LEVELS, selection.level)
    with view:
        pick("Coloured by", "view", list(VIEWS), selection.view, VIEWS.__getitem__)
    shown = answer(area_map, selection)
    show_map(shown, selection, height=400, alt=ranked.alt)
    take_away(ranked, key=MAP, drawn=lambda: map_picture(dataset, shown, selection))
with right:
    picture(ranked, key="ranking", chooses=focus_on)
notes(ranked, key="ranking")

need = finding_part("need", NEED_QUESTION, lambda: answer(need_finding, selection), chooses=focus_on)
show_parts("where", [need])
