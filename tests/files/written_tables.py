"""The same small table written in every kind of file that holds tables, and made larger than it looks."""

import gzip
import io
import json
import struct
import zipfile

import pyarrow as pa
import xlwt
from pyarrow import parquet

ROWS = [["code", "day", "count", "share"], ["E1", "2024-04-01", "12", "0.5"], ["007", "", "*", "3.25"]]
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = f'xmlns:office="{_OFFICE}office:1.0" xmlns:table="{_OFFICE}table:1.0" xmlns:text="{_OFFICE}text:1.0"'
_CALCEXT = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def ods_of(rows: str, before: str = "", manifest: str = "<manifest/>") -> bytes:
    """An OpenDocument spreadsheet whose one sheet holds this XML of rows."""
    sheet = f'<table:table table:name="A">{rows}</table:table>'
    text = (
        f"<?xml version='1.0' encoding='UTF-8'?>{before}<office:document-content {_SPACES} {_CALCEXT}><office:body>"
        f"<office:spreadsheet>{sheet}</office:spreadsheet></office:body></office:document-content>"
    )
    members = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": text,
        "META-INF/manifest.xml": manifest,
    }
    return zipped({name: each.encode() for name, each in members.items()})


def row(*cells: str, times: int = 1) -> str:
    """A row of an OpenDocument sheet."""
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def cell(value: object, *, times: int = 1) -> str:
    """A cell of it: a number, or text."""
    repeated = f'table:number-columns-repeated="{times}"'
    if isinstance(value, (int, float)):
        return f'<table:table-cell {repeated} office:value-type="float" office:value="{value}"/>'
    if not value:
        return f"<table:table-cell {repeated}/>"
    return f'<table:table-cell {repeated} office:value-type="string"><text:p>{value}</text:p></table:table-cell>'


DAY = '<table:table-cell office:value-type="date" office:date-value="2024-04-01"><text:p>1 Apr</text:p></table:table-cell>'
NO_VALUE = '<table:table-cell table:formula="of:=[.A1]"/>'
ERROR = (
    '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
    'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
)


def ods() -> bytes:
    """The table as an OpenDocument spreadsheet, with as many blank rows below it as a sheet has."""
    lines = [
        row(*map(cell, ROWS[0])),
        row(cell("E1"), DAY, cell(12), cell(0.5)),
        row(*map(cell, ROWS[2][:3]), cell(3.25)),
    ]
    return ods_of("".join(lines) + row(cell("", times=16_384), times=1_048_573))


def xls() -> bytes:
    """The table as an old Excel workbook, its day a date and its numbers numbers."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("A")
    for number, line in enumerate([ROWS[0], ["E1", 45383, 12, 0.5], ["007", "", "*", 3.25]]):
        for column, value in enumerate(line):
            day = xlwt.easyxf(num_format_str="DD/MM/YYYY") if value == 45383 else xlwt.Style.default_style
            sheet.write(number, column, value, day)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _record(kind: int, content: bytes = b"") -> bytes:
    short = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return short + bytes([len(content)]) + content


def _words(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(at_row: int = 0, at_column: int = 0) -> bytes:
    """The table, its texts as they are, as a binary Excel workbook, beginning at a cell."""
    lines = [
        _record(129),
        _record(148, struct.pack("<IIII", at_row, at_row + 2, at_column, at_column + 3)),
        _record(145),
    ]
    for number, line in enumerate(ROWS, start=at_row):
        lines.append(_record(0, struct.pack("<I", number) + bytes(13)))
        lines += [
            _record(6, struct.pack("<II", column, 0) + _words(text))
            for column, text in enumerate(line, start=at_column)
        ]
    sheet = b"".join([*lines, _record(146), _record(130)])
    bundle = _record(156, struct.pack("<II", 0, 1) + _words("rId1") + _words("A"))
    book = _record(131) + _record(143) + bundle + _record(144) + _record(132)
    space = "http://schemas.openxmlformats.org/package/2006/"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.bin"/>'
    top = f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.bin"/>'
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{space}content-types"/>'.encode(),
            "_rels/.rels": f'<Relationships xmlns="{space}relationships">{top}</Relationships>'.encode(),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{space}relationships">{relation}</Relationships>'.encode(),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def as_parquet(columns: dict[str, list] | None = None) -> bytes:
    """Columns, or else those of the table, as Parquet."""
    stream = io.BytesIO()
    parquet.write_table(pa.table(columns or dict(zip(ROWS[0], zip(*ROWS[1:], strict=True), strict=True))), stream)
    return stream.getvalue()


RECORDS = [dict(zip(ROWS[0], line, strict=True)) for line in ROWS[1:]]
COLUMNS = {name: [record[name] for record in RECORDS] for name in ROWS[0]}
_SQUARE = {"type": "Polygon", "coordinates": [[[-1, 52], [-0.9, 52], [-0.9, 52.1], [-1, 52.1], [-1, 52]]]}
FEATURES = {
    "type": "FeatureCollection",
    "features": [{"type": "Feature", "properties": record, "geometry": _SQUARE} for record in RECORDS],
}


def delimited(mark: str) -> bytes:
    """The table as text, its cells parted by a mark."""
    return "\r\n".join(mark.join(line) for line in ROWS).encode()


def every_kind() -> dict[str, bytes]:
    """The table by name of file, in every kind that is not a workbook of today or comma-separated text."""
    plain = {
        "table.ods": ods(),
        "table.xls": xls(),
        "table.xlsb": xlsb(),
        "table.parquet": as_parquet(),
        "records.json": json.dumps(RECORDS).encode(),
        "columns.json": json.dumps(COLUMNS).encode(),
        "table.geojson": json.dumps(FEATURES).encode(),
        "table.tsv": delimited("\t"),
        "semicolons.csv": delimited(";"),
        "bars.txt": delimited("|"),
    }
    # The moment of writing would stand in each gzipped file.
    packed = {
        f"{name}.gz": gzip.compress(data, mtime=0) for name, data in plain.items() if name in ("table.ods", "table.tsv")
    }
    within = {name: plain[name] for name in ("table.ods", "table.xls", "table.parquet", "records.json")}
    return {**plain, **packed, **{f"{name}.zip": zipped({name: data}) for name, data in within.items()}}


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip of some files, byte for byte the same whenever it is made."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 3, 31, 9, 30, 0)), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
