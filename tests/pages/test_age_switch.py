"""The switch between values adjusted for age and as counted: where it is offered, what it does, and that it stays."""

import pytest

from components.findings.compare.matrix import compare_finding
from components.findings.question import Question
from components.findings.selection import from_link
from components.findings.trend.trend import trend_finding
from components.findings.who.groups import groups_finding
from tests.pages.conftest import assert_sound, main_heading, open_page, told

_KEY = "switch_adjusted"
_COUNTED = {
    "who": "Not adjusted for age. Groups that differ in age",
    "trend": "Not adjusted for age. Groups that differ in age",
    "compare": "Not adjusted for age: part of how neighbourhoods differ",
}
_SENTENCES = {"who": groups_finding, "trend": trend_finding, "compare": compare_finding}


def _sentence(demo, page, **address):
    finding = _SENTENCES[page](Question(demo, from_link(demo, {name: [each] for name, each in address.items()})))
    return finding.headline, finding.sentence


@pytest.mark.parametrize("page", sorted(_SENTENCES))
def test_a_page_opens_adjusted_is_switched_off_and_on_again(demo, page):
    about = {"indicator": "acs_admissions"}
    shown = open_page(page, **about)
    assert shown.toggle(key=_KEY).value is True
    assert main_heading(shown) == _sentence(demo, page, **about)[0]
    assert _COUNTED[page] not in told(shown)
    shown.toggle(key=_KEY).set_value(False).run()
    assert_sound(shown)
    assert shown.query_params["adjusted"] == "no"
    assert _sentence(demo, page, **about, adjusted="no")[1] in told(shown)
    assert _COUNTED[page] in told(shown)
    shown.toggle(key=_KEY).set_value(True).run()
    assert "adjusted" not in shown.query_params
    assert _sentence(demo, page, **about)[1] in told(shown)
    assert _COUNTED[page] not in told(shown)


def test_a_link_with_the_switch_off_opens_so_and_keeps_it_for_other_indicators():
    shown = open_page("who", indicator="overall_experience", adjusted="no")
    assert shown.toggle(key=_KEY).value is False
    assert main_heading(shown) == "Good overall experience: 9.8 percentage points lower in the most deprived fifth"
    shown.selectbox(key="pick_indicator").set_value("acs_admissions").run()
    assert shown.query_params["adjusted"] == "no"
    assert shown.toggle(key=_KEY).value is False


def test_an_indicator_without_ages_offers_no_switch_and_says_so():
    shown = open_page("who", indicator="phone_access")
    assert not [each for each in shown.toggle if each.key == _KEY]
    assert "Not adjusted for age. How old the groups are is not loaded" in told(shown)


def test_the_demo_tells_a_gap_that_is_mostly_age_and_one_that_age_hides():
    shown = told(open_page("who", indicator="overall_experience"))
    words = "Before allowing for age the gap is 9.8 percentage points; after, 2.8: about three quarters of it is"
    assert words in shown
    words = (
        "Before allowing for age the gap is 1,074 per 100,000 people a year; after, 1,679: differences in age hide part"
    )
    assert words in told(open_page("who", indicator="acs_admissions"))
