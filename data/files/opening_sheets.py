"""Open what was given, within bounds: a file, a folder or uploads, each table as a sheet of text, each fault named."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import pandas as pd

from data.files import upload_limits as bounds
from data.files.archive import check_archive, text_members
from data.files.counting import Counted
from data.files.errors import SourceError
from data.files.opening import files_in
from data.files.problems import ERROR, Problem
from data.files.sheets import Sheet
from data.files.tables import SourceTable
from data.files.text import Row, read_text
from data.files.upload_limits import Deadline
from data.files.workbook import SheetRows, read_workbook
from data.files.worker import reading

KINDS = (".csv", ".xlsx", ".zip")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_FIRST_ROWS = 20
_FIRST_BYTES = 100_000
_CALLED = {".xlsx": "an Excel workbook", ".zip": "a zip file"}


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
    wanted = {name: size for name, size in sizes.items() if size <= bounds.MOST_BYTES}
    if sum(wanted.values()) > bounds.MOST_BYTES_TOGETHER:
        expected = f"at most {bounds.MOST_BYTES_TOGETHER:,} bytes together"
        together = f"{sum(wanted.values()):,} bytes"
        return {}, [_problem("", "the files are too large together", together, expected, "give fewer files at a time")]
    if isinstance(given, Mapping):
        return {name: bytes(given[name]) for name in wanted}, problems
    found = {}
    for name in wanted:
        try:
            found[name] = paths[name].read_bytes()
        except OSError as error:
            mend = "see that the file is there and may be read"
            problems.append(_problem(name, "the file cannot be opened", type(error).__name__, "a file", mend))
    return found, problems


def open_sheets(given: Mapping[str, bytes], deadline: Deadline) -> tuple[list[Sheet], list[Problem]]:
    """Every table of every file that can be opened, and a problem for each file or sheet that cannot.

    What a damaged file makes a library raise is not caught here: this is done in a process of its own, whose boundary
    names the file (see data.files.sandbox).
    """
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    counted = Counted(bounds.table_limits())
    for name, data in given.items():
        deadline.check()
        reading(name)
        try:
            _check(name, data)
            found = [each for each in _tables(name, data, counted) if _sheet_or_problem(each, sheets, problems)]
            if not found:
                mend = "check that it is the file you meant, and that its first sheet or its text holds the table"
                raise SourceError(
                    "it holds nothing to read", file=name, found="no filled cell", expected="a table", mend=mend
                )
        except SourceError as error:
            problems.append(problem_of(error))
    reading("")
    return sheets, problems


def _sheet_or_problem(found: Sheet | SourceError, sheets: list[Sheet], problems: list[Problem]) -> bool:
    """Put a sheet with the sheets, and the refusal of one with the problems; True, for it is something."""
    if isinstance(found, SourceError):
        problems.append(problem_of(found))
    else:
        sheets.append(found)
    return True


def _tables(name: str, data: bytes, counted: Counted) -> Iterator[Sheet | SourceError]:
    suffix = Path(name).suffix.lower()
    if suffix == ".xlsx":
        for each in read_workbook(data, name, counted):
            yield _sheet(name, each) if isinstance(each, SheetRows) else each
        return
    texts = (
        [(name, data)] if suffix == ".csv" else ((f"{name} › {each}", text) for each, text in text_members(data, name))
    )
    for label, text in texts:
        try:
            if suffix != ".csv":
                _check_text(label, text)
            rows = read_text(text, label, counted)
        except SourceError as error:
            yield error
            continue
        if rows:
            yield _sheet(label, SheetRows("", rows, frozenset()))


def _sheet(file: str, found: SheetRows) -> Sheet:
    rows = tuple(found.rows)
    table = SourceTable(file, found.title, rows[0], rows[:_FIRST_ROWS], partial(_frame, rows), partial(list, rows))
    return Sheet(table, rows, found.uncalculated)


def _frame(rows: tuple[Row, ...], headed: bool) -> pd.DataFrame:
    """Rows as a frame of text, as a table loads it: rows that are too short are filled up, blank ones passed over."""
    width = len(rows[0])
    filled = [(*row, *[""] * (width - len(row)))[:width] for row in rows if any(row)]
    if headed:
        return pd.DataFrame(filled[1:], columns=list(rows[0]), dtype=str)
    return pd.DataFrame(filled, columns=[str(number) for number in range(width)], dtype=str)


def _check(name: str, data: bytes) -> None:
    """SourceError for a file that is not of a kind that is read, judged by its name and first bytes."""
    suffix = Path(name).suffix.lower()
    if data.startswith(_OLE):
        problem, mend = (
            "an old Excel workbook (.xls) or one with a password",
            "open it in Excel, take off any password and save it as .xlsx",
        )
        raise SourceError(problem, file=name, found=suffix, expected=".xlsx or .csv", mend=mend)
    if suffix not in KINDS:
        problem, mend = (
            "a kind of file that is not read",
            "save the table as an Excel workbook (.xlsx) or as CSV (UTF-8)",
        )
        raise SourceError(problem, file=name, found=suffix or "no suffix", expected=" or ".join(KINDS), mend=mend)
    if not data.strip():
        raise SourceError(
            "the file is empty", file=name, found="0 bytes", expected="a table", mend="export the table again"
        )
    if suffix == ".csv":
        _check_text(name, data)
    else:
        check_archive(data, name, _CALLED[suffix], bounds.table_limits())


def _check_text(name: str, data: bytes) -> None:
    expected, mend = "comma-separated text in UTF-8", "in Excel choose ‘CSV UTF-8 (comma delimited)’ when saving"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:4096]:
        problem = "the wrong encoding: it is UTF-16 text or not text at all"
        raise SourceError(problem, file=name, found="UTF-16 or binary", expected=expected, mend=mend)
    if data.startswith(_ZIP):
        problem, mend = "a workbook or zip file called .csv", "name it .xlsx or .zip"
        raise SourceError(problem, file=name, found="a zip file", expected=expected, mend=mend)
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _check_windows_text(name, data, error.start, expected, mend)
    first = data[:_FIRST_BYTES].partition(b"\n")[0].decode("utf-8-sig", errors="replace").strip("\r")
    for mark, called in ((";", "semicolons"), ("\t", "tabs"), ("|", "upright bars")):
        if first.count(mark) >= 2 and first.count(mark) > first.count(","):
            problem = f"its cells are parted by {called}, not commas"
            raise SourceError(problem, file=name, found=first[:80], expected=expected, mend=mend)


def _check_windows_text(name: str, data: bytes, start: int, expected: str, mend: str) -> None:
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        line = data.count(b"\n", 0, start) + 1
        found = f"byte 0x{data[start]:02x} in line {line:,}"
        problem = "the wrong encoding: bytes that are neither UTF-8 nor Windows text"
        raise SourceError(problem, file=name, found=found, expected=expected, mend=mend) from None


def _too_large(name: str, size: int) -> Problem:
    mend = "leave out columns and periods that are not needed, or give it in parts"
    return _problem(name, "the file is too large", f"{size:,} bytes", f"at most {bounds.MOST_BYTES:,} bytes", mend)


def _problem(file: str, problem: str, found: str, expected: str, mend: str) -> Problem:
    return Problem(file, "", 0, "", "", ERROR, problem, found, expected, mend)


def problem_of(error: SourceError) -> Problem:
    """The refusal of a file, or of one place in it, as a problem among others."""
    found = "" if error.found is None else str(error.found)
    expected = error.expected or "a file as its publisher or Excel writes it"
    mend = error.mend or "save it again as .xlsx or CSV (UTF-8)"
    return Problem(
        error.file, error.sheet, error.row or 0, error.column, "", ERROR, error.problem, found, expected, mend
    )
