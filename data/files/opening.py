"""Open every file of a folder, whatever its kind, as tables that a reader can recognise and read."""

import io
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from data.files.errors import SourceError
from data.files.opening_apart import open_apart
from data.files.opening_geoparquet import holds_shapes, open_geoparquet
from data.files.opening_shapes import LAYERED, PARTS, open_layers, open_zipped_layers
from data.files.opening_text import HEAD_BYTES, open_text
from data.files.opening_workbook import open_workbook
from data.files.opening_zip import member_of, opened_zip, read_member
from data.files.sheet_rows import IN_ZIPS, KINDS, TEXT, WORKBOOKS, suffix_of
from data.files.tables import Shapes, SourceTable

_MOST_WITHIN = 100_000_000


def files_in(folder: Path) -> list[Path]:
    """Every file under a folder but hidden ones, in order of path."""
    if not folder.is_dir():
        raise SourceError(
            "no such folder",
            file=str(folder),
            expected="a folder holding the published files",
            mend="give the folder's path after --from",
        )
    every = {path for path in folder.rglob("*") if path.is_file()}
    # The parts of a shapefile are one file to whoever holds them.
    found = (path for path in every if not _is_part(path, every))
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))


def _is_part(path: Path, every: set[Path]) -> bool:
    part = next((part for part in PARTS if path.name.lower().endswith(part)), "")
    whole = path.name[: -len(part)] if part else ""
    return bool(part) and any(path.with_name(whole + suffix) in every for suffix in (".shp", ".SHP"))


def open_file(path: Path, name: str) -> list[SourceTable | Shapes]:
    """The tables and layers of one file, called `name` in messages; none when it is not a kind of file that is read.

    Boundaries are layers here; what they say of each area is a table by `open_tables`.
    """
    suffix = path.suffix.lower()
    if suffix in LAYERED and (suffix != ".json" or _holds_features(path)):
        return list(open_layers(path, name))
    if suffix == ".parquet" and holds_shapes(path, name):
        return [open_geoparquet(path, name)]
    tables: list[SourceTable | Shapes] = list(open_tables(path, name))
    return [*tables, *open_zipped_layers(path, name)] if suffix == ".zip" else tables


def open_tables(path: Path, name: str) -> list[SourceTable]:
    """The tables of one file, and nothing else of it: boundaries are not looked at, so no reader of them runs."""
    suffix = path.suffix.lower()
    if suffix in TEXT:
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
        return _text_table(suffix, open_text(head, path.read_bytes, name))
    if suffix in WORKBOOKS:
        return open_workbook(path, name)
    if suffix == ".zip":
        return list(_zipped_tables(path, name))
    return open_apart(path.read_bytes(), name) if suffix in KINDS and path.stat().st_size else []


def _text_table(suffix: str, table: SourceTable) -> list[SourceTable]:
    """The table of a text; a file called .txt is one only where its first row has several cells."""
    return [table] if suffix != ".txt" or len(table.header) > 1 else []


def _zipped_tables(path: Path, name: str) -> Iterator[SourceTable]:
    with opened_zip(path, name) as archive:
        for member in archive.namelist():
            label, suffix = f"{name} › {member}", suffix_of(member)
            if suffix not in IN_ZIPS or suffix == ".geojson" or member.startswith("__MACOSX"):
                continue
            if suffix in TEXT:
                head = read_member(archive, member, name, HEAD_BYTES)
                yield open_text(head, partial(member_of, path, member, name), label)
                continue
            _fault_in_size(archive, member, label)
            content = read_member(archive, member, name)
            if suffix in WORKBOOKS:
                yield from open_workbook(io.BytesIO(content), label)
            elif suffix != ".parquet" or not holds_shapes(io.BytesIO(content), label):
                yield from open_apart(content, label)


def _fault_in_size(archive: zipfile.ZipFile, member: str, label: str) -> None:
    """What is no text within a zip file is held in memory while it is read."""
    size = archive.getinfo(member).file_size
    if size > _MOST_WITHIN:
        raise SourceError(
            "a workbook or table within a zip file that is too large",
            file=label,
            found=f"{size:,} bytes",
            expected=f"at most {_MOST_WITHIN:,}",
            mend="unpack it, and give the file itself",
        )


def _holds_features(path: Path) -> bool:
    with path.open("rb") as stream:
        return b'"FeatureCollection"' in stream.read(HEAD_BYTES)
