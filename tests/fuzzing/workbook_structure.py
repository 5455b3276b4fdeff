"""Faults in what a workbook is made of: rows and cells far away, sizes that are not true, texts that are not there, XML."""

import re
from collections.abc import Callable
from html import escape
from random import Random

from tests.fuzzing.seeds import zipped
from tests.fuzzing.table_faults import CELLS
from tests.fuzzing.zip_structure import members_of

_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_FAR_ROWS = ("1048576", "1048577", "1000000000", "0", "-3", "1.5", "x", "4294967297")
_FAR_CELLS = ("XFD1", "XFD1048576", "A1048576", "ZZZ1", "AAAA1", "A0", "1A", "", "$A$1", "A99999999999")
_VALUES = (
    "1e999", "-1e999", "nan", "9" * 400, "1.7976931348623157e308", "2958466", "-1", "1e-400", "0x1F", "", "1,5", "TRUE",
)  # fmt: skip
_KINDS = ("s", "str", "inlineStr", "b", "d", "e", "n", "zz", "")


def _in_sheet(change: Callable[[str, Random], str]) -> Callable[[bytes, Random], bytes]:
    """A fault that is made in the text of one of the sheets."""

    def fault(data: bytes, random: Random) -> bytes:
        members = members_of(data)
        sheets = [name for name in members if _SHEET.fullmatch(name)]
        if sheets:
            name = random.choice(sheets)
            members[name] = change(members[name].decode("utf-8"), random).encode("utf-8", errors="surrogatepass")
        return zipped(members)

    fault.__name__ = change.__name__.strip("_")
    return fault


def _one(pattern: str, text: str, random: Random, new: str) -> str:
    found = list(re.finditer(pattern, text))
    if not found:
        return text
    each = random.choice(found)
    return text[: each.start(1)] + new + text[each.end(1) :]


@_in_sheet
def far_row(text: str, random: Random) -> str:
    return _one(r'<row\b[^>]*?\br="([^"]*)"', text, random, random.choice(_FAR_ROWS))


@_in_sheet
def far_cell(text: str, random: Random) -> str:
    return _one(r'<c\b[^>]*?\br="([^"]*)"', text, random, random.choice(_FAR_CELLS))


@_in_sheet
def untrue_size(text: str, random: Random) -> str:
    return _one(r'<dimension ref="([^"]*)"', text, random, random.choice(("A1", "A1:XFD1048576", "B2:A1", "x", "")))


@_in_sheet
def odd_value(text: str, random: Random) -> str:
    return _one(r"<v>([^<]*)</v>", text, random, random.choice((*_VALUES, str(random.randrange(10**7)))))


@_in_sheet
def odd_kind(text: str, random: Random) -> str:
    return _one(r'<c\b[^>]*?\bt="([^"]*)"', text, random, random.choice(_KINDS))


@_in_sheet
def odd_style(text: str, random: Random) -> str:
    return _one(r'<c\b[^>]*?\bs="([^"]*)"', text, random, random.choice(("9999", "-1", "x", "0")))


@_in_sheet
def entities(text: str, random: Random) -> str:
    names = [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 20}">' for n in range(8)]
    source = random.choice(('<!ENTITY f SYSTEM "file:///dev/zero">', ""))
    text = re.sub(r"^<\?xml[^>]*\?>", "", text)
    return f"<!DOCTYPE worksheet [{''.join(names)}{source}]>" + text.replace("<v>", "<v>&e7;", 3)


@_in_sheet
def many_rows(text: str, random: Random) -> str:
    row = '<row r="{0}"><c r="A{0}"><v>1</v></c></row>'
    more = "".join(row.format(number) for number in range(100_000, 100_000 + random.choice((10, 5_000, 60_000))))
    return text.replace("</sheetData>", more + "</sheetData>")


@_in_sheet
def deep(text: str, random: Random) -> str:
    depth = random.choice((10, 20_000))
    return text.replace("</sheetData>", "<x>" * depth + "</x>" * depth + "</sheetData>")


def spoil_texts(data: bytes, random: Random) -> bytes:
    """The list of texts that cells point to: shorter, or none."""
    members = members_of(data)
    name = "xl/sharedStrings.xml"
    if name in members:
        text = members[name].decode("utf-8")
        members[name] = random.choice((re.sub(r"<si>.*?</si>", "", text, count=5, flags=re.S), "<sst/>", "")).encode()
    return zipped(members)


def odd_text(data: bytes, random: Random) -> bytes:
    """A few of the texts that cells point to."""
    members = members_of(data)
    name = "xl/sharedStrings.xml"
    if name in members:
        text = members[name].decode("utf-8")
        for _ in range(random.choice((1, 3, 12))):
            text = _one(r"<t[^>]*>([^<]*)</t>", text, random, escape(random.choice(CELLS)))
        members[name] = text.encode("utf-8", errors="surrogatepass")
    return zipped(members)


def spoil_book(data: bytes, random: Random) -> bytes:
    """What says which sheets there are: names doubled, empty or long, relations to nowhere."""
    members = members_of(data)
    name = random.choice(("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "xl/styles.xml"))
    text = members[name].decode("utf-8")
    pattern = random.choice(
        (r'\bname="([^"]*)"', r'\bTarget="([^"]*)"', r'\br?:?[iI]d="([^"]*)"', r'ContentType="([^"]*)"')
    )
    new = random.choice(("", "x" * 400, "../../../x.xml", "Observations", "rId1", "http://127.0.0.1:9/x.xml", "é<"))
    members[name] = _one(pattern, text, random, new.replace("<", "&lt;")).encode()
    return zipped(members)


FAULTS = (
    far_row, far_cell, untrue_size, odd_value, odd_kind, odd_style, entities, many_rows, deep, spoil_texts,
    odd_text, odd_text, spoil_book,
)  # fmt: skip
