"""The annex that boards publish with their annual report: what it would hold, and the files, made when they are asked for."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.cached_findings import answer
from components.controls.current import current_dataset
from components.controls.journal import records_if_read, today
from components.controls.meeting.files import kept_files, make_and_take
from components.controls.take_away import origin
from components.findings.annex.by_group import annex_indicator_finding
from components.findings.annex.coverage import annex_finding, annex_indicators
from components.findings.annex.expectations import Acted, expectations_finding
from components.findings.decisions.agenda import first_to_review, reviewed
from components.findings.decisions.register import KINDS
from components.findings.decisions.status import belongs_here
from components.findings.finding import Finding
from components.findings.question import Question
from components.findings.selection import from_link
from components.pack.exhibit import Exhibit
from components.pack.forms import OF_THE_ANNEX, Form
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
        acted = _acted()
        _files(acted)
        for caveat in found.caveats:
            st.html(blocks.term("Note.", caveat))
        st.html(blocks.term("How to read it.", found.how_to_read))
        st.dataframe(found.table.text, hide_index=True, key="annex_table")
        expected = _expected(acted)
        st.html(blocks.title(expected.headline, below=True) + blocks.lead(expected.sentence))
        st.dataframe(expected.table.text, hide_index=True, key="annex_expected")
        for caveat in expected.caveats:
            st.html(blocks.term("Note.", caveat))


def annex_exhibits(acted: Acted | None) -> list[Exhibit]:
    """What the annex holds: what is asked and what of it is here, what else is expected, each indicator by its groups."""
    dataset, about = current_dataset(), origin()
    named = replace(about, title=f"{about.title}: information on health inequalities")
    asked = answer(annex_finding, from_link(dataset, {}))
    found = [annex_indicator_finding(dataset, each) for each in annex_indicators(dataset)]
    return [Exhibit(each, named) for each in (asked, _expected(acted), *found)]


def _expected(acted: Acted | None) -> Finding:
    dataset = current_dataset()
    return expectations_finding(Question(dataset, from_link(dataset, {})), acted)


def _acted() -> Acted | None:
    """What the journal holds on this area, counted; None where it cannot be read."""
    records, dataset = records_if_read(), current_dataset()
    if records is None:
        return None
    here = [each for each in records if each.entry.kind in KINDS and belongs_here(each.entry, dataset)]
    first, _ = first_to_review(here)
    return Acted(len(here), sum(each.held for each in reviewed(first, dataset, today())))


def _files(acted: Acted | None) -> None:
    def make(form: Form, tell: Callable[[int, int], None]) -> bytes:
        return form.make(annex_exhibits(acted), tell)

    make_and_take("annex", OF_THE_ANNEX, make, kept_files(_MADE, (id(current_dataset()), origin(), acted)))
