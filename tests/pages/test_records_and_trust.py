"""Records and Trust without a browser: each section is there with data, and gathered as lacking without."""

import pytest

from components.findings.records.places import places_finding
from components.findings.records.practices import practices_finding
from components.findings.records.registers import registers_finding
from components.findings.trust.experience import experience_finding
from components.findings.trust.log import log_finding
from components.findings.trust.missing import missing_finding
from components.findings.trust.two_way import two_way_finding
from tests.findings.asking import ask
from tests.pages.conftest import assert_sound, open_page, told


def test_records_answers_every_question_of_the_demo(demo):
    words = told(open_page("records", indicator="smoking"))
    for finding in (registers_finding, practices_finding, places_finding("Ethnic group")):
        assert finding(ask(demo, "smoking")).headline in words
    assert "What is known." in words
    assert "Not answered here, for want of data" not in words


def test_records_follows_its_field_and_keeps_it_in_the_address(demo):
    shown = open_page("records", indicator="smoking", field="Unpaid carer")
    assert places_finding("Unpaid carer")(ask(demo, "smoking")).headline in told(shown)
    (picker,) = [each for each in shown.selectbox if each.label == "Field of the record"]
    shown = picker.set_value("Smoking").run()
    assert_sound(shown)
    assert shown.query_params["field"] == "Smoking"
    assert places_finding("Smoking")(ask(demo, "smoking")).headline in told(shown)


def test_a_field_that_is_not_recorded_gives_way_to_the_first(demo):
    shown = open_page("records", indicator="smoking", field="Shoe size")
    assert_sound(shown)
    assert places_finding("Ethnic group")(ask(demo, "smoking")).headline in told(shown)


def test_trust_answers_every_question_of_the_demo(demo):
    words = told(open_page("trust", indicator="smoking"))
    for finding in (missing_finding, experience_finding, log_finding):
        assert finding(ask(demo, "smoking")).headline in words
    assert "You cannot ring at eight when you are on shift." in words
    assert "Moderate (⊕⊕⊕)" in words


@pytest.mark.parametrize(
    ("page", "asks"), [("records", "Do our referrals close?"), ("trust", "Whose voice is missing?")]
)
def test_what_a_dataset_lacks_is_gathered_in_one_place(show_dataset, small_folder, page, asks):
    show_dataset(small_folder)
    shown = open_page(page)
    assert_sound(shown)
    words = told(shown)
    assert "Not answered here, for want of data" in words
    assert asks in words


def test_trust_says_what_is_answered_and_where_people_sent_on_are_lost(demo):
    words = told(open_page("trust", indicator="smoking"))
    assert "5 of 8 things we heard have been answered; the longest wait so far is 287 days" in words
    assert "287 days: Young fathers, Quillmarket, 5 February 2026." in words
    assert two_way_finding(ask(demo, "smoking")).headline in words
