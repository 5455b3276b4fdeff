"""A meeting presented in a browser by keys alone, on a laptop's screen, with nothing that must be scrolled to."""

from io import BytesIO
from urllib.parse import urlencode

import openpyxl
from playwright.sync_api import Locator, expect
from pptx import Presentation

from components.findings.compare.funnel import funnel_finding
from components.findings.compare.matrix import compare_finding
from components.findings.trend.everyone import everyone_finding
from components.findings.trend.trend import trend_finding
from components.findings.where.areas import ranking_finding
from components.findings.where.need import need_finding
from components.findings.who.groups import groups_finding
from components.pack.excel.shorthand import shortened
from components.style.numbers import number
from tests.browser.axe import run_axe, serious
from tests.browser.visit import Visit
from tests.findings.asking import ask

_SIX = {
    "who.groups": groups_finding,
    "trend.trend": trend_finding,
    "trend.trend_everyone": everyone_finding,
    "where.ranking": ranking_finding,
    "where.need": need_finding,
    "compare.compare": compare_finding,
}

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
# What Streamlit does where the run of the next page is begun anew before the browser has heard of that page.
_WRITTEN_TOO_SOON = """() => addEventListener("click", () => {
    history.pushState({}, "", `${location.pathname}?indicator=smoking`);
}, {once: true})"""
_COLOURS = """() => ["color", "backgroundColor"].map(
    each => getComputedStyle(document.querySelector(".st-key-present_screen"))[each]
)"""


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
    expect(visit.page.locator(".ne-place")).to_have_text("1 of 3")
    press("n")
    expect(visit.page.locator(".ne-chair")).to_have_text("Speaks: GP leadAsk what changed")
    press("b")
    expect(visit.page.locator(".ne-blank")).to_be_visible()
    press("ArrowRight")
    expect(visit.page.locator(".ne-blank")).to_be_hidden()
    visit.says(first)
    expect(visit.page.locator(".ne-chair")).to_be_visible()
    for colours in ("light", "dark"):
        visit.page.emulate_media(color_scheme=colours)
        visit.answered().settled()
        assert visit.page.evaluate(_COLOURS) == ["rgb(27, 39, 51)", "rgb(255, 255, 255)"]
        assert (colours, serious(run_axe(visit.page))) == (colours, [])
    visit.page.emulate_media(color_scheme="null")
    visit.answered().settled()

    visit.page.evaluate(_WRITTEN_TOO_SOON)
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


def test_a_meeting_of_six_is_presented_noted_and_packed_by_keys_and_every_number_is_its_findings(visit, demo):
    keyboard = visit.page.keyboard
    found = [each(ask(demo, "smoking")) for each in _SIX.values()]
    visit.open("/meeting?" + urlencode({"item": [f"{place}?indicator=smoking" for place in _SIX]}, doseq=True))
    visit.says("6 findings are on the meeting’s list")
    _press(visit, visit.page.get_by_role("button", name="Present"))
    for place, finding in enumerate(found, start=1):
        visit.says(finding.headline)
        # What has many rows is the last, and is turned to part by part; back from the last part is the one before.
        parts = 4 if place == 6 else 1
        for part in range(1, parts + 1):
            told = f", part {part} of {parts}" if parts > 1 else ""
            expect(visit.page.locator(".ne-place")).to_have_text(f"{place} of 6{told}")
            if part > 1:
                visit.until(part=str(part))
            keyboard.press("PageDown")
    keyboard.press("PageUp")
    expect(visit.page.locator(".ne-place")).to_have_text("6 of 6, part 3 of 4")
    keyboard.press("Escape")
    visit.says("6 findings are on the meeting’s list")
    # Typed at once: the list can be written into as soon as it is seen.
    note = visit.page.get_by_label("Note for the chair").nth(1)
    expect(note).to_be_visible()
    note.focus()
    expect(note).to_be_focused()
    keyboard.type("Ask what changed")
    keyboard.press("Enter")
    visit.page.wait_for_function("() => location.search.includes('Ask')")
    book = openpyxl.load_workbook(_packed(visit, "Excel"))
    slides = Presentation(_packed(visit, "PowerPoint")).slides
    assert [slide.shapes.title.text for slide in slides] == [finding.headline for finding in found]
    assert ["Ask what changed" in slide.notes_slide.notes_text_frame.text for slide in slides] == [False, True] + [
        False
    ] * 4
    for place, (finding, slide) in enumerate(zip(found, slides, strict=True), start=1):
        told = finding.table.text.to_numpy().tolist()
        (listed,) = book[f"Table_{place}"].tables.values()
        _, *rows = [[cell.value for cell in row] for row in book[f"Table_{place}"][listed.ref]]
        assert len(rows) == len(told)
        noted = slide.notes_slide.notes_text_frame.text
        for row, words in zip(rows, told, strict=True):
            assert " | ".join(words) in noted
            for cell, word, column in zip(row, words, finding.table.columns, strict=True):
                shown = number(cell, column.unit.decimals) if isinstance(cell, int | float) else cell or ""
                assert shown in (word, shortened(word))
    assert visit.broken == []


def _press(visit: Visit, button: Locator) -> None:
    """Press a button as the keyboard does."""
    button.focus()
    visit.page.keyboard.press("Enter")


def _packed(visit: Visit, form: str) -> BytesIO:
    """The list as a file of that kind, made and taken away by the keyboard."""
    _press(visit, visit.page.get_by_role("button", name=f"Make {form}", exact=True))
    offered = visit.page.get_by_role("button", name=f"Download {form}", exact=True)
    offered.wait_for()
    visit.settled()
    with visit.page.expect_download() as taken:
        _press(visit, offered)
    return BytesIO(taken.value.path().read_bytes())
