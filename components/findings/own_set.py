"""A board's own set of indicators, as findings take it: what was chosen, in its order, with its targets."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from components.findings.going_on import listed_name
from components.findings.question import Question
from data.contract.indicator import Indicator
from data.contract.published_indicators import indicators as published
from data.dataset.dataset import Dataset
from data.journal.entry import ChosenIndicator

Answer = TypeVar("Answer")
Item = TypeVar("Item")


@dataclass(frozen=True)
class OwnSet:
    """One set. Two with the same choices are equal, whoever kept them and when."""

    title: str
    chosen: tuple[ChosenIndicator, ...]
    compare_by: tuple[str, ...] = ()

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each chosen indicator stands in the set, by its id."""
        return {each.indicator_id: place for place, each in enumerate(self.chosen)}


@dataclass(frozen=True)
class OfSet(Generic[Answer]):
    """A finding about a set, in the form that answers are kept by: equal for equal sets."""

    make: Callable[[Question, OwnSet], Answer]
    own: OwnSet

    def __call__(self, question: Question) -> Answer:
        return self.make(question, self.own)


def set_first(items: Iterable[Item], own: OwnSet, code: Callable[[Item], str]) -> list[Item]:
    """Those of the set first, in its order, then the others in theirs; `code` gives an item's indicator."""
    return sorted(items, key=lambda each: own.places.get(code(each), len(own.places)))


def definition_of_chosen(dataset: Dataset, code: str) -> Indicator | None:
    """The definition of a chosen indicator: the dataset's, else that of a published series; None of one nobody knows here."""
    return dataset.indicators.get(code) or published().get(code)


def name_of_chosen(dataset: Dataset, code: str) -> str:
    """What a chosen indicator is called; its id where nobody here knows it."""
    known = definition_of_chosen(dataset, code)
    return code if known is None else listed_name(known)
