"""The marks of pictures by the keyboard alone: reached by Tab, read as pointing at them says, seen, chosen by Enter, left."""

from playwright.sync_api import expect

from components.findings.compare.areas import compared_areas
from tests.browser.visit import Visit
from tests.findings.asking import ask

# What has the focus: the words of its mark, which of how many, and the line drawn round it, from the page's corner.
_AT = """key => {
    const list = document.querySelector(`.st-key-marks_${key} [role=listbox]`);
    const item = document.getElementById(list.getAttribute("aria-activedescendant"));
    const line = list.parentElement.querySelector(".ne-mark-ring path:last-child").getBoundingClientRect();
    return document.activeElement !== list || !item ? null : {
        words: item.textContent, place: Number(item.getAttribute("aria-posinset")),
        of: Number(item.getAttribute("aria-setsize")), x: line.x + line.width / 2, y: line.y + line.height / 2,
        seen: line.width > 4 && line.height > 4,
    };
}"""


def _tab_to(visit: Visit, key: str, before) -> None:
    """From what stands before a picture, by Tab to its marks."""
    before.focus()
    for _ in range(12):
        visit.page.keyboard.press("Tab")
        if visit.page.locator(f".st-key-marks_{key} [role=listbox]:focus").count():
            break
    visit.page.wait_for_function(_AT, arg=key)


def _pressed(visit: Visit, key: str, *keys: str) -> dict:
    for each in keys:
        visit.page.keyboard.press(each)
    found = visit.page.wait_for_function(f"key => {{ const at = ({_AT})(key); return at?.seen ? at : null; }}", arg=key)
    return found.json_value()


def _drawn(visit: Visit, key: str) -> None:
    expect(visit.page.locator(f".st-key-{key} .point").first).to_be_visible()


def _is_over_a_dot_that_says_the_same(visit: Visit, at: dict) -> None:
    visit.page.mouse.move(at["x"] - 3, at["y"])
    visit.page.mouse.move(at["x"], at["y"])
    expect(visit.page.locator(".hoverlayer .hovertext").first).to_have_text(at["words"])
    visit.page.mouse.move(0, 0)


def test_the_ranked_list_is_read_and_chosen_by_keys(visit, demo):
    ranked = demo.areas("neighbourhood").index
    visit.open("/where?indicator=smoking")
    _drawn(visit, "ranking")
    _tab_to(visit, "ranking", visit.page.get_by_role("link", name="Present this").first)
    first = _pressed(visit, "ranking", "Home")
    assert (first["place"], first["of"]) == (1, len(ranked))
    assert first["words"].startswith(visit.heading.split("highest in ")[1].split(",")[0])
    third = _pressed(visit, "ranking", "ArrowDown", "ArrowRight")
    assert third["place"] == 3
    assert third["y"] > first["y"]
    _is_over_a_dot_that_says_the_same(visit, third)
    name = third["words"].partition(":")[0]
    (code,) = (each for each in ranked if demo.area_name(each) == name)
    visit.page.keyboard.press("Enter")
    visit.until(area=code)
    told = visit.page.locator(".st-key-marks_ranking [role=status]")
    expect(told).to_have_text(f"Chosen: {third['words']}. {visit.heading}")
    # The focus is where it was, and on the same mark, though the picture is another.
    _drawn(visit, "ranking")
    again = _pressed(visit, "ranking")
    assert (again["place"], again["words"]) == (3, third["words"])
    visit.page.keyboard.press("Escape")
    expect(visit.page.locator("[role=listbox]:focus")).to_have_count(0)
    expect(visit.page.locator(".ne-mark-ring:visible")).to_have_count(0)
    assert visit.broken == []


def test_areas_of_the_map_are_read_by_name_and_chosen_by_keys(visit, demo):
    names = sorted(demo.areas("neighbourhood")["area_name"])
    visit.open("/where?indicator=smoking")
    visit.map()
    _tab_to(visit, "area_map", visit.picker("Coloured by"))
    last = _pressed(visit, "area_map", "End")
    assert (last["place"], last["of"]) == (len(names), len(names))
    assert last["words"].startswith(names[-1])
    letter = names[4][0].lower()
    by_letter = _pressed(visit, "area_map", "Home", letter)
    expected = next(each for each in names[1:] + names[:1] if each.lower().startswith(letter))
    assert by_letter["words"].startswith(expected)
    # The line is round the area: pointing at its middle's nearest land is told by the map's own tests.
    canvas = visit.map().bounding_box()
    assert canvas["x"] < by_letter["x"] < canvas["x"] + canvas["width"]
    assert canvas["y"] < by_letter["y"] < canvas["y"] + canvas["height"]
    (code,) = (each for each, name in demo.areas("neighbourhood")["area_name"].items() if name == expected)
    visit.page.keyboard.press("Enter")
    visit.until(area=code)
    _pressed(visit, "area_map")
    # As a second click does, a second Enter lets go.
    visit.page.keyboard.press("Enter")
    visit.until(area=demo.area_code)
    assert visit.broken == []


def test_a_dot_of_the_funnel_joins_those_compared_by_keys(visit, demo):
    shown = compared_areas(ask(demo, "smoking"))
    names = [demo.area_name(each) for each in shown]
    visit.open_whole("/compare?indicator=smoking")
    _drawn(visit, "funnel")
    visit.page.locator(".st-key-marks_funnel [role=listbox]").focus()
    at = _pressed(visit, "funnel", "Home")
    while at["words"].partition(":")[0] in names:
        at = _pressed(visit, "funnel", "ArrowDown")
    (code,) = (
        each
        for each in demo.areas("neighbourhood").index
        if at["words"].startswith(f"{demo.area_name(each)}:") or at["words"].startswith(f"{demo.area_name(each)},")
    )
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_function(
        "code => new URLSearchParams(location.search).getAll('areas').includes(code)", arg=code
    )
    assert visit.broken == []
