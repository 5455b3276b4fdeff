"""Files opened whatever their kind, marks and line ends."""

import json
import zipfile

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from shapely import box

from data.files.errors import SourceError
from data.files.opening import files_in, open_file
from data.files.tables import SourceTable, figures, numbers
from tests.counted import counted


def test_a_byte_order_mark_and_line_breaks_in_quoted_cells_do_not_reach_a_reader(open_text_file):
    table = open_text_file('\ufeff"Area\nCode",Name\r\nE1,"two\r\nlines"\r\nE2,plain\r\n')
    assert table.header == ("Area Code", "Name")
    assert list(table.rows().columns) == ["Area Code", "Name"]
    assert table.rows()["Name"].tolist() == ["two lines", "plain"]


def test_every_cell_is_text_and_blank_cells_stay_blank(open_text_file):
    found = open_text_file("code,count\n007,\n008,NA\n").rows()
    assert found["code"].tolist() == ["007", "008"]
    assert found["count"].tolist() == ["", "NA"]


def test_text_in_the_windows_code_page_is_read(open_text_file):
    assert open_text_file("name\nCaf\xe9\n".encode("cp1252")).rows()["name"].tolist() == ["Café"]


def test_a_row_with_more_cells_than_headings_is_an_error_that_names_file_and_row(open_text_file):
    with pytest.raises(
        SourceError, match=r"file.csv, row 3: its rows do not all have the same number of cells"
    ) as caught:
        open_text_file("a,b\n1,2\n1,2,3\n").rows()
    assert caught.value.mend


def test_a_row_whose_last_cells_are_left_out_is_filled_up_with_blanks(open_text_file):
    found = open_text_file("a,b,c\n1,2\n3,4,5\n6,7,8,,\n").rows()
    assert found.to_dict("list") == {"a": ["1", "3", "6"], "b": ["2", "4", "7"], "c": ["", "5", "8"]}


def test_blanks_around_a_cell_are_no_part_of_it_in_text_and_in_workbooks(open_text_file, open_book):
    lines = [["code", "name"], ["N1 ", "\u00a0West  Team\u00a0"], [" N1", "\u200bEast\u2003"]]
    text = open_text_file("\n".join(",".join(line) for line in lines)).rows()
    (sheet,) = open_book(one=lines)
    assert text["code"].tolist() == sheet.rows()["code"].tolist() == ["N1", "N1"]
    assert text["name"].tolist() == ["West  Team", "East"]
    assert sheet.rows()["name"].tolist() == ["West Team", "East"]


def test_a_zip_is_opened_as_the_csv_files_in_it(tmp_path):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("inner.csv", "a,b\n1,2\n")
        archive.writestr("readme.txt", "no table")
    (table,) = open_file(path, "x.zip")
    assert table.file == "x.zip › inner.csv"
    assert table.rows().to_dict("list") == {"a": ["1"], "b": ["2"]}


def test_a_damaged_file_is_named_with_how_to_mend_it(tmp_path):
    for name in ("bad.zip", "bad.xlsx", "bad.parquet", "bad.geojson"):
        (tmp_path / name).write_bytes(b"not what it says")
        with pytest.raises(SourceError, match=name.replace(".", r"\.")) as caught:
            open_file(tmp_path / name, name)
        assert caught.value.mend


def test_a_workbook_gives_its_sheets_by_name_and_numbers_as_they_are_written(open_book):
    notes, data = open_book(Notes=[["About"]], IMD25=[["Partner\nCode", "n"], ["A", 2.0], ["B", "2"], ["C", None]])
    assert (notes.sheet, data.sheet) == ("Notes", "IMD25")
    assert data.header == ("Partner Code", "n")
    assert data.rows()["n"].tolist() == ["2", "2", ""]


def test_thousands_commas_are_numbers_and_other_text_is_missing_and_told_with_its_row(open_text_file):
    table = open_text_file('code,rank\nA,"29,199"\nB,\nC,many\n')
    found = table.rows()
    assert numbers(table, found.iloc[:2], "rank").iloc[0] == 29_199
    assert numbers(table, found, "rank").fillna(-1).tolist() == [29_199, -1, -1]
    (told,) = table.odd.lines(table.file, table.sheet)
    assert told.startswith("file.csv, row 4, column 'rank': not a number: taken as not given; found 'many'; expected ")


@pytest.mark.parametrize(
    ("text", "number", "status"),
    [
        ("12", 12, "ok"), ("1,234.5", 1234.5, "ok"), (" 7 ", 7, "ok"), ("45%", 45, "ok"), ("5 [low]", 5, "ok"),
        ("*", None, "suppressed"), ("c", None, "suppressed"), ("[c]", None, "suppressed"), ("<5", None, "suppressed"),
        ("1-7", None, "suppressed"), ("0-4", None, "suppressed"), ("[x]", None, "missing"), ("NULL", None, "missing"),
        ("-", None, "missing"), ("..", None, "missing"), ("[z]", None, "not_applicable"), ("-99", None, "missing"),
        ("", None, "missing"), ("12,5", None, "missing"), ("02-Mar", None, "missing"), ("#DIV/0!", None, "missing"),
    ],
)  # fmt: skip
def test_a_cell_is_a_number_or_what_its_mark_stands_for_and_never_nought(open_text_file, text, number, status):
    table = open_text_file(f'code,share\nA,"{text}"\n')
    found = figures(table, table.rows(), "share", percent=True)
    assert found.numbers.astype(object).where(found.numbers.notna(), None).tolist() == [number]
    assert found.statuses.tolist() == [status]


