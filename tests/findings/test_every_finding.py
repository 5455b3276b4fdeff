"""Every finding of the demo, whatever is chosen: words held to the table, the table to the numbers, nothing empty."""

import math
import re

import pandas as pd
import pytest

from components.findings.brief.brief import brief_finding
from components.findings.brief.core20plus5 import core20plus5_finding
from components.findings.finding import Finding
from components.findings.pilots.verdict import VERDICTS as PILOT_VERDICTS
from components.findings.selection import areas_offered, dimensions_offered
from components.findings.table import Table
from components.findings.where.areas import need_finding, ranking_finding
from components.findings.who.gradient import slope_finding
from components.findings.who.groups import grid_finding, groups_finding
from components.style.numbers import number
from data.contract.vocabulary import DIMENSIONS
from data.dataset.dataset import Dataset
from tests.findings.asking import ask

VERDICTS = {
    "", "worse", "better", "unclear", "no interval", "cannot tell", "linear", "bottom", "top", "none", "does not apply",
    *PILOT_VERDICTS,
}  # fmt: skip
NO_PICTURE = {"cannot tell", "does not apply"}
NOT_A_NUMBER = re.compile(r"\b(?:nan|NaN|inf|NaT|None(?! of)|null)\b|<NA>")
NOT_SHOWN = {"hidden to protect confidentiality", "not collected", "does not apply", "see the note", "–", ""}


def faults(finding: Finding) -> list[str]:
    """What is wrong with a finding, in words."""
    found = [f"no cell says {each}" for each in finding.unsupported_numbers()]
    for name in ("question", "headline", "sentence", "method"):
        if not getattr(finding, name).strip():
            found.append(f"{name} is empty")
    if NOT_A_NUMBER.search(f"{finding.headline} {finding.sentence}"):
        found.append(f"not a number: {finding.headline} {finding.sentence}")
    if len(finding.alt) < 40:
        found.append("alt text is too short")
    if finding.figure is None and finding.verdict not in NO_PICTURE and finding.id not in ("brief", "core20plus5"):
        found.append("no picture and no reason")
    if finding.verdict not in VERDICTS:
        found.append(f"verdict {finding.verdict!r}")
    return found + table_faults(finding.table)


def table_faults(table: Table) -> list[str]:
    """Where the text that is read differs from the number behind it."""
    found = []
    if table.text.empty:
        found.append("the table is empty")
    for column in table.columns:
        if column.unit is None:
            continue
        for raw, told in zip(table.frame[column.key], table.text[column.label], strict=True):
            if pd.isna(raw):
                if told not in NOT_SHOWN:
                    found.append(f"{column.label}: {told!r} where there is no number")
            elif told != number(float(raw), column.unit.decimals) or math.isinf(raw):
                found.append(f"{column.label}: {told!r} for {raw}")
    return found


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
