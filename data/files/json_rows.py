"""Read JSON as a table: a list of records, an object of columns, or the properties of GeoJSON's features."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import orjson

from data.files.cell_text import cell_text
from data.files.counting import Counted, too_many
from data.files.errors import SourceError
from data.files.text import Row

_MARK = b"\xef\xbb\xbf"


def read_json(data: bytes, file: str, counted: Counted) -> list[Row]:
    """Headings and rows of the table; SourceError where it is no JSON, no table, or a cell holds more than a value."""
    found = _parsed(data, file)
    records = records_of(found)
    if records is None:
        raise SourceError(
            "JSON that is no table",
            file=file,
            found=_shape(found),
            expected='a list of records ([{"area": …}, …]) or an object of columns ({"area": […], …}), all of one length',
            mend="export the table as records, or as CSV (UTF-8)",
        )
    headings = list(dict.fromkeys(name for record in records for name in record))
    if len(headings) > counted.most.columns:
        raise too_many("columns", f"{len(headings):,}", counted.most.columns, file)
    rows: list[Row] = [tuple(map(cell_text, headings))] if headings else []
    held: dict[str, str] = {}
    for number, record in enumerate(records, start=2):
        row = tuple(held.setdefault(text, text) for text in _cells(record, headings, number, file))
        counted.place(number, len(row), file)
        counted.row(number, row, file)
        rows.append(row)
    return rows


def is_table(data: bytes, file: str) -> bool:
    """Whether a JSON text is a table, and not settings or the like; SourceError where it is no JSON."""
    return records_of(_parsed(data, file)) is not None


def _parsed(data: bytes, file: str) -> object:
    try:
        return orjson.loads(data.removeprefix(_MARK))
    except orjson.JSONDecodeError as error:
        raise SourceError(
            "not JSON, or a damaged one",
            file=file,
            row=error.lineno,
            found="text that ends early or is not written as JSON is",
            expected="JSON",
            mend="export the table again",
        ) from None


def records_of(found: object) -> list[dict[str, Any]] | None:
    """The records of what a JSON text says, each by its headings; None where it is no table."""
    if isinstance(found, dict) and found.get("type") == "FeatureCollection":
        features = found.get("features")
        properties = [each.get("properties") if isinstance(each, dict) else None for each in _listed(features)]
        return [each for each in properties if isinstance(each, dict)] or None
    if isinstance(found, dict) and found and all(isinstance(each, dict) for each in found.values()):
        return _of_columns({name: list(each.values()) for name, each in found.items()})
    if isinstance(found, dict) and found and all(isinstance(each, list) for each in found.values()):
        wrapped = next(iter(found.values())) if len(found) == 1 else []
        return wrapped if _is_records(wrapped) else _of_columns(found)
    if isinstance(found, dict):
        # A list of records beside a few words about it.
        lists = [each for each in found.values() if isinstance(each, list)]
        return lists[0] if len(lists) == 1 and _is_records(lists[0]) else None
    return found if isinstance(found, list) and _is_records(found) else None


def _listed(found: object) -> list[Any]:
    return found if isinstance(found, list) else []


def _is_records(found: list[Any]) -> bool:
    return bool(found) and all(isinstance(each, dict) for each in found)


def _of_columns(columns: dict[str, list[Any]]) -> list[dict[str, Any]] | None:
    lengths = {len(each) for each in columns.values()}
    if len(lengths) != 1 or not max(lengths):
        return None
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def _cells(record: dict[str, Any], headings: list[str], number: int, file: str) -> Iterator[str]:
    for name in headings:
        cell = record.get(name)
        if isinstance(cell, (dict, list)):
            raise SourceError(
                "a cell that holds a list or an object, not one value",
                file=file,
                row=number,
                column=name[:80],
                found=_shape(cell),
                expected="a text, a number or null",
                mend="export the table with one value in each cell, or as CSV (UTF-8)",
            )
        yield cell_text(cell)


def _shape(found: object) -> str:
    if isinstance(found, dict):
        return "an object of " + (", ".join(name[:20] for name in islice(found, 5)) or "nothing")
    return f"a list of {len(found):,}" if isinstance(found, list) else "one value"
