"""Fixtures that tests of files and readers share: a small file written and opened, a folder of them, the real ones."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from data.files.opening import open_file
from data.files.tables import Reading, SourceTable
from data.sources.readers import Recognised, reader_of
from tests.sources.published_folder import write_folder

REAL = Path(__file__).parents[2] / "shared" / "real"


@pytest.fixture
def open_text_file(tmp_path: Path) -> Callable[..., SourceTable]:
    """Write text (or bytes) under a name that says nothing and open it."""

    def opened(text: str | bytes, name: str = "file.csv") -> SourceTable:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        (table,) = open_file(path, name)
        return table

    return opened


@pytest.fixture
def open_book(tmp_path: Path) -> Callable[..., list[SourceTable]]:
    """Write a workbook of sheets of rows and open it."""

    def opened(**sheets: list[list]) -> list[SourceTable]:
        path = tmp_path / "book.xlsx"
        write_book(path, sheets)
        return open_file(path, "book.xlsx")

    return opened


def write_book(path: Path, sheets: dict[str, list[list]]) -> None:
    """Write a workbook of sheets of rows, each under its title."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)


@pytest.fixture
def read() -> Callable[[SourceTable], Reading]:
    """Read a table with the reader that recognises it."""
    return lambda table: reader_of(table).read(table)


@pytest.fixture
def read_with_faults(read: Callable[[SourceTable], Reading]) -> Callable[[SourceTable], Reading]:
    """Read a table as a build does: with the lines that tell its odd cells."""
    return lambda table: Recognised(table, reader_of(table), lambda: read(table)).read()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small folder of invented files in the published formats."""
    return write_folder(tmp_path / "published")
