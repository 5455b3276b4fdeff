"""Small files made to take a server, each made here: a workbook by its parts, texts by the rule they break."""

import datetime
import io
import random
import zipfile
import zlib

import openpyxl

from tests.your_data.made_tables import saved

HEADINGS = "indicator,area_code,period,dimension,group,numerator,denominator"
_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
_STRINGS_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)


def book_with(sheet: str = "", strings: str = "") -> bytes:
    """A workbook whose one sheet holds this XML of rows, and whose shared strings are these."""
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(book))) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            data = before.read(name)
            if name == "xl/worksheets/sheet1.xml" and sheet:
                data = _SHEET.format(sheet).encode()
            if name == "[Content_Types].xml" and strings:
                data = data.replace(b"</Types>", _STRINGS_TYPE + b"</Types>")
            after.writestr(name, data)
        if strings:
            after.writestr("xl/sharedStrings.xml", strings)
    return stream.getvalue()


def far_corners() -> bytes:
    """Cells at the last column of the first row and the first column of the last: 1.4 kB that once took 137 GB."""
    first = '<row r="1"><c r="XFD1" t="inlineStr"><is><t>a</t></is></c></row>'
    return book_with(first + '<row r="1048576"><c r="A1048576"><v>1</v></c></row>')


def tall_and_wide() -> bytes:
    """A cell in column 1,400 of each of 100,000 rows."""
    return book_with("".join(f'<row r="{n}"><c r="BAV{n}"><v>1</v></c></row>' for n in range(1, 100_001)))


def far_row() -> bytes:
    """A row with the number 1,000,000,000."""
    return book_with('<row r="1"><c r="A1"><v>1</v></c></row><row r="1000000000"><c r="A1000000000"><v>1</v></c></row>')


def repeated_text() -> bytes:
    """One text of 32,000 letters that 190,000 cells show."""
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
        + "a" * 32_000
        + "</t></si></sst>"
    )
    return book_with("".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 190_001)), strings)


def many_empty_rows() -> bytes:
    """Two million rows without a cell."""
    return book_with("<row/>" * 2_000_000)


def table(rows: list[str]) -> bytes:
    """A tidy table of these rows."""
    return "\n".join([HEADINGS, *rows]).encode()


def unknown_areas(count: int) -> bytes:
    """A row for each of as many areas that nobody knows, all of them like real codes."""
    return table([f"smoking,X{n:07d},2025,total,All,40,100" for n in range(count)])


def unknown_labels(count: int) -> bytes:
    """A row for each of as many groups that nobody knows."""
    return table([f"smoking,I1,2025,ethnic_group,group number {n},40,100" for n in range(count)])


def unknown_fifths(count: int) -> bytes:
    """As many deprivation labels."""
    return table([f"smoking,I1,2025,deprivation_quintile,decile {n},40,100" for n in range(count)])


def ages(count: int) -> bytes:
    """As many age bands."""
    return table([f"smoking,I1,2025,age,{n}-{n + 7},40,100" for n in range(count)])


def words(count: int, column: int) -> bytes:
    """A different text in one column of each row."""
    cells = ["smoking", "I1", "2025", "total", "All", "40", "100"]
    return table([",".join([*cells[:column], f"text {n}", *cells[column + 1 :]]) for n in range(count)])


def blank_formulas(count: int) -> bytes:
    """As many formulas that were never worked out."""
    heads = "".join(
        f'<c r="{"ABCDEFG"[n]}1" t="inlineStr"><is><t>{name}</t></is></c>' for n, name in enumerate(HEADINGS.split(","))
    )
    texts = ["smoking", "I1", "2025", "total", "All"]
    cells = "".join(
        f'<c r="{"ABCDE"[n]}{{0}}" t="inlineStr"><is><t>{text}</t></is></c>' for n, text in enumerate(texts)
    )
    row = '<row r="{0}">' + cells + '<c r="F{0}"><f>1+1</f></c><c r="G{0}"><v>100</v></c></row>'
    return book_with(f'<row r="1">{heads}</row>' + "".join(row.format(n) for n in range(2, count + 2)))


def one_long_line(count: int = 50_000_000) -> bytes:
    """A text of one line."""
    return b"a" * (count - 1) + b"\n"


def long_line_of_commas() -> bytes:
    """A line of two million cells."""
    return b"," * 1_900_000 + b"\n" + HEADINGS.encode()


def long_cell() -> bytes:
    """A cell of 200,000 letters: more than Python's reader of CSV takes."""
    return table([f"smoking,I1,2025,total,{'a' * 200_000},40,100"])


def open_quote_at_the_end() -> bytes:
    """A quotation mark that is opened in the last rows and never closed."""
    return table(
        ["smoking,I1,2025,total,All,40,100", 'smoking,P1,2025,total,"All,40,100', "smoking,N1,2025,total,All,4,9"]
    )


def open_quote_that_goes_on() -> bytes:
    """A quotation mark that swallows all the rows after it."""
    return table(['smoking,I1,2025,total,"All,40,100', *["smoking,P1,2025,total,All,40,100"] * 20_000])


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip of some files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def spoiled_stream() -> bytes:
    """A zip whose packed bytes cannot be unpacked."""
    packed = zipped({"t.csv": table(["smoking,I1,2025,total,All,40,100"] * 200)})
    start = packed.index(b"t.csv") + 5
    noise = random.Random(1).randbytes(40)
    assert zlib.decompress(zlib.compress(noise)) == noise
    return packed[:start] + noise + packed[start + 40 :]


def locked() -> bytes:
    """A zip that says of its file that it is locked with a password."""
    packed = bytearray(zipped({"t.csv": table(["smoking,I1,2025,total,All,40,100"])}))
    packed[6] |= 1
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    return bytes(packed)


def many_members(count: int) -> bytes:
    """A zip of as many empty files."""
    return zipped({f"{n}.csv": b"" for n in range(count)})


SAVED = datetime.datetime(2026, 4, 14)


def spoiled_book() -> bytes:
    """A workbook whose sheet ends in the middle of a cell."""
    return book_with('<row r="1"><c r="A1"><v>not a number</v></c></row>')
