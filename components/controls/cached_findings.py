"""Findings, worked out once for each selection of a dataset and shared by everyone who asks the same of it."""

from collections.abc import Callable
from typing import TypeVar

from components.controls.current import current_dataset
from components.findings.question import Question
from components.findings.selection import Selection, only
from data.dataset.dataset import Dataset

Answer = TypeVar("Answer")
# Parts of the selection that answers follow from: the area alone; with its ages; its groups; the gaps between them.
AREA = ("area",)
AGED_AREA = ("area", "adjusted")
GROUPS = ("by", "area")
GAPS = ("by", "area", "adjusted")


def answer(ask: Callable[[Question], Answer], selection: Selection) -> Answer:
    """What `ask` finds for a selection of the current dataset. What it returns is shared: never change it."""
    return answer_of(current_dataset(), ask, selection)


def answer_of(dataset: Dataset, ask: Callable[[Question], Answer], selection: Selection) -> Answer:
    """What `ask` finds for a selection of a dataset. What it returns is shared: never change it."""
    return dataset.memo.once((ask, selection), lambda: ask(_question(dataset, selection)))


def answer_by(names: tuple[str, ...], ask: Callable[[Question], Answer], selection: Selection) -> Answer:
    """`answer` of what follows from some parts of the selection only: whatever else is chosen, it is the same answer.

    All that is not named is as in a link that names nothing, so that an answer cannot follow from it unnoticed.
    """
    return answer(ask, only(current_dataset(), selection, names))


def question_of(selection: Selection) -> Question:
    """The question of a selection of the current dataset, with the rows that its findings share."""
    return _question(current_dataset(), selection)


def _question(dataset: Dataset, selection: Selection) -> Question:
    return dataset.memo.once((Question, selection), lambda: Question(dataset, selection))
