"""Describe a dataset: its vintages, coverage, and what each page will show and lack."""

import pandas as pd
import pytest

from components.findings import gradient_pattern
from components.findings.pilots import control as pilot_control
from components.findings.profile import traits
from components.measures.change import straight_line
from components.measures.gradient import slope_index
from data.commands import page_needs, page_needs_deciding, page_needs_pilots
from data.commands.describe import coverage_grid
from data.contract.pages import BY_NAME, PAGES
from data.contract.pilot_tables import PILOTS
from data.dataset.dataset import Dataset
from tests.small_dataset import write_small


@pytest.fixture
def pages(small):
    return {BY_NAME[page.name].title: page for page in page_needs.page_needs(small)}


def test_vintages_and_coverage_are_told(run, small_folder, small):
    text = run("describe", small_folder).out
    assert text.startswith("# Testshire (small)\n")
    assert f"- Released 01 November 2026, version {small.version}" in text
    assert "- Deprivation: IMD 2025" in text
    assert "- Counts by hand (This project): 2025 to 2026" in text
    assert "- Neighbourhoods: 7" in text
    assert "- Smoking (smoking, outcomes)" in text
    assert "  - Deprivation: whole area 1 × 5, neighbourhoods 6 × 1 (Jul–Sep 2025 to Jul–Sep 2026)" in text
    assert "  - Ethnic group: whole area 1 × 1 (Jul–Sep 2026; 17% hidden; 17% not collected)" in text
    assert "Synthetic" not in text


def test_a_synthetic_dataset_says_so(run, demo):
    assert "Synthetic: it describes no real person or place." in run("describe", demo.folder).out


def test_the_grid_has_a_row_for_each_thing_covered(run, small_folder, small, tmp_path):
    path = tmp_path / "grid.csv"
    assert f"wrote {path}" in run("describe", small_folder, "--grid", path).err
    found = pd.read_csv(path, keep_default_na=False)
    assert len(found) == len(small.coverage) == len(coverage_grid(small))
    row = found[
        (found["indicator_id"] == "smoking") & (found["dimension"] == "ethnic_group") & (found["dimension_2"] == "")
    ]
    assert row.drop(columns="indicator_id").to_numpy().tolist() == [
        ["Smoking", "Jul–Sep 2026", "2026-09-30", "ethnic_group", "", "icb", 1, 4, 1, 1]
    ]


def test_what_each_page_will_show(pages):
    assert list(pages) == [page.title for page in PAGES], "every page that is declared, in the navigation's order"
    assert pages["Brief"].shows == ["gaps: Attendances, Screening, Wait, Smoking, Trust"]
    assert pages["Where"].shows == ["a map of neighbourhoods: Smoking", "a map of small areas: Smoking"]
    assert "gaps by ethnic group: Smoking" in pages["Who"].shows
    assert "the slope by deprivation: Attendances, Screening, Wait, Smoking, Trust" in pages["Who"].shows
    assert "deprivation and ethnic group at once: Smoking" in pages["Who"].shows
    assert pages["Trend"].shows[0] == "whether the gap is closing: Smoking"
    assert pages["Compare"].shows == ["7 neighbourhoods side by side: Smoking", "what chance allows (funnel): Smoking"]


def test_what_each_page_will_lack(pages):
    assert "gaps in: continuity, need, resource, process" in pages["Brief"].lacks
    assert "Core20PLUS5: no indicator with a gap carries its tag" in pages["Brief"].lacks
    assert "need beside results: no indicator of need for neighbourhoods" in pages["Where"].lacks
    assert "where services stand" in pages["Where"].lacks
    assert "gaps by sex: no indicator is given by it" in pages["Who"].lacks
    assert "neighbourhoods over time: it takes 4 periods" in pages["Trend"].lacks
    assert "pilots" in pages["Trend"].lacks


def test_what_the_pages_about_deciding_and_ones_own_data_will_show_and_lack(pages, demo):
    assert pages["Returns"].lacks == ["a return to send, filled in: no indicator is one of the national programme's"]
    assert pages["Evidence"].shows[-1].startswith("what fits a gap by deprivation: Attendances")
    assert pages["Evidence"].lacks == ["evidence of your own: there is no table 'evidence'"]
    assert pages["Decisions"].shows[-1] == "what is expected of a gap: Attendances, Screening, Wait, Smoking, Trust"
    assert pages["Your data"].shows[0].startswith("tables about any of ")
    full = {BY_NAME[page.name].title: page for page in page_needs.page_needs(demo)}
    assert full["Draw areas"].shows == [f"neighbourhoods drawn from {len(demo.areas('lsoa')):,} small areas"]
    assert full["Draw areas"].lacks == []


def test_a_dataset_that_lacks_nearly_everything(bare_folder):
    pages = {BY_NAME[page.name].title: page for page in page_needs.page_needs(Dataset.open(bare_folder))}
    assert pages["Brief"].shows == ["gaps: Screening"]
    assert "a map by neighbourhoods: no figure is given for them" in pages["Where"].lacks
    assert pages["Trend"].lacks[:2] == [
        "whether any gap is closing: it takes 4 periods",
        "anything over time: each indicator has one period only",
    ]
    assert pages["Compare"].lacks[0] == "figures for neighbourhoods: no indicator is given for them"


