"""What the page for one's own data says of a table: in numbers it can support, in words that are true of each case."""

import pytest

from components.findings.your_data.rows import coverage_table, coverage_words, first_link
from components.findings.your_data.words import intake_finding, mapping_table, taken_table
from data.files.spreadsheet_text import csv_for_excel
from data.your_data.add_to_dataset import joined_observations
from data.your_data.validate import take
from tests.your_data.made_tables import EVERYWHERE, heat, tidy


@pytest.mark.parametrize(
    ("given", "headline"),
    [
        (tidy, "13 figures can be used, and nothing needs mending"),
        (lambda: tidy({(4, "numerator"): "lots"}), "12 figures can be used; 1 problem needs mending"),
        (lambda: {"t.csv": b"a,b\n1,2\n"}, "No figure can be used yet; 1 problem needs mending"),
        (
            lambda: tidy({(4, "numerator"): "-"}),
            "13 figures can be used; 1 thing to look at",
        ),
    ],
)
def test_the_headline_says_what_can_be_used_and_the_table_supports_it(small, given, headline):
    found = intake_finding(take(given(), base=small, declared=EVERYWHERE))
    assert found.headline == headline
    assert found.unsupported_numbers() == []


def test_the_grid_says_what_is_hidden(small):
    intake = take(tidy(), base=small, declared=EVERYWHERE)
    grid = coverage_table(joined_observations(small, intake).given, intake)
    assert grid["Compared by"].tolist() == ["Everyone", "Deprivation", "Ethnic group"]
    assert grid["Apr–Jun 2025"].tolist() == [
        "● 1 area, 1 figure",
        "● 1 area, 6 figures",
        "◐ 1 area, 6 figures: 2 hidden",
    ]
    assert "2 complete (●), 1 with figures hidden" in coverage_words(grid)


def test_the_link_opens_what_was_given(small):
    intake = take(heat(), base=small, declared=EVERYWHERE)
    link = first_link(joined_observations(small, intake).given)
    assert link == {"indicator": "contact", "by": "deprivation_quintile", "area": "I1"}


def test_labels_and_tables_are_told_and_a_download_holds_no_formula(small):
    intake = take(tidy({(4, "group"): "Q2"}), base=small, declared=EVERYWHERE)
    mapping = mapping_table(intake.mapping).set_index("Label in the file")
    assert mapping.loc["Q2", "Taken for"] == "Second most deprived fifth"
    assert taken_table(intake)["Taken for"].tolist() == ["definitions of indicators", "tidy template"]
    dangerous = mapping.reset_index().head(1).assign(Note="=1+1")
    assert "'=1+1" in csv_for_excel(dangerous).decode("utf-8-sig")
