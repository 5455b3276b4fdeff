"""The drawing's words, table and colours."""

import pytest

from components.findings.neighbourhoods.drawing import drawing_finding, small_area_links
from components.findings.neighbourhoods.drawn_map import drawn_map, small_area_points
from components.style.colours import ACCENT, MISSING, TEAMS
from data.dataset.served_geometry import serve_level
from data.neighbourhoods.drawing import Drawing, empty_drawing, existing_drawing
from tests.findings.asking import ask


@pytest.fixture
def question(small):
    return ask(small, "smoking")


def _found(question, drawing: Drawing):
    return drawing_finding(question, drawing, small_area_links(question))


def test_the_demos_neighbourhoods_are_all_within_the_range(demo):
    found = _found(ask(demo, "smoking"), existing_drawing(demo))
    assert found.headline == "18 of 18 neighbourhoods have 30,000 to 50,000 people"
    assert found.sentence == "All 420 small areas are in a neighbourhood."
    assert found.table.text["Size"].tolist()[:18] == ["● within"] * 18
    assert found.unsupported_numbers() == []


def test_unassigned_areas_and_pieces_are_said_plainly(question, small):
    found = _found(question, existing_drawing(small).moved(["L00"], "N3").moved(["L13"], ""))
    assert found.headline == "0 of 7 neighbourhoods have 30,000 to 50,000 people"
    assert found.sentence == "1 small area with 2,000 people not yet in any. Not in one piece: Cedar Hill."
    text = found.table.text.set_index("Neighbourhood")
    assert text.loc["Cedar Hill", ["No.", "People", "Size", "Pieces", "Small areas"]].tolist() == [
        "3",
        "6,000",
        "▽ under 30,000",
        "2",
        "3",
    ]
    assert text.loc["Cedar Hill", "Deprived (%)"] == "40.0"
    assert text.loc["In no neighbourhood yet", ["People", "Small areas"]].tolist() == ["2,000", "1"]
    assert text.loc["All", ["People", "Size"]].tolist() == ["28,000", "0 of 7 within"]
    assert found.unsupported_numbers() == []


def test_the_team_drawn_into_comes_first_with_its_own_number(question, small):
    found = drawing_finding(question, existing_drawing(small), small_area_links(question), "N3")
    assert found.table.text["No."].tolist()[:4] == ["3", "1", "2", "4"]


def test_a_team_of_more_than_the_range_is_said_so(demo):
    names = list(demo.areas("neighbourhood").index)
    drawing = existing_drawing(demo)
    found = _found(ask(demo, "smoking"), drawing.moved(drawing.areas_of(names[1]), names[0]))
    assert found.table.text["Size"].tolist()[:2] == ["△ over 50,000", ""]
    assert found.table.text["Pieces"].tolist()[1] == "–"
    assert found.headline == "16 of 18 neighbourhoods have 30,000 to 50,000 people"


def test_nothing_drawn_says_how_to_begin(question, small):
    found = _found(question, empty_drawing(small))
    assert found.headline == "No neighbourhood is drawn yet"
    assert "click small areas" in found.sentence


def test_the_map_is_in_the_order_of_the_shapes_and_picks_out_the_team(question, small):
    drawing = existing_drawing(small).moved(["L13"], "")
    found = drawn_map(drawing, "N2", small_area_links(question), small_area_points(question))
    codes = serve_level(small, "lsoa", {}).codes
    colours = dict(zip(codes, found.colours, strict=True))
    assert [code for code, colour in colours.items() if colour == ACCENT] == ["L02", "L03"]
    assert colours["L13"] == MISSING
    assert dict(zip(codes, found.hatched, strict=True)) == {code: code == "L13" for code in codes}
    assert [each[0] for each in found.labels] == ["1", "2", "3", "4", "5", "6", "7"]
    assert [each.words for each in found.key] == [
        "drawing into Birchwood",
        "others, numbered as in the table",
        "in none yet",
    ]


def test_neighbours_differ_in_tint(demo):
    question = ask(demo, "smoking")
    links, drawing = small_area_links(question), existing_drawing(demo)
    found = drawn_map(drawing, "", links, small_area_points(question))
    colour = dict(zip(demo.geometry("lsoa").index, found.colours, strict=True))
    assert set(found.colours) <= set(TEAMS)
    for place, code in enumerate(links.codes):
        for each in links.beside(place):
            other = links.codes[each]
            if drawing.team_of[code] != drawing.team_of[other]:
                assert colour[code] != colour[other]
