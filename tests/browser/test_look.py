"""How a page stands on the screen it is shown on."""

import pytest
from playwright.sync_api import expect

from components.findings.brief.brief import brief_finding
from tests.browser.visit import LAPTOP, SCREEN
from tests.findings.asking import ask

PAGES = ["", "where", "who", "trend", "compare", "methods"]
_OVERFLOWING = """() => [document.scrollingElement, ...document.querySelectorAll('[data-testid=stMain], .js-plotly-plot')]
    .filter(each => each.scrollWidth > each.clientWidth + 1).map(each => each.outerHTML.slice(0, 120))"""
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


@pytest.mark.parametrize("size", [LAPTOP, SCREEN], ids=["laptop", "screen"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_its_screen(new_visit, server, page, size):
    visit = new_visit(server, size).open(f"/{page}?indicator=smoking")
    heading = visit.page.locator("h1.ne-title").bounding_box()
    assert heading["y"] + heading["height"] < size[1] / 2
    assert visit.page.evaluate(_OVERFLOWING) == []
    assert visit.page.evaluate(_SMALL) == {}


@pytest.mark.parametrize(
    ("page", "key"), [("where", "ranking"), ("who", "groups"), ("trend", "trend"), ("compare", "compare")]
)
def test_the_picture_begins_above_the_fold(visit, page, key):
    visit.open(f"/{page}?indicator=smoking")
    # By its name: while a page is drawn, a picture further down may stand there first.
    picture = visit.page.locator(f".st-key-{key} .main-svg").first
    expect(picture).to_be_visible()
    assert picture.bounding_box()["y"] < LAPTOP[1] * 0.65


@pytest.mark.parametrize("page", PAGES)
def test_every_picture_has_words_for_those_who_cannot_see_it(visit, page):
    visit.open(f"/{page}?indicator=smoking")
    pictures = visit.page.locator(
        "[data-testid=stPlotlyChart], [data-testid=stDeckGlJsonChart], main img, .ne-card img"
    )
    for picture in pictures.all():
        words = picture.get_attribute("aria-label") or picture.get_attribute("alt") or ""
        if not words:
            words = picture.locator("[aria-label]").first.get_attribute("aria-label") or ""
        assert len(words) > 20, picture.evaluate("each => each.outerHTML.slice(0, 200)")


def test_the_brief_has_one_message_and_then_cards(visit, demo):
    visit.open("/")
    assert visit.page.locator("h1").count() == 1
    assert visit.heading == brief_finding(ask(demo, visit.address["indicator"])).headline
    assert visit.page.locator(".ne-card").count() >= 9
    expect(visit.page.get_by_role("heading", level=2).first).to_have_text("Access")


@pytest.mark.parametrize("page", PAGES)
def test_synthetic_data_is_marked_in_sight(visit, page):
    visit.open(f"/{page}")
    mark = visit.page.get_by_text("Synthetic data.", exact=False).first
    expect(mark).to_be_in_viewport()
