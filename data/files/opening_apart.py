"""Open the kinds of table that are held in memory whole, in a process of its own: a damaged one may take any amount of it."""

from data.files.counting import Counted
from data.files.errors import SourceError
from data.files.json_rows import is_table
from data.files.limits import Limits, TableLimits
from data.files.row_table import SheetRows, table_of
from data.files.sandbox import run
from data.files.sheet_rows import sheets_in, suffix_of
from data.files.tables import SourceTable
from data.files.worker import at_work

MOST_BYTES = 100_000_000
# As many rows as a sheet of Excel has; what a folder holds is whole countries.
_MOST = TableLimits(sheets=200, rows=1_048_576, columns=16_384, cells=20_000_000)
_PATIENT = Limits(seconds=300.0, processor_seconds=300, memory=4_000_000_000, answer=1_000_000_000, waiting=300.0)


def open_apart(data: bytes, name: str) -> list[SourceTable]:
    """The tables of a file, called `name` in messages; none where it is JSON that is no table. SourceError as for all."""
    if len(data) > MOST_BYTES:
        raise SourceError(
            "the file is too large",
            file=name,
            found=f"{len(data):,} bytes",
            expected=f"at most {MOST_BYTES:,}",
            mend="save the table as CSV, or as a workbook (.xlsx)",
        )
    # A process that works within limits already opens it itself.
    found = rows_of(data, name) if at_work() else run(rows_of, data, name, name=name, limits=_PATIENT)
    return [table_of(label, each.title, each.rows) for label, each in found]


def rows_of(data: bytes, name: str) -> list[tuple[str, SheetRows]]:
    """All that is done of `open_apart` in a process of its own: each table's rows, with its file's name in messages."""
    if suffix_of(name) == ".json" and not is_table(data, name):
        return []
    found = []
    for label, each in sheets_in(data, name, Counted(_MOST)):
        if isinstance(each, SourceError):
            raise each
        found.append((label, each))
    return found
