"""What a community said, written on Trust with how it was heard, and answered later on Decisions."""

from datetime import date

import pytest

from components.controls import journal as control
from components.controls.journal import today
from data.contract.trust_ways import WAYS
from data.journal.places import VARIABLE
from tests.pages.conftest import assert_sound, let_go_of_journal, open_page, told


def _field(page, kind, label):
    (found,) = [each for each in getattr(page, kind) if each.label.startswith(label)]
    return found


@pytest.fixture
def writing(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, f"sqlite:///{tmp_path / 'journal.sqlite'}")
    page = open_page("trust", indicator="smoking")
    page.session_state["draft"] = True
    page.run()
    _field(page, "text_area", "What was said").set_value("The form asks for a passport")
    _field(page, "text_input", "Who spoke").set_value("People new to the country")
    yield _field(page, "text_input", "Your own role").set_value("Connector").run()
    let_go_of_journal()


def test_how_it_was_heard_is_kept_and_counted(writing):
    _field(writing, "multiselect", "Ways of building trust").set_value([WAYS[0], WAYS[7]])
    _field(writing, "selectbox", "Group heard").set_value("vulnerable migrants")
    _field(writing, "text_input", "Heard on").set_value("01/10/2026")
    _field(writing, "text_input", "Answered on").set_value("30/09/2026").run()
    assert (
        "Answered on (DD/MM/YYYY): found 30 September 2026, expected a day from 1 October 2026"
        in writing.warning[0].value
    )
    assert not [each for each in writing.button if each.label == "Keep this entry"]
    _field(writing, "text_input", "Answered on").set_value("09/10/2026").run()
    _field(writing, "button", "Keep this entry").click().run()
    assert_sound(writing)
    (record,) = control.shared_journal().records()
    assert (record.entry.ways, record.entry.group_heard) == ((WAYS[0], WAYS[7]), "vulnerable migrants")
    assert (record.entry.decided_on, record.entry.answered_on) == (date(2026, 10, 1), date(2026, 10, 9))
    words = told(writing)
    assert "6 of 9 things we heard have been answered" in words
    assert "vulnerable migrants · outreach where people live, clinicians at community events" in words


def test_an_answer_that_comes_later_is_written_down_on_decisions(writing):
    _field(writing, "button", "Keep this entry").click().run()
    (record,) = control.shared_journal().records()
    assert (record.entry.ways, record.entry.group_heard, record.entry.answered_on) == ((), "", None)
    assert record.entry.decided_on == today()
    page = open_page("decisions")
    page.session_state[f"decision_more_{record.id}"] = True
    page.run()
    _field(page, "text_input", "Your own role").set_value("Connector")
    _field(page, "text_input", "Answered on").set_value(f"{today():%d/%m/%Y}")
    _field(page, "selectbox", "Group heard").set_value("vulnerable migrants")
    _field(page, "button", "Keep this change").click().run()
    assert_sound(page)
    (record,) = control.shared_journal().records()
    assert (record.entry.group_heard, record.entry.answered_on) == ("vulnerable migrants", today())
