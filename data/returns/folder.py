"""Read a folder of monthly returns, or several uploads: what can be read is, and what cannot is named."""

import datetime
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

from data.coding.labels import plain
from data.files import upload_limits as bounds
from data.files.archive import DAMAGED
from data.files.opening_sheets import bytes_of, open_sheets, problem_of
from data.files.problems import ERROR, WARNING, Problem
from data.files.several import run_with_files
from data.files.sheet_rows import KINDS
from data.files.sheets import Sheet
from data.files.upload_limits import Deadline, OutOfTimeError
from data.files.worker import reading
from data.files.written_periods import day_in_words
from data.returns.monthly_return import Return
from data.returns.reading import read_return
from data.your_data.formats.nnhip_layout import heading_row

DECLARED_HEADINGS = ("file", "received")
_PROPERTIES = "docProps/core.xml"
_MODIFIED = "{http://purl.org/dc/terms/}modified"
_MOST_PROPERTIES = 100_000


@dataclass(frozen=True)
class Folder:
    """Returns in the order of their files, and what could not be read or is not laid out as the template is."""

    returns: tuple[Return, ...]
    problems: tuple[Problem, ...]
    files: int


def read_folder(given: Path | Mapping[str, bytes]) -> Folder:
    """Every return in a folder (or uploads, bytes by file name); never raises for what a file holds.

    A table with the headings `file` and `received` (received.csv) says when each was sent; without it the day a workbook was
    last saved is all that is known.
    """
    data, problems = bytes_of(given)
    found, refused = run_with_files(read_workbooks, data, bounds.settings())
    problems += [_passed_over(problem_of(each)) for each in refused]
    if found is None:
        return Folder((), tuple(problems), len(data))
    return Folder(found.returns, (*problems, *found.problems), len(data))


def read_workbooks(data: Mapping[str, bytes], settings: dict[str, float]) -> Folder:
    """All that is done of `read_folder` in a process of its own, within the bounds given."""
    bounds.keep(settings)
    deadline, opened, problems = Deadline(), {}, []
    for name, content in data.items():
        try:
            opened[name], told = open_sheets({name: content}, deadline)
        except OutOfTimeError:
            problems.append(_out_of_time(name))
            break
        problems += [_passed_over(each) for each in told]
    declared = _declared(opened)
    found = []
    for name, sheets in opened.items():
        reading(name)
        returns, told = _of_file(name, data[name], sheets, declared)
        found += returns
        problems += told
    return Folder(tuple(found), tuple(problems), len(data))


def _of_file(
    name: str, content: bytes, sheets: list[Sheet], declared: Mapping[str, datetime.date]
) -> tuple[list[Return], list[Problem]]:
    received = declared.get(Path(name).name.casefold())
    said = "declared" if received else ""
    if received is None:
        received = _last_saved(content)
        said = "saved" if received else ""
    found, problems = [], []
    templates = [(sheet, at) for sheet in sheets if (at := heading_row(sheet)) is not None]
    for sheet, at in templates:
        each, told = read_return(sheet, at, [other for other in sheets if other is not sheet], received, said)
        if each.is_unfilled:
            problems.append(_unfilled(sheet))
            continue
        found.append(each)
        problems += told
    if sheets and not templates and not _is_declaration(sheets):
        problems.append(_not_a_return(name))
    return found, problems


def _last_saved(content: bytes) -> datetime.date | None:
    """The day in a workbook's own properties on which it was last saved; None where it holds none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if archive.getinfo(_PROPERTIES).file_size > _MOST_PROPERTIES:
                return None
            text = ElementTree.fromstring(archive.read(_PROPERTIES)).findtext(_MODIFIED, "")
        return datetime.date.fromisoformat(text[:10])
    except (*DAMAGED, KeyError, ElementTree.ParseError, RuntimeError):
        # No such property, one that is damaged, no date or locked by itself (a RuntimeError), though the tables can be read:
        # the day is not known, which the issues log says.
        return None


def _is_declaration(sheets: list[Sheet]) -> bool:
    return any(each.heading_row(*DECLARED_HEADINGS) == 0 for each in sheets)


def _declared(opened: Mapping[str, list[Sheet]]) -> dict[str, datetime.date]:
    """When each file was sent, by its name, as tables beside them say."""
    found = {}
    for sheet in (each for sheets in opened.values() for each in sheets):
        if sheet.heading_row(*DECLARED_HEADINGS) != 0:
            continue
        headings = [plain(each) for each in sheet.rows[0]]
        file, received = (headings.index(each) for each in DECLARED_HEADINGS)
        for row in sheet.rows[1:]:
            day = day_in_words(row[received]) if max(file, received) < len(row) else None
            if day is not None:
                found[Path(row[file].strip()).name.casefold()] = day.date()
    return found


def _passed_over(problem: Problem) -> Problem:
    """A file of another kind, or one that Excel keeps beside an open workbook, is no fault of the returns."""
    name = Path(problem.file).name
    other = Path(name).suffix.lower() not in KINDS or name.startswith("~$")
    return replace(problem, severity=WARNING) if other else problem


def _not_a_return(name: str) -> Problem:
    expected = "a sheet with the headings Metric Id, Metric Type and Metric Details"
    mend = "give the workbook made from the programme's template, or leave this file out of the folder"
    return Problem(name, "", 0, "", "", WARNING, "no sheet of it is a monthly return", "other tables", expected, mend)


def _unfilled(sheet: Sheet) -> Problem:
    mend = "fill it in, or leave it out of the folder"
    expected = "a place, a month and counts"
    text = "a template that nobody has filled in"
    return Problem(sheet.file, sheet.name, 0, "", "", WARNING, text, "blank cells", expected, mend)


def _out_of_time(name: str) -> Problem:
    expected = f"a folder read in {bounds.MOST_SECONDS:.0f} seconds"
    mend = "give fewer workbooks at a time"
    text = "reading took too long: this file and those after it were not read"
    return Problem(name, "", 0, "", "", ERROR, text, "more", expected, mend)
