"""People in no neighbourhood: told in people beside every picture, drawn and named on the map, ranked nowhere."""

import pytest

from components.findings.area_map import area_map
from components.findings.compare.funnel import funnel_finding
from components.findings.compare.matrix import compare_finding
from components.findings.compare.split import split_finding
from components.findings.outside import everyone_words, outside_neighbourhoods, outside_notice
from components.findings.ranked_areas import ranked_areas
from components.findings.where.areas import ranking_finding
from components.style.colours import OUTSIDE
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.findings.finding_faults import faults
from tests.outside_dataset import write_outside

TOLD = (
    "2,000 people (7% of the whole area, in 1 small area) live outside any neighbourhood named here and 2,000 people (7% of "
    "the whole area, in 1 small area) live where most people are registered elsewhere. The whole area's "
    "figures count them; no neighbourhood's do."
)


@pytest.fixture(scope="module")
def outside(tmp_path_factory) -> Dataset:
    return Dataset.open(write_outside(tmp_path_factory.mktemp("outside") / "d"))


def test_people_are_counted_by_why_they_are_in_none(outside, small):
    found = outside_neighbourhoods(outside)
    assert [(each.why, each.areas, each.people, each.share) for each in found] == [
        ("unnamed", 1, 2_000, 1 / 14),
        ("elsewhere", 1, 2_000, 1 / 14),
    ]
    assert outside_notice(outside) == TOLD
    assert (everyone_words(outside), everyone_words(small)) == ("All neighbourhoods together", "Whole area")
    assert (outside_neighbourhoods(small), outside_notice(small)) == ((), "")


def test_the_ranking_leaves_them_out_and_its_table_names_them(outside):
    found = ranking_finding(ask(outside, "smoking"))
    assert len(ranked_areas(ask(outside, "smoking"))) == 6
    table = found.table.text.set_index("Neighbourhood")["Compared with the whole area"]
    assert table["Outside any neighbourhood named here"] == (
        "not ranked: 2,000 people (7% of the whole area, in 1 small area)"
    )
    assert table["Mostly registered elsewhere, so given to no neighbourhood"].startswith("not ranked: 2,000 people")
    assert TOLD in found.notice
    assert faults(found) == []


def test_the_map_names_them_in_its_key_and_small_areas_keep_their_colours(outside):
    key = area_map(ask(outside, "smoking")).key
    assert [each.words for each in key if each.outside] == [
        "Outside any neighbourhood named here: 2,000 people",
        "Mostly registered elsewhere, so given to no neighbourhood: 2,000 people",
    ]
    assert {each.colour for each in key if each.outside} == {OUTSIDE}
    small = area_map(ask(outside, "smoking", level="lsoa"))
    assert not any(each.outside for each in small.key)
    assert small.note == "Small areas in no neighbourhood are coloured like the others."


@pytest.mark.parametrize("finding", [compare_finding, funnel_finding, split_finding])
def test_comparisons_say_whom_they_leave_out(outside, finding):
    found = finding(ask(outside, "smoking"))
    assert TOLD in found.notice
    assert "L12" not in found.table.frame.to_string()


def test_small_areas_outside_are_neither_inside_a_neighbourhood_nor_between_two(outside):
    found = split_finding(ask(outside, "smoking", by="total"))
    assert set(found.table.frame["name"]) == {
        "Ashdown",
        "Birchwood",
        "Cedar Hill",
        "Dale End",
        "Elmfield",
        "Firs",
        "All",
    }
