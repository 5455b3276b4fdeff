"""What did we decide, and did it show? Every decision held against the newest figures, and the place to write one."""

import streamlit as st

from components.controls.address import read_selection, say_what_changed
from components.controls.current import current_dataset
from components.controls.decisions.export_import import export_import_section
from components.controls.decisions.form import decision_section
from components.controls.decisions.link import ASK
from components.controls.decisions.own_set import own_set_section
from components.controls.decisions.register import (
    agenda,
    example,
    example_shown,
    other_areas,
    register_of,
    what_is_kept,
)
from components.controls.show import headline, notes, picture
from components.findings.decisions.register import decisions_finding

dataset = current_dataset()
selection = read_selection(dataset)
above = st.container()

found, beyond, apart = register_of(dataset)
register = decisions_finding(found, dataset, beyond)
headline(register)
with above:
    say_what_changed()
if found:
    picture(register, key="decisions")
    notes(register, key="decisions")
elif not example_shown(dataset):
    what_is_kept(register)
# Whoever comes to write a decision finds the form at once; else a filled register of invented ones stands first.
if found or ASK in st.query_params:
    decision_section(dataset, selection)
agenda(found, dataset)
if not found:
    example(dataset)
    if ASK not in st.query_params:
        decision_section(dataset, selection)
own_set_section(dataset)
other_areas(apart, dataset)
export_import_section(register)
