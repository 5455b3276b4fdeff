"""The Access page: it says what its findings say, its own choices are obeyed, and what is lacking is said."""

import pytest

from components.findings.access.cascade import cascade_finding
from components.findings.access.one_more_site import more_finding
from components.findings.access.reach import reach_finding
from components.findings.access.shared_sites import shared_finding
from components.findings.access.sites import AccessChoice
from components.findings.evidence.by_principle import principle_evidence
from tests.findings.asking import ask
from tests.pages.conftest import assert_sound, main_heading, open_page, told


def _pick(shown, label: str, value: str):
    (picker,) = [each for each in shown.selectbox if each.label == label]
    return picker.set_value(value).run()


def test_the_page_says_what_its_findings_say(demo):
    shown = open_page("access")
    assert_sound(shown)
    question = ask(demo, next(iter(demo.indicators)))
    assert main_heading(shown) == cascade_finding(question).headline
    words = told(shown)
    for finding in (reach_finding, more_finding, shared_finding):
        assert finding(question).headline in words
    assert "Low (⊕⊕) for ‘Bring health, legal and social help under one roof’" in words
    assert principle_evidence("access").source in words


@pytest.mark.parametrize(
    ("label", "name", "value", "choice"),
    [
        ("Compare by", "groups", "ethnic_group", AccessChoice(groups="ethnic_group")),
        ("Service", "kind", "legal_advice", AccessChoice(kind="legal_advice")),
        ("Within", "travel", "walk-30", AccessChoice(travel="walk-30")),
        ("Further sites", "more", "3", AccessChoice(more=3)),
        ("Reach as many as can be of", "weigh", "deprived", AccessChoice(weigh="deprived")),
    ],
)
def test_a_choice_is_obeyed_kept_in_the_address_and_found_again(demo, label, name, value, choice):
    shown = _pick(open_page("access"), label, value)
    assert_sound(shown)
    assert shown.query_params[name] in (value, [value])
    again = open_page("access", **{name: value})
    question = ask(demo, next(iter(demo.indicators)))
    for page in (shown, again):
        words = told(page)
        for finding in (cascade_finding, reach_finding, more_finding):
            assert finding(question, choice).headline in words


def test_a_choice_that_is_not_offered_gives_way(demo):
    shown = open_page("access", kind="palace", travel="rocket", more="99", groups="shoe size")
    assert_sound(shown)
    assert main_heading(shown) == cascade_finding(ask(demo, next(iter(demo.indicators)))).headline


def test_a_dataset_without_sites_says_what_it_would_need(show_dataset, small_folder):
    show_dataset(small_folder)
    shown = open_page("access")
    assert_sound(shown)
    words = told(shown)
    assert main_heading(shown) == "Screening: 80.0% most deprived, 70.0% least deprived"
    assert words.count("We cannot tell from this dataset") == 0
    assert "Not answered here, for want of data" in words
    assert "A table ‘services’" in words
