"""Whatever is raised while a file is read becomes a refusal that names the file and not what stands in it."""

import csv
import errno
import zipfile
import zlib

import pandas as pd
import pytest
from shapely.errors import GEOSException

from data.files.errors import SourceError
from data.files.named_refusal import refused_by_name
from data.sources.building import build
from data.sources.neighbourhoods import PCN
from tests.small_dataset import RULE
from tests.sources.published_folder import FINGERTIPS, fingertips, rows

SECRET = "Ann Smith 943 476 5919"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (csv.Error(SECRET), "a cell is far too long"),
        (zlib.error(SECRET), r"a part of it is damaged \(error\)"),
        (UnicodeDecodeError("utf-8", SECRET.encode(), 0, 1, SECRET), "not readable as text"),
        (OSError(errno.EACCES, SECRET), r"it cannot be opened \(Permission denied\)"),
        (MemoryError(SECRET), "more memory than there is"),
        (OverflowError(SECRET), "a number or a date that is too large"),
        (GEOSException(SECRET), "its shapes cannot be worked with"),
        (KeyError(SECRET), r"it cannot be read \(KeyError\)"),
    ],
)
def test_each_kind_of_error_is_told_by_file_and_sheet_with_how_to_mend_it(error, words):
    told = rf"^x.xlsx, sheet 'Data': .*{words}.*To mend it: "
    with pytest.raises(SourceError, match=told) as caught, refused_by_name("x.xlsx", "Data"):
        raise error
    assert SECRET not in str(caught.value)
    assert caught.value.__suppress_context__


def test_a_fault_that_was_foreseen_stays_as_it_is():
    fault = SourceError("not a number", file="a.csv")
    with pytest.raises(SourceError) as caught, refused_by_name("x.xlsx"):
        raise fault
    assert caught.value is fault


def _damaged(data: bytes) -> bytes:
    middle = len(data) // 3
    return data[:middle] + bytes(each ^ 0xFF for each in data[middle : middle + 40]) + data[middle + 40 :]


def _replaced(folder, name: str):
    """Files that are damaged, each with the words of its refusal."""
    path = folder / name
    if name == "e.xlsx":
        path.write_bytes(_damaged(path.read_bytes()))
    elif name == "far.parquet":
        path.write_bytes(b"PAR1" + b"\x00" * 40 + b"PAR1")
    elif name == "locked.zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("x.csv", "a,b\n1,2\n")
        data = bytearray(path.read_bytes())
        data[6] |= 1
        data[data.index(b"PK\x01\x02") + 8] |= 1
        path.write_bytes(bytes(data))
    elif name == "torn.zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("x.csv", "a,b\n1,2\n" * 5000)
        data = bytearray(path.read_bytes())
        data[40:60] = b"\xff" * 20
        path.write_bytes(bytes(data))
    else:
        path.write_text('a,b\n1,"' + "x" * 200_000 + '"\n', encoding="utf-8")


@pytest.mark.parametrize("name", ["far.parquet", "locked.zip", "torn.zip", "long.csv"])
def test_a_build_goes_on_without_a_damaged_file_and_names_it(folder, tmp_path, name):
    _replaced(folder, name)
    report = build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    (told,) = report.refused
    assert told.startswith(name)
    assert "To mend it: " in told
    assert f"## Files left out: they cannot be read\n\n- {told}\n" in report.text("x")


def test_a_build_stops_where_nothing_else_holds_what_a_damaged_file_held(folder, tmp_path):
    _replaced(folder, "e.xlsx")
    with pytest.raises(SourceError, match=r"holds no English Indices of Deprivation.*left out: e\.xlsx") as caught:
        build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    assert caught.value.mend
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("period", ["9159/60", "1925", "6026", "0000", "2098/99", "To March 2525", "1901 - 03"])
def test_years_of_no_published_figure_are_left_out_and_named(folder, tmp_path, period):
    lines = [fingertips("A10001", "GPs", period, 1, 2), fingertips("A10002", "GPs", "2022/23", 1, 2)]
    (folder / "j.csv").write_bytes(rows(FINGERTIPS, lines))
    report = build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    (told,) = report.faults
    assert told.startswith("j.csv, row 2, column 'Time period': a period that cannot be read: its rows are left out")
    found = pd.read_parquet(tmp_path / "out" / "observations.parquet")
    assert found.loc[found["level"] == "practice", "area_code"].tolist() == ["A10002"]


@pytest.mark.parametrize("text", ["inf", "-Infinity", "1e999", "2-Mar", "#VALUE!", "12;5"])
def test_words_that_are_numbers_to_nobody_are_missing_and_named(folder, tmp_path, text):
    line = list(fingertips("A10001", "GPs", "2022/23", 1, 2))
    line[12] = line[15] = text
    lines = [tuple(line), fingertips("A10002", "GPs", "2022/23", 1, 2)]
    (folder / "j.csv").write_bytes(rows(FINGERTIPS, lines))
    report = build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    assert [told.split(": ")[0] for told in report.faults] == [
        "j.csv, row 2, column 'Count'",
        "j.csv, row 2, column 'Value'",
    ]
    assert all(f"found {text!r}" in told for told in report.faults)
    found = pd.read_parquet(tmp_path / "out" / "observations.parquet").set_index(["level", "area_code"])["status"]
    assert (found["practice", "A10001"], found["practice", "A10002"]) == ("missing", "ok")
