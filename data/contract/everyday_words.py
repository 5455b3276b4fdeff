"""What people say for what a dataset names: everyday words and abbreviations, for finding things by them."""

import csv
import re
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "everyday_words.csv"


@cache
def _said() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """For what is named, from the beginning of a word, what people say."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            (_of_name(row["named"]), tuple(word.strip() for word in row["said"].split(";")))
            for row in csv.DictReader(lines)
        )


def _of_name(named: str) -> re.Pattern[str]:
    """An abbreviation (GP, A&E) is looked for as it is written and whole; else a word may go on: vaccin, vaccination."""
    if named.isupper():
        return re.compile(rf"(?<!\w){re.escape(named)}(?!\w)")
    return re.compile(rf"(?<!\w){re.escape(named)}", re.IGNORECASE)


def everyday_words(name: str) -> tuple[str, ...]:
    """What people say for something of this name, each once, without what the name says itself. () where nothing is known."""
    found = dict.fromkeys(word for pattern, words in _said() if pattern.search(name) for word in words)
    return tuple(word for word in found if not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", name, re.IGNORECASE))
