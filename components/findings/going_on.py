"""Which indicators' series go on: those that have ended are told over time, and in no list beside those of today."""

from data.contract.indicator import Indicator
from data.dataset.dataset import Dataset


def going_on(dataset: Dataset) -> dict[str, Indicator]:
    """The indicators of a dataset whose series go on, by id, in its order."""
    return {code: each for code, each in dataset.indicators.items() if each.goes_on}


def ended_words(indicator: Indicator) -> str:
    """That a series has ended, in a sentence to be read with every picture of it; '' for one that goes on."""
    return "" if indicator.goes_on else f"This series ended in {indicator.ended}: it says nothing of today."


def listed_name(indicator: Indicator) -> str:
    """An indicator's short name as lists to choose from give it, with the year in which its series ended."""
    return indicator.short_name + ("" if indicator.goes_on else f" (ended in {indicator.ended})")
