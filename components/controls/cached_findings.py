"""Findings, worked out once for each selection of a dataset and shared by everyone who asks the same of it."""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from components.controls.current import shared_dataset
from components.controls.own_dataset import own_dataset
from components.findings.question import Question
from components.findings.selection import Selection
from data.dataset.dataset import Dataset

Answer = TypeVar("Answer")

_ANSWERS_KEPT = 4_000
_QUESTIONS_KEPT = 400


def answer(ask: Callable[[Question], Answer], selection: Selection) -> Answer:
    """What `ask` finds for a selection of the current dataset. What it returns is shared: never change it."""
    own = own_dataset()
    return own.answer(ask, selection) if own else _answer(ask, shared_dataset(), selection)


def question_of(selection: Selection) -> Question:
    """The question of a selection of the current dataset, with the rows that its findings share."""
    return answer(_itself, selection)


def _itself(question: Question) -> Question:
    return question


@lru_cache(maxsize=_ANSWERS_KEPT)
def _answer(ask: Callable[[Question], object], dataset: Dataset, selection: Selection) -> object:
    return ask(_question(dataset, selection))


@lru_cache(maxsize=_QUESTIONS_KEPT)
def _question(dataset: Dataset, selection: Selection) -> Question:
    """One question for each selection, so that its findings share the rows they read."""
    return Question(dataset, selection)
