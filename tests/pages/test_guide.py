"""The guide to reading the charts: every step has its picture and its words, and it ends where it began."""

import pytest

from components.controls.brief import guide
from tests.pages.conftest import assert_sound, open_page, told


def _opened(at: int):
    page = open_page("brief", whole="")
    page.session_state["guide_at"] = at
    return page.run()


@pytest.mark.parametrize("at", [0, len(guide.STEPS) - 1])
def test_a_step_has_its_words_and_a_picture_of_the_demo(at):
    page = _opened(at)
    assert_sound(page)
    words = told(page)
    assert guide.STEPS[at].title in words
    assert all(line in words for line in guide.STEPS[at].lines)
    assert f"{at + 1} of {len(guide.STEPS)}" in words
    assert len(page.get("plotly_chart")) == 1


def test_nothing_of_the_guide_is_drawn_until_it_is_asked_for():
    page = open_page("brief", whole="")
    assert guide.STEPS[0].title not in told(page)
    assert not [each for each in page.button if each.key == "guide_next"]


def test_every_step_is_in_plain_words():
    for step in guide.STEPS:
        for line in step.lines:
            assert max(len(part.split()) for part in line.replace(":", ".").split(".")) <= 20, line
