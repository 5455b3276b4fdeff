"""One source line for several indicators: each source once."""

from dataclasses import replace

import pytest

from components.findings.several_sources import each_once, several_sources
from tests.findings.asking import ask


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        (
            ["Survey, weighted results, trust", "Survey, weighted results, care", "Survey, weighted results, trust"],
            ["Survey, weighted results"],
        ),
        (
            ["Survey, weighted results, trust", "Census 2021, TS037"],
            ["Census 2021, TS037", "Survey, weighted results, trust"],
        ),
        (["Counts by hand", "Counts by hand"], ["Counts by hand"]),
        (["Survey", "Survey, trust"], ["Survey"]),
        ([], []),
    ],
)
def test_each_source_is_said_once(sources, said):
    assert each_once(sources) == said


def test_the_line_of_several_indicators(small):
    question = ask(small, "smoking")
    trust, wait = (replace(small.indicators[code], source=f"Survey 2026, {code}") for code in ("trust", "wait"))
    assert (
        several_sources(question, [trust, wait, small.indicators["smoking"]]) == "Source: Counts by hand; Survey 2026."
    )
    assert several_sources(question, []) == "Source: none loaded."
