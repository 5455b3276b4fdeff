"""The list on its page: from the address or the session, in its order, each with who speaks and what to say."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.as_text import as_text
from components.controls.meeting.reopen import Reopened, reopened
from components.controls.meeting_list import (
    LONGEST_NOTE,
    LONGEST_SPEAKER,
    ONLY,
    MeetingItem,
    from_link,
    items,
    keep,
    move,
    remove,
)
from components.controls.page_links import room

_WRITTEN = "meeting_written"
_ITEM = "item"
_LINK_WORDS = "The list, with these notes, stands in the address of this page. Name roles, and nobody who is a patient."


def read_list() -> tuple[MeetingItem, ...]:
    """The list to show now: the address's where it is new, else the session's; it stands in the address afterwards."""
    asked = st.query_params.get_all(_ITEM)
    if asked and asked != st.session_state.get(_WRITTEN):
        keep([item for item in map(from_link, asked) if item is not None])
    return items()


def write_list(beside: Mapping[str, str] | None = None) -> None:
    """Put the list as it stands into the address, with what stands `beside` it there: how it is looked at."""
    link = [item.to_link() for item in items()]
    wanted = {_ITEM: link, **{name: [value] for name, value in (beside or {}).items()}}
    if any(st.query_params.get_all(name) != values for name, values in wanted.items()):
        st.query_params.from_dict(wanted if link else {})
    st.session_state[_WRITTEN] = link


def reopened_list() -> tuple[list[Reopened], int]:
    """The findings of the list, in its order, and how many of it could not be found here."""
    listed = read_list()
    found = [each for each in map(reopened, listed) if each is not None]
    return found, len(listed) - len(found)


def only_one() -> Reopened | None:
    """The finding that the address asks to present by itself; None where it asks for none, or for what is not here."""
    item = from_link(st.query_params.get(ONLY, ""))
    return None if item is None else reopened(item)


def _said(item: MeetingItem, place: int, field: str) -> None:
    listed = list(items())
    words = st.session_state[f"meeting_{field}_{place}"].strip()
    listed[listed.index(item)] = replace(item, **{field: words})
    keep(listed)


def show_list(found: Sequence[Reopened]) -> None:
    """Each finding with its place, its words, who speaks and what to say, and the way back to its page."""
    st.html(blocks.note(_LINK_WORDS))
    places = {each.same: place for place, each in enumerate(items())}
    for number, each in enumerate(found):
        with st.container(border=True, key=f"meeting_item_{number}"):
            _item(each, number, places[each.item.same], last=number == len(found) - 1)


def _item(each: Reopened, number: int, place: int, *, last: bool) -> None:
    item, finding = each.item, each.finding
    st.html(blocks.title(f"{number + 1}. {finding.headline}") + blocks.note(finding.question))
    if each.changed:
        st.caption(
            f"Its link asked for a different {as_text(', '.join(each.changed))}, which this dataset does not have. "
            "The nearest view is shown instead."
        )
    left, right = st.columns([4, 8], gap="small")
    for column, field, label, longest in (
        (left, "speaker", "Who speaks", LONGEST_SPEAKER),
        (right, "note", "Note for the chair", LONGEST_NOTE),
    ):
        key = f"meeting_{field}_{number}"
        st.session_state[key] = getattr(item, field)
        column.text_input(label, key=key, max_chars=longest, on_change=_said, args=(item, number, field))
    with st.container(horizontal=True, vertical_alignment="center", key=f"meeting_row_{number}"):
        st.page_link(
            room(item.page), label="Open its page", query_params=item.parameters, icon=":material/open_in_new:"
        )
        for label, icon, by, off in (
            ("Earlier", "arrow_upward", -1, number == 0),
            ("Later", "arrow_downward", 1, last),
        ):
            st.button(
                label, icon=f":material/{icon}:", type="tertiary", key=f"meeting_{label}_{number}", disabled=off,
                on_click=move, args=(place, by),
            )  # fmt: skip
        st.button(
            "Take off the list", icon=":material/close:", type="tertiary", key=f"meeting_off_{number}", on_click=remove,
            args=(item,),
        )  # fmt: skip
