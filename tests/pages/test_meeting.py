"""The meeting: every finding of every page can be put on its list and found again, and the list lives in the address."""

import io
import re

import openpyxl
import pytest
from pptx import Presentation
from pptx.util import Inches
from streamlit.testing.v1 import AppTest

from components.controls import show, take_away
from components.controls.meeting.reopen import reopened
from components.controls.meeting_list import NOT_IN_A_LINK, from_link, here
from components.controls.page_links import page_shown
from components.findings.pilots.case import pilot_cases
from data.contract.pages import PAGES as DECLARED
from tests.pages.conftest import assert_sound, main_heading, open_page, told
from tests.small_dataset import write_small

_GROUPS, _TREND = "who.groups?indicator=smoking", "trend.trend?indicator=phone_access"
_LISTED = [page.name for page in DECLARED if page.name not in NOT_IN_A_LINK]


@pytest.fixture
def shown(monkeypatch):
    """What the pages show from now on: each finding's item as a link has it, and whether that gives the same finding."""
    found = {}

    def note(finding, *, key, drawn=None):
        item = here(page_shown(), key)
        again = reopened(from_link(item.to_link())) if item else None
        same = again is not None and again.finding is finding and (again.map is None) == (drawn is None)
        found[item.to_link() if item else key] = same

    monkeypatch.setattr(show, "take_away", note)
    monkeypatch.setattr(take_away, "take_away", note)
    return found


@pytest.mark.parametrize("page", _LISTED)
def test_every_finding_of_a_page_is_found_again_by_its_link(shown, demo, page):
    open_page(page, indicator="smoking")
    if page == "pilots":
        open_page(page, pilot=next(iter(pilot_cases(demo))))
    assert len(shown) >= 2 or page == "brief"
    assert [link for link, same in shown.items() if not same] == []


def _meeting(*links: str) -> AppTest:
    return open_page("meeting", item=list(links))


def test_an_empty_list_says_how_to_fill_it():
    page = open_page("meeting")
    assert_sound(page)
    assert main_heading(page) == "Nothing is on the meeting’s list yet"


def test_a_link_opens_its_findings_in_its_order_with_their_notes():
    page = _meeting(_TREND, f"{_GROUPS}&by_whom=GP+lead&say=Ask+why")
    assert_sound(page)
    assert main_heading(page) == "2 findings are on the meeting’s list"
    words = told(page)
    assert words.index("Easy to reach by phone") < words.index("Smoking")
    assert [each.value for each in page.text_input] == ["", "", "GP lead", "Ask why"]


def test_the_list_can_be_put_in_order_noted_and_shortened_and_its_address_follows():
    page = _meeting(_GROUPS, _TREND)
    page.text_input(key="meeting_note_1").set_value("What changed?").run()
    page.button(key="meeting_Earlier_1").click().run()
    assert page.query_params["item"] == [f"{_TREND}&say=What+changed%3F", _GROUPS]
    page.button(key="meeting_off_1").click().run()
    assert page.query_params["item"] in (f"{_TREND}&say=What+changed%3F", [f"{_TREND}&say=What+changed%3F"])
    assert main_heading(page) == "One finding is on the meeting’s list"


def test_what_this_dataset_cannot_show_is_said():
    page = _meeting("who.groups?indicator=nothing_of_the_kind", "who.no_such_place?indicator=smoking")
    said = " ".join(each.value for each in page.caption)
    assert "asked for a different indicator" in said
    assert "Left out, for this dataset does not hold what it is about: 1 of the list." in said


def test_a_finding_is_added_on_its_page_and_taken_off_again():
    page = open_page("who", indicator="smoking")
    page.button(key="groups_meet").click().run()
    assert page.button(key="groups_meet").label == "On the meeting's list: take off"
    (item,) = page.session_state["meeting_list"]
    assert (item.page, item.key, dict(item.address)["indicator"]) == ("who", "groups", ("smoking",))
    page.button(key="groups_meet").click().run()
    assert page.session_state["meeting_list"] == ()


def test_slides_are_made_of_the_list_and_made_anew_when_it_changes():
    page = _meeting(_TREND)
    page.button(key="meeting_pptx").click().run()
    assert_sound(page)
    made = page.session_state["meeting_files"][1]["pptx"]
    (slide,) = Presentation(io.BytesIO(made)).slides
    assert slide.shapes.title.text in told(page)
    page.text_input(key="meeting_speaker_0").set_value("GP lead").run()
    assert page.session_state["meeting_files"][1] == {}


def _headline(link: str) -> str:
    return reopened(from_link(link)).finding.headline


def _html(page: AppTest) -> str:
    return "".join(each.proto.body for each in page.get("html"))


def _presented(*links: str, at: int = 1) -> AppTest:
    return open_page("meeting", item=list(links), present="1", at=str(at))


