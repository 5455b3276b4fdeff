"""Neighbourhoods from a lookup with whatever columns, of either vintage, and from boundaries that cut small areas."""

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
from shapely import Point, box

from data.dataset.dataset import Dataset
from data.files.errors import SourceError
from data.sources.building import build
from data.sources.neighbourhood_file import BY_LOOKUP, neighbourhoods_from_files
from data.sources.report import BuildReport
from data.sources.units import Units
from tests.files.written_layers import write_layer
from tests.small_dataset import RULE
from tests.sources.published_folder import SMALL_AREAS, rows

CODES = ["E01000001", "E01000002", "E01000003", "E01000004"]
# West to east in metres of the National Grid, a kilometre each.
_LAND = [box(530_000 + 1000 * n, 180_000, 531_000 + 1000 * n, 181_000) for n in range(4)]
CHANGES = pd.DataFrame({"lsoa11": CODES, "lsoa21": CODES, "share": 1.0})


@pytest.fixture
def areas() -> gpd.GeoDataFrame:
    found = gpd.GeoDataFrame(
        {"place_code": "E06000901", "residents": [1000.0, 2000.0, 1000.0, 1000.0]},
        geometry=_LAND,
        index=pd.Index(CODES, name="lsoa"),
        crs="EPSG:27700",
    )
    return found.to_crs("EPSG:4326")


def _fitted(path, areas, changes=CHANGES):
    report = BuildReport()
    found, basis = neighbourhoods_from_files([path], Units(areas, changes), report)
    return found.areas, basis, " ".join(report.sections["Neighbourhoods"])


def _drawn(path, *shapes, **columns):
    names = columns or {"name": ["West", "East"], "code": ["W", "E"]}
    write_layer(gpd.GeoDataFrame(names, geometry=list(shapes), crs="EPSG:27700"), path)
    return path


WEST, EAST = box(529_000, 179_000, 531_600, 182_000), box(531_600, 179_000, 535_000, 182_000)


def test_each_small_area_goes_to_the_boundary_that_holds_most_of_it_and_the_fit_is_told(tmp_path, areas):
    found, basis, told = _fitted(_drawn(tmp_path / "ours.gpkg", WEST, EAST), areas)
    assert found["neighbourhood_code"].to_dict() == dict(zip(CODES, ["W", "W", "E", "E"], strict=True))
    assert found["neighbourhood_name"].tolist() == ["West", "West", "East", "East"]
    assert found["fit"].tolist() == pytest.approx([1, 0.6, 1, 1], abs=1e-4)
    share = (1000 + 0.6 * 2000 + 1000 + 1000) / 5000
    assert f"right for {share:.1%} of their residents" in basis
    assert f"fit: {share:.1%} of residents" in told
    assert "1 small areas are split by a boundary (the smallest share of one" in told
    assert "60.0%, E01000002" in told


def test_a_neighbourhood_that_holds_most_of_no_small_area_is_named(tmp_path, areas):
    sliver = box(530_400, 180_000, 530_600, 181_000)
    path = _drawn(tmp_path / "x.geojson", WEST, EAST, sliver, name=["West", "East", "Middle"], code=["W", "E", "M"])
    _, _, told = _fitted(path, areas)
    assert "hold most of no small area, so are no neighbourhoods here: Middle (M)" in told
    # A fifth of the first small area's thousand people, of five thousand, lie in both.
    assert "in two neighbourhoods at once (overlaps): about 200 residents (4.0%), in 1 small areas (E01000001)" in told


@pytest.mark.parametrize(
    ("shapes", "columns", "words"),
    [
        (
            (box(400_000, 300_000, 401_000, 301_000),),
            {"name": ["West"]},
            "none of the area's 4 small areas lies in any of its neighbourhoods",
        ),
        ((Point(530_500, 180_500),), {"name": ["West"]}, "not boundaries; found 'Point'"),
        (
            (WEST, EAST),
            {"OBJECTID": [1, 2], "height": [1, 2], "rank": [2, 1]},
            "nothing tells its neighbourhoods apart",
        ),
    ],
)
def test_boundaries_that_cannot_be_used_say_why_and_how_to_mend_them(tmp_path, areas, shapes, columns, words):
    path = _drawn(tmp_path / "x.gpkg", *shapes, **columns)
    with pytest.raises(SourceError, match=words) as caught:
        _fitted(path, areas)
    assert caught.value.mend


