"""A drawing: every change makes a new one, names are unlike, and its lookup reads back as it was."""

import geopandas as gpd
import pandas as pd
import pytest

from data.files.errors import SourceError
from data.files.opening import open_file
from data.neighbourhoods.drawing import Drawing, empty_drawing, existing_drawing
from data.neighbourhoods.lookup import COLUMNS, lookup_csv, read_lookup
from data.sources.neighbourhood_lookup import neighbourhoods_from_lookup
from data.sources.report import BuildReport
from data.sources.units import Units

AREAS = ("L00", "L01", "L02", "L03")


@pytest.fixture
def drawing() -> Drawing:
    return Drawing({"N1": "Ashdown", "N2": "Birchwood"}, {"L00": "N1", "L01": "N1", "L02": "N2", "L03": ""})


def test_the_existing_drawing_is_the_datasets_own(small):
    found = existing_drawing(small)
    assert found.teams["N3"] == "Cedar Hill"
    assert found.areas_of("N3") == ("L04", "L05")
    assert found.unassigned == ()


def test_an_empty_drawing_has_every_area_and_no_team(small):
    found = empty_drawing(small)
    assert dict(found.teams) == {}
    assert len(found.unassigned) == 14


def test_moving_leaves_the_earlier_drawing_as_it_was(drawing):
    after = drawing.moved(["L02", "L03"], "N1")
    assert after.areas_of("N1") == AREAS
    assert after.empty_teams == ("N2",)
    assert drawing.areas_of("N2") == ("L02",)


@pytest.mark.parametrize(("areas", "team"), [(["L99"], "N1"), (["L00"], "N9")])
def test_moving_what_is_not_there_is_refused(drawing, areas, team):
    with pytest.raises(KeyError, match="no (small area|team)"):
        drawing.moved(areas, team)


def test_new_teams_get_codes_of_their_own(drawing):
    one, first = drawing.with_team("  Cedar   Hill ")
    two, second = one.with_team("Dale End")
    assert (first, second) == ("NEW01", "NEW02")
    assert two.teams["NEW01"] == "Cedar Hill"


@pytest.mark.parametrize("name", ["", "   ", "ashdown"])
def test_a_name_that_says_nothing_or_is_taken_is_refused(drawing, name):
    with pytest.raises(ValueError, match="needs a name|already"):
        drawing.with_team(name)


def test_a_team_may_be_renamed_to_its_own_name_but_not_anothers(drawing):
    assert drawing.renamed("N1", "ASHDOWN").teams["N1"] == "ASHDOWN"
    with pytest.raises(ValueError, match="already"):
        drawing.renamed("N1", "birchwood")


def test_removing_a_team_leaves_its_areas_in_none(drawing):
    after = drawing.without("N1")
    assert list(after.teams) == ["N2"]
    assert after.unassigned == ("L00", "L01", "L03")


def test_a_lookup_reads_back_as_the_drawing_it_was(small, drawing):
    areas = small.areas("lsoa").index.sort_values()[:4]
    found = read_lookup(lookup_csv(drawing).encode(), "mine.csv", areas).drawing
    assert dict(found.teams) == dict(drawing.teams)
    assert dict(found.team_of) == dict(drawing.team_of)


@pytest.mark.parametrize("name", ["=1+1", "+44 team", "@home", "-East", "'=quoted", "-5", 'Ash, Elm "and" Oak'])
def test_a_name_that_looks_like_a_formula_is_safe_in_the_lookup_and_reads_back(small, tmp_path, name):
    areas = small.areas("lsoa").index.sort_values()[:2]
    saved = lookup_csv(Drawing({"N1": name}, dict.fromkeys(areas, "N1")))
    assert not any(
        cell.lstrip('"').startswith(("=", "+", "@")) for line in saved.splitlines() for cell in line.split(",")
    )
    assert dict(read_lookup(saved.encode(), "mine.csv", areas).drawing.teams) == {"N1": name}
    codes = pd.Index(["E01000001", "E01000002"], name="lsoa")
    path = tmp_path / "teams.csv"
    path.write_text(lookup_csv(Drawing({"N1": name}, dict.fromkeys(codes, "N1"))), encoding="utf-8")
    (table,) = open_file(path, path.name)
    same = pd.DataFrame({"lsoa11": codes, "lsoa21": codes})
    built = neighbourhoods_from_lookup(table, Units(gpd.GeoDataFrame(index=codes), same), BuildReport(None)).areas
    assert built["neighbourhood_name"].tolist() == [name, name]


