"""A meeting presented in a browser by keys alone, on a laptop's screen, with nothing that must be scrolled to."""

from urllib.parse import urlencode

from playwright.sync_api import expect

from components.findings.compare.funnel import funnel_finding
from components.findings.where.areas import ranking_finding
from components.findings.who.groups import groups_finding
from tests.findings.asking import ask

_LINKS = (
    "who.groups?indicator=smoking&say=Ask+what+changed&by_whom=GP+lead",
    "where.map?indicator=smoking",
    "compare.funnel?indicator=smoking",
)
_FITS = """() => {
    const screen = document.querySelector(".st-key-present_screen"), picture = document.querySelector(".ne-presented");
    const said = [...screen.querySelectorAll("h1, p, button, a, span")].filter(each => each.textContent.trim());
    const seen = said.filter(each => each.checkVisibility({visibilityProperty: true}));
    const over = box => box.bottom > innerHeight + 1 || box.right > innerWidth + 1;
    return {
        scrolls: screen.scrollHeight > screen.clientHeight + 1 || screen.scrollWidth > screen.clientWidth + 1,
        smallest: Math.min(...seen.map(each => parseFloat(getComputedStyle(each).fontSize))),
        over: seen.filter(each => over(each.getBoundingClientRect())).length,
        sharp: picture.clientHeight > 300 && picture.naturalWidth > picture.clientWidth,
    };
}"""


def test_a_meeting_is_presented_by_keys_alone(visit, demo):
    asked = ask(demo, "smoking")
    first, second, third = (each(asked).headline for each in (groups_finding, ranking_finding, funnel_finding))
    press = visit.page.keyboard.press
    visit.open("/meeting?" + urlencode({"item": _LINKS, "present": "1", "at": "1"}, doseq=True)).says(first)
    expect(visit.page.get_by_role("heading", level=1)).to_be_focused()
    expect(visit.page.get_by_role("navigation", name="App pages")).to_be_hidden()
    for key, heading, place in (
        ("ArrowRight", second, "2 of 3"),
        ("End", third, "3 of 3"),
        ("PageUp", second, "2 of 3"),
    ):
        press(key)
        visit.says(heading).until(at=place[0])
        expect(visit.page.locator(".ne-place")).to_have_text(place)
        expect(visit.page.locator(".ne-told")).to_have_text(f"{place}: {heading}")
        expect(visit.page.get_by_role("heading", level=1)).to_be_focused()
        assert visit.page.evaluate(_FITS) == {"scrolls": False, "smallest": 22, "over": 0, "sharp": True}

    press("Home")
    visit.says(first)
    press("n")
    expect(visit.page.locator(".ne-chair")).to_have_text("Speaks: GP leadAsk what changed")
    press("b")
    expect(visit.page.locator(".ne-blank")).to_be_visible()
    press("ArrowRight")
    expect(visit.page.locator(".ne-blank")).to_be_hidden()
    visit.says(first)

    link = visit.page.get_by_role("link", name="Ask the next question")
    link.focus()
    press("Enter")
    visit.page.wait_for_url("**/who?**")
    # The page has the same headline: what tells them apart is the navigation, and the place on the list.
    expect(visit.page.get_by_role("navigation", name="App pages")).to_be_visible()
    visit.says(first)
    visit.page.go_back()
    expect(visit.page.locator(".ne-place")).to_have_text("1 of 3")
    visit.until(present="1", at="1").says(first)
    expect(visit.page.get_by_role("heading", level=1)).to_be_focused()
    press("Escape")
    visit.says("3 findings are on the meeting’s list")
    expect(visit.page.get_by_role("navigation", name="App pages")).to_be_visible()
    assert visit.broken == []