def test_small_areas_that_lie_mostly_in_no_footprint_are_outside_and_gaps_are_told_in_people(tmp_path, areas):
    # It ends 400 m into the third small area: 400 of its thousand residents, and the fourth's thousand, are beyond.
    path = _drawn(tmp_path / "x.gpkg", box(529_000, 179_000, 532_400, 182_000), name=["West"], code=["W"])
    found, basis, told = _fitted(path, areas)
    assert found["neighbourhood_code"].tolist() == ["W", "W", "", ""]
    assert found["outside"].tolist() == ["", "", "unnamed", "unnamed"]
    assert "in no neighbourhood (gaps): about 1,600 residents (32.0%), in 2 small areas (E01000003, E01000004)" in told
    assert "right for 100.0% of their residents" in basis


def test_several_shapes_of_one_neighbourhood_are_one(tmp_path, areas):
    first, second = box(530_000, 180_000, 531_000, 181_000), box(533_000, 180_000, 534_000, 181_000)
    path = _drawn(tmp_path / "x.gpkg", first, second, box(531_000, 180_000, 533_000, 181_000), team=["A", "A", "B"])
    found, _, _ = _fitted(path, areas)
    assert found["neighbourhood_name"].tolist() == ["A", "B", "B", "A"]


def test_a_lookup_is_found_by_what_its_columns_hold(tmp_path, areas):
    path = tmp_path / "x.csv"
    lines = [
        (code, f"Name {code}", "M1" if n < 2 else "M2", "First" if n < 2 else "Second", "Testshire")
        for n, code in enumerate(CODES)
    ]
    path.write_bytes(rows("LSOA21CD,LSOA21NM,MSOA21CD,MSOA21NM,ICB24NM", lines))
    found, basis, _ = _fitted(path, areas)
    assert found["neighbourhood_code"].tolist() == ["M1", "M1", "M2", "M2"]
    assert found["neighbourhood_name"].tolist() == ["First", "First", "Second", "Second"]
    assert basis == BY_LOOKUP


def test_a_lookup_in_a_workbook_is_read_from_the_sheet_that_holds_it(tmp_path, areas):
    book = openpyxl.Workbook()
    book.active.append(["About this file"])
    sheet = book.create_sheet("Teams")
    for line in [("lsoa", "team"), *zip(CODES, ["A", "A", "A", "B"], strict=True)]:
        sheet.append(line)
    book.save(tmp_path / "x.xlsx")
    found, _, _ = _fitted(tmp_path / "x.xlsx", areas)
    assert found["neighbourhood_code"].tolist() == ["A", "A", "A", "B"]


def test_a_lookup_that_could_be_read_in_two_ways_is_refused(tmp_path, areas):
    path = tmp_path / "x.csv"
    lines = [(code, ward, place) for code, ward, place in zip(CODES, "aabc", "PPPQ", strict=True)]
    path.write_bytes(rows("LSOA21CD,WD24CD,LAD24CD", lines))
    with pytest.raises(SourceError, match="several of its columns could be.*found 'LAD24CD; WD24CD'"):
        _fitted(path, areas)


def test_where_all_lies_in_one_neighbourhood_a_code_and_name_say_which_and_more_columns_do_not(tmp_path, areas):
    path = tmp_path / "x.csv"
    path.write_bytes(rows("LSOA21CD,PCN_CODE,PCN_NAME", [(code, "U1", "One") for code in CODES]))
    found, _, _ = _fitted(path, areas)
    assert (set(found["neighbourhood_code"]), set(found["neighbourhood_name"])) == ({"U1"}, {"One"})
    path.write_bytes(rows("LSOA21CD,PRACTICE_CODE,PCN_CODE,PCN_NAME", [(code, "A1", "U1", "One") for code in CODES]))
    with pytest.raises(SourceError, match="several of its columns could be.*found 'PCN_CODE; PCN_NAME; PRACTICE_CODE'"):
        _fitted(path, areas)


def test_codes_of_places_get_a_mark_so_that_a_code_says_which_is_meant(tmp_path, areas):
    path = tmp_path / "x.csv"
    path.write_bytes(rows("lsoa,neighbourhood_code", [(code, "E06000901") for code in CODES]))
    found, _, _ = _fitted(path, areas)
    assert set(found["neighbourhood_code"]) == {"N-E06000901"}
    assert set(found["neighbourhood_name"]) == {"E06000901"}


