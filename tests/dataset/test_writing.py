"""Writing a dataset: complete or not at all."""

from pathlib import Path

import pandas as pd
import pytest

from data.contract.errors import ContractError
from data.dataset.dataset import Dataset
from tests.small_dataset import small_areas, small_manifest, small_observations, write_small

SITES = pd.DataFrame(
    {
        "site_code": ["S1"], "site_name": ["Mill Lane"], "kind": ["welfare advice"], "latitude": [51.5],
        "longitude": [-0.1], "opening": ["Mon to Fri"], "area_code": ["N1"],
    }
)  # fmt: skip


def _content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _bad_observations() -> pd.DataFrame:
    frame = small_observations()
    frame["status"] = "lost"
    return frame


@pytest.mark.parametrize(
    "bad",
    [
        {"observations": _bad_observations()},
        {"areas": small_areas().assign(level="street")},
        {"optional": {"services": SITES.assign(latitude=200.0)}},
    ],
    ids=lambda each: next(iter(each)),
)
def test_a_bad_table_leaves_the_earlier_dataset_as_it_was(tmp_path, bad):
    folder = write_small(tmp_path / "dataset")
    before = _content(folder)
    with pytest.raises(ContractError):
        write_small(folder, **bad)
    assert _content(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["dataset"]


def test_a_failure_while_writing_leaves_the_earlier_dataset_as_it_was(tmp_path, monkeypatch):
    folder = write_small(tmp_path / "dataset")
    before = _content(folder)

    def full(*_: object, **__: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(pd.DataFrame, "to_parquet", full)
    with pytest.raises(OSError, match="no space left"):
        write_small(folder, manifest=small_manifest(title="Another"))
    assert _content(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["dataset"]


def test_a_new_dataset_replaces_all_of_the_earlier_one(tmp_path):
    folder = write_small(tmp_path / "dataset", optional={"services": SITES})
    assert len(Dataset.open(folder).optional("services")) == 1
    write_small(folder, manifest=small_manifest(title="Another"))
    found = Dataset.open(folder)
    assert found.manifest.title == "Another"
    assert found.optional("services") is None
    assert [path.name for path in tmp_path.iterdir()] == ["dataset"]


def test_the_same_tables_make_the_same_version(tmp_path):
    first = write_small(tmp_path / "a")
    # In whatever order its rows are given.
    again = write_small(tmp_path / "b", observations=small_observations().iloc[::-1])
    assert Dataset.open(first).version == Dataset.open(again).version
    assert _content(first) == _content(again)


def test_shapes_in_another_reference_system_are_turned_into_degrees(tmp_path):
    folder = write_small(tmp_path / "dataset", areas=small_areas().to_crs("EPSG:27700"))
    west, south, east, north = Dataset.open(folder).geometry("icb").total_bounds
    assert (west, south, east, north) == pytest.approx((-0.20, 51.50, -0.12, 51.54), abs=1e-6)
