"""Every finding of the demo, whatever is chosen: words held to the table, the table to the numbers, nothing empty."""

import pytest

from components.findings.brief.brief import brief_finding
from components.findings.brief.core20plus5 import core20plus5_finding
from components.findings.selection import areas_offered, dimensions_offered
from components.findings.table import Table
from components.findings.where.areas import ranking_finding
from components.findings.where.need import need_finding
from components.findings.who.gradient import slope_finding
from components.findings.who.grid import grid_finding
from components.findings.who.groups import groups_finding
from data.contract.vocabulary import DIMENSIONS
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.findings.finding_faults import faults, table_faults


@pytest.fixture(scope="module")
def some_areas(demo: Dataset) -> list[str]:
    """The whole area, a place, and the neighbourhoods with the most and the fewest people."""
    people = demo.areas("neighbourhood")["population"]
    return [demo.area_code, demo.areas("place").index[0], people.idxmin(), people.idxmax()]


def _indicators(demo_folder_indicators: str) -> list[str]:
    from components.controls.current import DEMO

    return sorted(path.stem for path in (DEMO / demo_folder_indicators).glob("*.toml"))


@pytest.mark.parametrize("indicator", _indicators("indicators"))
def test_an_indicators_findings_hold_their_words_to_their_tables(demo, some_areas, indicator):
    found = {}
    for by in dimensions_offered(demo, indicator) or ["total"]:
        areas = some_areas if by in ("deprivation_quintile", "ethnic_group") else some_areas[:2]
        for area in areas:
            question = ask(demo, indicator, by, area=area)
            for finding in (groups_finding, slope_finding):
                found[by, area, finding.__name__] = faults(finding(question))
    for area in some_areas[:3]:
        found[area, "grid"] = faults(grid_finding(ask(demo, indicator, area=area)))
    for finding in (ranking_finding, need_finding):
        found[finding.__name__] = faults(finding(ask(demo, indicator)))
    assert {where: wrong for where, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("by", ["deprivation_quintile", "ethnic_group", "ethnic_group_18", "sex", "age"])
def test_the_briefs_hold_their_words_to_their_tables(demo, some_areas, by):
    assert by in DIMENSIONS
    found = {}
    for area in some_areas:
        for finding in (brief_finding, core20plus5_finding):
            found[area, finding.__name__] = faults(finding(ask(demo, "smoking", by, area=area)))
    assert {where: wrong for where, wrong in found.items() if wrong} == {}


def test_every_period_can_be_asked_about(demo):
    for end in demo.periods("smoking", level="icb", dimension="deprivation_quintile")["period_end"]:
        question = ask(demo, "smoking", period=f"{end:%Y-%m-%d}")
        assert question.period_end == end
        for finding in (groups_finding, slope_finding, ranking_finding, grid_finding):
            assert faults(finding(question)) == []


@pytest.mark.parametrize("which", ["small", "demo"])
def test_every_area_can_be_asked_about(request, which):
    dataset = request.getfixturevalue(which)
    wrong = {}
    for area in areas_offered(dataset):
        question = ask(dataset, "smoking", area=area)
        assert question.area_name
        wrong[area] = faults(groups_finding(question))
    assert {area: each for area, each in wrong.items() if each} == {}


def test_faults_are_found_where_there_are_some(small):
    good = groups_finding(ask(small, "smoking"))
    table = Table(good.table.columns, good.table.frame.assign(value=float("inf")))
    with pytest.raises(ValueError, match="expected a finite number"):
        table_faults(table)
    from dataclasses import replace

    assert faults(replace(good, sentence="It is 99.9%.")) == ["no cell says 99.9"]
    assert faults(replace(good, headline="", verdict="odd"))[:2] == ["headline is empty", "verdict 'odd'"]
    assert faults(good) == []
