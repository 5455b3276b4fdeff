"""Is the gap closing, and who moved? The gap and its groups over time, everyone against the target, each neighbourhood."""

import streamlit as st

from components.controls.address import read_selection, say_what_changed
from components.controls.age_switch import age_switch
from components.controls.cached_findings import answer
from components.controls.current import current_dataset
from components.controls.decisions.link import decision_link
from components.controls.page_sections import finding_part
from components.controls.parts import show_parts
from components.controls.pickers import picker_row
from components.controls.select import focus_on
from components.controls.show import headline, notes, picture
from components.findings.trend import everyone, neighbourhoods
from components.findings.trend.everyone import everyone_finding
from components.findings.trend.neighbourhoods import neighbourhood_trend_finding
from components.findings.trend.trend import trend_finding
from data.contract.vocabulary import TOTAL

dataset = current_dataset()
selection = read_selection(dataset)
pickers = st.container()

first = answer(trend_finding, selection)
headline(first)
with pickers:
    picker_row(dataset, selection, period=False)
    age_switch(selection)
    say_what_changed()
picture(first, key="trend")
notes(first, key="trend")
decision_link(selection)

if selection.by != TOTAL:
    name = "trend_neighbourhoods"
    show_parts(
        "trend",
        [
            finding_part("trend_everyone", everyone.QUESTION, lambda: answer(everyone_finding, selection)),
            finding_part(
                name,
                neighbourhoods.QUESTION,
                lambda: answer(neighbourhood_trend_finding, selection),
                chooses=focus_on,
            ),
        ],
    )
