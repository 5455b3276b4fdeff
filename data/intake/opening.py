"""Open what was given, within bounds: a file, a folder or uploads, each table as a sheet of text, each fault named."""

import io
import re
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from xml.etree.ElementTree import ParseError

import openpyxl
import pandas as pd

from data.intake import bounds
from data.intake.bounds import Deadline
from data.intake.problems import ERROR, Problem
from data.intake.sheets import Sheet
from data.sources.errors import SourceError
from data.sources.opening import files_in, open_file
from data.sources.tables import Shapes, Table

KINDS = (".csv", ".xlsx", ".zip")
_NO_VALUE = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f(?:\s[^>]*)?/>)\s*(?:</(?:\w+:)?c>|<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</)"
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FAULTS = (zipfile.BadZipFile, KeyError, ValueError, IndexError, AttributeError, TypeError, ParseError, EOFError)


def bytes_of(given: Path | Mapping[str, bytes]) -> tuple[dict[str, bytes], list[Problem]]:
    """What was given as bytes by name, and a problem for what is too large, too many or not there."""
    if isinstance(given, Mapping):
        sizes = {name: len(data) for name, data in given.items()}
    elif not given.exists():
        mend = "give the path of a file, or of a folder of files"
        return {}, [_problem(given.name, "no such file or folder", str(given.name), "a file that exists", mend)]
    else:
        paths = (
            {given.name: given} if given.is_file() else {p.relative_to(given).as_posix(): p for p in files_in(given)}
        )
        sizes = {name: path.stat().st_size for name, path in paths.items()}
    if len(sizes) > bounds.MOST_FILES:
        mend = "give fewer files at a time"
        return {}, [_problem("", "too many files", f"{len(sizes):,}", f"at most {bounds.MOST_FILES:,}", mend)]
    problems = [_too_large(name, size) for name, size in sizes.items() if size > bounds.MOST_BYTES]
    wanted = [name for name, size in sizes.items() if size <= bounds.MOST_BYTES]
    if isinstance(given, Mapping):
        return {name: bytes(given[name]) for name in wanted}, problems
    return {name: paths[name].read_bytes() for name in wanted}, problems


def open_sheets(given: Mapping[str, bytes], deadline: Deadline) -> tuple[list[Sheet], list[Problem]]:
    """Every table of every file that can be opened, and a problem for each file or sheet that cannot."""
    sheets, problems = [], []
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, data) in enumerate(given.items()):
            deadline.check()
            fault = _refused(name, data)
            if fault is not None:
                problems.append(fault)
                continue
            path = Path(folder) / f"{number}{Path(name).suffix.lower()}"
            path.write_bytes(data)
            try:
                sheets += _sheets(path, name, data, deadline, problems)
            except SourceError as error:
                problems.append(_from_source(error))
            except _FAULTS as error:
                mend = "open it in Excel and save it again as .xlsx or CSV (UTF-8)"
                problems.append(_problem(name, "it cannot be read", str(error)[:200], "a whole, undamaged file", mend))
    return sheets, problems


def _sheets(path: Path, name: str, data: bytes, deadline: Deadline, problems: list[Problem]) -> list[Sheet]:
    tables = [each for each in open_file(path, name) if not isinstance(each, Shapes)]
    if len(tables) > bounds.MOST_SHEETS:
        mend = "delete the sheets that hold no data"
        problems.append(_problem(name, "too many sheets", f"{len(tables)}", f"at most {bounds.MOST_SHEETS}", mend))
        return []
    if not tables:
        mend = "check that it is the file you meant, and that its first sheet or its text holds the table"
        problems.append(_problem(name, "it holds nothing to read", "no filled cell", "a table", mend))
    uncalculated = _uncalculated(path) if path.suffix == ".xlsx" else {}
    found = []
    for table in tables:
        deadline.check()
        rows = tuple(table.ragged())
        fault = _too_many(table, rows)
        if fault is not None:
            problems.append(fault)
            continue
        if not any(any(row) for row in rows):
            mend = "give a file with a row of headings and rows under it"
            problems.append(_problem(name, "it holds nothing to read", "no filled cell", "a table", mend))
            continue
        # The file is gone when a reader of published formats asks for its rows: they are those read here.
        table = replace(table, load=partial(_frame, rows))
        found.append(Sheet(table, rows, uncalculated.get(table.sheet, frozenset())))
    return found


def _frame(rows: tuple[tuple[str, ...], ...], headed: bool) -> pd.DataFrame:
    """Rows as a frame of text, as a table loads it: rows that are too short are filled up, blank ones passed over."""
    width = len(rows[0])
    filled = [(*row, *[""] * (width - len(row)))[:width] for row in rows if any(row)]
    if headed:
        return pd.DataFrame(filled[1:], columns=list(rows[0]), dtype=str)
    return pd.DataFrame(filled, columns=[str(number) for number in range(width)], dtype=str)


