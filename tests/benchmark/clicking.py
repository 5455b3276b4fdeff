"""The jobs whose clicks are counted, each done as a person would who knows the page, until it says what was asked for."""

import re

from playwright.sync_api import expect

from components.controls.pickers import indicator_words
from components.findings.ranked_areas import ranked_areas
from components.findings.trend.trend import trend_finding
from components.findings.who.groups import groups_finding
from data.dataset.dataset import Dataset
from tests.browser.visit import Visit
from tests.findings.asking import ask


def _pick(visit: Visit, label: str, option: str) -> None:
    """One click into a picker, then keys alone."""
    visit.picker(label).click()
    visit.picker(label).fill(option)
    expect(visit.page.get_by_role("option", name=option, exact=True).first).to_be_visible()
    visit.page.keyboard.press("Enter")


def card_to_who(visit: Visit, _: Dataset) -> None:
    """The first card."""
    visit.page.get_by_role("link", name=re.compile("^Look closer at")).first.click()
    visit.page.wait_for_url("**/who?**")
    visit.settled()


def to_trend_by_ethnic_group(visit: Visit, demo: Dataset) -> None:
    """By the navigation and two pickers."""
    visit.go("Trend")
    _pick(visit, "Indicator", indicator_words(demo.indicators["smoking"]))
    visit.until(indicator="smoking")
    _pick(visit, "Compare by", "Ethnic group")
    visit.says(trend_finding(ask(demo, "smoking", "ethnic_group")).headline)


def found_by_typing(visit: Visit, demo: Dataset) -> None:
    """By the one box that finds everything."""
    # What hears the keys is there when its button is.
    expect(visit.page.get_by_role("button", name="Find")).to_be_visible()
    visit.page.keyboard.press("Control+k")
    visit.page.get_by_role("combobox", name=re.compile("^Find")).fill("smoking")
    visit.page.keyboard.press("Enter")
    visit.says(groups_finding(ask(demo, "smoking")).headline)


def worst_place_on_who(visit: Visit, demo: Dataset) -> None:
    """Its dot on Where, then Who."""
    worst = ranked_areas(ask(demo, "smoking")).index[0]
    visit.chart(0).locator("path.point").first.click(force=True)
    visit.until(area=worst).go("Who").says(groups_finding(ask(demo, "smoking", area=worst)).headline)


def compared_with_another(visit: Visit, _: Dataset) -> None:
    """One more neighbourhood in the picker of Compare."""
    before = visit.page.url
    picker = visit.page.get_by_role("combobox", name=re.compile("^Side by side"))
    picker.click()
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_function("before => location.href !== before", arg=before)
    visit.settled()


def table_taken(visit: Visit, _: Dataset) -> None:
    """What is behind the first picture, as a file."""
    visit.page.get_by_text("How to read this, the table and the source").first.click()
    with visit.page.expect_download() as taken:
        visit.page.get_by_role("button", name="Download table (CSV)").first.click()
    assert taken.value.suggested_filename.endswith(".csv")


def presented_alone(visit: Visit, demo: Dataset) -> None:
    """From under the finding to a screen of its own."""
    visit.page.get_by_role("link", name="Present this").first.click()
    visit.until(present="1").says(groups_finding(ask(demo, "smoking")).headline)


def listed_and_presented(visit: Visit, _: Dataset) -> None:
    """Two findings put on the list, each from its own page."""
    for follows in ("Trend", "Meeting"):
        visit.page.get_by_role("button", name="Add to meeting").first.click()
        expect(visit.page.get_by_text("On the meeting's list: take off").first).to_be_visible()
        visit.go(follows)
    visit.page.get_by_role("button", name="Present").click()
    visit.until(present="1")


def made_as_slides(visit: Visit, _: Dataset) -> None:
    """A PowerPoint of the list."""
    visit.page.get_by_role("button", name="Make PowerPoint", exact=True).click()
    with visit.page.expect_download() as taken:
        visit.page.get_by_role("button", name="Download PowerPoint", exact=True).click()
    assert taken.value.suggested_filename.endswith(".pptx")


def decision_on_this_gap(visit: Visit, _: Dataset) -> None:
    """From the finding to a form that knows it."""
    visit.page.get_by_role("link", name=re.compile("decision")).first.click()
    visit.page.wait_for_url("**/decisions?**")
    expect(visit.page.get_by_role("textbox", name="What was decided")).to_be_visible()
