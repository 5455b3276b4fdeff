"""The drawing page without a browser: every button does what it says, faults are told, and the result is used."""

import pytest

from components.controls.neighbourhoods.drawing_board import Board
from data.dataset import dataset as dataset_file
from data.neighbourhoods.drawing import existing_drawing
from tests.counted import counted
from tests.pages.conftest import assert_sound, main_heading, open_page, told
from tests.small_dataset import small_areas, small_observations, write_small


def _press(page, key: str):
    page.button(key=key).click().run()
    assert_sound(page)
    return page


def _with_team(page, name: str):
    page.text_input(key="drawing_new_name").set_value(name).run()
    return _press(page, "drawing_add")


def _put(page, areas: list[str]):
    page.multiselect(key="drawing_by_name").set_value(areas).run()
    return _press(page, "drawing_put")


def _drawing(page):
    return page.session_state["drawing_board"].drawing


@pytest.fixture
def page(show_dataset, small_folder):
    show_dataset(small_folder)
    return open_page("neighbourhoods")


def test_a_drawing_is_looked_at_once_until_it_changes(small):
    looked = []

    def find(drawing, active):
        looked.append((len(drawing.teams), active))
        return looked[-1]

    board = Board(small.version, existing_drawing(small), "N1", [])
    assert board.look(find) is board.look(find)
    board.change(*board.drawing.with_team("Riverside")[:1], "Added.")
    board.look(find)
    board.active = "N2"
    assert board.look(find) == (8, "N2")
    assert looked == [(7, "N1"), (8, "N1"), (8, "N2")]


def test_it_begins_with_the_neighbourhoods_there_are(page, small):
    assert_sound(page)
    assert main_heading(page) == "0 of 7 neighbourhoods have 30,000 to 50,000 people"
    assert dict(_drawing(page).team_of) == dict(existing_drawing(small).team_of)
    assert page.selectbox(key="drawing_active").options[0] == "1  Ashdown"


def test_areas_put_by_name_and_steps_taken_back(page):
    _with_team(page, "Riverside")
    assert page.selectbox(key="drawing_active").value == "NEW01"
    _put(page, ["L03", "N5"])
    assert _drawing(page).areas_of("NEW01") == ("L03", "L08", "L09")
    assert "3 small areas put in Riverside." in told(page)
    _press(page, "drawing_undo")
    assert _drawing(page).areas_of("NEW01") == ()
    _press(page, "drawing_undo")
    assert "NEW01" not in _drawing(page).teams


def test_a_team_is_renamed_and_removed(page):
    page.text_input(key="drawing_name").set_value("Ash").run()
    assert _drawing(page).teams["N1"] == "Ash"
    _press(page, "drawing_remove")
    assert "N1" not in _drawing(page).teams
    assert "2 small areas with 4,000 people not yet in any." in told(page)


def test_a_name_that_is_taken_is_told_and_changes_nothing(page):
    page.text_input(key="drawing_new_name").set_value("ashdown").run()
    page.button(key="drawing_add").click().run()
    assert [each.value for each in page.error] == ["There is a team called ashdown already."]
    assert len(_drawing(page).teams) == 7


def test_from_nothing_to_a_whole_drawing(page):
    _press(page, "drawing_empty")
    assert main_heading(page) == "No neighbourhood is drawn yet"
    assert page.button(key="drawing_put").disabled
    _with_team(page, "West")
    _put(page, ["L00"])
    _with_team(page, "East")
    _put(page, ["L07"])
    _press(page, "drawing_rest")
    assert _drawing(page).unassigned == ()
    _press(page, "drawing_existing")
    assert len(_drawing(page).teams) == 7


def test_an_unfinished_drawing_is_not_used_and_it_says_why(page):
    page.multiselect(key="drawing_by_name").set_value(["L03"]).run()
    _press(page, "drawing_out")
    page.button(key="drawing_use").click().run()
    assert "Small areas in no team yet: 1." in page.error[0].value
    assert not [each for each in page.button if each.key == "own_back"]


def test_a_drawing_in_use_is_seen_on_every_page_and_left_again(page, monkeypatch):
    _with_team(page, "Riverside")
    _put(page, ["L02", "L03"])
    opened = counted(monkeypatch, dataset_file, "read_contents")
    _press(page, "drawing_use")
    assert len(opened) == 1
    assert "7 neighbourhoods drawn from small areas" in told(page)
    page.switch_page("../pages/where.py").run()
    assert_sound(page)
    (area,) = [each for each in page.selectbox if each.label == "Area"]
    assert "Riverside" in [each.strip() for each in area.options]
    page.switch_page("../pages/compare.py").run()
    assert_sound(page)
    assert "Riverside" in page.multiselect[0].options
    page.switch_page("../pages/neighbourhoods.py").run()
    assert _drawing(page).areas_of("NEW01") == ("L02", "L03")
    _put(page, ["L04"])
    _press(page, "drawing_use")
    _press(page, "own_back")
    page.switch_page("../pages/compare.py").run()
    assert "Riverside" not in page.multiselect[0].options


def test_a_lookup_with_several_columns_is_drawn_by_the_one_that_is_chosen(page):
    text = "lsoa,district,pcn\nL00,East,Alpha\nL01,East,Alpha\nL02,East,Beta\nL03,West,Beta\n"
    page.file_uploader[0].set_value([("ours.csv", text.encode(), "text/csv")]).run()
    assert_sound(page)
    asked = page.selectbox(key="drawing_column")
    assert asked.label == "Which column of ours.csv are the neighbourhoods?"
    assert (asked.options, asked.value) == (["district", "pcn"], None)
    assert len(_drawing(page).teams) == 7
    asked.set_value("pcn").run()
    assert_sound(page)
    assert dict(_drawing(page).teams) == {"Alpha": "Alpha", "Beta": "Beta"}
    assert "ours.csv: 2 neighbourhoods loaded by its column pcn." in told(page)
    assert not [each for each in page.selectbox if each.key == "drawing_column"]


def test_without_shapes_there_is_nothing_to_draw_with(show_dataset, tmp_path):
    areas = small_areas()
    rows = small_observations()
    rows = rows[rows["level"] != "lsoa"]
    show_dataset(write_small(tmp_path / "d", areas=areas[areas["level"] != "lsoa"], observations=rows))
    page = open_page("neighbourhoods")
    assert_sound(page)
    assert main_heading(page) == "This dataset has no small areas to draw with"
