"""Opening checks the whole contract, reads one state of the folder, and refuses whatever is damaged in a sentence."""

import random
import shutil
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from data.contract.errors import ContractError
from data.dataset import folder_contents
from data.dataset.dataset import Dataset
from data.dataset.folder_contents import read_contents
from tests.small_dataset import ICB, small_manifest, write_small

SITES = pd.DataFrame(
    {
        "site_code": ["S1"], "site_name": ["Mill Lane"], "kind": ["welfare advice"], "latitude": [51.5],
        "longitude": [-0.1], "opening": ["Mon to Fri"], "area_code": ["N1"],
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def whole_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small(tmp_path_factory.mktemp("whole") / "dataset", optional={"services": SITES})


@pytest.fixture
def folder(whole_folder: Path, tmp_path: Path) -> Path:
    """A dataset that each test may spoil: a copy of one that stays whole."""
    return shutil.copytree(whole_folder, tmp_path / "dataset")


def _spoil(folder: Path, name: str, row: int, **changes: object) -> None:
    """Change cells of one row of a table in the folder."""
    path = folder / name
    frame = gpd.read_parquet(path) if name == "areas.parquet" else pd.read_parquet(path)
    coded = frame.select_dtypes("category").columns
    frame = frame.astype(dict.fromkeys(coded, object))
    for column, value in changes.items():
        frame.loc[row, column] = value
    frame.to_parquet(path)


def _hidden_row(folder: Path) -> int:
    return int(np.flatnonzero(pd.read_parquet(folder / "observations.parquet")["status"] == "suppressed")[0])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"numerator": 3.0}, "a row that is not 'ok' has neither numerator, value nor limits"),
        ({"upper": 0.2}, "a row that is not 'ok' has neither numerator, value nor limits"),
        ({"denominator": -1.0}, "column denominator, row {row}: found -1.0"),
        ({"denominator": np.inf}, "every number is finite"),
        ({"status": "hidden"}, "column status, row {row}: found 'hidden'"),
        ({"group": "martian"}, "are in the vocabulary"),
        ({"indicator_id": "drinking"}, "row {row}, column indicator_id: found 'drinking', which is not known"),
        ({"area_code": "N99"}, "row {row}, column area_code: found 'N99', which is not known"),
        ({"area_code": "N1", "level": "lsoa"}, "row {row}, column area_code: found 'N1' at level 'lsoa'"),
        ({"period_end": pd.Timestamp("1999-01-01")}, "a period ends after it starts"),
    ],
    ids=str,
)
def test_an_observation_against_the_contract_is_named_by_file_row_and_column(folder, changes, said):
    row = _hidden_row(folder)
    _spoil(folder, "observations.parquet", row, **changes)
    with pytest.raises(ContractError) as caught:
        Dataset.open(folder)
    assert str(caught.value).startswith("observations.parquet, ")
    assert said.format(row=row) in str(caught.value)


def test_a_row_that_stands_twice_is_refused(folder):
    path = folder / "observations.parquet"
    frame = pd.read_parquet(path)
    pd.concat([frame, frame.iloc[[5]]], ignore_index=True).to_parquet(path)
    with pytest.raises(ContractError, match=r"row 5: found .*expected each key only once"):
        Dataset.open(folder)


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        (
            "services.parquet",
            {"latitude": 200.0},
            "services.parquet, table services, column latitude, row 0: found 200.0",
        ),
        ("areas.parquet", {"level": "street"}, "areas.parquet, table areas, column level, row 0: found 'street'"),
        ("areas.parquet", {"parent_code": "X9"}, "areas.parquet, row 0, column parent_code: found 'X9'"),
        ("areas.parquet", {"population": -2.0}, "areas.parquet, table areas, column population, row 0: found -2.0"),
    ],
)
def test_the_other_tables_keep_the_contract_too(folder, name, changes, said):
    _spoil(folder, name, 0, **changes)
    with pytest.raises(ContractError) as caught:
        Dataset.open(folder)
    assert said in str(caught.value)


def test_a_dataset_is_about_an_area_that_it_has(folder):
    manifest = folder / "dataset.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(f'"{ICB}"', '"E99"'), encoding="utf-8")
    with pytest.raises(ContractError, match=r"dataset.toml: area_code is 'E99', which areas.parquet has not"):
        Dataset.open(folder)


def test_a_writer_refuses_what_an_opener_would(tmp_path):
    with pytest.raises(ContractError, match="column indicator_id: found 'attendances', which is not known"):
        write_small(tmp_path / "dataset", indicators=[])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["areas.parquet", "observations.parquet", "services.parquet"])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_table_copied_in_part_is_told_in_a_sentence(folder, name, share):
    path = folder / name
    data = path.read_bytes()
    path.write_bytes(data[: int(share * len(data))])
    with pytest.raises(
        ContractError, match=f"^{name}: it cannot be read, as if damaged or copied in part; copy or build"
    ):
        Dataset.open(folder)


@pytest.mark.parametrize("name", ["dataset.toml", "indicators/smoking.toml"])
@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"title = ", b"[[sources]]\nname = 3\n"], ids=repr)
def test_a_description_that_is_damaged_is_told_in_a_sentence(folder, name, data):
    (folder / name).write_bytes(data)
    with pytest.raises(ContractError, match=Path(name).name):
        Dataset.open(folder)


@pytest.mark.parametrize("name", ["areas.parquet", "observations.parquet", "services.parquet"])
def test_bytes_that_were_changed_are_refused_or_harmless_never_a_traceback(folder, name):
    path, chance = folder / name, random.Random(20261128)
    whole = path.read_bytes()
    refused = 0
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.choice([1, 8, 64])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
        try:
            Dataset.open(folder)
        except ContractError:
            refused += 1
    assert refused > 20


def test_an_opened_dataset_does_not_change_with_its_folder(tmp_path):
    folder = write_small(tmp_path / "dataset", optional={"services": SITES})
    opened = Dataset.open(folder)
    version, rows = opened.version, len(opened.every_observation())
    shutil.rmtree(folder)
    assert opened.version == version
    assert len(opened.every_observation()) == rows
    assert opened.optional("services")["site_name"].tolist() == ["Mill Lane"]
    assert len(opened.geography()) == sum(len(opened.areas(level)) for level in opened.levels)
    assert not opened.geometry("neighbourhood").empty


@pytest.mark.parametrize("after", [1, 2, 4, 9])
def test_a_folder_exchanged_while_it_is_read_is_read_again(tmp_path, monkeypatch, after):
    folder = write_small(tmp_path / "dataset", optional={"services": SITES})
    old = read_contents(folder).version
    other = write_small(tmp_path / "other", manifest=small_manifest(title="Another"))
    new = read_contents(other).version
    read, reads = Path.read_bytes, []

    def reading(path: Path) -> bytes:
        reads.append(path)
        if len(reads) == after:
            write_small(folder, manifest=small_manifest(title="Another"))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", reading)
    found = Dataset.open(folder)
    assert old != new
    assert (found.version, found.manifest.title, found.optional("services")) == (new, "Another", None)
    assert len(reads) > 9


def test_a_folder_that_never_stands_still_is_refused(folder, monkeypatch):
    monkeypatch.setattr(folder_contents, "_PAUSE_SECONDS", 0)
    read = Path.read_bytes

    def touched(path: Path) -> bytes:
        data = read(path)
        path.write_bytes(data + b" ")
        return data

    monkeypatch.setattr(Path, "read_bytes", touched)
    with pytest.raises(ContractError, match="it is being changed; open it again when the new files are all there"):
        Dataset.open(folder)
