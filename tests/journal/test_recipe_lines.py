"""Remembered table layouts leave with the journal's export and come back with it: none lost, doubled or overwritten."""

import json

import pytest

from data.journal.entry_history import TakenIn
from data.journal.errors import BadLine
from data.journal.opening import open_journal
from tests.journal.entries import DECISION


@pytest.fixture
def other(tmp_path):
    """Another journal, which has never heard of the first."""
    with open_journal(str(tmp_path / "other.sqlite")) as opened:
        yield opened


def _line(**other: object) -> str:
    fields = {"fingerprint": "f1", "name": "Waits", "recipe": "name = 'Waits'", "by_role": "Analyst"}
    fields |= {"written_at": "2026-03-31T09:30:00.000000+00:00"} | other
    return '{"journal": "neighbourhood-equity", "format": 2}\n' + json.dumps(fields) + "\n"


def test_recipes_that_stand_go_with_the_records_and_keep_their_role_and_time(journal, other):
    journal.add(DECISION, by_role="Chair")
    journal.keep_recipe("f1", "Waits", "name = 'Waits'", by_role="Analyst")
    journal.keep_recipe("f2", "Calls", "name = 'Calls'", by_role="Analyst")
    journal.forget_recipe("f2", by_role="Analyst")
    text = journal.export()
    assert json.loads(text.splitlines()[0])["format"] == 2
    assert other.take_in(text) == TakenIn(new=1, already=0, recipes=1)
    assert other.recipes() == journal.recipes()
    assert other.export() == text
    assert other.take_in(text) == TakenIn(new=0, already=1, known_recipes=1)


def test_a_layout_that_is_read_otherwise_here_stays_so_and_is_told(journal):
    journal.keep_recipe("f1", "Ours", "name = 'Ours'", by_role="Lead analyst")
    found = journal.take_in(_line())
    assert (found.recipes, len(found.conflicts)) == (0, 1)
    assert "‘Waits’, by Analyst: another stands here for that layout (‘Ours’, by Lead analyst)" in found.conflicts[0]
    assert [each.name for each in journal.recipes()] == ["Ours"]


def test_what_was_forgotten_here_afterwards_stays_forgotten(journal):
    journal.keep_recipe("f1", "Waits", "name = 'Waits'", by_role="Analyst")
    journal.forget_recipe("f1", by_role="Analyst")
    assert journal.take_in(_line()) == TakenIn(new=0, already=0, known_recipes=1)
    assert journal.recipes() == []
    later = _line(written_at="2096-03-31T09:30:00.000000+00:00")
    assert journal.take_in(later) == TakenIn(new=0, already=0, recipes=1)
    assert [each.name for each in journal.recipes()] == ["Waits"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"recipe": ""}, "line 2: recipe: found nothing; expected some text"),
        ({"name": 7}, "line 2: name: found 7; expected text"),
        ({"written_at": "soon"}, "line 2: written_at: found 'soon'; expected a moment"),
        ({"more": 1}, "line 2: more:"),
        ({"recipe": "call 07700 900123"}, "line 2: recipe: found what looks like"),
    ],
)
def test_a_recipe_that_could_not_have_been_kept_here_stops_the_import(journal, fields, told):
    with pytest.raises(BadLine) as caught:
        journal.take_in(_line(**fields))
    assert told in str(caught.value)
    assert journal.recipes() == []
