"""A series that has ended is told over time, and stands in no list beside those that go on."""

from dataclasses import replace

import pytest

from components.findings.brief.core20plus5 import core20plus5_gaps
from components.findings.compared_indicators import compared_indicators
from components.findings.everyone_values import everyone_values
from components.findings.going_on import listed_name
from components.findings.indicator_gaps import indicator_gaps, shared_level
from components.findings.selection import default_indicator
from components.findings.trend.everyone import everyone_finding
from components.findings.trend.trend import trend_finding
from components.findings.years_of_figures import years_of_figures
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.small_dataset import small_indicators, small_observations, write_small

ENDED = "This series ended in 2026: it says nothing of today."


@pytest.fixture(scope="module")
def ended(tmp_path_factory) -> Dataset:
    """The small dataset, in which smoking and attendances have ended; smoking and screening are of one Core20PLUS5 area."""
    indicators = [
        replace(
            each,
            ended="2026" if each.id in ("smoking", "attendances") else "",
            core20plus5="cancer" if each.id in ("smoking", "screening") else "",
        )
        for each in small_indicators()
    ]
    return Dataset.open(write_small(tmp_path_factory.mktemp("ended") / "small", indicators=indicators))


def test_it_stands_in_no_list_beside_those_that_go_on(ended, small):
    def gaps(dataset: Dataset) -> set[str]:
        return {each.indicator.id for each in indicator_gaps(ask(dataset, "screening"))}

    assert gaps(small) - gaps(ended) == {"smoking", "attendances"}
    assert core20plus5_gaps(ask(ended, "screening"))["cancer"].indicator.id == "screening"
    assert {each.indicator.id for each in everyone_values(ask(ended, "screening"))} == {
        "screening", "trust", "wait", "vaccinated"
    }  # fmt: skip
    assert [each.indicator.id for each in compared_indicators(small, ("N1",), False)] == ["smoking"]
    assert compared_indicators(ended, ("N1",), False) == []


def test_it_is_not_among_the_figures_that_should_be_new(tmp_path):
    rows = small_observations()
    old = (rows["indicator_id"] == "trust") & (rows["period_end"] == rows["period_end"].max())
    rows.loc[old, ["period_start", "period_end"]] = ["2023-01-01", "2023-03-31"]
    indicators = [replace(each, ended="2023" if each.id == "trust" else "") for each in small_indicators()]
    dataset = Dataset.open(write_small(tmp_path / "d", indicators=indicators, observations=rows))
    assert years_of_figures(dataset) == "Jul–Sep 2026"


def test_it_is_offered_last_in_its_domain_by_the_year_in_which_it_ended_and_never_first(ended):
    access = [listed_name(each) for each in ended.indicators.values() if each.domain == "access"]
    assert access == ["Screening", "Wait", "Attendances (ended in 2026)"]
    assert default_indicator(ended) == "screening"


def test_it_is_told_over_time_with_its_end_and_judged_at_the_level_of_those_that_go_on(ended):
    question = ask(ended, "smoking")
    found = trend_finding(question)
    assert found.headline.startswith("Smoking (ended in 2026): the gap is widening")
    assert found.notice.endswith(ENDED)
    assert everyone_finding(question).notice == ENDED
    assert ENDED in trend_finding(ask(ended, "smoking", "ethnic_group")).notice
    assert ENDED not in trend_finding(ask(ended, "screening")).notice
    assert shared_level(question) == shared_level(ask(ended, "screening"))
