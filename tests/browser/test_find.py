"""Finding things by any word without a mouse, starting again, and what was chosen staying chosen on every page."""

from playwright.sync_api import expect

from components.controls.pickers import indicator_words
from components.findings.selection import default_indicator
from components.findings.who.groups import groups_finding
from tests.findings.asking import ask

# What is typed, and what stands first of what is found.
_TYPED = {
    "bp": "Blood pressure to target",
    "statin": "Lipid-lowering therapy",
    "A&E": "A&E visits under 5",
    "jabs": "COPD flu vaccination",
    "board pack": "Meeting",
    "gp appointments": "GP appointments",
    "target pressure": "Blood pressure to target",
    "sii": "Slope index and relative index of inequality (SII, RII)",
    "bangladeshi": "Bangladeshi",
}


def _first(visit) -> object:
    return visit.page.locator("#ne-find-list li[aria-selected=true] span")


def test_anything_is_found_and_opened_from_the_keyboard(visit, demo):
    keyboard = visit.page.keyboard
    visit.open("/trend?indicator=smoking&by=ethnic_group")
    box = visit.page.get_by_role("combobox", name="Find an indicator, page, place, group or method")
    # What hears the keys is there when its button is.
    expect(visit.page.get_by_role("button", name="Find")).to_be_visible()
    keyboard.press("Control+k")
    expect(box).to_be_focused()
    expect(visit.page.locator("#ne-find-list li")).to_have_count(18)
    for typed, name in _TYPED.items():
        box.fill(typed)
        expect(_first(visit)).to_have_text(name)
    box.fill("nothing of the kind")
    expect(visit.page.get_by_role("status").filter(has_text="Nothing is called")).to_be_visible()

    box.fill("high blood pressure")
    keyboard.press("Enter")
    visit.until(indicator="hypertension_to_target", by="ethnic_group")
    visit.says(groups_finding(ask(demo, "hypertension_to_target", "ethnic_group")).headline)
    assert visit.path == "/who"
    expect(visit.page.get_by_role("heading", level=1)).to_be_focused()

    area = demo.areas("neighbourhood").index[2]
    keyboard.press("Control+k")
    keyboard.type(demo.area_name(area))
    keyboard.press("Enter")
    visit.until(area=area, indicator="hypertension_to_target")
    assert visit.path == "/"
    keyboard.press("Control+k")
    keyboard.press("Escape")
    expect(box).to_be_hidden()

    # What a page has chosen for itself is still chosen when one comes back to it; Start again lets go of all of it.
    visit.go("Methods").choose("Measure", "Comparing places: Rank range").until(method="rank")
    visit.go("Who").until(area=area, by="ethnic_group")
    expect(visit.picker("Indicator")).to_have_value(indicator_words(demo.indicators["hypertension_to_target"]))
    visit.go("Methods").until(method="rank", area=area)
    visit.page.get_by_role("button", name="Start again").press("Enter")
    visit.until(area=demo.area_code, indicator=default_indicator(demo))
    assert "method" not in visit.address
    visit.page.go_back()
    visit.until(method="rank", area=area)
    assert visit.broken == []
