"""Present: one finding of the list a screen, its words large and its picture filling the rest; keys or buttons step."""

import time
from base64 import b64encode
from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.meeting.reopen import Reopened
from components.controls.meeting.turn import Turn, end, go
from components.controls.own_scripts import own_script
from components.controls.page_links import room
from components.controls.take_away import origin
from components.pack.exhibit import Exhibit
from components.pack.presented import Presented, presented

_STYLE = Path(__file__).parents[2] / "style"
_SCREENS, _KEYS = "presented_screens", "present_keys"


def present_button() -> None:
    """The way from the list to its first finding."""
    st.button("Present", icon=":material/slideshow:", type="primary", key="present", on_click=go, args=(1,))


def present(found: Sequence[Reopened], turn: Turn, *, by_itself: bool = False) -> None:
    """The screen of the finding whose turn it is, and the bar at its foot.

    `by_itself`: the finding is presented from its own page, which the end leads back to.
    """
    st.html(_STYLE / "present.css")
    each = found[turn.at - 1]
    exhibit = each.exhibit(origin())
    screen = _screen(each, exhibit)
    with st.container(key="present_screen"):
        _show(exhibit, screen, each.changed, min(turn.part, screen.parts))
        with st.container(horizontal=True, vertical_alignment="center", key="present_bar"):
            _bar(found, exhibit, turn, screen)
            _end_button(each, by_itself=by_itself)


def _screen(each: Reopened, exhibit: Exhibit) -> Presented:
    """The finding laid out, once for as long as it stays what it is."""
    kept: dict[object, tuple[object, Presented]] = st.session_state.setdefault(_SCREENS, {})
    # The finding is kept beside its screen, so that no other can come to have its number.
    if each.item.same not in kept or kept[each.item.same][0] is not each.finding:
        kept[each.item.same] = (each.finding, presented(exhibit))
    return kept[each.item.same][1]


def _show(exhibit: Exhibit, screen: Presented, changed: Sequence[str], part: int) -> None:
    finding = exhibit.finding
    above = [blocks.mark(exhibit.origin.mark)] if exhibit.origin.mark else []
    above += [blocks.title(finding.headline, level=1), blocks.lead(finding.sentence)]
    notes = [blocks.note(words) for words in exhibit.cautions]
    below = [blocks.opened(screen.notes_on_request, notes)] if screen.notes_on_request else [*notes]
    if screen.rows_left_out:
        below.append(
            blocks.note(f"{screen.rows_left_out:d} more rows have no room here. Ask the next question to see all.")
        )
    if changed:
        below.append(
            blocks.note(f"Its link asked for a different {', '.join(changed)}, which this dataset does not have.")
        )
    below.append(blocks.note(exhibit.source))
    title = [blocks.term(exhibit.picture_title, "")] if exhibit.picture_title else []
    beside = f"beside_{screen.column:d}" if screen.column else "above"
    with st.container(key=f"present_{beside}"):
        if screen.column:
            st.html("".join([*above, *title, *below]))
        else:
            st.html("".join([*above, *title]))
        if picture := screen.part(part):
            drawn = f"data:image/png;base64,{b64encode(picture).decode()}"
            alt = f"Part {part:d} of {screen.parts:d}. {screen.alt}" if screen.parts > 1 else screen.alt
            st.html(f'<img class="ne-presented" alt="{escape(alt)}" src="{escape(drawn)}">')
        if not screen.column:
            st.html("".join(below))


def _bar(found: Sequence[Reopened], exhibit: Exhibit, turn: Turn, screen: Presented) -> None:
    at, of, parts = turn.at, len(found), screen.parts
    part, each = min(turn.part, parts), found[at - 1]
    for label, icon, by, off in (
        ("Previous", "arrow_back", -1, (at, part) == (1, 1)),
        ("Next", "arrow_forward", 1, (at, part) == (of, parts)),
    ):
        st.button(
            label, icon=f":material/{icon}:", key=f"present_{label}", disabled=off, on_click=_step,
            args=(found, at, part + by, parts),
        )  # fmt: skip
    now = time.monotonic()
    own_script("present", has_look=True)(
        key=_KEYS,
        data={
            "at": at,
            "of": of,
            "part": part,
            "parts": parts,
            "headline": exhibit.finding.headline,
            "speaker": exhibit.spoken_by,
            "note": exhibit.note,
            "spoken": int(now - turn.began),
            "here": int(now - turn.since),
        },
        on_go_change=lambda: _told(found),
    )
    st.page_link(
        room(each.item.page), label="Ask the next question", query_params=each.item.parameters, icon=":material/forum:"
    )


def _end_button(each: Reopened, *, by_itself: bool) -> None:
    if st.button("End", icon=":material/close:", key="present_end", on_click=_end) and by_itself:
        st.switch_page(room(each.item.page), query_params=each.item.parameters)


def _end() -> None:
    """Show the list again, and let go of the pictures made for the screen."""
    st.session_state.pop(_SCREENS, None)
    end()


def _step(found: Sequence[Reopened], at: int, part: int, parts: int) -> None:
    """Go to a part of a finding; before its first is the last of the finding before, after its last that which follows."""
    if part < 1 < at:
        before = found[at - 2]
        go(at - 1, _screen(before, before.exhibit(origin())).parts)
    elif part > parts and at < len(found):
        go(at + 1)
    else:
        go(at, min(max(part, 1), parts))


def _told(found: Sequence[Reopened]) -> None:
    """Go where a key was pressed to go: to a finding, or to a part of one or the one beside it."""
    to = st.session_state[_KEYS]["go"]
    if to:
        at, part, parts = (int(each) for each in to)
        _step(found, min(max(at, 1), len(found)), part, parts)
