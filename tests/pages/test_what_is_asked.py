"""What the founding documents ask is answered on the page that docs/what_is_asked.md names: each is opened and read."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.pages.conftest import PAGES, ROOT, assert_sound, open_page, told

_ROW = re.compile(r"^\| (?P<asked>[^|]+) \| `(?P<page>[^`]+)` \| (?P<question>[^|]+) \|$", re.MULTILINE)
_QUESTIONS: dict[str, list[str]] = {}
for _row in _ROW.finditer((ROOT / "docs" / "what_is_asked.md").read_text(encoding="utf-8")):
    _QUESTIONS.setdefault(_row["page"], []).append(_row["question"])


def test_every_line_is_read_and_the_pages_that_act_on_gaps_are_among_them():
    assert sum(map(len, _QUESTIONS.values())) == 34
    named = {urlsplit(page).path for page in _QUESTIONS}
    assert {"need", "trust", "access", "records", "profile", "pilots", "evidence", "decisions"} <= named <= set(PAGES)


@pytest.mark.parametrize("page", _QUESTIONS)
def test_a_page_asks_the_questions_that_are_said_to_be_answered_there(page):
    address = urlsplit(page)
    shown = open_page(address.path, **dict(parse_qsl(address.query)))
    assert_sound(shown)
    words = f"{told(shown)} {' '.join(each.label for each in shown.expander)}"
    assert [each for each in _QUESTIONS[page] if each not in words] == []
