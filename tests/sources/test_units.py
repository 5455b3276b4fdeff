"""Lookups of any unit: wards, practices, networks, output areas, by code or name, in one file or several."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely import box

from data.files.errors import SourceError
from data.sources.neighbourhood_file import neighbourhoods_from_files
from data.sources.read_folder import Gathered
from data.sources.report import BuildReport
from data.sources.system import System, fault_in_names, system_of
from data.sources.units import Units
from tests.sources.published_folder import rows

CODES = ["E01000001", "E01000002", "E01000003", "E01000004"]
PLACES = pd.DataFrame(
    {
        "lsoa": [*CODES, "E01000009"],
        "ward_code": ["E05000001", "E05000002", "E05000003", "E05000004", "E05000009"],
        # Two wards of the area are called the same, as Highgate is in Camden and in Haringey.
        "ward_name": ["Mill", "Hope & Joy", "Green", "Green", "Away"],
        "place_code": ["E06000901", "E06000901", "E06000902", "E06000902", "E06000909"],
        "place_name": ["Alpha", "Alpha", "Beta", "Beta", "Away"],
        "vintage": 24,
    }
)
OUTPUT_AREAS = pd.DataFrame(
    {
        "lsoa": [CODES[0], CODES[0], CODES[0], CODES[1]],
        "oa_code": ["E00000001", "E00000002", "E00000003", "E00000004"],
        "source": "oa.csv",
    }
)
PRACTICES = pd.DataFrame(
    {
        "practice_name": ["One Surgery", "Two Surgery", "Three Surgery"],
        "pcn_code": ["U00001", "U00001", "U00002"],
        "pcn_name": ["North PCN", "North PCN", "South PCN"],
    },
    index=["A10001", "A10002", "A10003"],
)
PATIENTS = pd.DataFrame(
    [
        ("A10001", CODES[0], 900),
        ("A10003", CODES[0], 300),
        ("A10002", CODES[1], 800),
        ("A10003", CODES[2], 1000),
        ("A10003", CODES[3], 100),
    ],
    columns=["practice_code", "lsoa", "patients"],
)
NO_CHANGES = pd.DataFrame(columns=["lsoa11", "lsoa21", "share"])


@pytest.fixture
def units() -> Units:
    areas = gpd.GeoDataFrame(
        {"area_name": ["Alpha 001A", "Alpha 001B", "Beta 001A", "Beta 001B"], "residents": 1000.0,
         "place_code": PLACES["place_code"].tolist()[:4]},
        geometry=[box(n, 0, n + 1, 1) for n in range(4)], index=pd.Index(CODES, name="lsoa"), crs="EPSG:4326",
    )  # fmt: skip
    gathered = Gathered({"lsoa_to_place": PLACES, "lsoa_to_units": OUTPUT_AREAS}, {})
    return Units(areas, NO_CHANGES, gathered=gathered, practices=PRACTICES, patients=PATIENTS)


@pytest.fixture
def given(tmp_path, units):
    """The neighbourhoods in a file of these lines, with how they were drawn and what was told."""

    def read(header: str, *lines: tuple, column: str = ""):
        path = tmp_path / "given.csv"
        path.write_bytes(rows(header, list(lines)))
        report = BuildReport()
        found, basis = neighbourhoods_from_files([path], units, report, column)
        return found, basis, " ".join(report.sections["Neighbourhoods"])

    return read


def _codes(found) -> list[str]:
    return found.areas["neighbourhood_code"].tolist()


WARDS = [("E05000001", "West"), ("E05000002", "West"), ("E05000003", "East"), ("E05000009", "Far")]


def test_wards_by_code_leave_what_no_ward_names_outside_and_rows_of_elsewhere_counted(given):
    found, basis, told = given("AreaCode,Locality", *WARDS)
    assert _codes(found) == ["West", "West", "East", ""]
    assert found.areas["outside"].tolist() == ["", "", "", "unnamed"]
    assert basis == "Neighbourhoods as given in a local lookup of wards."
    assert "2 neighbourhoods; 4 rows read, 1 left out" in told


def test_wards_by_name_pass_over_a_name_that_two_have_and_say_so(given):
    found, _, told = given("Ward,Locality", ("mill", "West"), ("Hope and Joy", "West"), ("Green", "East"))
    assert _codes(found) == ["West", "West", "", ""]
    assert "names that several wards of this area have, so left out: 1 rows (row 4: Green)" in told


def test_practices_give_small_areas_by_registrations_and_keep_their_own_neighbourhood(given):
    lines = [("A10001", "North", "N"), ("A10001 001", "North", "N"), ("A10002", "North", "N"), ("A10003", "South", "S")]
    found, basis, _ = given("Practice_Code,Locality,Locality_Code", *lines)
    # Of the fourth area's thousand residents only a hundred are patients here: they do not speak for it.
    assert _codes(found) == ["N", "N", "S", ""]
    assert found.areas["outside"].tolist() == ["", "", "", "elsewhere"]
    assert found.areas["fit"].tolist()[:3] == [0.75, 1.0, 1.0]
    assert found.of_practice.to_dict() == {"A10001": "N", "A10002": "N", "A10003": "S"}
    assert "local lookup of general practices" in basis
    assert f"right for {(900 + 800 + 1000) / 3000:.1%} of patients there" in basis


def test_networks_by_name_are_put_together(given):
    found, _, _ = given("Network,Locality", ("North PCN", "All"), ("SOUTH PCN", "All"))
    assert _codes(found) == ["All", "All", "All", ""]
    assert found.of_practice.to_dict() == {"A10001": "All", "A10002": "All", "A10003": "All"}


def test_output_areas_go_by_their_small_area_and_most_of_it_decides(given):
    lines = [("E00000001", "A"), ("E00000002", "A"), ("E00000003", "B"), ("E00000004", "B")]
    found, _, told = given("OA21CD,Team", *lines)
    assert _codes(found) == ["A", "B", "", ""]
    assert found.areas["fit"].tolist()[:2] == pytest.approx([2 / 3, 1])
    assert "most of its output areas; 1 are in several neighbourhoods" in told


def test_a_unit_that_no_file_places_says_what_to_load(given):
    with pytest.raises(SourceError, match="its parishes cannot be placed: no file of the folder says") as caught:
        given("PAR24CD,Locality", ("E04000001", "A"), ("E04000002", "B"))
    assert "add that lookup" in caught.value.mend


def test_units_of_elsewhere_say_what_is_expected_here(given):
    with pytest.raises(SourceError, match="none of its wards is of this area.*E05000001 or E05000002"):
        given("WD24CD,Locality", ("E05999999", "A"))


def test_a_ward_in_two_neighbourhoods_is_named_with_both_rows_and_the_same_twice_is_fine(given):
    assert _codes(given("AreaCode,Locality", *WARDS, WARDS[0])[0])[0] == "West"
    with pytest.raises(
        SourceError, match="row 6.*one of its wards is in two neighbourhoods.*E05000001 in 'East'.*row 2"
    ):
        given("AreaCode,Locality", *WARDS, ("E05000001", "East"))


def test_of_several_columns_the_one_asked_for_is_taken_by_whatever_case(given):
    lines = [
        (code, place, f"C{n % 2}", f"Network {n % 2}")
        for n, (code, place) in enumerate(zip(CODES, "PPPQ", strict=True))
    ]
    header = "LSOA21CD,LTLA,PCN_Code,PCN_Name"
    with pytest.raises(SourceError, match="found 'LTLA; PCN_Code and PCN_Name'.*--neighbourhood-column"):
        given(header, *lines)
    found, _, _ = given(header, *lines, column="pcn_name")
    assert _codes(found) == ["C0", "C1", "C0", "C1"]
    assert found.areas["neighbourhood_name"].tolist()[:2] == ["Network 0", "Network 1"]
    assert _codes(given(header, *lines, column="LTLA")[0]) == ["P", "P", "P", "Q"]
    with pytest.raises(SourceError, match="no column of this name.*expected Team"):
        given(header, *lines, column="Team")


def test_several_files_are_one_lookup_and_a_small_area_of_two_is_named(tmp_path, units):
    (tmp_path / "a.csv").write_bytes(rows("AreaCode,Locality", WARDS[:2]))
    (tmp_path / "b.csv").write_bytes(rows("lsoa,team", [(CODES[2], "East"), (CODES[3], "East")]))
    found, _ = neighbourhoods_from_files([tmp_path], units, BuildReport())
    assert _codes(found) == ["West", "West", "East", "East"]
    (tmp_path / "c.csv").write_bytes(rows("lsoa,team", [(CODES[0], "Other")]))
    with pytest.raises(SourceError, match="E01000001 in 'West' and in 'Other'"):
        neighbourhoods_from_files([tmp_path], units, BuildReport())


def test_a_system_is_named_before_its_file_or_after_it():
    assert system_of(["pcn"]) == System("Primary care networks")
    found = system_of(["Localities[Locality_Code]=of/practices.csv", "more.csv"])
    assert (found.name, found.column) == ("Localities", "Locality_Code")
    assert [each.name for each in found.paths] == ["practices.csv", "more.csv"]
    assert system_of(["files/our_localities.csv"]).name == "Our localities"
    with pytest.raises(SourceError, match="two systems of neighbourhoods have one name"):
        fault_in_names([System("Teams"), System("teams")])
