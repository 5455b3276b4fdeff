"""Findings, worked out once for each selection of a dataset and shared by everyone who asks the same of it."""

from collections.abc import Callable
from typing import TypeVar

from components.controls.current import current_dataset
from components.findings.question import Question
from components.findings.selection import Selection
from data.dataset.dataset import Dataset

Answer = TypeVar("Answer")


def answer(ask: Callable[[Question], Answer], selection: Selection) -> Answer:
    """What `ask` finds for a selection of the current dataset. What it returns is shared: never change it."""
    return answer_of(current_dataset(), ask, selection)


def answer_of(dataset: Dataset, ask: Callable[[Question], Answer], selection: Selection) -> Answer:
    """What `ask` finds for a selection of a dataset. What it returns is shared: never change it."""
    return dataset.memo.once((ask, selection), lambda: ask(_question(dataset, selection)))


def question_of(selection: Selection) -> Question:
    """The question of a selection of the current dataset, with the rows that its findings share."""
    return _question(current_dataset(), selection)


def _question(dataset: Dataset, selection: Selection) -> Question:
    return dataset.memo.once((Question, selection), lambda: Question(dataset, selection))
