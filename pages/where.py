"""Where is it worst, and where do need and poor results meet? The map, the ranked list and deprivation beside it."""

import streamlit as st

from components.controls.address import read_selection, say_what_changed
from components.controls.answers import answer
from components.controls.current import current_dataset
from components.controls.map_view import show_map
from components.controls.pickers import picker_row, segmented
from components.controls.select import focus_on_clicked
from components.controls.show import headline, notes, picture, section
from components.findings.area_map import area_map
from components.findings.where import need_finding, ranking_finding

VIEWS = {
    "compared": "Against the whole area",
    "value": "Value",
    "both": "With deprivation",
    "deprivation": "Deprivation",
}
LEVELS = {"neighbourhood": "Neighbourhoods", "lsoa": "Small areas"}


dataset = current_dataset()
selection = read_selection(dataset)
picker_row(dataset, selection)
say_what_changed()

ranked = answer(ranking_finding, selection)
headline(ranked, question=ranked.question)
left, right = st.columns([11, 9], gap="medium")
with left:
    with st.container(horizontal=True):
        segmented("Map of", "level", LEVELS, selection.level)
        segmented("Coloured by", "view", VIEWS, selection.view)
    show_map(answer(area_map, selection), selection, height=430, alt=ranked.alt)
with right, st.container(height=560, border=False):
    picture(ranked, key="ranking", on_select=focus_on_clicked("ranking"))
notes(ranked, key="ranking")

section(answer(need_finding, selection), key="need", on_select=focus_on_clicked("need"))
