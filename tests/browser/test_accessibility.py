"""Can everyone use it: what axe-core finds, and the keyboard alone. Its rules are asked of every page in test_every_page."""

from playwright.sync_api import expect

from components.findings.who.groups import groups_finding
from tests.browser.axe import run_axe, serious
from tests.findings.asking import ask

_FOCUSED = """() => {
    const each = document.activeElement;
    return (each.getAttribute('aria-label') || each.innerText || each.tagName).trim().replaceAll('\\n', ' ');
}"""


# Whether a line stands round what has the focus, or round the picker it stands in.
_LOOKED_AT = ("Indicator", "Area", "Compare by")
_IS_SEEN = """() => {
    const line = each => each && getComputedStyle(each);
    const lined = each => line(each)?.outlineStyle === 'solid' && parseFloat(line(each).outlineWidth) > 1;
    const each = document.activeElement;
    return lined(each) || lined(each.closest('[data-testid=stSelectbox]'));
}"""


def _tab_stops(visit, presses: int) -> list[str]:
    found = []
    for _ in range(presses):
        visit.page.keyboard.press("Tab")
        found.append(visit.page.evaluate(_FOCUSED))
        if found[-1] in _LOOKED_AT:
            assert visit.page.evaluate(_IS_SEEN), f"the focus on {found[-1]} is not seen"
    return found


def test_the_keyboard_reaches_the_navigation_and_every_picker(visit):
    pickers = ("Indicator", "Compare by", "Period", "Area", "Coloured by")
    visit.open("/where?indicator=smoking")
    for name in pickers:
        # A picker's own script may arrive after the heading is drawn; a person would not tab before they see it.
        visit.picker(name).wait_for()
    visit.page.get_by_role("navigation", name="App pages").get_by_role("link", name="Methods", exact=True).wait_for()
    visit.map()
    found = _tab_stops(visit, 40)
    for name in ("Brief", "Where", "Who", "Trend", "Compare", "Methods"):
        assert any(name in each for each in found), f"{name} is not among {found}"
    for name in pickers:
        assert name in found, f"{name} is not among {found}"
    assert found.index("Indicator") < found.index("Compare by") < found.index("Area")


def test_the_keyboard_alone_changes_the_view(visit, demo):
    visit.open("/who?indicator=smoking")
    visit.picker("Compare by").focus()
    visit.page.keyboard.press("ArrowDown")
    visit.page.get_by_role("option", name="Sex", exact=True).wait_for()
    # One option is left of these letters: whether it is marked at once or by the arrow, it is the one that is chosen.
    visit.page.keyboard.type("Sex")
    expect(visit.page.get_by_role("option")).to_have_count(1)
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Enter")
    visit.until(by="sex").says(groups_finding(ask(demo, "smoking", "sex")).headline)


def test_a_first_tab_offers_to_skip_to_the_content_and_the_keyboard_opens_the_table(visit):
    visit.open("/who?indicator=smoking")
    assert "Skip" in _tab_stops(visit, 1)[0]
    visit.page.locator("summary").first.focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.get_by_role("button", name="Download table (CSV)").first).to_be_visible()
    _assert_axe_finds_a_fault_that_is_put_there(visit)


def _assert_axe_finds_a_fault_that_is_put_there(visit) -> None:
    visit.page.evaluate(
        "() => document.querySelector('[data-testid=stMain]').insertAdjacentHTML('beforeend', '<img src=x>')"
    )
    assert any(each.startswith("image-alt") for each in serious(run_axe(visit.page)))
    visit.wrong.clear()


def test_who_follows_a_card_by_keys_is_at_the_heading_of_what_they_came_for(visit):
    visit.open("/pilots")
    overview = visit.heading
    visit.page.get_by_role("button", name="Look closer at").first.focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_function("() => new URLSearchParams(location.search).has('pilot')")
    visit.says_no_longer(overview)
    expect(visit.page.get_by_role("heading", level=1)).to_be_focused()
    visit.open("/")
    link = visit.page.locator("[data-testid=stMain] [data-testid=stPageLink-NavLink]").first
    link.focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_function("() => location.pathname.length > 1")
    visit.settled()
    expect(visit.page.get_by_role("heading", level=1)).to_be_focused()
