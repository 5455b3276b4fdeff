"""The one job of Evidence, done by clicking: from a gap to what fits, to the entry, to the indicator; by keyboard as well."""

from playwright.sync_api import expect

from components.controls.pickers import indicator_words
from components.findings.evidence.pattern import pattern_finding
from components.findings.who.groups import groups_finding
from data.evidence.reading import built_in
from tests.findings.asking import ask


def test_from_who_to_what_fits_to_an_indicator_that_would_show_it(visit, demo):
    visit.open("/who?indicator=smoking")
    visit.part("slope").get_by_role("link", name="What fits a gap like this?").click()
    visit.says(pattern_finding(ask(demo, "smoking")).headline)
    assert visit.path == "/evidence"
    expect(visit.chart(0)).to_contain_text("fitted line")
    visit.choose("Indicator", indicator_words(demo.indicators["did_not_attend"])).until(indicator="did_not_attend")
    visit.says(pattern_finding(ask(demo, "did_not_attend")).headline)
    visit.part("works").get_by_role("link", name="Sees preferred GP").first.click()
    visit.until(indicator="preferred_gp").says(groups_finding(ask(demo, "preferred_gp")).headline)
    assert visit.path == "/who"


def test_a_pages_line_leads_to_its_entry_which_stands_above_the_fold(visit):
    visit.open("/trust?indicator=smoking").chart(0)
    visit.page.get_by_role("link", name="More of this evidence").click()
    visit.until(evidence="principle_trust")
    assert visit.path == "/evidence"
    title = visit.page.get_by_role("heading", name=built_in()["principle_trust"].title, exact=True).first
    expect(title).to_be_in_viewport()
    visit.page.get_by_role("link", name="Put it back among the others").click()
    expect(visit.page.get_by_text("The entry you asked for")).to_have_count(0)


def test_the_filters_and_the_links_can_be_reached_by_keyboard(visit):
    visit.open("/evidence?indicator=smoking")
    # A list closes when the page moves beneath it: the chart above is drawn first, as a person would see; typing opens it.
    visit.chart(0)
    visit.part("works")
    visit.picker("Who acts").focus()
    visit.page.keyboard.press("ControlOrMeta+a")
    visit.page.keyboard.type("NHS England")
    visit.page.get_by_role("option", name="NHS England", exact=True).wait_for()
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Enter")
    visit.until(actor="NHS England")
    link = visit.page.get_by_role("link", name="Open Need")
    expect(link).to_have_count(1)
    link.focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/need?**")
    visit.settled()
