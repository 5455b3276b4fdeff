"""The meeting's list: to and from a link, each finding once, in an order that can be changed."""

import pytest

from components.controls import meeting_list
from components.controls.meeting_list import (
    MAP,
    MOST_ITEMS,
    MeetingItem,
    add,
    address_of,
    from_link,
    items,
    move,
    remove,
)

_GROUPS = MeetingItem("who", "groups", address_of({"indicator": ["smoking"], "by": ["ethnic_group"]}, key="groups"))
_TREND = MeetingItem("trend", "trend", (), note="Why since 2024? & what next", speaker="GP lead")


@pytest.fixture(autouse=True)
def _own_session(monkeypatch):
    monkeypatch.setattr(meeting_list.st, "session_state", {})


@pytest.mark.parametrize("item", [_GROUPS, _TREND, MeetingItem("compare", "funnel", (("areas", ("A", "B")),))])
def test_an_item_comes_back_from_its_link(item):
    assert from_link(item.to_link()) == item


def test_a_link_names_page_place_and_address():
    assert _GROUPS.to_link() == "who.groups?by=ethnic_group&indicator=smoking"


@pytest.mark.parametrize("text", ["", "nowhere.groups?by=x", "who", "returns.returns_coverage?", "meeting.meeting"])
def test_what_no_link_can_bring_back_is_no_item(text):
    assert from_link(text) is None


def test_notes_of_a_link_are_no_longer_than_may_be_typed():
    found = from_link("who.groups?say=" + "a" * 1000 + "&by_whom=" + "b" * 1000)
    assert (len(found.note), len(found.speaker)) == (meeting_list.LONGEST_NOTE, meeting_list.LONGEST_SPEAKER)


def test_how_a_map_is_coloured_makes_another_map_and_no_other_finding():
    seen = {"indicator": ["smoking"], "view": ["both"], "level": ["lsoa"]}
    assert address_of(seen, key="ranking") == (("indicator", ("smoking",)),)
    assert dict(address_of(seen, key=MAP)) == {"indicator": ("smoking",), "view": ("both",), "level": ("lsoa",)}


def test_a_finding_is_listed_once_and_can_be_moved_and_taken_off():
    for item in (_GROUPS, _TREND, _GROUPS):
        add(item)
    assert items() == (_GROUPS, _TREND)
    move(1, -1)
    assert items() == (_TREND, _GROUPS)
    move(0, -1)
    assert items() == (_TREND, _GROUPS)
    remove(_TREND)
    assert items() == (_GROUPS,)


def test_a_list_is_no_longer_than_a_meeting_bears():
    for place in range(MOST_ITEMS + 5):
        add(MeetingItem("who", "groups", (("indicator", (str(place),)),)))
    assert len(items()) == MOST_ITEMS
