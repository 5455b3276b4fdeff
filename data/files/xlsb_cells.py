"""Look through a binary Excel workbook (.xlsb) before it is read: where its cells stand, so that none is far from its table.

Each part of it is a row of records: a kind and a length, both written seven bits a byte, and as many bytes. A row's record
says its number, a cell's begins with that of its column.
"""

import io
import struct
import zipfile

from data.files.archive import DAMAGED
from data.files.counting import too_many
from data.files.errors import SourceError
from data.files.limits import TableLimits

_SHEETS = "xl/worksheets/"
_ROW = 0
# Blank, number, error, truth, text of several kinds, and the same as results of formulas.
_CELLS = range(1, 12)
_LAST_SHORT, _MOST_KIND_BYTES, _MOST_LENGTH_BYTES = 0x80, 2, 4


def look_through_binary(data: bytes, file: str, most: TableLimits) -> None:
    """SourceError where the workbook is damaged, or has too many sheets, rows, columns or cells."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name for name in archive.namelist() if name.startswith(_SHEETS) and name.endswith(".bin")]
            if len(names) > most.sheets:
                raise too_many("sheets", f"{len(names):,}", most.sheets, file)
            cells = 0
            for name in names:
                cells += _cells_to_the_last(archive.read(name), file, most)
                if cells > most.cells:
                    raise too_many("cells", f"{cells:,} up to the last row and column", most.cells, file)
    except (*DAMAGED, KeyError, IndexError) as error:
        if isinstance(error, SourceError):
            raise
        raise SourceError(
            "not a binary Excel workbook (.xlsb), or a damaged one",
            file=file,
            found="a broken file",
            expected="a workbook as Excel saves it",
            mend="open it in Excel and save it as .xlsx",
        ) from None


def _cells_to_the_last(part: bytes, file: str, most: TableLimits) -> int:
    """Rows times columns up to the last filled one, which is what reading the sheet would take."""
    at, row, last_row, last_column = 0, 0, 0, 0
    while at < len(part):
        kind, at = _number(part, at, _MOST_KIND_BYTES, shifted=False)
        length, at = _number(part, at, _MOST_LENGTH_BYTES, shifted=True)
        if kind == _ROW and length >= 4:
            (row,) = struct.unpack_from("<I", part, at)
        elif kind in _CELLS and length >= 4:
            (column,) = struct.unpack_from("<I", part, at)
            if row >= most.rows:
                raise too_many("rows", f"a filled row {row + 1:,}", most.rows, file)
            if column >= most.columns:
                raise too_many("columns", f"{column + 1:,} in row {row + 1:,}", most.columns, file)
            last_row, last_column = max(last_row, row + 1), max(last_column, column + 1)
        at += length
    return last_row * last_column


def _number(part: bytes, at: int, most: int, *, shifted: bool) -> tuple[int, int]:
    """A number of at most so many bytes, and where it ends. A kind of two bytes is above all kinds that are asked for."""
    number = 0
    for place in range(most):
        byte = part[at]
        at += 1
        number |= (byte & 0x7F if shifted else byte) << (7 if shifted else 8) * place
        if byte < _LAST_SHORT:
            break
    return number, at
