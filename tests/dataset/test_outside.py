"""Land in no neighbourhood: what the contract holds of it, and the shape that is served."""

import gzip

import orjson
import pytest

from data.contract.errors import ContractError
from data.dataset.dataset import Dataset
from data.dataset.served_geometry import serve_level
from tests.outside_dataset import outside_areas, write_outside


def test_a_dataset_says_which_small_areas_are_outside(tmp_path, small):
    found = Dataset.open(write_outside(tmp_path / "d"))
    assert found.outside["outside"].to_dict() == {"L12": "unnamed", "L13": "elsewhere"}
    assert found.outside["population"].sum() == 4_000
    assert len(small.outside) == 0


@pytest.mark.parametrize(("code", "column", "value"), [("L12", "outside", ""), ("L00", "outside", "unnamed")])
def test_a_small_area_is_in_a_neighbourhood_or_says_why_not(tmp_path, code, column, value):
    areas = outside_areas()
    areas.loc[areas["area_code"] == code, column] = value
    with pytest.raises(ContractError, match=f"column outside: found '{value}' for '{code}'"):
        write_outside(tmp_path / "d", areas=areas)


def test_an_unknown_reason_is_refused(tmp_path):
    areas = outside_areas()
    areas.loc[areas["area_code"] == "L12", "outside"] = "somewhere"
    with pytest.raises(ContractError, match="column outside.*found 'somewhere'"):
        write_outside(tmp_path / "d", areas=areas)


def test_the_land_is_served_with_its_name_and_no_figure(tmp_path, small):
    dataset = Dataset.open(write_outside(tmp_path / "d"))
    served = serve_level(dataset, "neighbourhood", {"w0": ["1%"] * 6})
    assert served.outside in served.files
    features = orjson.loads(gzip.decompress(served.outside.compressed))["features"]
    land = [each["properties"] for each in features if "Polygon" in each["geometry"]["type"]]
    assert land == [
        {"name": "Mostly registered elsewhere, so given to no neighbourhood", "w0": ""},
        {"name": "Outside any neighbourhood named here", "w0": ""},
    ]
    # Each with lines across it.
    assert len(features) == 4
    assert serve_level(dataset, "lsoa", {}).outside is None
    assert serve_level(small, "neighbourhood", {}).outside is None
