"""The annex that boards publish with their annual report: what it would hold, and the files, made when they are asked for."""

from dataclasses import replace

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.as_text import as_text
from components.controls.cached_findings import answer
from components.controls.current import current_dataset
from components.controls.meeting.files import telling
from components.controls.take_away import origin
from components.findings.annex.by_group import annex_indicator_finding
from components.findings.annex.coverage import annex_finding, annex_indicators
from components.findings.selection import from_link
from components.pack.exhibit import Exhibit
from components.pack.forms import OF_THE_ANNEX
from data.contract.statement import STATEMENT

TITLE = "The annex for the annual report"
_MADE = "annex_files"
_ABOUT = (
    f"{STATEMENT} asks every board to report a list of indicators by deprivation, ethnic group, age and sex, with people "
    "whose group is not known counted. The annex holds those that this dataset has, and says of each other one what would "
    "bring it."
)


@st.fragment
def annex_section() -> None:
    """What the statement asks for against what this dataset holds, and the annex as files."""
    st.html(blocks.title(TITLE, below=True) + blocks.note(_ABOUT))
    opened = st.expander("See what it would hold, and make it", key="annex_more", on_change="rerun")
    if not opened.open:
        return
    with opened:
        found = answer(annex_finding, from_link(current_dataset(), {}))
        st.html(blocks.title(found.headline) + blocks.lead(found.sentence))
        _files()
        for caveat in found.caveats:
            st.html(blocks.term("Note.", caveat))
        st.html(blocks.term("How to read it.", found.how_to_read))
        st.dataframe(found.table.text, hide_index=True, key="annex_table")


def annex_exhibits() -> list[Exhibit]:
    """What the annex holds: what is asked and what of it is here, then each indicator by its groups."""
    dataset, about = current_dataset(), origin()
    named = replace(about, title=f"{about.title}: information on health inequalities")
    asked = answer(annex_finding, from_link(dataset, {}))
    found = [annex_indicator_finding(dataset, each) for each in annex_indicators(dataset)]
    return [Exhibit(each, named) for each in (asked, *found)]


def _files() -> None:
    with st.container(horizontal=True, key="annex_make"):
        pressed = [st.button(f"Make {as_text(form.label)}", key=f"annex_{form.ending}") for form in OF_THE_ANNEX]
    made = _kept()
    for form, wanted in zip(OF_THE_ANNEX, pressed, strict=True):
        if wanted:
            bar = st.progress(0.0, text=f"Making {as_text(form.label)}…")
            made[form.ending] = form.make(annex_exhibits(), telling(bar, form))
            bar.empty()
        if form.ending in made:
            st.download_button(
                f"Download {as_text(form.label)}",
                data=made[form.ending],
                file_name=f"annex-{origin().made_on.isoformat()}.{form.ending}",
                mime=form.mime,
                key=f"take_annex_{form.ending}",
                on_click="ignore",
                type="primary",
            )


def _kept() -> dict[str, bytes]:
    """The files made of this dataset today; none of another."""
    about = (id(current_dataset()), origin())
    kept: tuple[object, dict[str, bytes]] = st.session_state.get(_MADE, ((), {}))
    if kept[0] != about:
        kept = (about, {})
        st.session_state[_MADE] = kept
    return kept[1]
