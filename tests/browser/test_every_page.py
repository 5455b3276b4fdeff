"""Every page as it is opened: found, fitting its screens, in words for everyone, without a fault of axe or the policy.

One visit a page serves all of it: to open a page in a browser takes longer than to look at it.
"""

import pytest
from playwright.sync_api import expect

from data.contract.pages import BY_NAME
from tests.browser.axe import ADDRESSES, OF_THE_SCREEN, run_axe, serious
from tests.browser.visit import LAPTOP, PHONE, SCREEN, Visit

# A picture that stands high on its page, by the name it is drawn under.
_FIRST_PICTURES = {"where": "ranking", "who": "groups", "trend": "trend", "compare": "compare"}
# Pages of an answer and a picture, whose words are all of a size to be read across a room.
_MEETING_PAGES = ["", "where", "who", "trend", "compare", "methods"]
_NOT_FOUND = "Page not found"
# A sign has its words beside it.
_PICTURES = "[data-testid=stPlotlyChart], [data-testid=stDeckGlJsonChart], main img:not(.ne-sign), .ne-card img"
_OVERFLOWING = """() => [document.scrollingElement, ...document.querySelectorAll('[data-testid=stMain], .js-plotly-plot')]
    .filter(each => each.scrollWidth > each.clientWidth + 1).map(each => each.outerHTML.slice(0, 120))"""
# Headings that are more than one level below the one before, or a page that does not begin with its title.
_JUMPS = """() => {
    const all = [...document.querySelectorAll('[data-testid=stMain] :is(h1, h2, h3, h4, h5, h6)')];
    const shown = all.filter(each => each.checkVisibility()), levels = shown.map(each => Number(each.tagName[1]));
    const jumps = shown.filter((_, at) => levels[at] > (at ? levels[at - 1] + 1 : 1));
    return jumps.map(each => each.outerHTML.slice(0, 120));
}"""
_SMALL = """() => {
    const found = {};
    const walker = document.createTreeWalker(document.querySelector('[data-testid=stMain]'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode.textContent.trim(), parent = walker.currentNode.parentElement;
        if (!text || !parent.checkVisibility() || parent.closest('canvas, [aria-hidden=true], style, .katex')) continue;
        const size = parseFloat(getComputedStyle(parent).fontSize);
        if (size < 13.9) found[text.slice(0, 40)] = size;
    }
    return found;
}"""


@pytest.mark.parametrize("page", ADDRESSES)
def test_a_page_is_as_a_page_should_be(visit, page):
    visit.open_whole(f"/{page}{'&' if '?' in page else '?'}indicator=smoking")
    assert visit.page.get_by_text(_NOT_FOUND).count() == 0
    assert visit.page.get_by_role("dialog").count() == 0
    named = BY_NAME[page.split("?")[0] or "brief"].title
    expect(visit.page).to_have_title(f"{named} – Merrow and Sallow ICB (synthetic) – Neighbourhood Equity")
    expect(visit.page.get_by_text("Synthetic data.", exact=False).first).to_be_in_viewport()
    _assert_pictures_have_words(visit)
    assert visit.page.evaluate(_JUMPS) == []
    if page in _FIRST_PICTURES:
        _assert_begins_above_the_fold(visit, _FIRST_PICTURES[page])
    if page in _MEETING_PAGES:
        _assert_fits(visit, LAPTOP)
        visit.page.set_viewport_size({"width": SCREEN[0], "height": SCREEN[1]})
        _assert_fits(visit.settled(), SCREEN)
        visit.page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
    if page == "":
        _assert_the_guide_is_offered_once(visit)
    _open_the_table(visit)
    assert serious(run_axe(visit.page)) == []
    visit.page.keyboard.press("End")
    visit.answered()
    if page == "where":
        visit.map()
        assert visit.paint() > 20, "the map is painted under the policy"
    assert visit.broken == []
    _assert_serves_a_phone_in_dark_colours(visit)


def _assert_serves_a_phone_in_dark_colours(visit: Visit) -> None:
    """The same page turned narrow and dark at once: nothing runs over its side, and axe finds no fault."""
    visit.page.emulate_media(color_scheme="dark")
    visit.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    visit.page.wait_for_function("() => document.documentElement.dataset.screen === 'narrow dark'")
    visit.settled().answered()
    assert visit.page.evaluate(_OVERFLOWING) == []
    # No column is put beside the words: they have the screen's width.
    assert visit.page.locator("h1.ne-title").bounding_box()["width"] > PHONE[0] * 0.75
    assert serious(run_axe(visit.page, OF_THE_SCREEN)) == []


def _assert_the_guide_is_offered_once(visit: Visit) -> None:
    """Who does not want it now is not asked again; who does steps through it by keyboard, and closes it."""
    page = visit.page
    page.get_by_role("button", name="Not now").click()
    expect(page.get_by_text("New here?")).to_have_count(0)
    assert page.evaluate("() => localStorage.getItem('ne-guide-seen')") == "yes"
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_text("Dots in rows: who fares worst?")).to_be_visible()
    page.get_by_role("button", name="Next", exact=True).press("Enter")
    expect(page.get_by_role("dialog").get_by_text("A gap over time: is it closing?")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    visit.settled()


def _assert_fits(visit: Visit, size: tuple[int, int]) -> None:
    heading = visit.page.locator("h1.ne-title").bounding_box()
    assert heading["y"] + heading["height"] < size[1] / 2
    visit.page.wait_for_function(f"() => ({_OVERFLOWING})().length === 0")
    assert visit.page.evaluate(_SMALL) == {}


def _assert_begins_above_the_fold(visit: Visit, key: str) -> None:
    """By its name: while a page is drawn, a picture further down may stand there first."""
    picture = visit.page.locator(f".st-key-{key} .main-svg").first
    expect(picture).to_be_visible()
    assert picture.bounding_box()["y"] < LAPTOP[1] * 0.65


def _assert_pictures_have_words(visit: Visit) -> None:
    """Each picture says what it shows to those who cannot see it."""
    for picture in visit.page.locator(_PICTURES).all():
        words = picture.get_attribute("aria-label") or picture.get_attribute("alt") or ""
        if not words:
            words = picture.locator("[aria-label]").first.get_attribute("aria-label") or ""
        assert len(words) > 20, picture.evaluate("each => each.outerHTML.slice(0, 200)")


def _open_the_table(visit: Visit) -> None:
    more = visit.page.get_by_text("How to read this, the table and the source")
    if more.count():
        more.first.click()
        visit.page.get_by_role("button", name="Download table (CSV)").first.wait_for()
