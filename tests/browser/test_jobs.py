"""What each page is for, done by clicking: every choice shows in the address, and the page follows it."""

import re

import pytest
from playwright.sync_api import expect

from components.controls.pickers import indicator_words
from components.findings.analyst.measures_table import analyst_finding
from components.findings.brief.brief import brief_finding
from components.findings.compare.matrix import compare_finding
from components.findings.indicator_gaps import indicator_gaps
from components.findings.ranked_areas import ranked_areas
from components.findings.trend.trend import trend_finding
from components.findings.where.areas import ranking_finding
from components.findings.who.grid import grid_finding
from components.findings.who.groups import groups_finding
from tests.findings.asking import ask


def _named(dataset, indicator: str) -> str:
    """An indicator as the picker lists it."""
    return indicator_words(dataset.indicators[indicator])


@pytest.fixture
def area(demo) -> str:
    """A neighbourhood that is not the first of any list."""
    return demo.areas("neighbourhood").index[4]


def test_the_brief_opens_on_the_bare_address(visit, demo):
    visit.open("/")
    first = visit.address["indicator"]
    assert visit.heading == brief_finding(ask(demo, first)).headline
    assert visit.path == "/"


def test_a_card_of_the_brief_leads_to_who_on_its_indicator(visit, demo):
    visit.open("/")
    top = next(each for each in indicator_gaps(ask(demo, "smoking")) if each.indicator.domain == "outcome")
    visit.page.get_by_role("link", name=f"Look closer at {top.indicator.short_name}", exact=True).click()
    visit.until(indicator=top.indicator.id, by="deprivation_quintile")
    visit.says(groups_finding(ask(demo, top.indicator.id)).headline)
    assert visit.path == "/who"
    expect(visit.picker("Indicator")).to_have_value(_named(demo, top.indicator.id))


def test_the_brief_changes_its_groups_and_its_area(visit, demo):
    visit.open("/").choose("Compare by", "Ethnic group").until(by="ethnic_group")
    visit.says(brief_finding(ask(demo, "smoking", "ethnic_group")).headline)
    place = demo.areas("place").index[0]
    visit.choose("Area", f"{demo.area_name(place)} (place)").until(area=place)
    visit.says(brief_finding(ask(demo, "smoking", "ethnic_group", area=place)).headline)


def test_who_changes_its_indicator_and_groups(visit, demo):
    visit.open("/who").choose("Indicator", _named(demo, "smoking")).until(indicator="smoking")
    visit.says(groups_finding(ask(demo, "smoking")).headline)
    visit.choose("Compare by", "Ethnic group").until(by="ethnic_group")
    visit.says(groups_finding(ask(demo, "smoking", "ethnic_group")).headline)
    expect(visit.chart(0)).to_contain_text("Asian or Asian British")
    expect(visit.chart(0)).to_contain_text("not known")
    expect(visit.part("grid").get_by_text(grid_finding(ask(demo, "smoking")).headline)).to_be_visible()


def test_who_goes_back_in_time(visit, demo):
    visit.open("/who?indicator=smoking").choose("Period", "Jan–Mar 2025").until(period="2025-03-31")
    visit.says(groups_finding(ask(demo, "smoking", period="2025-03-31")).headline)


def test_a_neighbourhoods_dot_on_who_makes_it_the_area(visit, demo):
    visit.open("/who?indicator=smoking")
    dots = visit.chart(0).locator(".scatterlayer .trace").first.locator("path.point")
    dots.nth(3).click(force=True)
    visit.page.wait_for_function("() => new URLSearchParams(location.search).get('area') !== 'XQE'")
    visit.settled()
    chosen = visit.address["area"]
    assert chosen in demo.areas("neighbourhood").index
    visit.says(groups_finding(ask(demo, "smoking", area=chosen)).headline)
    expect(visit.picker("Area")).to_have_value(re.compile(demo.area_name(chosen)))


def test_a_click_on_a_groups_own_dot_changes_nothing(visit, demo, area):
    visit.open(f"/who?indicator=smoking&area={area}")
    before = visit.page.url
    own = visit.chart(0).locator(".scatterlayer .trace").last.locator("path.point")
    own.first.click(force=True)
    visit.page.wait_for_timeout(1_500)
    assert visit.settled().page.url == before
    visit.says(groups_finding(ask(demo, "smoking", area=area)).headline)


def test_where_names_the_worst_and_a_dot_of_the_list_makes_it_the_area(visit, demo):
    question = ask(demo, "smoking")
    visit.open("/where?indicator=smoking").says(ranking_finding(question).headline)
    second = ranked_areas(question).index[1]
    visit.chart(0).locator("path.point").nth(1).click(force=True)
    visit.until(area=second)
    expect(visit.picker("Area")).to_have_value(re.compile(demo.area_name(second)))


