"""Can your own data be used here? Give a table, read what was found row by row, and explore it on every page."""

from html import escape

import streamlit as st

from components.controls.show import headline
from components.controls.your_data import report as parts
from components.controls.your_data.upload import kept
from components.findings.your_data.words import QUESTION, intake_finding

given = kept()
answer = st.container()
if given is None:
    with answer:
        st.html(
            f'<p class="ne-question">{QUESTION}</p><h1 class="ne-title">Give a table you already have: every row is '
            f'checked</h1><p class="ne-lead">{escape(parts.PRIVACY)}</p>'
        )
    left, right = st.columns([4, 7], gap="large")
    with left:
        parts.giving()
        st.html(f'<p class="ne-note">{escape(parts.LIMITS)}</p>')
    with right:
        st.html(f'<p class="ne-note">{escape(parts.FORMATS)}</p>')
        parts.templates()
        parts.example()
    st.stop()

with st.spinner("Checking every row…"):
    given.check()
with answer:
    headline(intake_finding(given.intake, in_use=given.in_use))
parts.exploring(given)
parts.mending(given)
parts.report(given)
parts.details(given)
more = st.expander("Give other files, or take the template", key="upload_more")
with more:
    parts.giving()
    parts.templates()
    st.html(f'<p class="ne-note">{escape(parts.PRIVACY)} {escape(parts.LIMITS)} {escape(parts.FORMATS)}</p>')
