"""Read a plain Parquet table row by row, within limits that its own index is asked for first."""

import io
from typing import BinaryIO

import pyarrow as pa
from pyarrow import parquet

from data.files.cell_text import cell_text, without_blank_end
from data.files.counting import Counted, too_many
from data.files.errors import SourceError
from data.files.text import Row

_AT_ONCE = 10_000
_KINDS = (
    pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_integer, pa.types.is_floating,
    pa.types.is_boolean, pa.types.is_date, pa.types.is_timestamp, pa.types.is_decimal, pa.types.is_null,
)  # fmt: skip


def read_parquet(source: bytes | BinaryIO, file: str, counted: Counted) -> list[Row]:
    """Headings and rows of the table; SourceError where it is damaged, too large or holds more than a value in a cell."""
    rows: list[Row] = []
    held: dict[str, str] = {}
    try:
        opened = parquet.ParquetFile(io.BytesIO(source) if isinstance(source, bytes) else source)
        about, schema = opened.metadata, opened.schema_arrow
        _fault_in_size(about, file, counted)
        _fault_in_kinds(schema, file)
        rows.append(tuple(map(cell_text, schema.names)))
        for batch in opened.iter_batches(batch_size=_AT_ONCE, use_threads=False):
            columns = [[cell_text(cell) for cell in column.to_pylist()] for column in batch.columns]
            for cells in zip(*columns, strict=True):
                row = without_blank_end([held.setdefault(text, text) for text in cells])
                counted.row(len(rows) + 1, row, file)
                rows.append(row)
    except pa.ArrowMemoryError:
        raise MemoryError from None
    except (pa.ArrowException, OSError, OverflowError, UnicodeDecodeError, ValueError) as error:
        if isinstance(error, SourceError):
            raise
        raise SourceError(
            "not a Parquet file, or a damaged one",
            file=file,
            found="a broken file",
            expected="a Parquet file",
            mend="export it again, or save the table as CSV (UTF-8)",
        ) from None
    return rows


def _fault_in_size(about: parquet.FileMetaData, file: str, counted: Counted) -> None:
    most = counted.most
    if about.num_columns > most.columns:
        raise too_many("columns", f"{about.num_columns:,}", most.columns, file)
    if about.num_rows >= most.rows:
        raise too_many("rows", f"{about.num_rows:,}", most.rows, file)
    if about.num_rows * about.num_columns > most.cells:
        raise too_many("cells", f"{about.num_rows * about.num_columns:,}", most.cells, file)
    unpacked = sum(about.row_group(number).total_byte_size for number in range(about.num_row_groups))
    if unpacked > most.unpacked:
        raise SourceError(
            "it unpacks to too much",
            file=file,
            found=f"{unpacked:,} bytes",
            expected=f"at most {most.unpacked:,} bytes",
            mend="leave out columns that are not needed, or give it in parts",
        )


def _fault_in_kinds(schema: pa.Schema, file: str) -> None:
    for field in schema:
        kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        if not any(is_kind(kind) for is_kind in _KINDS):
            raise SourceError(
                "a column that holds more than one value in a cell, or bytes",
                file=file,
                column=field.name[:80],
                found=str(field.type)[:80],
                expected="texts, numbers or dates",
                mend="leave the column out",
            )