def test_trend_tells_of_the_gap_over_time(visit, demo, area):
    visit.open("/trend?indicator=smoking").says(trend_finding(ask(demo, "smoking")).headline)
    visit.choose("Compare by", "Ethnic group").until(by="ethnic_group")
    visit.says(trend_finding(ask(demo, "smoking", "ethnic_group")).headline)
    visit.choose("Area", demo.area_name(area)).until(area=area)
    visit.says(trend_finding(ask(demo, "smoking", "ethnic_group", area=area)).headline)
    visit.chart(0)


def test_compare_keeps_its_neighbourhoods_in_the_address(visit, demo):
    one, other = demo.areas("neighbourhood").index[[0, 5]]
    visit.open(f"/compare?indicator=smoking&areas={one}&areas={other}")
    assert f"areas={one}&areas={other}" in visit.page.url
    visit.says(compare_finding(ask(demo, "smoking", areas=(one, other))).headline)
    visit.page.get_by_role("button", name=f"Remove {demo.area_name(other)}").click()
    visit.page.wait_for_function("() => new URLSearchParams(location.search).getAll('areas').length < 2")
    visit.says(compare_finding(ask(demo, "smoking", areas=(one,))).headline)


def test_methods_explains_the_number_a_reader_came_from(visit):
    visit.open("/who?indicator=smoking")
    visit.part("slope").get_by_text("How to read this, the table and the source").click()
    visit.page.get_by_role("link", name="How this is worked out").click()
    visit.until(method="slope")
    assert visit.path == "/methods"
    expect(visit.picker("Measure")).to_have_value(re.compile("Slope index"))
    expect(visit.page.locator(".katex").first).to_be_visible()
    visit.choose("Measure", "Comparing places: Rank range").until(method="rank")
    expect(visit.page.get_by_text("Between which places an area's true rank lies")).to_be_visible()


def test_the_choice_goes_with_a_person_through_every_page(visit, demo, area):
    visit.open(f"/who?indicator=smoking&by=ethnic_group&area={area}")
    for page in ("Where", "Trend", "Brief", "Who"):
        visit.go(page).until(indicator="smoking", by="ethnic_group", area=area)
        expect(visit.picker("Area")).to_have_value(re.compile(demo.area_name(area)))
    visit.says(groups_finding(ask(demo, "smoking", "ethnic_group", area=area)).headline)


@pytest.mark.parametrize(
    ("page", "place", "finding"),
    [("who", 0, groups_finding), ("where", 0, ranking_finding), ("trend", 0, trend_finding)],
)
def test_the_table_behind_a_picture_can_be_read_and_taken_away(visit, demo, page, place, finding):
    visit.open(f"/{page}?indicator=smoking").answered()
    visit.page.get_by_text("How to read this, the table and the source").nth(place).click()
    found = finding(ask(demo, "smoking"))
    table = visit.page.get_by_test_id("stDataFrame").first
    expect(table).to_be_visible()
    expect(table.locator("[role=columnheader]").first).to_have_text(found.table.text.columns[0])
    cells = table.locator("[role=row][aria-rowindex='2'] [role=gridcell]").all_text_contents()
    assert cells[:4] == found.table.text.iloc[0].tolist()[:4]
    # The same line stands in the page once more, for paper.
    expect(visit.page.get_by_text(found.source).filter(visible=True).first).to_be_visible()
    with visit.page.expect_download() as taken:
        visit.page.get_by_role("button", name="Download table (CSV)").first.click()
    assert taken.value.suggested_filename == f"{found.id}.csv"
    assert taken.value.path().read_text(encoding="utf-8").replace("\r\n", "\n") == found.table.csv


def test_who_gives_analysts_every_measure_on_request(visit, demo):
    visit.open("/who?indicator=smoking")
    visit.part("grid").get_by_text("For analysts: every measure for this selection").click()
    found = analyst_finding(ask(demo, "smoking"))
    expect(visit.page.get_by_role("heading", name=found.headline)).to_be_visible()
    shown = visit.page.get_by_role("table").last
    for measure in found.table.text.iloc[:, 0]:
        expect(shown).to_contain_text(measure)


def test_the_brief_has_one_message_and_then_cards(visit, demo):
    visit.open("/")
    assert visit.page.locator("h1").count() == 1
    assert visit.heading == brief_finding(ask(demo, visit.address["indicator"])).headline
    assert visit.page.locator(".ne-card").count() >= 9
    expect(visit.page.get_by_role("heading", level=2).first).to_have_text("Access")
