"""Can your own data be used here? Give a table, read what was found row by row, and explore it on every page."""

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.current import current_dataset
from components.controls.show import headline
from components.controls.your_data import report as parts
from components.controls.your_data.more_tables import more_tables
from components.controls.your_data.publications import published_files
from components.controls.your_data.recipes import layouts_remembered, read_by_recipe, read_by_remembered
from components.controls.your_data.understanding import understanding
from components.controls.your_data.upload import kept
from components.findings.your_data.words import QUESTION, intake_finding

given = kept()
answer = st.container()
if given is None:
    with answer:
        st.html(
            blocks.question(QUESTION)
            + blocks.title("Give a table you already have: every row is checked", level=1)
            + blocks.lead(parts.PRIVACY)
        )
    left, right = st.columns([4, 7], gap="large")
    with left:
        parts.giving()
        st.html(blocks.note(parts.LIMITS))
    with right:
        st.html(blocks.note(parts.FORMATS))
        parts.templates()
        parts.example()
        published_files(current_dataset())
        more_tables()
        layouts_remembered()
    st.stop()

with st.spinner("Checking every row…"):
    given.check()
    read_by_remembered(given)
with answer:
    headline(intake_finding(given.intake, in_use=given.in_use))
understanding(given)
read_by_recipe(given)
if not given.waits:
    parts.exploring(given)
    parts.mending(given)
    parts.report(given)
    parts.details(given)
more = st.expander("Give other files, or take the template", key="upload_more")
with more:
    parts.giving()
    if given.waits:
        parts.leaving()
    parts.templates()
    st.html(blocks.note(parts.PRIVACY, parts.LIMITS, parts.FORMATS))
published_files(current_dataset())
more_tables()
layouts_remembered()
