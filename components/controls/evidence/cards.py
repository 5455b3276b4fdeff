"""Entries of the evidence as cards: what each says, who acts, how sure, which indicators would show it, where to look."""

from collections.abc import Sequence

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.as_text import as_text
from components.controls.page_choice import page_choice
from components.controls.page_links import has_room, room
from components.findings.evidence.choice import (
    ANY_PRINCIPLE,
    ANYBODY,
    EvidenceChoice,
    actors,
    chosen,
    kinds,
    principles,
)
from components.findings.evidence.use import EvidenceInUse
from components.findings.selection import Selection
from components.style.numbers import number
from data.dataset.dataset import Dataset
from data.evidence.reading import evidence_faults

ASKED = "evidence"
MOST_INDICATORS = 4
_GO = ":material/chevron_right:"


def asked_entry(entries: Sequence[EvidenceInUse]) -> EvidenceInUse | None:
    """The entry that the address asks for, None where it asks for none or for one that is not here."""
    asked = st.query_params.get(ASKED, "")
    return next((each for each in entries if each.entry.id == asked), None)


def show_asked(entries: Sequence[EvidenceInUse], selection: Selection) -> None:
    """The entry that a link asked for, before all others, and the way back; what to do where it is not here."""
    if ASKED not in st.query_params:
        return
    entry = asked_entry(entries)
    if entry is None:
        st.info(
            f"This link asked for the entry ‘{as_text(st.query_params[ASKED])}’, which the evidence of this dataset "
            "does not hold.",
            icon=":material/link_off:",
        )
        return
    st.html(blocks.question("The entry you asked for"))
    evidence_card(entry, selection, key="asked")
    st.page_link(room("evidence"), label="Put it back among the others", query_params=selection.to_link(), icon=_GO)


def tell_faults(dataset: Dataset) -> None:
    """Say which of the team's own entries are refused, and why; nothing where none is."""
    faults = evidence_faults(dataset)
    if faults:
        lines = "\n".join(f"- {as_text(str(each))}" for each in faults)
        st.warning(f"Some local evidence is left out until it is mended:\n\n{lines}")


def filter_row(entries: Sequence[EvidenceInUse]) -> tuple[EvidenceInUse, ...]:
    """Choose what kind of entries to show, who would act, and which principle; return what is chosen."""
    kind_words, principle_words = kinds(entries), principles(entries)
    left, middle, right = st.columns([4, 4, 6], gap="small")
    with left:
        kind = page_choice("Show", "show", list(kind_words), kind_words.__getitem__)
    with middle:
        actor = page_choice("Who acts", "actor", [ANYBODY, *actors(entries)])
    with right:
        principle = page_choice(
            "Principle", "principle", [ANY_PRINCIPLE, *principle_words], lambda code: principle_words.get(code, code)
        )
    return chosen(entries, EvidenceChoice(kind, actor, principle))


def evidence_cards(entries: Sequence[EvidenceInUse], selection: Selection) -> None:
    """The entries, one card each; says so where the filters leave none."""
    if not entries:
        st.html(blocks.lead("No entry is of this kind, for these people, under this principle."))
    for each in entries:
        evidence_card(each, selection, key=each.entry.id)


def evidence_card(found: EvidenceInUse, selection: Selection, *, key: str) -> None:
    """One entry: what it says at the left, the indicators that would show it and the pages at the right."""
    with st.container(border=True, key=f"entry_{key}"):
        words, beside = st.columns([11, 9], gap="medium")
        words.html(_card(found))
        with beside:
            _shown_by(found, selection)
            _pages(found, selection)


def _card(found: EvidenceInUse) -> blocks.Html:
    entry = found.entry
    parts = [blocks.heading(entry.title)]
    if entry.from_elsewhere:
        parts.append(blocks.said(blocks.strong("◇ From another board: told by those who ran it")))
    elif entry.local:
        parts.append(blocks.said(blocks.strong("◆ Local: an entry of this dataset's own team")))
    parts.append(blocks.said(entry.says))
    if entry.audience:
        parts.append(blocks.said(blocks.strong("Who acts:"), ", ".join(entry.audience)))
    return blocks.card(*parts, blocks.said(blocks.strong("How sure:"), found.certainty), blocks.marks(entry.source))


def _shown_by(found: EvidenceInUse, selection: Selection) -> None:
    if found.lacking:
        st.html(blocks.card(blocks.said(blocks.strong(f"? {found.lacking}"))))
        return
    st.html(blocks.card(blocks.said(blocks.strong("Would show here"), f"({found.how}):")))
    for each in found.standings[:MOST_INDICATORS]:
        link = selection.to_link() | {"indicator": each.indicator.id}
        link.pop("period", None)
        st.page_link(room("who"), label=as_text(each.words), query_params=link, icon=_GO)
    more = len(found.standings) - MOST_INDICATORS
    if more > 0:
        st.html(blocks.note(f"and {number(more)} more, in the table below"))


def _pages(found: EvidenceInUse, selection: Selection) -> None:
    named = [each for each in found.entry.pages if has_room(each)]
    if not named:
        return
    for column, name in zip(st.columns(max(len(named), 3), gap="small"), named, strict=False):
        with column:
            st.page_link(
                room(name), label=f"Open {as_text(name.capitalize())}", query_params=selection.to_link(), icon=_GO
            )
