"""One job on the Access page: where are Black people lost, and where would three more legal advice desks help most?"""

from playwright.sync_api import TimeoutError, expect

from components.findings.access.cascade import cascade_finding
from components.findings.access.one_more_site import more_finding
from components.findings.access.reach import reach_finding
from components.findings.access.sites import AccessChoice
from tests.browser.visit import PATIENCE, Visit
from tests.findings.asking import ask


def _choose_by_keys(visit: Visit, label: str, option: str, **address: str) -> Visit:
    """Choose by the keyboard: beside a map drawn without a graphics card the list is never still enough to be clicked.

    A list that shuts again, because the page is still being drawn on a busy machine, is opened once more, as people do.
    """
    offered = visit.page.get_by_role("option", name=option, exact=True).first
    for patience in (10_000, 20_000, PATIENCE):
        visit.picker(label).focus()
        visit.page.keyboard.type(option)
        try:
            offered.wait_for(timeout=patience)
            visit.page.keyboard.press("Enter")
            return visit.until(patience, **address)
        except TimeoutError:
            if patience == PATIENCE:
                raise
            visit.page.keyboard.press("Escape")
    return visit


def test_from_a_lost_group_to_three_places_for_legal_advice(visit, new_visit, server, demo):
    question = ask(demo, next(iter(demo.indicators)))
    visit.open("/access").says(cascade_finding(question).headline)
    visit.choose("Compare by", "Ethnic group").until(groups="ethnic_group")
    found = cascade_finding(question, AccessChoice(groups="ethnic_group"))
    visit.says(found.headline)
    expect(visit.chart(0)).to_contain_text("Black")
    visit.part("reach")
    visit.map("lsoa")
    _choose_by_keys(visit, "Service", "Legal advice", kind="legal_advice")
    _choose_by_keys(visit, "Within", "30-minute walk", travel="walk-30")
    visit.part("more")
    _choose_by_keys(visit, "Further sites", "3", more="3")
    choice = AccessChoice("ethnic_group", "legal_advice", "walk-30", 3)
    for part, finding in (("reach", reach_finding), ("more", more_finding)):
        visit.part(part)
        expect(visit.page.get_by_role("heading", name=finding(question, choice).headline)).to_be_visible()
    best = more_finding(question, choice).table.frame["site"].iloc[1]
    expect(visit.chart(part="more")).to_contain_text(best)

    # The link alone brings the same view to somebody else.
    other = new_visit(server)
    other.page.goto(visit.page.url)
    other.settled().says(found.headline)
    other.part("more")
    expect(other.page.get_by_role("heading", name=more_finding(question, choice).headline)).to_be_visible()