def test_a_saved_lookup_is_one_the_builder_reads(tmp_path):
    codes = pd.Index(["E01000001", "E01000002"], name="lsoa")
    path = tmp_path / "teams.csv"
    path.write_text(lookup_csv(Drawing({"N1": "Ashdown"}, dict.fromkeys(codes, "N1"))), encoding="utf-8")
    (table,) = open_file(path, path.name)
    same = pd.DataFrame({"lsoa11": codes, "lsoa21": codes})
    found = neighbourhoods_from_lookup(table, Units(gpd.GeoDataFrame(index=codes), same), BuildReport(None)).areas
    assert found["neighbourhood_code"].tolist() == ["N1", "N1"]
    assert found["neighbourhood_name"].tolist() == ["Ashdown", "Ashdown"]


@pytest.mark.parametrize(
    ("text", "teams", "team_of"),
    [
        (
            "LSOA21CD,Team\nL00,North\nL01,South\n",
            {"North": "North", "South": "South"},
            {"L00": "North", "L01": "South"},
        ),
        ("\ufeffLSOA21CD,neighbourhood_code\r\n L00 ,A\r\nL77,B\r\n", {"A": "A"}, {"L00": "A"}),
        (
            "neighbourhood_name,area,neighbourhood_code\nOld Town,L00,A\n,L01,B\n",
            {"A": "Old Town", "B": "B"},
            {"L01": "B"},
        ),
        ("a,lsoa_code,neighbourhood_code\nx,L00,A\nx,L00,A\n", {"A": "A"}, {"L00": "A"}),
    ],
)
def test_lookups_as_people_write_them_are_read(small, text, teams, team_of):
    found = read_lookup(text.encode(), "mine.csv", small.areas("lsoa").index).drawing
    assert dict(found.teams) == teams
    assert {area: found.team_of[area] for area in team_of} == team_of
    assert len(found.team_of) == 14


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "mine.csv: the file is empty"),
        (b"  \n", "the file is empty"),
        (b"PK\x03\x04\x00\x00", "not comma-separated text"),
        (b"a,b\n1,2\n", "no column holds small areas of this dataset"),
        (b"lsoa_code\nL00\n", "no column says which neighbourhood"),
        (b"lsoa_code,lsoa_code\nL00,A\n", "two columns have one name"),
        (b"lsoa_code,team\nL00,A\nL00,B\n", "row 3, column 'team': a small area is in two neighbourhoods"),
        (b"lsoa_code,team_code,team_name\nL00,A,North\nL01,A,South\n", "one team_code has two of team_name"),
        (b"lsoa_code,team_code,team_name\nL00,A,North\nL01,B,North\n", "one team_name has two of team_code"),
        (b"lsoa_code,team\nL00,A,extra\n", "do not all have the same number of cells"),
        (b"x" * 5_000_001, "the file is too large"),
    ],
)
def test_a_faulty_lookup_is_refused_by_name_with_the_way_to_mend_it(small, data, said):
    with pytest.raises(SourceError) as caught:
        read_lookup(data, "mine.csv", small.areas("lsoa").index)
    assert said in str(caught.value)
    assert "mine.csv" in str(caught.value)
    assert "To mend it" in str(caught.value)


_SEVERAL = (
    "LSOA21CD,LTLA,PCN_Code,PCN_Name,\nL00,East,U1,Alpha,\nL01,East,U1,Alpha,\nL02,East,U2,Beta,\nL03,West,U2,Beta,\n"
)


def test_where_several_columns_could_be_neighbourhoods_they_are_asked_for_by_name(small):
    found = read_lookup(_SEVERAL.encode(), "mine.csv", small.areas("lsoa").index)
    assert (found.drawing, found.columns) == (None, ("LTLA", "PCN_Name"))


@pytest.mark.parametrize(
    ("column", "teams", "of_third"),
    [("LTLA", {"East": "East", "West": "West"}, "East"), ("PCN_Name", {"U1": "Alpha", "U2": "Beta"}, "U2")],
)
def test_the_column_chosen_is_drawn_with_the_code_that_goes_with_it(small, column, teams, of_third):
    found = read_lookup(_SEVERAL.encode(), "mine.csv", small.areas("lsoa").index, column).drawing
    assert dict(found.teams) == teams
    assert found.team_of["L02"] == of_third


def test_a_lookup_of_other_units_says_what_can_read_it(small):
    for text in ("ward,locality\nE05001284,East\n", "LSOA_CODE,PRACTICE_CODE\nL00,A10001\nL00,A10002\nL01,A10001\n"):
        with pytest.raises(SourceError, match="practices or networks goes to python -m data build --neighbourhoods"):
            read_lookup(text.encode(), "mine.csv", small.areas("lsoa").index)


def test_too_many_neighbourhoods_are_refused(demo):
    areas = demo.areas("lsoa").index
    rows = "\n".join(f"{code},team {place}" for place, code in enumerate(areas))
    with pytest.raises(SourceError, match="too many neighbourhoods"):
        read_lookup(f"lsoa_code,team\n{rows}\n".encode(), "mine.csv", areas)


def test_the_columns_saved_are_the_ones_named():
    assert lookup_csv(Drawing({}, {})).strip() == ",".join(COLUMNS)