def test_what_the_pages_about_acting_lack_is_named_by_its_table(pages):
    assert pages["Need"].lacks == [
        "need: no indicator of need is given for neighbourhoods",
        "resource: no staff or money is given for neighbourhoods",
    ]
    assert pages["Trust"].shows == ["experience and continuity: Trust"]
    assert pages["Trust"].lacks == [
        "who takes part: there is no table 'participation'",
        "what communities said: there is no table 'community_log'",
        "where people sent on are lost: there is no table 'two_way_referrals'",
    ]
    assert pages["Access"].lacks[-1] == "what people can reach: there is no table 'services'"
    assert len(pages["Records"].lacks) == 4
    assert pages["Pilots"].lacks == ["pilots: there is no table 'pilots'"]


def test_what_the_pages_about_acting_show(demo):
    pages = {BY_NAME[page.name].title: page for page in page_needs.page_needs(demo)}
    assert pages["Profile"].shows[-4:] == [
        "who works as a team, and what is in place: of 16 neighbourhoods",
        "how people in the team find working together: of 15 neighbourhoods",
        "practices and other sites: 96",
        "pilots that take part: 4",
    ]
    assert pages["Need"].shows[1] == "resource by neighbourhood: Community nursing staff"
    assert pages["Trust"].shows[0] == "who takes part: 3 activities"
    assert pages["Trust"].lacks == []
    assert "what people can reach: 96 sites of 6 kinds" in pages["Access"].shows
    assert pages["Access"].lacks == [
        "travel times: there is no table 'travel_times', so they are worked out from distance"
    ]
    assert pages["Records"].shows[0] == "fields of the record: 7"
    assert pages["Records"].lacks == []


def test_what_each_pilot_has_and_lacks(demo):
    page = {BY_NAME[page.name].title: page for page in page_needs.page_needs(demo)}["Pilots"]
    shows = dict(line.split(": ", 1) for line in page.shows)
    lacks = dict(line.split(": ", 1) for line in page.lacks)
    assert shows["pilots"] == "4"
    assert shows["Digital confidence sessions"].startswith(
        "1 neighbourhood, 8 comparators, Waited over two weeks in 11 periods before its start, Waited over two weeks in 6 "
        "periods after its start, 4 expectations, uptake (6 periods)"
    )
    assert "3 waves of a survey of its team" in shows["Finding people with uncontrolled diabetes"]
    assert "Finding people with uncontrolled diabetes" not in lacks
    assert lacks["Screening hosts"] == "change in what its team said: 1 wave shown, the others are hidden"
    assert "change in what its team said: 1 wave shown" in lacks["Digital confidence sessions"]


def test_a_pilot_of_which_little_is_told(tmp_path):
    bare = dict.fromkeys(PILOTS.columns, "") | {"end": None, "picked_from": None, "picked_to": None, "budget_gbp": None}
    pilots = pd.DataFrame(
        [
            bare
            | {"pilot_id": "a", "name": "Vans", "area_codes": "N1", "start": "2026-04-01", "indicator_id": "smoking"},
            bare
            | {"pilot_id": "b", "name": "Calls", "area_codes": "N1", "start": "2027-01-01", "indicator_id": "lost"},
        ]
    )
    dataset = Dataset.open(write_small(tmp_path / "small", optional={"pilots": pilots}))
    page = {BY_NAME[page.name].title: page for page in page_needs.page_needs(dataset)}["Pilots"]
    rest = (
        "what is expected of it, uptake, how complete its records are, spend, receiving services, what setting up and "
        "one more contact cost, a survey of its team, a survey of the people it serves"
    )
    assert page.shows == [
        "pilots: 2",
        "Vans: 1 neighbourhood, Smoking in 1 period after its start",
        "Calls: 1 neighbourhood",
    ]
    assert page.lacks == [
        f"Vans: comparators: it takes two and has 0, figures of Smoking before its start, {rest}",
        f"Calls: comparators: it takes two and has 0, its indicator lost, {rest}",
    ]


def test_what_a_page_needs_is_what_its_measures_need():
    assert page_needs.FEWEST_PERIODS == straight_line.FEWEST_POINTS
    assert page_needs.FEWEST_FOR_A_SLOPE == slope_index.FEWEST_GROUPS
    assert page_needs.FEWEST_LIKE_PLACES == traits.FEWEST_PLACES
    assert page_needs_deciding.FEWEST_FOR_A_PATTERN == gradient_pattern.FEWEST_GROUPS
    assert page_needs_pilots.FEWEST_FOR_LIMITS == pilot_control.FEWEST_BASELINE


def test_a_folder_that_is_no_dataset(run, tmp_path):
    ran = run("describe", tmp_path)
    assert ran.code == 2
    assert "a dataset is a folder with dataset.toml in it (python -m data build makes one)" in ran.err
