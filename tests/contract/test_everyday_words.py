"""Everyday words: found for what is named, from the beginning of a word; an abbreviation only as it is written."""

import csv
from pathlib import Path

import pytest

from data.contract import everyday_words as module
from data.contract.everyday_words import everyday_words


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("COPD flu vaccination", ("jab", "injection", "immunisation", "vaccine", "influenza")),
        ("Invaccinated", ()),
        ("Gpx appointments", ()),
        ("Sees preferred GP", ("own doctor", "named GP", "continuity", "doctor", "surgery")),
    ],
)
def test_words_are_those_for_what_is_named(name, said):
    assert everyday_words(name)[: len(said)] == said
    assert bool(everyday_words(name)) == bool(said)


def test_a_word_of_the_name_itself_is_not_said_again():
    assert "hypertension" in everyday_words("Blood pressure to target")
    assert "hypertension" not in everyday_words("Hypertension: blood pressure to target")


def test_every_line_names_something_once_and_says_something():
    with (Path(module.__file__).parent / "everyday_words.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len({row["named"] for row in rows}) == len(rows) >= 80
    assert [row["named"] for row in rows if not all(word.strip() for word in row["said"].split(";"))] == []
