"""Profile without a browser: what stands at one place, and what the journal holds of it found again by its link."""

from dataclasses import replace

import pytest

from components.controls.meeting.reopen import reopened
from components.controls.meeting_list import from_link
from data.journal.opening import open_journal
from data.journal.places import VARIABLE
from tests.journal.entries import DECISION
from tests.pages.conftest import assert_sound, let_go_of_journal, open_page, told


@pytest.fixture
def journal(tmp_path, monkeypatch, show_dataset, small_folder):
    """The pages on the small dataset, with a journal that holds a decision about one neighbourhood."""
    address = str(tmp_path / "journal.sqlite")
    monkeypatch.setenv(VARIABLE, address)
    kept = open_journal(address)
    entry = replace(DECISION, title="Meet at the hall", area_code="N1", signal=None, frozen=None, by_when=None)
    kept.add(entry, by_role="Secretary")
    kept.close()
    show_dataset(small_folder)
    yield
    let_go_of_journal()


@pytest.mark.usefixtures("journal")
def test_a_decision_about_a_place_stands_on_its_profile_and_what_is_lacking_is_said_once():
    page = open_page("profile", area="N1")
    assert_sound(page)
    words = told(page)
    assert "In Ashdown, 1 decision is open: 1 with no figure" in words
    assert words.count("Not answered here, for want of data") == 1
    assert words.count("is not loaded") == 4, "teams, their survey, sites and what communities said"
    again = reopened(from_link("profile.profile_decisions?area=N1"))
    assert again.finding.table.frame["title"].tolist() == ["Meet at the hall", "All open"]
    other = open_page("profile", area="N2")
    assert "Nothing is decided about Birchwood yet" in told(other)
