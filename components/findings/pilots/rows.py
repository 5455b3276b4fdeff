"""Rows of the tables about pilots: one pilot at a time, newest period, and the words around them."""

import re
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

import pandas as pd

from components.findings.pilots.case import pilot_cases
from components.findings.question import Question
from components.findings.recording_rows import source_of
from data.dataset.dataset import Dataset

SOURCE = "the pilot's own returns"
Answer = TypeVar("Answer")
_TAG = re.compile(r"<[^>]+>")


def about_pilot(make: Callable[[Question, str], Answer]) -> Callable[[str], Callable[[Question], Answer]]:
    """A finding of a question and a pilot, as a question of its own: the same function each time a pilot is named."""

    @lru_cache(maxsize=200)
    @wraps(make)
    def of_pilot(pilot_id: str) -> Callable[[Question], Answer]:
        def ask(question: Question) -> Answer:
            return make(question, pilot_id)

        return ask

    return of_pilot


def pilot_ids(dataset: Dataset) -> tuple[str, ...]:
    """Codes of the pilots, in the order of their table; none where the dataset has no such table."""
    return tuple(pilot_cases(dataset))


def rows_of(dataset: Dataset, table: str, pilot_id: str) -> pd.DataFrame | None:
    """A pilot's rows of one of its tables; None where there are none."""
    found = dataset.optional(table)
    found = None if found is None else found[found["pilot_id"] == pilot_id]
    return None if found is None or found.empty else found.reset_index(drop=True)


def bare_words(words: str) -> str:
    """Words for a picture without their tags, for a table."""
    return _TAG.sub("", words)


def pilot_source(question: Question) -> str:
    """The source line of what a pilot counted itself."""
    return source_of(question, SOURCE)
