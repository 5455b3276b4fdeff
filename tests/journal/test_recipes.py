"""Recipes are kept by the layout they read, the last one stands, and what is forgotten stands no more."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from data.journal import recipes
from data.journal.engines import for_writing, make_engine
from data.journal.errors import EntryError, JournalError
from data.journal.places import address


def _standing(journal) -> list[tuple[str, str, str]]:
    return [(each.fingerprint, each.name, each.text) for each in journal.recipes()]


def test_the_last_recipe_of_a_layout_stands_until_it_is_forgotten(journal):
    journal.keep_recipe("f1", "Waits", "name = 'Waits'", by_role="Analyst")
    journal.keep_recipe("f2", "Calls", "name = 'Calls'", by_role="Analyst")
    journal.keep_recipe("f1", "Waits, mended", "name = 'Waits, mended'", by_role="Lead analyst")
    assert _standing(journal) == [
        ("f2", "Calls", "name = 'Calls'"),
        ("f1", "Waits, mended", "name = 'Waits, mended'"),
    ]
    assert journal.recipes()[1].by_role == "Lead analyst"
    journal.forget_recipe("f1", by_role="Analyst")
    journal.forget_recipe("f9", by_role="Analyst")
    assert [each[0] for each in _standing(journal)] == ["f2"]
    journal.keep_recipe("f1", "Waits", "name = 'Waits'", by_role="Analyst")
    assert [each[0] for each in _standing(journal)] == ["f2", "f1"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            ("f1", "Waits", "x" * (recipes.MOST_TEXT + 1), "Analyst"),
            "recipe: found 100,001 characters; expected 100,000",
        ),
        (("f1", "", "text", "Analyst"), "name: found nothing; expected some text"),
        (("f1", "Waits", "text", ""), "by_role: found nothing"),
        (("f1", "Waits", "ask jo@example.org", "Analyst"), "recipe: found what looks like"),
    ],
    ids=["too long", "no name", "no role", "a person's details"],
)
def test_what_may_not_be_kept_is_named(journal, given, told):
    *recipe, role = given
    with pytest.raises(EntryError, match=told):
        journal.keep_recipe(*recipe, by_role=role)
    assert journal.recipes() == []


def test_there_is_an_end_to_how_many_are_kept(journal, monkeypatch):
    monkeypatch.setattr(recipes, "MOST_ROWS", 2)
    for name in ("a", "b"):
        journal.keep_recipe("f1", name, "text", by_role="Analyst")
    with pytest.raises(JournalError, match="found 2 rows; expected 2 at most"):
        journal.keep_recipe("f1", "c", "text", by_role="Analyst")
    assert [each.name for each in journal.recipes()] == ["b"]


def test_a_row_can_neither_be_changed_nor_deleted(journal, journal_address):
    journal.keep_recipe("f1", "Waits", "text", by_role="Analyst")
    engine = make_engine(address(journal_address))
    for statement in ("UPDATE recipe SET text = ''", "DELETE FROM recipe"):
        with (
            pytest.raises(DBAPIError, match="the journal keeps every recipe"),
            for_writing(engine).begin() as connection,
        ):
            connection.execute(text(statement))
    engine.dispose()
    assert [each.text for each in journal.recipes()] == ["text"]
