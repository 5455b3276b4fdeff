"""The map: painted as the finding says, its shapes fetched once, and clicked like a map."""

import io
import re
from urllib.parse import urlsplit

import pandas as pd
import pytest
import shapely
from PIL import Image
from playwright.sync_api import expect

from components.controls.pickers import indicator_words
from components.findings.area_map import area_map
from components.style.colours import rgb
from tests.browser.ground import Ground, click
from tests.browser.visit import SCREEN, Visit
from tests.findings.asking import ask

# How the colourings are called, the one that a link may ask for first.
COLOURINGS = {
    "value": "Colour: value",
    "both": "Colour: value and deprivation",
    "deprivation": "Colour: deprivation",
    "compared": "Colour: against the whole area",
}


def _inside(dataset, level: str) -> dict:
    """For each area of a level a point inside it."""
    return dataset.geometry(level).geometry.representative_point().to_dict()


def _largest(dataset, level: str, number: int) -> list[str]:
    """The codes of the largest areas of a level."""
    shapes = dataset.geometry(level)
    return pd.Series(shapely.area(shapes.geometry.to_numpy()), index=shapes.index).nlargest(number).index.tolist()


def _painted(visit: Visit, ground: Ground, points: dict) -> dict[str, tuple[int, ...]]:
    """The colour of each point, all of one picture of the page."""
    shot = Image.open(io.BytesIO(visit.page.screenshot())).convert("RGB")
    places = {code: ground.on_page(point) for code, point in points.items()}
    return {code: shot.getpixel((round(x), round(y))) for code, (x, y) in places.items()}


def _unlike(found: tuple[int, ...], colour: str) -> bool:
    return max(abs(a - b) for a, b in zip(found, rgb(colour)[:3], strict=True)) > 8


def _wait_until_painted(visit: Visit, ground: Ground, expected: dict[str, str], points: dict) -> None:
    """Until every area has its colour; AssertionError with those that do not after a while."""
    for _ in range(40):
        painted = _painted(visit, ground, {code: points[code] for code in expected})
        wrong = {code: found for code, found in painted.items() if _unlike(found, expected[code])}
        if not wrong:
            return
        visit.page.wait_for_timeout(250)
    raise AssertionError(f"painted {wrong}; expected { {code: rgb(expected[code])[:3] for code in wrong} }")


def _painted_map(visit: Visit, dataset, level: str = "neighbourhood", view: str = "compared") -> tuple[Ground, dict]:
    """The map once some of its areas are painted as the finding says, and a point inside each area."""
    ground, points = Ground(visit, level), _inside(dataset, level)
    found = area_map(ask(dataset, "smoking", level=level, view=view))
    colours = dict(zip(found.codes, found.colours, strict=True))
    _wait_until_painted(visit, ground, {code: colours[code] for code in _largest(dataset, level, 6)}, points)
    return ground, points


@pytest.mark.parametrize("level", ["neighbourhood", "lsoa"])
def test_the_map_is_painted_as_the_finding_says_in_every_colouring(visit, demo, level):
    visit.open(f"/where?indicator=smoking&level={level}&view=value")
    for view, words in COLOURINGS.items():
        if view != "value":
            visit.choose("Coloured by", words)
        _painted_map(visit, demo, level, view)
        for entry in area_map(ask(demo, "smoking", view=view, level=level)).key:
            expect(visit.page.get_by_label("Key to the map")).to_contain_text(entry.words)


def test_the_map_changes_to_small_areas_whose_clicks_make_their_neighbourhood_the_area(visit, demo):
    visit.open("/where?indicator=smoking&view=deprivation")
    _painted_map(visit, demo, view="deprivation")
    visit.page.get_by_text("Small areas", exact=True).click()
    visit.until(level="lsoa")
    ground, points = _painted_map(visit, demo, "lsoa", "deprivation")
    (largest,) = _largest(demo, "lsoa", 1)
    click(visit, ground, points[largest])
    visit.until(area=demo.areas("lsoa").at[largest, "parent_code"])
    assert visit.address["level"] == "lsoa"


def test_pointing_names_an_area_clicks_follow_one_another_and_a_second_lets_go(visit, demo):
    visit.open("/where?indicator=smoking")
    ground, points = _painted_map(visit, demo)
    codes = demo.areas("neighbourhood").index[[1, 7, 12]]
    _assert_pointing_says_name_and_value(visit, demo, ground.on_page(points[codes[1]]), codes[1])
    for code in codes:
        click(visit, ground, points[code])
        visit.until(area=code)
    expect(visit.picker("Area")).to_have_value(re.compile(demo.area_name(codes[-1])))
    _painted_map(visit, demo)
    click(visit, ground, points[codes[-1]])
    visit.until(area=demo.area_code)


def _assert_pointing_says_name_and_value(visit: Visit, dataset, place: tuple[float, float], code: str) -> None:
    rows = ask(dataset, "smoking").values(level="neighbourhood").set_index("area_code")
    x, y = place
    visit.page.mouse.move(x - 4, y)
    visit.page.mouse.move(x, y)
    tip = visit.page.locator(".deck-tooltip")
    expect(tip).to_contain_text(dataset.area_name(code))
    expect(tip).to_contain_text(f"{rows.at[code, 'value']:.1f}%")


def test_shapes_travel_once_and_colours_apart(visit, demo):
    visit.open("/where?indicator=smoking")
    _painted_map(visit, demo)

    def fetched() -> list[str]:
        return sorted({urlsplit(url).path for url in visit.asked if "/geo/" in url})

    before = fetched()
    assert "/geo/style.json" in before
    assert len([path for path in before if "-" in path]) == 3, "shapes, the lines over them, and hatching"
    visit.choose("Coloured by", "Colour: value").until(view="value")
    _painted_map(visit, demo, view="value")
    visit.choose("Period", "Jan–Mar 2025").until(period="2025-03-31")
    visit.choose("Indicator", indicator_words(demo.indicators["cervical_screening"])).until(
        indicator="cervical_screening"
    )
    visit.map()
    assert fetched() == before


def test_the_map_is_described_in_words_and_zoomed_by_button(visit):
    visit.open("/where?indicator=smoking")
    figure = visit.page.get_by_test_id("stDeckGlJsonChart")
    assert visit.heading.rstrip(".") in figure.get_attribute("aria-label")
    visit.map()
    for name in ("Zoom in", "Zoom out"):
        button = visit.page.get_by_role("button", name=name)
        button.focus()
        expect(button).to_be_focused()


def test_the_map_can_be_clicked_on_a_large_screen_too(new_visit, server, demo):
    visit = new_visit(server, SCREEN).open("/where?indicator=smoking")
    ground, points = _painted_map(visit, demo)
    code = demo.areas("neighbourhood").index[2]
    click(visit, ground, points[code])
    visit.until(area=code)
