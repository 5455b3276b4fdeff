"""Pilots without a browser: the list of all, each by its link with its own true story, and datasets that lack them."""

import pytest

from components.findings.pilots.outcome import effect_finding
from components.findings.pilots.overview import overview_finding
from components.findings.pilots.questions import EFFECTS, OWN
from components.findings.pilots.scorecard import scorecard_finding
from components.findings.pilots.uptake import uptake_by_deprivation, uptake_by_ethnic_group
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.findings.pilots.figures import pilot_dataset, quarterly
from tests.pages.conftest import assert_sound, main_heading, open_page, told

# What each pilot's page must say in its first words, by what was planted in the demo.
STORIES = {
    "digital_confidence": "no effect beyond chance, and the 3.0 percentage points expected are ruled out",
    "screening_hosts": "percentage points better than at its comparators",
    "home_reviews": "what fell is what would have come back by itself",
    "case_finding": "percentage points better than at its comparators",
}
FLAGS = {
    "digital_confidence": "What is not captured cannot be judged",
    "screening_hosts": "The gap narrowed",
    "case_finding": "It sent demand elsewhere. GP appointments",
}


def _charts(page) -> int:
    return len(page.get("plotly_chart"))


def test_the_page_opens_on_all_pilots_each_with_its_story_and_a_way_in(demo):
    shown = open_page("pilots")
    assert_sound(shown)
    assert main_heading(shown) == overview_finding(ask(demo, "smoking")).headline
    words = told(shown)
    for title in (
        "No effect; what was expected is ruled out",
        "It did better than similar areas and narrowed the gap",
        "The fall would probably have happened anyway",
        "It did better than similar areas, but sent demand elsewhere",
    ):
        assert title in words
    labels = [each.label for each in shown.button]
    assert [each for each in labels if each.startswith("Look closer at")] == [
        "Look closer at Digital confidence sessions",
        "Look closer at Screening hosts",
        "Look closer at Reviews for people who cannot leave home",
        "Look closer at Finding people with uncontrolled diabetes",
    ]


def test_a_card_leads_to_its_pilot_and_the_address_says_so(demo):
    (button,) = [each for each in open_page("pilots").button if each.label == "Look closer at Screening hosts"]
    shown = button.click().run()
    assert_sound(shown)
    assert shown.query_params["pilot"] == "screening_hosts"
    assert main_heading(shown) == effect_finding("screening_hosts")(ask(demo, "smoking")).headline


@pytest.mark.parametrize("pilot_id", STORIES)
def test_a_link_opens_a_pilot_and_its_first_words_are_its_true_story(demo, pilot_id):
    shown = open_page("pilots", pilot=pilot_id)
    assert_sound(shown)
    question = ask(demo, "smoking")
    assert main_heading(shown) == effect_finding(pilot_id)(question).headline
    assert STORIES[pilot_id] in main_heading(shown)
    words = told(shown)
    assert {each: text in words for each, text in FLAGS.items()} == {each: each == pilot_id for each in FLAGS}
    for make in (*(make for _, make in (EFFECTS | OWN).values()), uptake_by_deprivation):
        found = make(pilot_id)(question)
        if found.verdict == "cannot tell":
            assert found.sentence in words
        elif found.verdict != "does not apply":
            assert found.headline in words
    assert "Beside whom" in words
    assert "What would it cost to go on, and to spread?" in words
    assert "Take this as learning for another board (CSV)" in [each.label for each in shown.get("download_button")]
    assert _charts(shown) >= 8


def test_choosing_another_pilot_changes_the_page_and_the_address(demo):
    shown = open_page("pilots", pilot="screening_hosts")
    (picker,) = [each for each in shown.selectbox if each.label == "Pilot"]
    shown = picker.set_value("case_finding").run()
    assert_sound(shown)
    assert shown.query_params["pilot"] == "case_finding"
    assert main_heading(shown) == effect_finding("case_finding")(ask(demo, "smoking")).headline


def test_uptake_follows_the_groups_chosen(demo):
    shown = open_page("pilots", pilot="screening_hosts", uptake_by="ethnic_group")
    assert uptake_by_ethnic_group("screening_hosts")(ask(demo, "smoking")).headline in told(shown)
    assert uptake_by_deprivation("screening_hosts")(ask(demo, "smoking")).headline not in told(shown)


def test_a_pilot_that_is_not_there_gives_way_to_the_list_of_all(demo):
    shown = open_page("pilots", pilot="no_such")
    assert_sound(shown)
    assert main_heading(shown) == overview_finding(ask(demo, "smoking")).headline


def test_what_a_pilot_is_does_not_hang_on_the_rest_of_the_selection(demo):
    area = demo.areas("neighbourhood").index[0]
    plain = open_page("pilots", pilot="home_reviews")
    other = open_page("pilots", pilot="home_reviews", indicator="smoking", by="ethnic_group", area=area)
    assert main_heading(plain) == main_heading(other)


def test_a_dataset_without_pilots_says_what_it_needs_and_how_to_declare_one(show_dataset, small_folder):
    show_dataset(small_folder)
    shown = open_page("pilots")
    assert_sound(shown)
    words = told(shown)
    assert "No pilot is declared in this dataset." in words
    assert "The tables to fill in are on the page Your data" in words
    assert not [each for each in shown.selectbox if each.label == "Pilot"]
    assert _charts(shown) == 0


def test_with_only_the_table_of_pilots_what_lacks_is_gathered_and_nothing_breaks(show_dataset, tmp_path):
    made = pilot_dataset(tmp_path / "d", quarterly("screening"))
    show_dataset(made.folder)
    shown = open_page("pilots", pilot="calls")
    assert_sound(shown)
    words = told(shown)
    assert "Not answered here, for want of data" in words
    for lacking in (
        "Is the team becoming a better partnership?",
        "Is enough written down to judge it?",
        "table ‘pilot_spend’",
    ):
        assert lacking in words
    assert scorecard_finding("calls")(ask(Dataset.open(made.folder), "smoking")).table.text.shape[0] > 8
