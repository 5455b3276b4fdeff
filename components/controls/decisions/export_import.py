"""Take the journal away, or bring another in: everything as JSON lines, the register as a table."""

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.controls import html_blocks as blocks
from components.controls.as_text import as_text
from components.controls.journal import refusal, say_refused, shared_journal
from components.findings.finding import Finding
from components.style.numbers import number
from data.journal.errors import JournalError
from data.journal.import_limits import FROM_A_PAGE

_REPORT = "journal_taken_in"
_MOST_CLASHES = 20


def export_import_section(register: Finding) -> None:
    """Export of everything with its history, of the register as CSV, and import with a report of what it brought."""
    section = st.expander("Take the journal away, or bring one in", key="journal_export_import", on_change="rerun")
    if not section.open:
        return
    with section:
        journal = shared_journal()
        if journal is None:
            return
        st.html(
            blocks.note(
                f"This journal is kept on the server ({journal.where}). An export holds every version of every record, "
                "also of other areas, and every table layout remembered for Your data. It can be brought into another "
                "journal without losing or doubling anything.",
                f"From here an import may hold {number(FROM_A_PAGE.versions)} versions, "
                f"{number(FROM_A_PAGE.size / 1_000_000)} MB, as long as the journal has room for them "
                f"({number(FROM_A_PAGE.kept)} versions); what is kept cannot be taken out again.",
            )
        )
        left, right = st.columns(2, gap="small")
        _download(
            left, "Everything, with its history (JSON lines)", journal.export, "journal.jsonl", "application/jsonl"
        )
        _download(right, "The register as a table (CSV)", lambda: register.table.csv, "register.csv", "text/csv")
        _bring_in()


def _download(column: DeltaGenerator, label: str, data: Callable[[], str], name: str, mime: str) -> None:
    column.download_button(
        as_text(label), data=data, file_name=name, mime=mime, key=f"take_{name}", on_click="ignore", width="stretch"
    )


def _bring_in() -> None:
    given = st.file_uploader(
        "Bring in a journal (JSON lines, as exported here)",
        type=["jsonl"],
        key="journal_given",
        max_upload_size=FROM_A_PAGE.size // 1_000_000,
    )
    if given is not None and st.button("Take it in", key="journal_take_in"):
        _take_in(given.getvalue())
    report = st.session_state.pop(_REPORT, None)
    if report:
        st.success(as_text(report[0]))
        for line in report[1][:_MOST_CLASHES]:
            st.info(as_text(line))
        if len(report[1]) > _MOST_CLASHES:
            st.info(f"{number(len(report[1]) - _MOST_CLASHES)} more are kept aside, in the histories of their records.")


def _take_in(data: bytes) -> None:
    journal = shared_journal()
    if journal is None:
        return
    try:
        FROM_A_PAGE.check_size(len(data))
        found = journal.take_in(data.decode("utf-8"), FROM_A_PAGE)
    except UnicodeDecodeError as error:
        where = f"at byte {number(error.start)}"
        say_refused([f"The file: found bytes that are not UTF-8 text ({where}); expected an export from here."])
        return
    except JournalError as error:
        say_refused(refusal(error))
        return
    new, already, clashing = (number(each) for each in (found.new, found.already, len(found.conflicts)))
    words = f"Versions that are new: {new}; that were here already: {already}; in conflict, kept aside: {clashing}."
    if found.recipes or found.known_recipes:
        recipes, known = number(found.recipes), number(found.known_recipes)
        words += f" Table layouts that are new: {recipes}; that were remembered here already: {known}."
    st.session_state[_REPORT] = (words, found.conflicts)
    st.rerun()
