"""A link is the whole view: on a server that has just started, in another browser, and back again."""

from components.findings.who.groups import groups_finding
from tests.browser.server import running
from tests.findings.asking import ask
from tests.pages.conftest import PAGES

NOT_FOUND = "Page not found"


def test_a_link_opens_its_view_on_a_server_that_has_just_started(new_visit, demo, tmp_path):
    with running(tmp_path / "log.txt") as fresh:
        visit = new_visit(fresh).open("/who?indicator=smoking&by=ethnic_group")
        visit.says(groups_finding(ask(demo, "smoking", "ethnic_group")).headline)
        assert visit.path == "/who"
        assert visit.page.get_by_text(NOT_FOUND).count() == 0
        assert visit.page.get_by_role("navigation", name="App pages").get_by_role("link").count() == len(PAGES)
        assert fresh.faults() == []


def test_another_person_sees_the_same_view(visit, new_visit, server, demo):
    visit.open("/who").choose("Compare by", "Ethnic group").until(by="ethnic_group")
    area = demo.areas("neighbourhood").index[3]
    visit.choose("Area", demo.area_name(area)).until(area=area)
    link = visit.page.url.removeprefix(server.address)
    other = new_visit(server).open(link)
    other.says(visit.heading)
    assert other.address == visit.address


def test_a_link_gives_the_same_heading_on_another_page(visit, new_visit, server):
    visit.open("/who?indicator=smoking&by=ethnic_group")
    other = new_visit(server)
    for page in ("trend", "compare", "methods"):
        visit.go(page.capitalize())
        other.open(visit.page.url.removeprefix(server.address)).says(visit.heading)
        assert other.path == f"/{page}"


def test_the_back_button_goes_back_one_choice(visit, demo):
    visit.open("/who?indicator=smoking").until(by="deprivation_quintile")
    before = visit.heading
    visit.choose("Compare by", "Ethnic group").until(by="ethnic_group")
    visit.says(groups_finding(ask(demo, "smoking", "ethnic_group")).headline)
    visit.page.go_back()
    visit.until(by="deprivation_quintile").says(before)
    visit.page.go_forward()
    visit.until(by="ethnic_group").says(groups_finding(ask(demo, "smoking", "ethnic_group")).headline)


def test_the_back_button_goes_back_one_page(visit):
    visit.open("/who?indicator=smoking")
    before = visit.heading
    visit.go("Where").go("Trend")
    visit.page.go_back()
    visit.page.wait_for_url("**/where**")
    visit.page.go_back()
    visit.page.wait_for_url("**/who**")
    visit.says(before)


def test_another_page_begins_at_its_top(visit):
    visit.open("/who?indicator=smoking").part("slope")
    main = visit.page.get_by_test_id("stMain")
    assert main.evaluate("each => each.scrollTop") > 500
    visit.page.get_by_role("link", name="What fits a gap like this?").click()
    visit.page.wait_for_url("**/evidence**")
    visit.settled()
    assert main.evaluate("each => each.scrollTop") == 0


def test_reloading_keeps_the_view(visit, demo):
    visit.open("/who?indicator=smoking").choose("Compare by", "Ethnic group").until(by="ethnic_group")
    visit.page.reload()
    visit.until(by="ethnic_group").says(groups_finding(ask(demo, "smoking", "ethnic_group")).headline)


def test_a_link_that_asks_for_what_is_not_there_says_so(visit):
    visit.open("/who?indicator=no_such_thing&area=nowhere")
    visit.page.get_by_text(
        "This link asked for a different indicator, area, which this dataset does not have"
    ).wait_for()
