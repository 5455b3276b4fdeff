"""Each decision as a card: how it stands at the left, what was expected at the right, everything kept with it beneath."""

from collections.abc import Sequence

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.as_text import as_text
from components.controls.cells_in_view import cells_in_view
from components.controls.decisions.revising import revising
from components.controls.journal import FIELD_LABELS, shared_journal
from components.controls.page_links import room
from components.findings.decisions.agenda import Reviewed
from components.findings.decisions.frozen import stood_words, thawed
from components.findings.decisions.register import KINDS
from components.findings.decisions.words import expected_words, mark_of, status_words
from components.style.dates import day_words
from components.style.numbers import number
from data.dataset.dataset import Dataset
from data.evidence.reading import evidence_of
from data.journal.entry import Entry, FrozenFinding
from data.journal.entry_history import Version
from data.journal.errors import JournalError


def decision_cards(found: Sequence[Reviewed], dataset: Dataset, *, kept: bool = True) -> None:
    """The cards in the order given. `kept` False: examples, which have no history and cannot be changed."""
    for each in found:
        with st.container(border=True, key=f"decision_card_{each.record.id}"):
            _card(each, dataset, kept=kept)


def _card(each: Reviewed, dataset: Dataset, *, kept: bool) -> None:
    left, right = st.columns([7, 4], gap="medium")
    entry = each.entry
    late = " · overdue" if each.overdue else ""
    words = status_words(entry.signal, each.status) if entry.signal and each.status else entry.said or entry.decision
    cautions = each.status.cautions if each.status else ()
    due = f" · by {day_words(each.due)}" if each.due else ""
    owner = f" · {entry.owner_role}" if entry.owner_role else ""
    where = dataset.area_name(entry.area_code)
    left.html(
        blocks.card(
            blocks.heading(entry.title),
            blocks.size(mark_of(each.status) + late),
            blocks.said(words),
            *(blocks.said(f"Note: {caution}") for caution in cautions),
            blocks.marks(f"{KINDS[entry.kind]} · {where} · decided {day_words(entry.decided_on)}{due}{owner}"),
        )
    )
    with right:
        _beside(each)
    more = st.expander(
        "Everything kept with it",
        key=f"decision_more_{each.record.id}",
        on_change="rerun",
        icon=":material/inventory_2:",
    )
    if more.open:
        with more:
            _everything(each, dataset, kept=kept)


def _beside(each: Reviewed) -> None:
    entry, frozen = each.entry, each.entry.frozen
    expected = []
    if entry.signal and each.status:
        expected.append(blocks.said(f"Expected: {expected_words(entry.signal, each.status)}."))
    if frozen is None:
        st.html(blocks.card(blocks.heading("No figure was kept with it"), *expected))
        return
    when = frozen.period or "that release"
    st.html(blocks.card(blocks.heading(f"As it stood in {when}"), blocks.said(frozen.headline), *expected))
    _links(frozen)


def _links(frozen: FrozenFinding) -> None:
    then = frozen.parameters()
    now = {name: values for name, values in then.items() if name != "period"}
    if not then:
        return
    if "pilot" in then:
        st.page_link(room("pilots"), label="Look at the pilot now", query_params=then)
        return
    st.page_link(room("who"), label="Look at it now", query_params=now)
    if "period" in then:
        st.page_link(room("who"), label=f"Look at {as_text(frozen.period)}, as this data has it", query_params=then)


def _everything(each: Reviewed, dataset: Dataset, *, kept: bool) -> None:
    entry = each.entry
    if entry.decision:
        st.html(blocks.lead(blocks.strong("Decided."), entry.decision))
    _evidence(entry, dataset)
    if entry.frozen is not None:
        frozen = thawed(entry.frozen)
        st.html(blocks.note(stood_words(entry.frozen)) + blocks.lead(f"{frozen.headline}. {frozen.sentence}"))
        cells_in_view(frozen.table.text, alt=frozen.headline)
    if not kept:
        st.html(blocks.note("An example: it is kept nowhere, so it has no history and cannot be changed."))
        return
    _history(each)
    revising(each.record, dataset)


def _evidence(entry: Entry, dataset: Dataset) -> None:
    known = evidence_of(dataset)
    lines = [
        f"{known[code].title} – {known[code].certainty_words}"
        if code in known
        else f"{code} (not in the evidence here)"
        for code in entry.evidence
    ]
    if lines:
        st.html(blocks.note(blocks.strong("Evidence relied on.")) + blocks.listed(lines))


def _history(each: Reviewed) -> None:
    journal = shared_journal()
    if journal is None:
        return
    try:
        versions = journal.history(each.record.id)
    except JournalError as error:
        st.error(f"Its history cannot be read just now. {as_text(str(error))}")
        return
    st.html(
        blocks.note(blocks.strong("Its history."), "Nothing is overwritten.")
        + blocks.listed(history_words(version) for version in reversed(versions))
    )


def history_words(version: Version) -> str:
    """One version in a line: when, by whom, and what it changed."""
    when = f"{day_words(version.written_at.date())}, {version.written_at:%H:%M} UTC"
    changed = ", ".join(FIELD_LABELS.get(name, name.replace("_", " ")).lower() for name in version.changed)
    did = "written" if version.number == 1 else f"changed {changed or 'nothing'}"
    how = {
        "merged": f" (merged with version {number(version.merged_from or 0)}, written meanwhile)",
        "set aside": " (set aside: somebody else had changed the same)",
    }.get(version.standing, "")
    note = f": {version.note}" if version.note else ""
    return f"Version {number(version.number)}, {when}, {version.by_role}: {did}{how}{note}"
