"""`python -m data returns`: a folder checked, its log written, and sound workbooks written back."""

import csv
import io

import pytest

from data.returns.folder import read_folder
from tests.returns.made_returns import BLANK, PLACES, figures, sound, spoiled, workbook
from tests.your_data.made_tables import real


@pytest.fixture
def folder(tmp_path):
    """Two places' workbooks, sound."""
    given = tmp_path / "given"
    given.mkdir()
    for name, place in zip(("a.xlsx", "b.xlsx"), PLACES, strict=True):
        (given / name).write_bytes(workbook(sound(place)))
    return given


def test_a_sound_folder_is_fine(run, folder):
    ran = run("returns", folder)
    assert ran.code == 0
    assert "Testville: 1 of 1 months, to March 2026" in ran.out
    assert "Issues" not in ran.out


def test_doubts_are_warnings_and_faults_are_errors(run, folder):
    (folder / "a.xlsx").write_bytes(spoiled({"E6": "<6", "F6": "<6", "E8": None, "F8": None})["a.xlsx"])
    assert run("returns", folder).code == 1
    (folder / "a.xlsx").write_bytes(spoiled({"E6": None})["a.xlsx"])
    ran = run("returns", folder)
    assert ran.code == 2
    assert "error: Testville March 2026: a.xlsx, sheet 'SubmissionTemplate', row 6" in ran.out


def test_the_log_and_the_workbooks_are_written(run, folder, tmp_path):
    (folder / "a.xlsx").write_bytes(spoiled({"E6": 3.0, "F6": 47.0, "E8": None, "F8": None})["a.xlsx"])
    log, out = tmp_path / "log" / "issues.csv", tmp_path / "out"
    ran = run("returns", folder, "--issues", log, "--write", out)
    assert ran.code == 2
    (row,) = csv.DictReader(io.StringIO(log.read_text(encoding="utf-8-sig")))
    assert (row["row"], row["column"], row["found"]) == ("6", "Age Group 18-19", "a small number, not repeated here")
    assert sorted(each.name for each in out.iterdir()) == ["otherton-2026-03.xlsx", "testville-2026-03.xlsx"]
    second = read_folder(out).returns[0]
    assert figures(second).equals(figures(sound(PLACES[1])))
    again = run("returns", folder, "--write", out)
    assert again.code == 2
    assert "is there already" in again.err


def test_the_official_template_is_filled_where_it_is_given(run, folder, tmp_path):
    blank = tmp_path / "blank.xlsx"
    blank.write_bytes(real(BLANK))
    ran = run("returns", folder, "--write", tmp_path / "out", "--template", blank)
    assert ran.code == 0
    assert len(read_folder(tmp_path / "out").returns) == 2
    assert run("returns", folder, "--template", blank).code == 2


def test_what_cannot_be_found_is_an_error_that_names_it(run, tmp_path, folder):
    ran = run("returns", tmp_path / "nowhere")
    assert ran.code == 2
    assert "nowhere" in ran.err
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run("returns", empty).code == 2
    assert run("returns", folder, "--write", tmp_path / "o", "--template", tmp_path / "none.xlsx").code == 2
