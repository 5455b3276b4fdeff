"""Who fares worst? Groups side by side, the whole slope, deprivation by ethnic group, and every measure for analysts."""

import streamlit as st

from components.controls.address import read_selection, say_what_changed
from components.controls.cached_findings import answer, question_of
from components.controls.current import current_dataset
from components.controls.decisions.link import decision_link
from components.controls.definitions import definition_switches
from components.controls.page_links import room
from components.controls.page_sections import finding_part
from components.controls.parts import Part, show_parts
from components.controls.pickers import picker_row
from components.controls.select import focus_on
from components.controls.show import headline, in_full, notes, picture, section
from components.findings.analyst.measures_table import analyst_finding
from components.findings.other_fifths import looked_at
from components.findings.who import gradient, hidden_gap
from components.findings.who.gradient import slope_finding
from components.findings.who.grid import grid_finding, grid_question
from components.findings.who.groups import groups_finding
from components.findings.who.hidden_gap import hidden_gap_finding, something_hidden

dataset = current_dataset()
selection = read_selection(dataset)
pickers = st.container()

asked, shown = question_of(selection), answer(looked_at, selection)
# The groups, the gap and the slope are by the fifths chosen; what small areas do not give stays by the published ones.
looked = shown.selection
groups = answer(groups_finding, looked)
headline(groups)
with pickers:
    picker_row(dataset, selection)
    definition_switches(dataset, selection, asked, shown)
    say_what_changed(by_chosen_fifths=True)
picture(groups, key="groups", chooses=focus_on)
notes(groups, key="groups")
decision_link(selection)


def slope() -> None:
    """The slope, and the way to what fits a gap like this."""
    section(answer(slope_finding, looked), key="slope")
    st.page_link(room("evidence"), label="What fits a gap like this?", query_params=selection.to_link())


def grid() -> None:
    """Deprivation by ethnic group, or by the dataset's own groups that are chosen: only the published fifths give them."""
    if looked != selection:
        st.caption("By the published fifths, for small areas' counts are not given by other groups:")
    section(answer(grid_finding, selection), key="grid")
    analyst = st.expander("For analysts: every measure for this selection", key="analyst", on_change="rerun")
    if analyst.open:
        with analyst:
            in_full(answer(analyst_finding, looked), key="analyst_table")


parts = [Part("grid", answer(grid_question, selection), grid)]
if answer(something_hidden, looked):
    parts.insert(0, finding_part("hidden", hidden_gap.QUESTION, lambda: answer(hidden_gap_finding, looked)))
if dataset.vocabulary[selection.by].ordered:
    parts.insert(0, Part("slope", gradient.QUESTION, slope))
show_parts("who", parts)