def _refused(name: str, data: bytes) -> Problem | None:
    suffix = Path(name).suffix.lower()
    if data.startswith(_OLE):
        mend = "open it in Excel, take off any password and save it as .xlsx"
        return _problem(name, "an old Excel workbook (.xls) or one with a password", suffix, ".xlsx or .csv", mend)
    if suffix not in KINDS:
        mend = "save the table as an Excel workbook (.xlsx) or as CSV (UTF-8)"
        return _problem(name, "a kind of file that is not read", suffix or "no suffix", " or ".join(KINDS), mend)
    if not data.strip():
        return _problem(name, "the file is empty", "0 bytes", "a table", "export the table again")
    if suffix == ".csv":
        return _refused_text(name, data)
    return _swells(name, data)


def _refused_text(name: str, data: bytes) -> Problem | None:
    expected = "comma-separated text in UTF-8"
    mend = "in Excel choose ‘CSV UTF-8 (comma delimited)’ when saving"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:4096]:
        return _problem(
            name, "the wrong encoding: it is UTF-16 text or not text at all", "UTF-16 or binary", expected, mend
        )
    if data.startswith(b"PK\x03\x04"):
        return _problem(name, "a workbook or zip file called .csv", "a zip file", expected, "name it .xlsx or .zip")
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        try:
            data.decode("cp1252")
        except UnicodeDecodeError:
            line = data.count(b"\n", 0, error.start) + 1
            found = f"byte 0x{data[error.start]:02x} in line {line:,}"
            return _problem(
                name, "the wrong encoding: bytes that are neither UTF-8 nor Windows text", found, expected, mend
            )
    first = data.splitlines()[0].decode("utf-8-sig", errors="replace")
    for mark, called in ((";", "semicolons"), ("\t", "tabs"), ("|", "upright bars")):
        if first.count(mark) >= 2 and first.count(mark) > first.count(","):
            return _problem(name, f"its cells are parted by {called}, not commas", first[:80], expected, mend)
    return None


def _swells(name: str, data: bytes) -> Problem | None:
    """A zip file (which a workbook is) that would unpack to too much; its own index is asked, nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(each.file_size for each in archive.infolist())
    except zipfile.BadZipFile:
        kind = "an Excel workbook" if name.lower().endswith(".xlsx") else "a zip file"
        return _problem(name, f"not {kind}, or a damaged one", "a broken file", kind, "save or download it again")
    if unpacked > bounds.MOST_UNPACKED_BYTES or unpacked > bounds.MOST_TIMES_UNPACKED * max(len(data), 100_000):
        expected = f"at most {bounds.MOST_UNPACKED_BYTES:,} bytes, and {bounds.MOST_TIMES_UNPACKED} times its size"
        mend = "save the table on its own, without formatting, as CSV"
        return _problem(name, "it unpacks to too much", f"{len(data):,} bytes that become {unpacked:,}", expected, mend)
    return None


def _too_many(table: Table, rows: tuple[tuple[str, ...], ...]) -> Problem | None:
    width = max((len(row) for row in rows), default=0)
    for count, most, what in ((len(rows), bounds.MOST_ROWS, "rows"), (width, bounds.MOST_COLUMNS, "columns")):
        if count > most:
            mend = f"leave out {what} that are not needed, or give it in parts"
            expected = f"at most {most:,}"
            return _problem(table.file, f"too many {what}", f"{count:,} {what}", expected, mend, sheet=table.sheet)
    return None


def _uncalculated(path: Path) -> dict[str, frozenset[str]]:
    """Cells that hold a formula whose value was never worked out, by sheet: a program wrote it, Excel never opened it."""
    if not _may_be_uncalculated(path):
        return {}
    formulas = openpyxl.load_workbook(path, read_only=True)
    values = openpyxl.load_workbook(path, read_only=True, data_only=True)
    found = {}
    for sheet in formulas.worksheets:
        values[sheet.title].reset_dimensions()
        sheet.reset_dimensions()
        found[sheet.title] = frozenset(
            cell.coordinate
            for row, shown in zip(sheet.iter_rows(), values[sheet.title].iter_rows(values_only=True), strict=False)
            for cell, value in zip(row, shown, strict=False)
            if value is None and isinstance(cell.value, str) and cell.value.startswith("=")
        )
    formulas.close()
    values.close()
    return found


def _may_be_uncalculated(path: Path) -> bool:
    """Whether some formula stands without a value in the workbook's text: looking at every cell takes ten times as long."""
    with zipfile.ZipFile(path) as archive:
        sheets = [each for each in archive.namelist() if each.startswith("xl/worksheets/") and each.endswith(".xml")]
        return any(_NO_VALUE.search(archive.read(each)) for each in sheets)


def _too_large(name: str, size: int) -> Problem:
    mend = "leave out columns and periods that are not needed, or give it in parts"
    return _problem(name, "the file is too large", f"{size:,} bytes", f"at most {bounds.MOST_BYTES:,} bytes", mend)


def _problem(file: str, problem: str, found: str, expected: str, mend: str, *, sheet: str = "") -> Problem:
    return Problem(file, sheet, 0, "", "", ERROR, problem, found, expected, mend)


def _from_source(error: SourceError) -> Problem:
    found = "" if error.found is None else str(error.found)
    expected = error.expected or "a file as its publisher or Excel writes it"
    mend = error.mend or "save it again as .xlsx or CSV (UTF-8)"
    return Problem(
        error.file, error.sheet, error.row or 0, error.column, "", ERROR, error.problem, found, expected, mend
    )
