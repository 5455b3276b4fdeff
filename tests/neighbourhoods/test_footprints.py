"""People, pieces and deprivation of drawn teams, on fourteen squares whose borders are known."""

import pytest

from data.neighbourhoods.drawing import empty_drawing, existing_drawing
from data.neighbourhoods.footprints import footprints, links_between, rest_by_border


@pytest.fixture(scope="module")
def links(small):
    return links_between(small)


def _beside(links, code: str) -> set[str]:
    return {links.codes[each] for each in links.beside(links.codes.get_loc(code))}


def test_areas_touch_along_borders_and_not_at_corners(links):
    # The upper row is L00 … L07, the lower L08 … L13, each half a neighbourhood wide.
    assert _beside(links, "L00") == {"L01", "L08"}
    assert _beside(links, "L03") == {"L02", "L04", "L11"}
    assert _beside(links, "L07") == {"L06"}


def test_a_team_has_its_areas_people_and_share(small, links):
    found = footprints(small, existing_drawing(small), links)
    assert found.loc["N1", ["areas", "population", "pieces", "apart"]].tolist() == [2, 4_000.0, 1, ()]
    assert found.loc["N1", "deprived_share"] == pytest.approx(0.6)


def test_pieces_are_counted_and_the_smaller_are_named(small, links):
    drawing = existing_drawing(small).moved(["L09", "L00"], "N3")
    found = footprints(small, drawing, links)
    assert found.at["N3", "pieces"] == 3
    assert set(found.at["N3", "apart"]) == {"L00", "L09"}
    assert found.at["N3", "deprived_share"] == pytest.approx((0.3 + 0.3 + 0.6 + 0.1) / 4)


def test_corners_do_not_hold_a_team_together(small, links):
    drawing, team = existing_drawing(small).with_team("Corner")
    assert footprints(small, drawing.moved(["L00", "L09"], team), links).at[team, "pieces"] == 2


def test_a_team_without_areas_has_nobody_and_no_piece(small, links):
    drawing, team = existing_drawing(small).with_team("Nobody")
    found = footprints(small, drawing, links).loc[team]
    assert found[["areas", "population", "pieces"]].tolist() == [0, 0.0, 0]
    assert found["deprived_share"] != found["deprived_share"]


def test_the_rest_goes_to_the_smallest_team_it_touches(small, links):
    drawing, west = empty_drawing(small).with_team("West")
    drawing, east = drawing.with_team("East")
    drawing = drawing.moved(["L00"], west).moved(["L07"], east)
    found = rest_by_border(drawing, links, small.areas("lsoa")["population"])
    assert found.unassigned == ()
    after = footprints(small, found, links)
    assert after["pieces"].tolist() == [1, 1]
    assert after["population"].sum() == 28_000
    assert after["population"].min() >= 12_000


def test_without_a_team_the_rest_stays(small, links):
    assert len(rest_by_border(empty_drawing(small), links, small.areas("lsoa")["population"]).unassigned) == 14


def test_the_demos_neighbourhoods_hang_together(demo):
    found = footprints(demo, existing_drawing(demo), links_between(demo))
    assert found["pieces"].eq(1).all()
    assert found["population"].to_dict() == demo.areas("neighbourhood")["population"].to_dict()
