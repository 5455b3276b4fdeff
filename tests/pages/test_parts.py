"""The parts of a page: waiting until they are seen, drawn where the reader looks, all at once for whom the whole is asked."""

import re

import pytest

from components.findings.compare.funnel import QUESTION as FUNNEL
from components.findings.compare.split import QUESTION as SPLIT
from tests.pages.conftest import assert_sound, open_page

_SEEN = "parts_seen"
# Pictures of a page's first screen, and the kilobytes that it may send: a quarter more than it does.
FIRST_SCREENS = {
    "brief": (0, 30), "where": (1, 20), "who": (1, 20), "trend": (1, 32), "compare": (1, 26), "need": (1, 18),
    "trust": (1, 16), "access": (1, 16), "records": (1, 14), "pilots": (1, 30), "evidence": (1, 14),
}  # fmt: skip


def _pictures(page) -> int:
    return len(page.get("plotly_chart"))


def _waiting(page) -> list[str]:
    words = " ".join(each.proto.body for each in page.get("html"))
    return re.findall(r'<div class="ne-waiting".*?>([^<>]+)</h2></div>', words)


@pytest.mark.parametrize("name", FIRST_SCREENS)
def test_a_page_opens_with_its_first_screen_and_no_more(name):
    shown = open_page(name, whole="", **({"pilot": "screening_hosts"} if name == "pilots" else {}))
    assert_sound(shown)
    pictures, kilobytes = FIRST_SCREENS[name]
    sent = sum(each.proto.ByteSize() for each in shown.main if each.proto is not None)
    assert _pictures(shown) == pictures
    assert sent / 1000 < kilobytes
    assert _waiting(shown)


def test_a_part_is_drawn_where_the_reader_looks_and_the_others_wait():
    shown = open_page("compare", whole="")
    assert _waiting(shown) == [FUNNEL, SPLIT]
    shown.session_state[_SEEN] = ("compare", ("split",))
    shown.run()
    assert _waiting(shown) == [FUNNEL]
    assert _pictures(shown) == 2
    # What is seen on one page says nothing of another.
    shown.session_state[_SEEN] = ("trend", ("split", "funnel"))
    shown.run()
    assert _waiting(shown) == [FUNNEL, SPLIT]


def test_the_whole_page_has_no_part_that_waits():
    shown = open_page("compare")
    assert _waiting(shown) == []
    assert _pictures(shown) == 3
