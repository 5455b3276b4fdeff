"""Read bytes of any kind of table as rows: which kind it is by its name and first bytes, within limits, each fault named."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from data.files.archive import check_archive, members_of
from data.files.calamine_workbook import read_spreadsheet
from data.files.counting import Counted
from data.files.errors import SourceError
from data.files.gzipped import GZIP, unpacked
from data.files.json_rows import read_json
from data.files.old_workbook import OLE, read_old_workbook
from data.files.parquet_rows import read_parquet
from data.files.parting import fault_in_parting
from data.files.row_table import SheetRows
from data.files.text import HEAD_CHARACTERS, encoding_of, read_text
from data.files.workbook import read_workbook

TEXT = (".csv", ".tsv", ".txt")
_BOOKS = {
    ".xlsx": "an Excel workbook",
    ".xlsm": "an Excel workbook",
    ".xlsb": "a binary Excel workbook (.xlsb)",
    ".ods": "an OpenDocument spreadsheet (.ods)",
}
# Read as they are parsed, whatever their size.
WORKBOOKS = (".xlsx", ".xlsm")
_OLD = ".xls"
_JSON = (".json", ".geojson")
TABLES = (*TEXT, *_BOOKS, _OLD, ".parquet", *_JSON)
KINDS = (*TABLES, ".gz", ".zip")
# Text files in a zip tell what else is in it.
IN_ZIPS = tuple(kind for kind in TABLES if kind != ".txt")
_ZIP = b"PK\x03\x04"
_XLSX_PART = "xl/workbook.xml"


def suffix_of(name: str) -> str:
    """How a name ends, in small letters."""
    return Path(name).suffix.lower()


def sheets_in(data: bytes, name: str, counted: Counted) -> Iterator[tuple[str, SheetRows | SourceError]]:
    """Each table of a file with its file's name in messages (a member's beside its zip's), or why it is refused.

    SourceError for a file of which nothing can be read: of no kind that is read, damaged, locked or too large.
    """
    suffix = suffix_of(name)
    if suffix not in KINDS:
        mend = "save the table as an Excel workbook (.xlsx) or as CSV (UTF-8)"
        expected = ", ".join(KINDS)
        raise SourceError(
            "a kind of file that is not read", file=name, found=suffix or "no suffix", expected=expected, mend=mend
        )
    if not data.strip():
        raise SourceError(
            "the file is empty", file=name, found="0 bytes", expected="a table", mend="export the table again"
        )
    if suffix == ".zip":
        yield from _of_archive(data, name, counted)
    elif suffix == ".gz":
        yield from _of_gzipped(data, name, counted)
    else:
        yield from ((name, each) for each in _of_table(data, suffix, name, counted))


def _of_archive(data: bytes, name: str, counted: Counted) -> Iterator[tuple[str, SheetRows | SourceError]]:
    check_archive(data, name, "a zip file", counted.most)
    for member, content in members_of(data, name, IN_ZIPS):
        label = f"{name} › {member}"
        try:
            yield from ((label, each) for each in _of_table(content, suffix_of(member), label, counted))
        except SourceError as error:
            yield label, error


def _of_gzipped(data: bytes, name: str, counted: Counted) -> Iterator[tuple[str, SheetRows | SourceError]]:
    inner = name[: -len(".gz")]
    if suffix_of(inner) not in TABLES:
        raise SourceError(
            "a gzipped file whose name does not say what is in it, or which holds another compressed file",
            file=name,
            found=name.rsplit("/", 1)[-1][:80],
            expected="a name such as table.csv.gz",
            mend="unpack it, and give what is in it",
        )
    content = unpacked(data, name, counted.most)
    yield from ((name, each) for each in _of_table(content, suffix_of(inner), name, counted))


def _of_table(data: bytes, suffix: str, name: str, counted: Counted) -> Iterator[SheetRows | SourceError]:
    """The tables of a file that is not compressed as a whole. A workbook is known by its content where its name is wrong."""
    if data.startswith(OLE) and (suffix in _BOOKS or suffix == _OLD):
        yield from read_old_workbook(data, name, counted)
    elif suffix in _BOOKS or (suffix == _OLD and data.startswith(_ZIP)):
        check_archive(data, name, _BOOKS.get(suffix, _BOOKS[".xlsx"]), counted.most)
        newer = suffix in WORKBOOKS or _is_xlsx(data)
        yield from read_workbook(data, name, counted) if newer else read_spreadsheet(data, suffix, name, counted)
    elif suffix == _OLD:
        raise _no_workbook(data, name)
    else:
        rows = _rows(data, suffix, name, counted)
        if rows:
            yield SheetRows("", rows)


def _rows(data: bytes, suffix: str, name: str, counted: Counted) -> list[tuple[str, ...]]:
    if suffix == ".parquet":
        return read_parquet(data, name, counted)
    if suffix in _JSON:
        return read_json(data, name, counted)
    check_text(name, data)
    return read_text(data, name, counted)


def _is_xlsx(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return _XLSX_PART in archive.namelist()


def _no_workbook(data: bytes, name: str) -> SourceError:
    start = data[:200].lstrip().lower()
    found = (
        "a web page called .xls" if start.startswith((b"<", b"\xef\xbb\xbf<")) else "text or something else called .xls"
    )
    return SourceError(
        "not an old Excel workbook (.xls), or a damaged one",
        file=name,
        found=found,
        expected="a workbook as Excel saves it",
        mend="open it in Excel and save it as .xlsx",
    )


def check_text(name: str, data: bytes) -> None:
    """SourceError for bytes that are no text, or text whose cells are not certainly parted."""
    expected, mend = "delimited text in UTF-8", "in Excel choose ‘CSV UTF-8 (comma delimited)’ when saving"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:4096]:
        problem = "the wrong encoding: it is UTF-16 text or not text at all"
        raise SourceError(problem, file=name, found="UTF-16 or binary", expected=expected, mend=mend)
    if data.startswith((_ZIP, OLE, GZIP)):
        suffix = suffix_of(name)
        problem, mend = f"a workbook or compressed file called {suffix}", "name it .xlsx, .xls, .zip or .gz, as it is"
        raise SourceError(problem, file=name, found="a compressed file or a workbook", expected=expected, mend=mend)
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _check_windows_text(name, data, error.start, expected, mend)
    fault_in_parting(data[:HEAD_CHARACTERS].decode(encoding_of(data[:HEAD_CHARACTERS]), errors="replace"), name)


def _check_windows_text(name: str, data: bytes, start: int, expected: str, mend: str) -> None:
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        line = data.count(b"\n", 0, start) + 1
        found = f"byte 0x{data[start]:02x} in line {line:,}"
        problem = "the wrong encoding: bytes that are neither UTF-8 nor Windows text"
        raise SourceError(problem, file=name, found=found, expected=expected, mend=mend) from None