def test_odd_cells_of_one_kind_are_one_line_with_the_first_rows(open_text_file):
    table = open_text_file(
        "code,n\n" + "".join(f"A{row},{text}\n" for row, text in enumerate(["w", 1, "y", "v", "-", "q"]))
    )
    assert numbers(table, table.rows(), "n").tolist()[1] == 1
    wrong, dash = table.odd.lines("f.csv", "")
    assert "row 2, column 'n': not a number: taken as not given; 4 cells, in rows 2, 4, 5, …; found 'w'" in wrong
    assert "row 6, column 'n': a dash can mean hidden or none as well: taken as not given; found '-'" in dash


def test_boundaries_in_british_national_grid_without_a_crs_come_out_in_degrees(tmp_path):
    ring = [[530_000, 180_000], [531_000, 180_000], [531_000, 181_000], [530_000, 181_000], [530_000, 180_000]]
    feature = {
        "type": "Feature",
        "properties": {"LSOA21CD": "E01000001", "LSOA21NM": "x"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    path = tmp_path / "any.json"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    (layer,) = open_file(path, "any.json")
    west, south, east, north = layer.load().total_bounds
    assert west == pytest.approx(-0.129, abs=0.01)
    assert south == pytest.approx(51.503, abs=0.01)
    assert (east, north) > (west, south)


def test_coordinates_of_no_known_kind_are_an_error(tmp_path):
    path = tmp_path / "far.parquet"
    gpd.GeoDataFrame({"LSOA21CD": ["E01000001"]}, geometry=[box(9e6, 9e6, 9.1e6, 9.1e6)]).to_parquet(path)
    (layer,) = open_file(path, "far.parquet")
    with pytest.raises(SourceError, match="neither longitude and latitude nor British National Grid"):
        layer.load()


def test_a_json_file_that_is_not_boundaries_is_no_table(tmp_path):
    (tmp_path / "settings.json").write_text('{"a": 1}', encoding="utf-8")
    assert open_file(tmp_path / "settings.json", "settings.json") == []


def test_a_missing_folder_is_an_error_that_says_which_option_gives_it(tmp_path):
    with pytest.raises(SourceError, match="no such folder.*--from"):
        files_in(tmp_path / "nowhere")


SHEETS = {"Notes": [["About"]], "A": [["code", "n"], ["x", 1], ["y"]], "B": [["code", "n"], ["z", 3]], "Blank": []}


def test_a_workbook_is_opened_once_and_each_sheet_parsed_once_however_it_is_read(open_book, monkeypatch):
    opened = counted(monkeypatch, openpyxl, "load_workbook")
    parsed = counted(monkeypatch, ReadOnlyWorksheet, "iter_rows")
    _, a, b = open_book(**SHEETS)
    assert len(parsed) == len(SHEETS), "first rows"
    for _ in range(2):
        assert a.rows().to_dict("list") == {"code": ["x", "y"], "n": ["1", ""]}
        assert a.rows_without_header().to_dict("list") == {"0": ["code", "x", "y"], "1": ["n", "1", ""]}
        assert a.ragged() == [("code", "n"), ("x", "1"), ("y", "")]
    assert b.ragged() == [("code", "n"), ("z", "3")]
    assert len(opened) == 1
    assert len(parsed) == len(SHEETS) + 2, "and two sheets, whole"


def test_what_is_done_to_a_sheet_that_was_read_does_not_reach_who_reads_it_next(open_book):
    _, a, _ = open_book(**SHEETS)
    headed, plain = a.rows(), a.rows_without_header()
    headed.loc[0, "code"] = plain.loc[1, "0"] = "spoiled"
    assert a.rows()["code"].tolist() == ["x", "y"]
    assert a.rows_without_header()["0"].tolist() == ["code", "x", "y"]


def test_a_workbook_is_closed_when_the_last_of_its_tables_goes(open_book, monkeypatch):
    books, load = [], openpyxl.load_workbook
    monkeypatch.setattr(
        openpyxl, "load_workbook", lambda *given, **more: books.append(load(*given, **more)) or books[-1]
    )
    tables = open_book(**SHEETS)
    (book,) = books
    last = tables[1]
    del tables
    assert last.rows()["code"].tolist() == ["x", "y"]
    assert book._archive.fp is not None
    del last
    assert book._archive.fp is None


@pytest.mark.parametrize("far", [("XFD1", "A20000"), ("A1", "A1000000000")])
def test_a_workbook_with_cells_far_from_its_table_is_refused_before_it_is_filled_up(tmp_path, far):
    path = tmp_path / "far.xlsx"
    cells = "".join(f'<row r="{at.lstrip("AXFD")}"><c r="{at}"><v>1</v></c></row>' for at in far)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    openpyxl.Workbook().save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = (
        f'<worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>'.encode()
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    (table,) = open_file(path, "far.xlsx")
    with pytest.raises(SourceError, match=r"far.xlsx, sheet 'Sheet': a sheet that is too large"):
        table.rows()


def test_a_heading_that_stands_there_thousands_of_times_is_compared_once(monkeypatch):
    frame = pd.DataFrame([["1"] * 3_000], columns=["a"] * 3_000)
    table = SourceTable("t.csv", "", ("a",) * 3_000, (), lambda _: frame, list)
    compared = counted(monkeypatch, pd.DataFrame, "eq")
    assert table.rows().columns.tolist() == ["a"]
    assert len(compared) == 1
