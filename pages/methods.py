"""What does this number mean? Each measure with its formula and a worked example, then what this dataset holds and lacks."""

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.address import read_selection
from components.controls.cached_findings import answer
from components.controls.current import current_dataset
from components.controls.page_choice import page_choice
from components.controls.pickers import picker_row
from components.findings.methods import accessibility
from components.findings.methods.about import coverage_table, sources_table
from components.findings.methods.entries import METHODS, method_of

dataset = current_dataset()
selection = read_selection(dataset)
titles = {each.id: f"{each.family}: {each.title}" for each in METHODS}
words, maths = st.columns([11, 10], gap="medium")
with words:
    st.html(blocks.title("What does this number mean?", level=1))
    chosen = method_of(page_choice("Measure", "method", list(titles), titles.__getitem__))
    st.html(blocks.lead(chosen.meaning))
    st.html(blocks.term("When to use it.", chosen.use))
with maths:
    with st.container(border=True):
        st.latex(chosen.formula)
    st.html(blocks.term("Caution.", chosen.avoid) + blocks.term("After.", chosen.source))

worked = answer(chosen.worked, selection)
st.html(blocks.question(worked.question, below=True) + blocks.title(worked.headline) + blocks.lead(worked.sentence))
picker_row(dataset, selection)
st.dataframe(worked.table.text, hide_index=True, key="worked_table")
st.html(blocks.note(worked.how_to_read, worked.source))

st.html(blocks.title("What this dataset holds, and what it lacks", below=True))
manifest = dataset.manifest
areas = f"{manifest.geography_vintage}. {manifest.imd_version}. {manifest.neighbourhood_basis}"
told = (
    (blocks.strong("Small numbers."), manifest.disclosure.words),
    (blocks.strong("Areas."), areas),
)
st.html(blocks.listed((*manifest.lacks, *manifest.notes, *told)))
st.dataframe(coverage_table(dataset).text, hide_index=True, key="coverage_table")
st.dataframe(sources_table(dataset).text, hide_index=True, key="sources_table")

st.html(
    blocks.title("Accessibility statement", below=True)
    + blocks.lead(accessibility.STATUS)
    + blocks.title("What works", level=3)
    + blocks.listed(accessibility.WORKS)
    + blocks.title("What does not work for everyone", level=3)
    + blocks.listed(
        (blocks.strong(f"{fault.criterion}."), fault.words, fault.instead) for fault in accessibility.FAULTS
    )
    + blocks.title("How it was tested", level=3)
    + blocks.listed(accessibility.how_tested())
    + blocks.note(accessibility.CONTACT)
)