def test_a_lookup_of_2011_small_areas_is_carried_over(tmp_path, areas):
    changes = pd.DataFrame(
        {
            "lsoa11": ["E01000001", "E01009002", "E01009003", "E01009003", "E01009005", "E01009006"],
            "lsoa21": ["E01000001", "E01000002", "E01000003", "E01000004", "E01000004", "E01000004"],
            "share": [1.0, 1.0, 0.5, 0.5, 1.0, 1.0],
        }
    )
    path = tmp_path / "x.csv"
    path.write_bytes(
        rows(
            "LSOA11CD,team",
            list(zip(["E01000001", "E01009002", "E01009003", "E01009005", "E01009006"], "AABCC", strict=True)),
        )
    )
    found, _, told = _fitted(path, areas, changes)
    assert found["neighbourhood_code"].tolist() == ["A", "A", "B", "C"]
    assert found["fit"].tolist() == pytest.approx([1, 1, 1, 2 / 3])
    assert "1 are in several neighbourhoods and went to the one with most of them" in told
    assert "smallest share 67%" in told


@pytest.mark.parametrize("name", ["nowhere.csv", "notes.txt"])
def test_a_file_that_is_not_there_or_of_no_known_kind_is_refused(tmp_path, areas, name):
    (tmp_path / "notes.txt").write_text("words", encoding="utf-8")
    with pytest.raises(SourceError, match="no such file|not a kind of file that is read") as caught:
        _fitted(tmp_path / name, areas)
    assert "--neighbourhoods" in caught.value.mend


def test_a_build_from_boundaries_nests_and_says_how_well_they_fit(folder, tmp_path):
    # The invented small areas stand side by side, a hundredth of a degree each.
    halves = [box(-1.01, 51.9, -0.968, 52.1), box(-0.968, 51.9, -0.9, 52.1)]
    path = tmp_path / "ours.gpkg"
    gpd.GeoDataFrame({"Neighbourhood": ["West", "East"]}, geometry=halves, crs="EPSG:4326").to_file(path)
    build(folder, "QAA", str(path), tmp_path / "out", rule=RULE)
    dataset = Dataset.open(tmp_path / "out")
    found = dataset.areas("neighbourhood")
    assert found["population"].sum() == sum(people for _, _, people in SMALL_AREAS.values())
    assert dataset.areas("lsoa")["parent_code"].tolist().count("West") == 3
    assert found.loc["East", "fit"] == pytest.approx((0.8 * 200 + 1500 + 700) / 2400, abs=1e-3)
    assert "boundaries" in dataset.manifest.neighbourhood_basis
    assert dataset.manifest.notes[0] == dataset.manifest.neighbourhood_basis


def test_outlines_that_are_missing_are_told_and_copied_ones_refused(tmp_path, areas):
    path = _drawn(tmp_path / "x.gpkg", WEST, EAST, None, name=["West", "East", "Lost"], code=["W", "E", "L"])
    found, _, told = _fitted(path, areas)
    assert found["neighbourhood_code"].tolist() == ["W", "W", "E", "E"]
    assert "without an outline, so left out: 1: L (row 3: no shape)" in told
    path = _drawn(
        tmp_path / "z.gpkg", WEST, EAST, Point(530_500, 180_500), name=["West", "East", "Surgery"], code=["W", "E", "S"]
    )
    assert "so left out: 1: S (row 3: a point, which encloses no land)" in _fitted(path, areas)[2]
    path = _drawn(tmp_path / "y.gpkg", WEST, EAST, EAST, name=["West", "East", "Copy"], code=["W", "E", "C"])
    with pytest.raises(SourceError, match="2 areas share their outline with another; found 'C, E'"):
        _fitted(path, areas)


def test_other_capitals_and_spaces_are_one_neighbourhood_and_told(tmp_path, areas):
    names = ("North Team", "north  team", "SOUTH", "South")
    lines = [(code.lower(), name) for code, name in zip(CODES, names, strict=True)]
    path = tmp_path / "teams.csv"
    path.write_bytes(rows("lsoa21cd,team", lines))
    found, _, told = _fitted(path, areas)
    assert found["neighbourhood_name"].tolist() == ["North Team", "North Team", "SOUTH", "SOUTH"]
    assert "'North Team' also as 'north  team'; 'SOUTH' also as 'South'" in told
