"""Shapes as the browser fetches them: in the colours' order, small, named by their content, hatched inside."""

import gzip
import json
import re

import pytest
import shapely
from shapely.geometry import shape

from components.findings.area_map import area_map
from components.findings.map_words import map_words, property_names
from components.findings.question import Question
from components.findings.selection import Selection, settle
from data.dataset.served_geometry import ServedFile, basemap_style, serve_level

MOST_BYTES = 400_000
DRAWN = ("icb", "place", "neighbourhood", "lsoa")


def _features(file: ServedFile) -> list[dict]:
    return json.loads(gzip.decompress(file.compressed))["features"]


@pytest.fixture(scope="module")
def served(demo):
    return {level: serve_level(demo, level, {}) for level in DRAWN}


@pytest.mark.parametrize("level", DRAWN)
def test_shapes_come_in_the_order_of_the_colours(demo, served, level):
    found = [each["properties"] for each in _features(served[level].shapes)]
    assert [each["i"] for each in found] == list(range(len(found)))
    assert tuple(each["code"] for each in found) == served[level].codes
    assert [each["name"] for each in found] == demo.areas(level)["area_name"].tolist()


@pytest.mark.parametrize("level", ["neighbourhood", "lsoa"])
@pytest.mark.parametrize("view", ["compared", "value", "both", "deprivation"])
def test_a_map_has_a_colour_for_every_shape_in_the_same_order(demo, served, level, view):
    selection = settle(demo, Selection("smoking", "deprivation_quintile", "", demo.area_code, level=level, view=view))
    found = area_map(Question(demo, selection))
    assert found.codes == served[level].codes
    assert len(found.colours) == len(found.hatched) == len(found.codes)
    assert [each for each in found.colours if not re.fullmatch(r"#[0-9A-F]{6}", str(each))] == []


@pytest.mark.parametrize("level", DRAWN)
@pytest.mark.parametrize("kind", ["shapes", "outlines", "hatching"])
def test_a_file_is_small_and_named_by_its_content(served, level, kind):
    file = getattr(served[level], kind)
    body = gzip.decompress(file.compressed)
    assert len(body) < MOST_BYTES
    assert len(file.compressed) < len(body) / 2
    assert re.fullmatch(rf"{level}(-lines|-hatching)?-[0-9a-f]{{12}}\.json", file.name)


def test_a_name_changes_with_the_content_and_only_then(demo):
    plain, again = serve_level(demo, "place", {}), serve_level(demo, "place", {})
    worded = serve_level(demo, "place", {"w0": ["a", "b", "c"]})
    assert plain.shapes.name == again.shapes.name
    assert plain.shapes.compressed == again.shapes.compressed
    assert worded.shapes.name != plain.shapes.name
    assert worded.outlines.name == plain.outlines.name
    assert [each["properties"]["w0"] for each in _features(worded.shapes)] == ["a", "b", "c"]


def test_served_shapes_are_the_datasets_within_the_rounding(demo, served):
    areas = demo.geometry("lsoa").geometry
    for feature, original in zip(_features(served["lsoa"].shapes), areas, strict=True):
        drawn = shape(feature["geometry"])
        assert drawn.is_valid
        assert drawn.symmetric_difference(original).area < 0.02 * original.area


@pytest.mark.parametrize("level", ["neighbourhood", "lsoa"])
def test_hatching_lies_inside_its_own_shape(served, level):
    shapes = {each["properties"]["i"]: shape(each["geometry"]) for each in _features(served[level].shapes)}
    hatching = {each["properties"]["i"]: shape(each["geometry"]) for each in _features(served[level].hatching)}
    assert set(hatching) == set(shapes)
    for i, lines in hatching.items():
        assert lines.length > 0
        assert shapely.difference(lines, shapes[i].buffer(2e-4)).is_empty


def test_outlines_draw_each_shared_boundary_once(small):
    found = serve_level(small, "place", {})
    (feature,) = _features(found.outlines)
    # Two rectangles, 0.08 by 0.02 and 0.06 by 0.02 degrees, that share 0.06.
    assert shape(feature["geometry"]).length == pytest.approx(0.20 + 0.16 - 0.06, abs=1e-6)
    assert found.bounds == pytest.approx((-0.20, 51.50, -0.12, 51.54))


def test_a_level_without_shapes_is_refused_by_name(small):
    with pytest.raises(ValueError, match="level 'practice' has no shapes in this dataset; found icb, place"):
        serve_level(small, "practice", {})


def test_words_say_what_the_table_says(small):
    words = map_words(small, "neighbourhood")
    name = property_names(small, "neighbourhood")["smoking", "2026-09-30"]
    said = dict(zip(small.areas("neighbourhood").index, words[name], strict=True))
    assert said == {
        "N1": "20.0%", "N2": "15.0%", "N3": "12.0%", "N4": "11.0%", "N5": "10.0%", "N6": "6.0%",
        "N7": "hidden to protect confidentiality",
    }  # fmt: skip


def test_words_tell_hidden_from_not_collected(small):
    words = map_words(small, "lsoa")
    name = property_names(small, "lsoa")["smoking", "2026-09-30"]
    said = dict(zip(small.areas("lsoa").index, words[name], strict=True))
    assert (said["L00"], said["L12"], said["L13"]) == ("20.0%", "hidden to protect confidentiality", "not collected")


def test_the_basemap_asks_nobody_for_anything():
    style = json.loads(basemap_style())
    assert style["sources"] == {}
    assert b"http" not in basemap_style()
    assert not {"glyphs", "sprite"} & set(style)
