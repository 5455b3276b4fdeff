"""What does this number mean? Each measure with its formula and a worked example, then what this dataset holds and lacks."""

from html import escape

import streamlit as st

from components.controls.address import read_selection
from components.controls.cached_findings import answer
from components.controls.current import current_dataset
from components.controls.pickers import picker_row
from components.findings.methods.about import coverage_table, sources_table
from components.findings.methods.entries import METHODS, method_of
from components.findings.methods.worked import worked_example


def adopt_method() -> None:
    """Put the chosen measure in the address, so that a link can name it."""
    st.query_params["method"] = st.session_state["method"]


dataset = current_dataset()
selection = read_selection(dataset)
chosen = method_of(st.query_params.get("method", METHODS[0].id))
st.session_state["method"] = chosen.id
titles = {each.id: f"{each.family}: {each.title}" for each in METHODS}
words, maths = st.columns([11, 10], gap="medium")
with words:
    st.html('<h1 class="ne-title">What does this number mean?</h1>')
    st.selectbox("Measure", list(titles), format_func=titles.__getitem__, key="method", on_change=adopt_method)
    st.html(f'<p class="ne-lead">{escape(chosen.meaning)}</p>')
    st.html(f'<p class="ne-terms"><strong>When to use it.</strong> {escape(chosen.use)}</p>')
with maths:
    with st.container(border=True):
        st.latex(chosen.formula)
    parts = (("Caution.", chosen.avoid), ("After.", chosen.source))
    st.html("".join(f'<p class="ne-terms"><strong>{escape(name)}</strong> {escape(text)}</p>' for name, text in parts))

worked = answer(worked_example(chosen.id), selection)
st.html(
    f'<p class="ne-question ne-section">{escape(worked.question)}</p><h2 class="ne-title">{escape(worked.headline)}</h2>'
    f'<p class="ne-lead">{escape(worked.sentence)}</p>'
)
picker_row(dataset, selection)
st.dataframe(worked.table.text, hide_index=True, key="worked_table")
st.html(f'<p class="ne-note">{escape(worked.source)}</p>')

st.html('<h2 class="ne-title ne-section">What this dataset holds, and what it lacks</h2>')
manifest = dataset.manifest
lines = [f"<li>{escape(line)}</li>" for line in (*manifest.lacks, *manifest.notes)]
lines.append(f"<li><strong>Small numbers.</strong> {escape(manifest.disclosure.words)}</li>")
areas = f"{manifest.geography_vintage}. {manifest.imd_version}. {manifest.neighbourhood_basis}"
lines.append(f"<li><strong>Areas.</strong> {escape(areas)}</li>")
st.html(f'<ul class="ne-lead">{"".join(lines)}</ul>')
st.dataframe(coverage_table(dataset).text, hide_index=True, key="coverage_table")
st.dataframe(sources_table(dataset).text, hide_index=True, key="sources_table")