def test_one_finding_a_screen_is_presented_with_its_picture_marks_and_source():
    page = _presented(_GROUPS, _TREND, at=2)
    assert_sound(page)
    assert main_heading(page) == _headline(_TREND)
    words = told(page)
    assert "Synthetic data" in words
    assert _html(page).count('class="ne-presented" alt="') == 1
    assert len(page.selectbox) + len(page.text_input) == 0
    assert "Source: " in words or "Period: " in words
    assert [(each.label, each.disabled) for each in page.button if each.key.startswith("present")] == [
        ("Previous", False),
        ("Next", True),
        ("End", False),
    ]


def test_the_list_is_presented_step_by_step_and_its_place_stands_in_the_address():
    page = _meeting(_GROUPS, _TREND)
    page.button(key="present").click().run()
    assert main_heading(page) == _headline(_GROUPS)
    page.button(key="present_Next").click().run()
    assert main_heading(page) == _headline(_TREND)
    assert page.query_params["item"] == [_GROUPS, _TREND]
    assert page.query_params["at"] == "2"
    page.button(key="present_end").click().run()
    assert main_heading(page) == "2 findings are on the meeting’s list"
    assert "present" not in page.query_params
    assert "ne-presented" not in _html(page)


def test_a_matrix_is_turned_part_by_part_and_back_from_the_next_finding_to_its_last_part():
    page = _presented("compare.compare?indicator=smoking", _GROUPS)
    assert 'alt="Part 1 of 4. ' in _html(page)
    for part in ("2", "3", "4"):
        page.button(key="present_Next").click().run()
        assert (page.query_params["at"], page.query_params["part"]) == ("1", part)
        assert f'alt="Part {part} of 4. ' in _html(page)
    page.button(key="present_Next").click().run()
    assert page.query_params["at"] == "2"
    assert "part" not in page.query_params
    page.button(key="present_Previous").click().run()
    assert (page.query_params["at"], page.query_params["part"]) == ("1", "4")


def test_whoever_went_to_ask_a_question_comes_back_to_the_same_finding():
    page = _presented(_GROUPS, _TREND, at=2)
    page.query_params.clear()
    page.switch_page("../pages/trend.py").run()
    page.query_params.clear()
    page.switch_page("../pages/meeting.py").run()
    assert main_heading(page) == _headline(_TREND)
    assert page.query_params["at"] == "2"


@pytest.mark.parametrize(("at", "shown"), [("9", _TREND), ("0", _GROUPS), ("two", _GROUPS)])
def test_a_place_that_the_list_does_not_have_gives_the_nearest(at, shown):
    assert main_heading(open_page("meeting", item=[_GROUPS, _TREND], present="1", at=at)) == _headline(shown)


def test_a_table_with_too_many_rows_says_how_many_have_no_room():
    page = _presented("brief.brief?")
    assert re.search(r"\d+ more rows have no room here", told(page))


def test_the_annex_says_what_is_asked_and_is_made_of_the_same_findings(show_dataset, tmp_path):
    show_dataset(write_small(tmp_path / "small"))
    page = open_page("meeting")
    assert "The annex for the annual report" in told(page)
    page.session_state["annex_more"] = True
    page.run()
    assert "indicators that the statement asks for" in told(page)
    page.button(key="annex_xlsx").click().run()
    assert_sound(page)
    made = page.session_state["annex_files"][1]["xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert book["Contents"]["B3"].value in told(page)
    assert book["Cover"]["A1"].value.endswith("information on health inequalities")


def test_a_finding_is_presented_by_itself_and_the_list_stays(small_folder, show_dataset):
    show_dataset(small_folder)
    page = open_page("who", indicator="smoking")
    page.button(key="groups_meet").click().run()
    heading, listed = main_heading(page), page.session_state["meeting_list"]
    page.query_params.clear()
    page.query_params["only"] = _GROUPS
    page.query_params["present"] = "1"
    page.switch_page("../pages/meeting.py").run()
    assert_sound(page)
    assert main_heading(page) == heading
    assert 'class="ne-presented"' in _html(page)
    page.button(key="present_end").click().run()
    assert main_heading(page) == heading
    assert "On the meeting's list: take off" in [each.label for each in page.button]
    assert page.session_state["meeting_list"] == listed


def test_a_presentation_given_in_the_session_gives_its_slides_their_size(small_folder, show_dataset):
    show_dataset(small_folder)
    own, written = Presentation(), io.BytesIO()
    own.slide_width = Inches(11)
    own.save(written)
    page = _meeting(_GROUPS)
    page.session_state["slide_look"] = True
    page.run()
    (given,) = page.get("file_uploader")
    given.set_value([("ours.pptx", written.getvalue(), "")]).run()
    assert_sound(page)
    assert "ours.pptx" in page.success[0].value
    page.button(key="meeting_pptx").click().run()
    made = page.session_state["meeting_files"][1]["pptx"]
    assert Presentation(io.BytesIO(made)).slide_width == Inches(11)
    given = page.get("file_uploader")[0]
    given.set_value([("broken.pptx", b"PK", "")]).run()
    assert "broken.pptx" in page.error[0].value
    assert "ours.pptx" in page.success[0].value
