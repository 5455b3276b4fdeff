"""Are our monthly returns complete, and what do they say? What came, what is wrong, the scorecard, and one to send."""

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.page_sections import lacking, sections
from components.controls.returns import parts
from components.controls.returns.given import FILES
from components.controls.show import headline, notes, picture, section
from components.findings.returns.coverage import coverage_finding, place_coverage_finding
from components.findings.returns.groups import groups_finding
from components.findings.returns.issues import issues_finding
from components.findings.returns.months import months_finding
from components.findings.returns.scorecard import scorecard_finding
from components.findings.returns.words import QUESTION

given = FILES.kept()
if given is None:
    st.html(blocks.question(QUESTION) + blocks.title(parts.TITLE, level=1) + blocks.lead(parts.TAKES))
    left, right = st.columns([5, 7], gap="large")
    with left:
        parts.giving()
        parts.made_up_offer()
    with right:
        st.html(blocks.note(parts.PRIVACY) + blocks.note(parts.LIMITS))
    parts.writing_back(None)
    st.stop()

parts.whose(given)
coverage = coverage_finding(given.folder)
headline(coverage)
picture(coverage, key="returns_coverage")
notes(coverage, key="returns_coverage")
parts.issues_section(given, issues_finding(given.folder, given.issues))
if given.places:
    place = parts.pick_place(given)
    figures = given.figures(place)
    section(scorecard_finding(figures), key="returns_scorecard")
    metric = parts.pick_metric()
    untold = sections([groups_finding(figures, metric), months_finding(figures, metric)])
    section(place_coverage_finding(given.folder, place), key="returns_place_coverage")
    lacking(untold)
    parts.writing_back(given, place)
more = st.expander("Give other workbooks", key="returns_more")
with more:
    parts.giving()
    st.html(blocks.note(parts.PRIVACY, parts.LIMITS))
