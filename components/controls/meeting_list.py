"""The meeting's list: findings in the order they are to be spoken to, each by its page, its place there and its address.

It lives in the session, and in the address of the page that shows it. An item in a link is the page, the finding's key on
it, and the page's own address: 'who.groups?indicator=smoking&by=ethnic_group', with what is to be said as `say` and by
whom as `by_whom`. Figures are in no link: they are worked out again from the dataset that opens it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlencode

import streamlit as st

from components.controls.parts import WHOLE
from data.contract.pages import BY_NAME

_LIST = "meeting_list"
MOST_ITEMS = 40
# In the address of the page Meeting: one finding presented by itself, whatever is on the list.
ONLY = "only"
# The key of the map on Where, which is looked at by itself.
MAP = "map"
LONGEST_NOTE, LONGEST_SPEAKER = 300, 60
_SAY, _BY_WHOM = "say", "by_whom"
# Choices that say how a page is looked at, and change no finding; a map is what they make of it.
_OF_A_MAP = {"level", "view"}
_OF_THE_SCREEN = {*_OF_A_MAP, "write", WHOLE}
# What these pages show rests on files or on notes of this session or server, which no link can bring back.
NOT_IN_A_LINK = ("returns", "decisions", "your_data", "neighbourhoods", "methods", "meeting")

Address = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class MeetingItem:
    """One finding of the list: its page, its key there, the page's address, what to say, and who speaks."""

    page: str
    key: str
    address: Address
    note: str = ""
    speaker: str = ""

    @property
    def same(self) -> tuple[str, str, Address]:
        """What two items share that are the same finding."""
        return self.page, self.key, self.address

    @property
    def parameters(self) -> dict[str, list[str]]:
        """The page's address, for opening it."""
        return {name: list(values) for name, values in self.address}

    @property
    def plain_link(self) -> str:
        """The item as it stands in a link, without what is to be said and by whom."""
        return replace(self, note="", speaker="").to_link()

    def to_link(self) -> str:
        """The item as it stands in a link."""
        said = {_SAY: [self.note], _BY_WHOM: [self.speaker]}
        return (
            f"{self.page}.{self.key}?{urlencode(self.parameters | {k: v for k, v in said.items() if v[0]}, doseq=True)}"
        )


def from_link(text: str) -> MeetingItem | None:
    """The item that a part of a link names; None where there is no such page."""
    place, _, address = text.partition("?")
    page, _, key = place.partition(".")
    if page not in BY_NAME or page in NOT_IN_A_LINK or not key:
        return None
    found = parse_qs(address)
    note, speaker = (found.pop(name, [""])[0] for name in (_SAY, _BY_WHOM))
    return MeetingItem(page, key, address_of(found, key=key), note[:LONGEST_NOTE], speaker[:LONGEST_SPEAKER])


def address_of(parameters: Mapping[str, Sequence[str]], *, key: str) -> Address:
    """A page's address in the form that items keep it, without what changes nothing of what has that key."""
    idle = _OF_THE_SCREEN - (_OF_A_MAP if key == MAP else set())
    return tuple(sorted((name, tuple(values)) for name, values in parameters.items() if name not in idle and values))


def items() -> tuple[MeetingItem, ...]:
    """The list as it stands."""
    found: tuple[MeetingItem, ...] = st.session_state.get(_LIST, ())
    return found


def keep(changed: Sequence[MeetingItem]) -> None:
    """Make this the list: each finding once, and no more than a meeting can bear."""
    once: dict[tuple[str, str, Address], MeetingItem] = {}
    for each in changed:
        once.setdefault(each.same, each)
    st.session_state[_LIST] = tuple(once.values())[:MOST_ITEMS]


def here(page: str, key: str) -> MeetingItem | None:
    """The item that a finding of the page on screen would be; None where a link could not bring it back."""
    if not page or page in NOT_IN_A_LINK:
        return None
    return MeetingItem(
        page, key, address_of({name: st.query_params.get_all(name) for name in st.query_params}, key=key)
    )


def add(item: MeetingItem) -> None:
    """Put an item at the list's end. For widget callbacks."""
    keep((*items(), item))


def remove(item: MeetingItem) -> None:
    """Take an item off the list. For widget callbacks."""
    keep([each for each in items() if each.same != item.same])


def move(place: int, by: int) -> None:
    """Let the item at a place change places with its neighbour. For widget callbacks."""
    listed = list(items())
    if 0 <= place + by < len(listed):
        listed[place], listed[place + by] = listed[place + by], listed[place]
        keep(listed)
