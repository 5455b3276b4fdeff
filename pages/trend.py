"""Is the gap closing, and who moved? The gap over time, the groups it comes from, and each neighbourhood's own change."""

import streamlit as st

from components.controls.address import read_selection, say_what_changed
from components.controls.cached_findings import answer
from components.controls.current import current_dataset
from components.controls.decisions.link import decision_link
from components.controls.pickers import picker_row
from components.controls.select import focus_on_clicked
from components.controls.show import headline, notes, picture, section
from components.findings.trend.neighbourhoods import neighbourhood_trend_finding
from components.findings.trend.trend import trend_finding

dataset = current_dataset()
selection = read_selection(dataset)
pickers = st.container()

gap = answer(trend_finding, selection)
headline(gap)
with pickers:
    picker_row(dataset, selection, period=False)
    say_what_changed()
picture(gap, key="trend")
notes(gap, key="trend")
decision_link(selection)

section(
    answer(neighbourhood_trend_finding, selection),
    key="trend_neighbourhoods",
    on_select=focus_on_clicked("trend_neighbourhoods"),
)
