"""Pilots in a browser: four stories seen, reached by keyboard and by link, and nothing cut off on laptop or screen."""

import pytest
from playwright.sync_api import expect

from components.findings.pilots.outcome import effect_finding
from components.findings.pilots.overview import overview_finding
from tests.browser.visit import LAPTOP, SCREEN
from tests.findings.asking import ask

PILOTS = ("digital_confidence", "screening_hosts", "home_reviews", "case_finding")
# Words of charts that reach beyond their own picture, which cuts them off; half a pixel is rounding.
_CUT_OFF = """() => [...document.querySelectorAll('[data-testid=stPlotlyChart]')].flatMap(chart => {
    const frame = chart.getBoundingClientRect();
    return [...chart.querySelectorAll('text')].filter(text => {
        const box = text.getBoundingClientRect();
        return box.width && (box.left < frame.left - .5 || box.right > frame.right + .5
            || box.top < frame.top - .5 || box.bottom > frame.bottom + .5);
    }).map(text => text.textContent);
})"""
_SIDEWAYS = """() => {
    const main = document.querySelector('[data-testid=stMain]');
    return main.scrollWidth - main.clientWidth;
}"""


def test_the_four_stories_are_seen_and_lead_to_their_pilots(visit, demo):
    visit.open("/pilots").says(overview_finding(ask(demo, "smoking")).headline)
    for title in (
        "✕ No effect; what was expected is ruled out",
        "▲ It did better than similar areas and narrowed the gap",
        "↺ The fall would probably have happened anyway",
        "▲ It did better than similar areas, but sent demand elsewhere",
    ):
        expect(visit.page.locator(".ne-card-size", has_text=title)).to_be_visible()
    visit.page.get_by_role("button", name="Look closer at Finding people with uncontrolled diabetes").click()
    visit.until(pilot="case_finding").says(effect_finding("case_finding")(ask(demo, "smoking")).headline)
    expect(visit.page.locator(".ne-flags")).to_contain_text("It sent demand elsewhere")
    expect(visit.chart(0)).to_contain_text("Receiving services")
    expect(visit.chart(0)).to_contain_text("demand rose")


def test_another_pilot_is_chosen_by_keyboard_alone(visit, demo):
    visit.open("/pilots?pilot=screening_hosts").says(effect_finding("screening_hosts")(ask(demo, "smoking")).headline)
    visit.picker("Pilot").focus()
    visit.page.keyboard.type("Reviews")
    visit.page.keyboard.press("Enter")
    visit.until(pilot="home_reviews").says(effect_finding("home_reviews")(ask(demo, "smoking")).headline)


def test_the_groups_of_uptake_are_kept_in_the_address(visit):
    visit.open("/pilots?pilot=screening_hosts").part("uptake")
    visit.choose("Uptake by", "Ethnic group").until(uptake_by="ethnic_group")
    assert visit.address["pilot"] == "screening_hosts"
    expect(visit.page.get_by_text("fewer completed it among White people")).to_be_visible()


@pytest.mark.parametrize(
    ("pilot", "size"), [*((each, LAPTOP) for each in ("all", *PILOTS)), ("all", SCREEN), ("case_finding", SCREEN)]
)
def test_nothing_is_cut_off(new_visit, server, size, pilot):
    visit = new_visit(server, size).open_whole(f"/pilots?pilot={pilot}")
    assert visit.page.get_by_test_id("stPlotlyChart").count() >= (1 if pilot == "all" else 11)
    assert visit.page.evaluate(_CUT_OFF) == []
    assert visit.page.evaluate(_SIDEWAYS) <= 0
