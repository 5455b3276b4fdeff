"""A journal of hundreds of records: the page looks at so many, says how many more there are, and stays usable."""

import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from components.findings.decisions.agenda import MOST_REVIEWED
from data.journal.engines import for_writing
from data.journal.entry_history import Version
from data.journal.opening import open_journal
from data.journal.places import VARIABLE
from data.journal.writing import add_versions, in_turn
from tests.findings.decisions.decided import decided
from tests.pages.conftest import assert_sound, let_go_of_journal, open_page, told

RECORDS = 260
MOST_SECONDS = 20


@pytest.fixture
def full(monkeypatch, show_dataset, small_folder, small, tmp_path) -> Iterator[None]:
    """The pages on the small dataset, with a journal of 260 decisions about one gap."""
    path, first = str(tmp_path / "journal.sqlite"), datetime(2026, 11, 1, tzinfo=UTC)
    entry = decided(small)
    versions = [
        Version(
            str(uuid.UUID(int=place)),
            1,
            entry.with_changes({"title": f"No. {place}"}),
            first + timedelta(0, place),
            "Chair",
        )
        for place in range(RECORDS)
    ]
    with open_journal(path) as journal:
        in_turn(for_writing(journal._engine), (), lambda connection: add_versions(connection, versions))
    monkeypatch.setenv(VARIABLE, path)
    show_dataset(small_folder)
    yield
    let_go_of_journal()


def _cards(page) -> int:
    return sum("<h3>No. " in each.proto.body for each in page.get("html"))


@pytest.mark.usefixtures("full")
def test_the_page_says_how_many_more_there_are_and_shows_cards_in_parts():
    began = time.monotonic()
    page = open_page("decisions")
    assert time.monotonic() - began < MOST_SECONDS
    assert_sound(page)
    assert f"Looked at here are {MOST_REVIEWED} records" in told(page)
    assert f"{RECORDS - MOST_REVIEWED} more are kept ({RECORDS - MOST_REVIEWED} of them open)" in told(page)
    assert _cards(page) == 20
    (more,) = [each for each in page.button if each.label == f"Show 20 more of {MOST_REVIEWED}"]
    page = more.click().run()
    assert_sound(page)
    assert _cards(page) == 40
