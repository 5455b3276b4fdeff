"""The source line of a finding about several indicators: each source said once, however many figures it gave."""

from collections.abc import Iterable

from components.findings.question import Question
from components.findings.recording_rows import source_of
from data.contract.indicator import Indicator


def several_sources(question: Question, indicators: Iterable[Indicator]) -> str:
    """The source line, e.g. 'Source: Census 2021, TS037; GP Patient Survey, weighted results.'; 'none loaded' without any."""
    return source_of(question, "; ".join(each_once(one.source for one in indicators)) or "none loaded")


def each_once(sources: Iterable[str]) -> list[str]:
    """Sources in order; those that differ in what follows the last comma alone, a question's or a table's code, as one.

    The code is each indicator's own, and said where that is looked at.
    """
    known = sorted(set(sources))
    names = [each.rpartition(", ")[0] or each for each in known]
    return sorted({name if names.count(name) > 1 else each for name, each in zip(names, known, strict=True)})
