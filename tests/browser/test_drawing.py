"""A neighbourhood drawn by clicks: saved, loaded back, and used on every page of that session and no other."""

import csv
import io
import re
from pathlib import Path

import pandas as pd
import pytest
import shapely
from playwright.sync_api import expect

from data.neighbourhoods.drawing import existing_drawing
from tests.browser.ground import Ground
from tests.browser.ground import click as _click
from tests.browser.visit import Visit

NAME = "Riverside"


def _status(visit: Visit):
    return visit.page.get_by_role("status").filter(has_text=re.compile(r"\w"))


def _add(visit: Visit, name: str) -> None:
    visit.page.get_by_label("Name of a new neighbourhood").fill(name)
    visit.page.get_by_role("button", name="Add", exact=True).click()
    expect(_status(visit).first).to_contain_text("Added.")
    visit.settled()


def _drawn_by_clicks(visit: Visit, demo, areas: list[str]) -> None:
    """Put areas in a new neighbourhood by a click each; a second click takes the last of them back."""
    _add(visit, NAME)
    ground = Ground(visit, "lsoa")
    points = demo.geometry("lsoa").geometry.representative_point()
    for code in areas:
        _click(visit, ground, points[code])
        expect(_status(visit).first).to_contain_text(f"{demo.area_name(code)} put in {NAME}.")
        visit.settled()
    _click(visit, ground, points[areas[-1]])
    expect(_status(visit).first).to_contain_text("taken back")
    visit.settled()


def _saved(visit: Visit, path: Path) -> list[dict]:
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("button", name="Save as a lookup").click()
    waiting.value.save_as(path)
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def _load(visit: Visit, path: Path) -> None:
    visit.page.get_by_role("button", name="Load, begin again").click()
    visit.page.locator("input[type=file]").set_input_files(path)
    expect(_status(visit).first).to_contain_text("19 neighbourhoods loaded.")
    visit.page.keyboard.press("Escape")
    visit.settled()


@pytest.fixture(scope="module")
def largest(demo) -> list[str]:
    """The three largest small areas of one neighbourhood."""
    first = demo.areas("neighbourhood").index[1]
    shapes = demo.geometry("lsoa").geometry[list(existing_drawing(demo).areas_of(first))]
    return pd.Series(shapely.area(shapes.to_numpy()), index=shapes.index).nlargest(3).index.tolist()


def test_a_drawn_neighbourhood_is_saved_reloaded_and_used_on_every_page(
    visit, new_visit, server, demo, largest, tmp_path
):
    visit.open("/neighbourhoods")
    _drawn_by_clicks(visit, demo, largest)
    fetched = [url for url in visit.asked if "/geo/lsoa" in url]
    assert len(fetched) == len(set(fetched)) == 3, "shapes, lines and hatching travel once, whatever is clicked"
    *drawn, _taken_back = largest
    expected = existing_drawing(demo).team_of | dict.fromkeys(drawn, "NEW01")
    rows = _saved(visit, tmp_path / "neighbourhoods.csv")
    assert {row["lsoa_code"]: row["neighbourhood_code"] for row in rows} == expected
    assert {row["neighbourhood_name"] for row in rows if row["lsoa_code"] in drawn} == {NAME}

    other = new_visit(server).open("/neighbourhoods")
    assert "18 of 18" in other.heading
    _load(other, tmp_path / "neighbourhoods.csv")
    assert "of 19 neighbourhoods" in other.heading
    other.page.get_by_role("button", name="Use these on every page").click()
    own = other.page.get_by_text("You are looking at your own data in this session only")
    expect(own).to_be_visible()
    other.settled()

    other.go("Where")
    ranking = other.chart(0)
    expect(ranking).to_contain_text(NAME)
    other.map()
    other.go("Who")
    other.choose("Area", NAME).until(area="NEW01")
    assert NAME in other.heading
    other.go("Compare").chart(0)
    expect(other.page.get_by_test_id("stMultiSelect")).to_contain_text(NAME)
    expect(other.chart(0)).to_contain_text(NAME)
    expect(own).to_be_visible()

    assert "18 of 19" not in visit.open("/where").heading, "another session sees the shared dataset"
    expect(visit.page.get_by_text("You are looking at your own data")).to_have_count(0)
    other.page.get_by_role("button", name="Back to shared data").click()
    expect(own).to_have_count(0)
    other.settled()
    expect(other.page.get_by_test_id("stMultiSelect")).not_to_contain_text(NAME)


def test_areas_can_be_moved_by_keyboard_alone(visit, demo, largest):
    visit.open("/neighbourhoods")
    _add(visit, NAME)
    picker = visit.page.get_by_role("combobox", name="Small areas by name, instead of clicking")
    picker.focus()
    visit.page.keyboard.type(largest[0])
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.press("Escape")
    visit.settled()
    button = visit.page.get_by_role("button", name=f"Put in {NAME}")
    button.focus()
    visit.page.keyboard.press("Enter")
    expect(_status(visit).first).to_contain_text(f"{demo.area_name(largest[0])} put in {NAME}.")


def test_a_file_that_is_no_lookup_is_refused_by_name_and_changes_nothing(visit, tmp_path):
    visit.open("/neighbourhoods")
    before = visit.heading
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    visit.page.get_by_role("button", name="Load, begin again").click()
    visit.page.locator("input[type=file]").set_input_files(tmp_path / "other.csv")
    expect(visit.page.get_by_role("alert")).to_contain_text("other.csv: no column holds small areas of this dataset")
    assert visit.heading == before
