"""The board's own set at the head of the Brief: a card an indicator, with its local target, before the largest gaps."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.brief.cards import everyone_card, gap_card, silent_card
from components.controls.cached_findings import answer
from components.controls.own_set import OPEN
from components.controls.page_links import room
from components.controls.parts import Part
from components.controls.show import in_full, notes, section_words
from components.findings.brief.card_strips import Reach
from components.findings.brief.common_frame import QUESTION, common_frame_finding
from components.findings.brief.own_set import NO_DATA, NO_GROUPS, SetCard, own_set_finding
from components.findings.own_set import OfSet, OwnSet
from components.findings.selection import Selection
from components.style.numbers import number

_IN_A_ROW, _MOST_CARDS = 3, 9


def own_set_first(own: OwnSet, cards: Sequence[SetCard], selection: Selection, reach: Mapping[str, Reach]) -> None:
    """The set's words and cards on the page's own scale, and under them the heading of what the whole dataset shows."""
    found = answer(OfSet(own_set_finding, own), selection)
    section_words(found)
    for first in range(0, min(len(cards), _MOST_CARDS), _IN_A_ROW):
        row = cards[first : min(first + _IN_A_ROW, _MOST_CARDS)]
        for place, (column, card) in enumerate(zip(st.columns(_IN_A_ROW, gap="small"), row, strict=False)):
            with column:
                _card(card, selection, reach, key=f"card_own_{first + place}")
    if len(cards) > _MOST_CARDS:
        st.html(blocks.note(f"The other {number(len(cards) - _MOST_CARDS)} stand in the table."))
    notes(found, key="own_set")
    st.page_link(
        room("decisions"), label="Change the set, or see its history, on Decisions", query_params={OPEN: "open"}
    )
    st.html(blocks.question("Of everything that is given here, the biggest gaps", below=True))


def _card(card: SetCard, selection: Selection, reach: Mapping[str, Reach], *, key: str) -> None:
    line = card.line
    target = line.target.words if line.target else ""
    if line.gap is not None:
        gap_card(line.gap, card.otherwise, selection, reach=reach[line.code], key=key, target=target)
    elif card.everyone is not None:
        aim = f"{line.target.aim_words} " if line.target else ""
        everyone_card(card.everyone, selection, target=f"{aim}{NO_GROUPS.capitalize()}.")
    else:
        silent_card(line.name, NO_GROUPS.capitalize() if line.here else NO_DATA.capitalize(), target)


def common_frame_part(own: OwnSet, selection: Selection) -> Part:
    """What the common frame would add to the set."""
    find = partial(answer, OfSet(common_frame_finding, own), selection)
    return Part("common_frame", QUESTION, lambda: in_full(find(), key="common_frame"))
