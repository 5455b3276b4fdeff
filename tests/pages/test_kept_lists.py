"""A meeting's list kept in the journal, on both databases, and opened again beside what has changed since."""

import pytest

from data.journal.opening import open_journal
from data.journal.places import VARIABLE
from tests.findings.later_release import write_later
from tests.pages.conftest import assert_sound, let_go_of_journal, main_heading, open_page, told

_GROUPS = "who.groups?indicator=smoking&period=2026-09-30&by=deprivation_quintile&say=Ask+why&by_whom=GP+lead"
_RANKING = "where.ranking?indicator=smoking"


@pytest.fixture
def journal(journal_address, monkeypatch, show_dataset, small_folder) -> str:
    """The pages on the small dataset, with a journal on each database in turn."""
    monkeypatch.setenv(VARIABLE, journal_address)
    show_dataset(small_folder)
    yield journal_address
    let_go_of_journal()


def _opened(page):
    page.session_state["meeting_kept"] = True
    return page.run()


def _keep(page, name: str, role: str = "Board secretary"):
    page.text_input(key="meeting_name").set_value(name)
    page.text_input(key="meeting_role").set_value(role)
    (button,) = [each for each in page.button if each.label == "Keep this list"]
    return button.click().run()


def _kept(name: str, *links: str):
    return _keep(_opened(open_page("meeting", item=list(links))), name)


def _kept_small():
    return _kept("Board, autumn", _GROUPS, _RANKING)


def _reopened():
    page = _opened(open_page("meeting"))
    page.button(key="meeting_open").click().run()
    page.session_state["meeting_since_more"] = True
    return page.run()


def test_a_kept_list_is_opened_beside_what_has_changed_since(journal, show_dataset, tmp_path):
    page = _kept_small()
    assert_sound(page)
    assert "Kept: ‘Board, autumn’" in page.success[0].value
    with open_journal(journal) as kept:
        (record,) = kept.records(kind="meeting")
    listed = record.entry.agenda[0]
    assert (listed.speaker, listed.note, listed.estimate) == ("GP lead", "Ask why", 16.0)
    assert "period" not in listed.link
    assert record.entry.agenda[1].estimate is None

    show_dataset(write_later(tmp_path / "later", 180))
    again = _reopened()
    assert_sound(again)
    assert main_heading(again) == "2 findings are on the meeting’s list"
    assert [each.value for each in again.text_input][:2] == ["GP lead", "Ask why"]
    assert ": 1 better, 1 cannot tell" in told(again)
    rows = again.dataframe[0].value
    assert rows["Gap then (95% interval)"][0].startswith("16.0 percentage points (")
    assert rows["Gap now (95% interval)"][0].startswith("8.0 percentage points (")
    assert list(rows["Since then"]) == ["better", "cannot tell", "1 better, 1 cannot tell"]
    assert rows["Why it cannot be told"][1] == "it is about more than one figure"


def test_on_the_same_figures_nothing_can_have_changed_and_it_can_be_kept_again(journal):
    _kept_small()
    page = _reopened()
    assert "The same release of figures" in told(page)
    page.text_input(key="meeting_note_1").set_value("Look at the north").run()
    page.text_input(key="meeting_role").set_value("Board secretary")
    (again,) = [each for each in page.button if each.label.startswith("Keep it as")]
    again.click().run()
    assert_sound(page)
    with open_journal(journal) as kept:
        (record,) = kept.records(kind="meeting")
        assert [len(each.entry.agenda) for each in kept.history(record.id)] == [2, 2]
    assert record.entry.agenda[1].note == "Look at the north"


def test_a_note_that_points_at_a_patient_is_not_kept(journal):
    page = _kept("Board", _GROUPS.replace("Ask+why", "NHS+number+943+476+5919"))
    assert "Nothing is kept yet" in page.error[0].value
    with open_journal(journal) as kept:
        assert kept.records(kind="meeting") == []


@pytest.mark.usefixtures("journal")
def test_the_register_of_decisions_holds_no_lists():
    _kept_small()
    assert main_heading(open_page("decisions")) == "Nothing has been decided here yet"
