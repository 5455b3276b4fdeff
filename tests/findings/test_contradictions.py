"""Pages never contradict one another about a gap or a place, whatever is asked; and where they did it would be found."""

import pytest

from components.findings.gaps import selected_gap
from components.findings.who import groups
from tests.findings.asking import ask
from tests.findings.contradictions import contradictions, selections


@pytest.mark.parametrize("seed", [1, 2])
def test_no_selection_of_the_demo_is_told_in_two_ways(demo, seed):
    asked = list(selections(demo, 25, seed=seed))
    assert len({question.selection for question in asked}) > 20
    assert {str(question.selection): contradictions(question) for question in asked if contradictions(question)} == {}


def test_a_page_that_judged_by_itself_would_be_found(demo, monkeypatch):
    question = ask(demo, "cervical_screening")
    assert contradictions(question) == []
    monkeypatch.setattr(
        groups,
        "headline_gap",
        lambda asked: selected_gap(
            asked.values(areas=[asked.selection.area], by=asked.selection.by),
            asked.dimension,
            higher_is_better=asked.indicator.higher_is_better,
        ),
    )
    found = contradictions(question)
    assert any(each.startswith("the Brief says unclear, Who worse") for each in found)
    assert any(each.startswith("a decision would keep") for each in found)
