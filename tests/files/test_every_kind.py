"""One table in every kind of file is the same table by both ways in; what would take the machine is refused before."""

import gzip
import json

import pytest

from data.files.counting import Counted
from data.files.errors import SourceError
from data.files.limits import TableLimits
from data.files.opening import open_file, open_tables
from data.files.opening_sheets import open_sheets
from data.files.sheet_rows import sheets_in
from data.files.upload_limits import Deadline
from tests.files import written_tables as made

KINDS = made.every_kind()


@pytest.mark.parametrize("name", KINDS)
def test_an_upload_of_any_kind_is_the_same_table(name):
    (sheet,), problems = open_sheets({name: KINDS[name]}, Deadline())
    assert problems == []
    assert [list(line) for line in sheet.rows] == made.ROWS
    assert sheet.file.startswith(name)


@pytest.mark.parametrize("name", KINDS)
def test_a_file_of_a_folder_of_any_kind_is_the_same_table(name, tmp_path):
    (tmp_path / name).write_bytes(KINDS[name])
    opened = open_tables if name == "table.geojson" else open_file
    (table,) = opened(tmp_path / name, name)
    assert table.header == tuple(made.ROWS[0])
    assert table.rows().to_numpy().tolist() == made.ROWS[1:]


def test_a_formula_without_a_value_an_error_and_merged_cells_are_what_they_are_in_xlsx():
    merged = made.cell("m").replace("<table:table-cell", '<table:table-cell table:number-columns-spanned="2"')
    lines = made.row(made.cell("a"), made.cell("b"), made.cell("c")) + made.row(
        merged, "<table:covered-table-cell/>", made.NO_VALUE
    )
    (sheet,), _ = open_sheets({"t.ods": made.ods_of(lines + made.row(made.cell("x"), made.ERROR))}, Deadline())
    assert sheet.rows == (("a", "b", "c"), ("m",), ("x", "#DIV/0!"))
    assert sheet.uncalculated == {"C2"}


FIGURES = made.row(made.cell("a"), made.cell(1, times=1_000), times=6_000)
BAD = [
    ("many.ods", lambda: made.ods_of(FIGURES), "too many cells"),
    ("far.ods", lambda: made.ods_of(made.row(made.cell("", times=16_000), made.cell(1))), "too many columns"),
    ("deep.ods", lambda: made.ods_of(made.row(made.cell(1), times=1_000_000)), "too many rows"),
    ("long.ods", lambda: made.ods_of(made.row(made.cell("a" * 30_000, times=100), times=100)), "too many characters"),
    ("type.ods", lambda: made.ods_of("", "<!DOCTYPE a [<!ENTITY x 'y'>]>"), "a document type of its own"),
    ("locked.ods", lambda: made.ods_of("", manifest="<encryption-data/>"), "a workbook with a password"),
    ("bomb.ods", lambda: made.ods_of(" " * 60_000_000), "it unpacks to too much"),
    ("far.xlsb", lambda: made.xlsb(at_column=16_000), "too many columns"),
    ("deep.xlsb", lambda: made.xlsb(at_row=1_000_000), "too many rows"),
    ("bomb.csv.gz", lambda: gzip.compress(b"0," * 30_000_000), "it unpacks to too much"),
    ("nest.zip.gz", lambda: gzip.compress(b"x"), "does not say what is in it"),
    ("cut.csv.gz", lambda: gzip.compress(b"a,b\n" * 900)[:-9], "not a gzipped file, or a damaged one"),
    ("wide.parquet", lambda: made.as_parquet({f"c{n}": [1] for n in range(1_600)}), "too many columns"),
    ("rows.parquet", lambda: made.as_parquet({"a": [None] * 300_000}), "too many rows"),
    ("lists.parquet", lambda: made.as_parquet({"a": [[1, 2]]}), "more than one value in a cell"),
    ("deep.json", lambda: b"[" * 100_000, "not JSON, or a damaged one"),
    ("words.json", lambda: b'{"a": 1}', "JSON that is no table"),
    ("nested.json", lambda: json.dumps([{"a": {"b": 1}}]).encode(), "a cell that holds a list or an object"),
    ("uneven.json", lambda: json.dumps({"a": [1], "b": [1, 2]}).encode(), "JSON that is no table"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "given", "words"), BAD, ids=[name for name, _, _ in BAD])
def test_what_is_damaged_locked_or_too_large_is_refused_by_name_before_it_is_read(name, given, words):
    sheets, (told,) = open_sheets({name: given()}, Deadline())
    assert sheets == []
    assert told.file == name
    assert words in told.problem
    assert all((told.found, told.expected, told.mend))


def test_a_text_of_a_long_dictionary_is_stopped_while_it_is_read():
    given = made.as_parquet({"a": ["x" * 30_000] * 1_000})
    assert len(given) < 100_000
    with pytest.raises(SourceError, match="too many characters"):
        list(sheets_in(given, "t.parquet", Counted(TableLimits(characters=1_000_000))))


def test_a_table_beside_a_damaged_one_in_a_zip_is_read():
    (sheet,), (told,) = open_sheets({"x.zip": made.zipped({"a.ods": b"PK", "b.tsv": KINDS["table.tsv"]})}, Deadline())
    assert (sheet.file, told.file) == ("x.zip › b.tsv", "x.zip › a.ods")


def test_a_damaged_file_of_a_folder_is_named_though_another_process_met_it(tmp_path):
    (tmp_path / "bad.xls").write_bytes(KINDS["table.xls"][:1_500])
    with pytest.raises(SourceError, match=r"bad\.xls: not an old Excel workbook.*To mend it"):
        open_file(tmp_path / "bad.xls", "bad.xls")
