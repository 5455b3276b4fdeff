"""Open what was given, within bounds: a file, a folder or uploads, each table as a sheet of text, each fault named."""

from collections.abc import Mapping
from pathlib import Path

from data.files import upload_limits as bounds
from data.files.counting import Counted
from data.files.errors import SourceError
from data.files.opening import files_in
from data.files.problems import ERROR, Problem
from data.files.row_table import SheetRows, table_of
from data.files.sheet_rows import sheets_in
from data.files.sheets import Sheet
from data.files.upload_limits import Deadline
from data.files.worker import reading


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
            found = 0
            for label, each in sheets_in(data, name, counted):
                found += 1
                if isinstance(each, SourceError):
                    problems.append(problem_of(each))
                else:
                    sheets.append(_sheet(label, each))
            if not found:
                mend = "check that it is the file you meant, and that its first sheet or its text holds the table"
                raise SourceError(
                    "it holds nothing to read", file=name, found="no filled cell", expected="a table", mend=mend
                )
        except SourceError as error:
            problems.append(problem_of(error))
    reading("")
    return sheets, problems


def _sheet(file: str, found: SheetRows) -> Sheet:
    return Sheet(table_of(file, found.title, found.rows), tuple(found.rows), found.uncalculated)


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
