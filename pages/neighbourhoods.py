"""Which small areas make up each neighbourhood? Draw them on the map, keep them as a lookup, use them on every page."""

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.cached_findings import answer
from components.controls.current import current_dataset
from components.controls.neighbourhoods.drawing_board import board
from components.controls.neighbourhoods.drawing_tools import (
    ask_column,
    by_name,
    drawing_map,
    keep_and_use,
    rest_button,
    say,
    team_table,
    team_tools,
)
from components.controls.show import headline
from components.findings.neighbourhoods.drawing import drawing_finding, small_area_links
from components.findings.neighbourhoods.drawn_map import drawn_map, small_area_points
from components.findings.question import Question
from components.findings.selection import from_link

dataset = current_dataset()
if dataset.geometry("lsoa").empty:
    st.html(blocks.title("This dataset has no small areas to draw with", level=1))
    st.stop()
anything = from_link(dataset, {})
links, points = answer(small_area_links, anything), answer(small_area_points, anything)
drawn = board()
found, shown = drawn.look(
    lambda drawing, active: (
        drawing_finding(Question(dataset, anything), drawing, links, active),
        drawn_map(drawing, active, links, points),
    )
)
headline(found)
left, right = st.columns([11, 9], gap="medium")
with left:
    drawing_map(shown, height=400, alt=found.alt)
    keep_and_use(drawn)
with right:
    team_tools(drawn)
    say(drawn)
    ask_column(drawn)
    rest_button(drawn, links)
    by_name(drawn)
    team_table(found.table, height=225)
st.html(blocks.note(found.how_to_read, found.source))
