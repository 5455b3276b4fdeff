"""Several measures' gaps on one picture: a gap leads only where it is clear, and what cannot be told is said."""

from dataclasses import replace

import pytest

from components.findings.gaps_side_by_side import gaps_in_percent, gaps_side_by_side
from tests.findings.asking import ask


@pytest.fixture
def told(demo):
    """What is said of the demo's measures of access by deprivation, of gaps changed as a test wants."""
    question = ask(demo, "smoking")
    gaps = gaps_in_percent(question, ("access",))

    def tell(change):
        changed = [replace(one, gap=change(one.gap)) for one in gaps]
        return gaps_side_by_side(question, changed, id="any", asks="?", of="access", caution="")

    return tell


def _the_other_way(gap):
    return replace(gap, size=-gap.size, lower=-gap.upper, upper=-gap.lower)


def test_a_clear_gap_leads(told):
    found = told(lambda gap: gap)
    assert found.headline == "Waiting over 18 weeks: 52.7% most deprived, 32.2% least deprived"
    assert found.sentence.endswith("On 4 of 8 measures of access one group is clearly worse off.")
    assert found.verdict == "worse"


def test_a_gap_that_clearly_runs_the_other_way_is_said_to(told):
    found = told(_the_other_way)
    assert found.sentence == (
        "On 4 of 8 measures of access it is clear that people in the most deprived fifth are better off. On none are they "
        "clearly worse off."
    )
    assert found.verdict == "better"


def test_where_none_is_clear_no_gap_is_the_headline(told):
    found = told(lambda gap: replace(gap, p_value=0.9))
    assert found.headline == "No group is clearly worse off on any of 8 measures of access"
    assert found.sentence == (
        "Furthest apart is Waiting over 18 weeks: 52.7% most deprived, 32.2% least deprived. A gap of 20.5 percentage points "
        "can be chance."
    )


def test_figures_without_intervals_cannot_tell(told):
    found = told(lambda gap: replace(gap, lower=None, upper=None, p_value=None))
    assert found.headline == "We cannot tell who is worse off on 8 measures of access"
    assert found.sentence.endswith("can be chance; it is published without an interval.")


def test_with_nothing_to_show_there_is_no_finding(told):
    assert told(lambda gap: replace(gap, size=None, lower=None, upper=None)) is None
