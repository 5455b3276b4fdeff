"""Change cells of a workbook and nothing else of it: every other sheet, format, list and picture stays byte for byte.

A library that reads and writes whole workbooks drops what it does not know (the template's drop-down lists, for one) and
every worked-out value; here only the text of the cells concerned is exchanged.
"""

import datetime
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from xml.etree import ElementTree

from openpyxl.utils import column_index_from_string

from data.files.errors import SourceError

_ROW = re.compile(r"<row\b([^>]*?)(?:/>|>(.*?)</row>)", re.S)
_CELL = re.compile(r"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.S)
_REFERENCE, _STYLE = re.compile(r'\br="([A-Z]+)(\d+)"'), re.compile(r'\bs="\d+"')
_ROW_NUMBER, _SPANS = re.compile(r'\br="(\d+)"'), re.compile(r'\s*spans="[^"]*"')
_PLACE = re.compile(r"([A-Z]+)(\d+)")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CHAIN = "xl/calcChain.xml"
_PROPERTIES = "docProps/core.xml"
_WRITER = "Neighbourhood Equity"


@dataclass(frozen=True)
class Formula:
    """A formula without its '=', and the value it has."""

    text: str
    value: float | str


Content = float | str | Formula | None


def with_cells(book: bytes, changes: Mapping[str, Mapping[str, Content]], *, saved: datetime.datetime) -> bytes:
    """The workbook with cells changed, by sheet and 'D6': a number, a text, a Formula, or None for a blank cell.

    Cells keep their formats. The workbook's own properties say that it was last saved at `saved`. Errors: SourceError
    for a sheet that is not there, or a workbook saved by a program that writes its cells in another way.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        paths = _sheet_paths(source)
        missing = sorted(set(changes) - set(paths))
        if missing:
            raise SourceError("no such sheet", sheet=missing[0], found=", ".join(paths), expected=missing[0])
        by_path = {paths[name]: (name, cells) for name, cells in changes.items()}
        for each in source.infolist():
            data = source.read(each)
            if each.filename in by_path:
                name, cells = by_path[each.filename]
                data = _changed(data.decode("utf-8"), name, cells).encode("utf-8")
            elif each.filename == _PROPERTIES:
                data = _saved(data.decode("utf-8"), saved).encode("utf-8")
            elif each.filename in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
                data = _without_chain(data.decode("utf-8")).encode("utf-8")
            if each.filename != _CHAIN:
                target.writestr(each.filename, data)
    return stream.getvalue()


def _sheet_paths(archive: zipfile.ZipFile) -> dict[str, str]:
    """The file of every sheet inside the workbook, by its title."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): each.get("Target", "") for each in relations.iter(_PACKAGE)}
    sheets = ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
    found = {each.get("name", ""): targets.get(each.get(_RELATION), "") for each in sheets}
    return {name: path.removeprefix("/") if path.startswith("/") else f"xl/{path}" for name, path in found.items()}


def _changed(sheet: str, name: str, cells: Mapping[str, Content]) -> str:
    by_row: dict[int, dict[str, Content]] = {}
    for place, content in cells.items():
        found = _PLACE.fullmatch(place)
        if found is None:
            raise ValueError(f"{name}: found {place!r}; expected a cell such as 'D6'")
        by_row.setdefault(int(found[2]), {})[found[1]] = content

    def row(found: re.Match[str]) -> str:
        number = _ROW_NUMBER.search(found[1])
        wanted = by_row.pop(int(number[1]), None) if number else None
        if number is None or wanted is None:
            return found[0]
        return f"<row{_SPANS.sub('', found[1])}>{_cells(found[2] or '', int(number[1]), wanted)}</row>"

    changed = _ROW.sub(row, sheet)
    if by_row:
        told = ", ".join(map(str, sorted(by_row)))
        mend = "open the template in Excel, save it as .xlsx and give it again"
        raise SourceError(
            "cells that cannot be filled", sheet=name, found=f"no row {told} as Excel writes it", mend=mend
        )
    return changed


def _cells(row: str, number: int, wanted: Mapping[str, Content]) -> str:
    """A row's cells, those wanted exchanged or put in, in the order of their columns."""
    found = _cells_of(row)
    written = {letters: text for letters, (_, text) in found.items()}
    for letters, content in wanted.items():
        written[letters] = _cell(f"{letters}{number}", found.get(letters, ("", ""))[0], content)
    return "".join(written[letters] for letters in sorted(written, key=column_index_from_string))


@lru_cache(maxsize=512)
def _cells_of(row: str) -> Mapping[str, tuple[str, str]]:
    """Style and text of each cell of a row by its column's letters; many returns are written into one template."""
    found: dict[str, tuple[str, str]] = {}
    for cell in _CELL.finditer(row):
        place = _REFERENCE.search(cell[1])
        if place:
            style = _STYLE.search(cell[1])
            found[place[1]] = (f" {style[0]}" if style else "", cell[0])
    return found


def _cell(place: str, style: str, content: Content) -> str:
    start = f'<c r="{place}"{style}'
    if content is None:
        return f"{start}/>"
    if isinstance(content, Formula):
        kind = ' t="str"' if isinstance(content.value, str) else ""
        return f"{start}{kind}><f>{escape(content.text, quote=False)}</f><v>{_plain(content.value)}</v></c>"
    if isinstance(content, str):
        return f'{start} t="inlineStr"><is><t xml:space="preserve">{escape(content, quote=False)}</t></is></c>'
    return f"{start}><v>{_plain(content)}</v></c>"


def _plain(value: float | str) -> str:
    if isinstance(value, str):
        return escape(value, quote=False)
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _saved(properties: str, saved: datetime.datetime) -> str:
    stamp = f"{saved:%Y-%m-%dT%H:%M:%S}Z"
    text = re.sub(r"(<dcterms:modified\b[^>]*>)[^<]*", rf"\g<1>{stamp}", properties)
    return re.sub(r"(<cp:lastModifiedBy>)[^<]*", rf"\g<1>{_WRITER}", text)


def _without_chain(text: str) -> str:
    """No order of calculation: the one there names cells that hold no formula any more, and Excel makes it anew."""
    return re.sub(r"<(?:Override|Relationship)\b[^>]*calcChain[^>]*/>", "", text)
