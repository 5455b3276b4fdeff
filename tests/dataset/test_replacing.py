"""A dataset folder is replaced in one step: killed at any moment, it is whole, old or new."""

import json
import os
import subprocess
import sys

import pytest

from data.contract.errors import ContractError
from data.dataset import replacing
from data.dataset.dataset import Dataset
from tests.architecture.project_files import ROOT
from tests.dataset.killed_writer import fill, replace, state
from tests.small_dataset import small_manifest, write_small


@pytest.mark.parametrize("how", ["exchange", "renames"])
def test_a_writer_killed_before_any_of_its_lines_leaves_a_whole_dataset(tmp_path, how):
    if not hasattr(os, "fork"):
        pytest.skip("no fork here")
    command = [sys.executable, "-m", "tests.dataset.killed_writer", str(tmp_path / "place" / "dataset"), how]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    turns = json.loads(done.stdout)
    assert len(turns) > 40
    assert [each["killed"] for each in turns] == [True] * (len(turns) - 1) + [False]
    assert {tuple(each["after"]) for each in turns} == {("old",), ("new",)}
    # What a dead writer leaves beside the folder is gone at the next write.
    assert any(each["left"] for each in turns)
    assert all(each["clean"] and each["next"] == ["again"] for each in turns)
    # The folder itself is never away where it can be exchanged.
    assert any(".dataset.being-replaced" in each["left"] for each in turns) == (how == "renames")


def test_a_folder_moved_aside_by_a_killed_writer_is_opened_and_then_put_back(tmp_path):
    folder = write_small(tmp_path / "dataset")
    version = Dataset.open(folder).version
    folder.rename(tmp_path / ".dataset.being-replaced")
    assert Dataset.open(folder).version == version
    write_small(folder, manifest=small_manifest(title="Another"))
    assert Dataset.open(folder).manifest.title == "Another"
    assert [path.name for path in tmp_path.iterdir()] == ["dataset"]


def test_the_folder_of_a_writer_at_work_is_left_alone(tmp_path):
    folder, other = tmp_path / "dataset", tmp_path / "dataset-two"
    with replacing.fresh_beside(folder) as fresh:
        fill(fresh, "slow")
        replace(folder, "quick")
        replace(other, "other")
        assert fresh.is_dir()
        replacing.put_in_place(fresh, folder)
    assert state(folder) == ["slow"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dataset", "dataset-two"]


def test_what_another_folder_keeps_aside_is_not_taken_for_litter(tmp_path):
    kept = tmp_path / ".dataset-two.being-replaced"
    fill(kept, "two")
    replace(tmp_path / "dataset", "one")
    assert state(tmp_path / "dataset-two") == ["two"]


def test_a_folder_of_something_else_is_not_replaced(tmp_path):
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "letter.txt").write_text("Dear", encoding="utf-8")
    with pytest.raises(ContractError, match="it holds something else than a dataset; name another folder"):
        write_small(folder)
    assert (folder / "letter.txt").read_text(encoding="utf-8") == "Dear"


def test_an_empty_folder_is_taken(tmp_path):
    (tmp_path / "dataset").mkdir()
    assert Dataset.open(write_small(tmp_path / "dataset")).manifest.title == "Testshire (small)"
