"""No command prints a traceback: whatever goes wrong is one sentence, with exit code 2."""

import os
import subprocess
import sys

import pytest

from data.commands import build as build_command
from tests.architecture.project_files import ROOT
from tests.small_dataset import STATED

_LITTLE_ROOM = (
    "import resource, signal, sys\n"
    "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))\n"
    "import runpy\n"
    "runpy.run_module('data', run_name='__main__')\n"
)


def test_an_error_nobody_foresaw_is_told_by_its_kind_and_place_alone(run, published, tmp_path, monkeypatch):
    def fails(*_, **__):
        raise KeyError("Ann Smith 943 476 5919")

    monkeypatch.setattr(build_command, "build", fails)
    ran = run("build", "--from", published, "--area", "qaa", "--out", tmp_path / "out", *STATED)
    assert (ran.code, ran.out) == (2, "")
    told = ran.err.splitlines()[-1]
    assert told.startswith("error: this could not be finished (KeyError at tests/commands/test_unforeseen.py, line ")
    assert "Ann Smith" not in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="only Unix can limit how much a process writes")
@pytest.mark.parametrize("command", ["build", "template"])
def test_a_full_disk_is_told_in_a_sentence_and_leaves_code_2(published, tmp_path, command):
    out = tmp_path / "out" / "x.xlsx" if command == "template" else tmp_path / "out"
    words = (
        ["template", out]
        if command == "template"
        else ["build", "--from", published, "--area", "qaa", "--out", out, *STATED]
    )
    done = subprocess.run(
        [sys.executable, "-c", _LITTLE_ROOM, *map(str, words)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "could not be read or written (File too large)" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out" / "dataset.toml").exists()


def test_check_names_a_damaged_file_and_goes_on_to_the_others(run, published):
    (published / "far.parquet").write_bytes(b"PAR1" + b"\x00" * 40 + b"PAR1")
    (published / "long.csv").write_text('a,b\n1,"' + "x" * 200_000 + '"\n', encoding="utf-8")
    ran = run("check", published)
    assert ran.code == 2
    assert "- far.parquet: not a Parquet file, or a damaged one" in ran.out
    assert "- long.csv: a cell is far too long" in ran.out
    assert "i.csv: Patients registered" in ran.out
