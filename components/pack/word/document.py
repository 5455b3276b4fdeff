"""The document: what was found on one page, then each finding with its picture, what must be read with it, and its source."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from components.pack.exhibit import Exhibit
from components.pack.forms import Progress
from components.pack.picture.drawing import drawing, element, png
from components.style.colours import ACCENT, INK, QUIET_INK

_MARGIN, _WIDE, _HIGH = Mm(18), Mm(174), Mm(150)
_FIGURE = 1000.0
# A longer table is left to the workbook: a printed one would push everything else off its page.
_MOST_ROWS, _MOST_COLUMNS = 12, 7


def annex(exhibits: Sequence[Exhibit], *, progress: Progress | None = None) -> bytes:
    """Findings that are their tables as .docx on A4 laid across, every row and column of them. Errors: as of `document`."""
    return document(exhibits, progress=progress, whole_tables=True)


def document(exhibits: Sequence[Exhibit], *, progress: Progress | None = None, whole_tables: bool = False) -> bytes:
    """The findings as .docx on A4. Errors: ValueError for no findings."""
    if not exhibits:
        raise ValueError("exhibits: found none, expected one or more")
    written = docx.Document()
    _page(written, across=whole_tables)
    _summary(written, exhibits)
    for number, exhibit in enumerate(exhibits, start=1):
        _finding(written, exhibit, whole_table=whole_tables)
        if progress:
            progress(number, len(exhibits))
    told = written.core_properties
    told.title, told.author, told.language = exhibits[0].origin.title, "Neighbourhood Equity", "en-GB"
    stream = BytesIO()
    written.save(stream)
    return stream.getvalue()


def _page(written: Any, *, across: bool) -> None:
    section = written.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if across else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    for name, points in (("Normal", 11), ("Title", 22), ("Heading 1", 17), ("List Number", 11)):
        style = written.styles[name]
        style.font.name, style.font.size = "Arial", Pt(points)
        style.font.color.rgb = _rgb(INK)
        # The style's own fonts for headings would win over the name.
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for each in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{each}"), None)


def _summary(written: Any, exhibits: Sequence[Exhibit]) -> None:
    origin = exhibits[0].origin
    written.add_heading(origin.title, level=0)
    _words(written, origin.mark, ACCENT, bold=True)
    for exhibit in exhibits:
        line = written.add_paragraph(style="List Number")
        line.add_run(f"{exhibit.finding.headline}. ".replace("?. ", "? ")).bold = True
        line.add_run(exhibit.finding.sentence)
        for words in (exhibit.spoken_by, exhibit.note):
            if words:
                line.add_run(f"\n{words}").italic = True
    _words(written, origin.words, QUIET_INK)


def _finding(written: Any, exhibit: Exhibit, *, whole_table: bool) -> None:
    found = exhibit.finding
    heading = written.add_heading(found.headline, level=1)
    heading.paragraph_format.page_break_before = True
    _words(written, exhibit.origin.mark, ACCENT, bold=True)
    _words(written, found.sentence, INK)
    if (drawn := drawing(exhibit, _FIGURE)) is not None:
        # As wide as the page, but no higher than leaves room for the words.
        width = min(_WIDE, round(_HIGH * _FIGURE / drawn.height))
        _words(written, exhibit.picture_title, INK, bold=True)
        shape = written.add_picture(BytesIO(png(element(drawn))), width=width)
        shape._inline.docPr.set("descr", exhibit.alt)
    else:
        _table(written, exhibit, whole=whole_table)
    noted = [f"Note. {each}" for each in found.caveats] if whole_table else []
    for words in (*exhibit.cautions, found.how_to_read and f"How to read it. {found.how_to_read}", *noted):
        _words(written, words, INK)
    for words in (exhibit.source, exhibit.origin.words):
        _words(written, words, QUIET_INK)


def _table(written: Any, exhibit: Exhibit, *, whole: bool) -> None:
    text = exhibit.finding.table.text
    shown = text if whole else text.iloc[:_MOST_ROWS, :_MOST_COLUMNS]
    table = written.add_table(len(shown) + 1, len(shown.columns), style="Table Grid")
    for row, cells in zip(table.rows, (tuple(shown.columns), *shown.itertuples(index=False)), strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = str(words)
            for run in cell.paragraphs[0].runs:
                run.font.size, run.bold = Pt(9), row is table.rows[0]
    # Heads are said again on every page, and by screen readers with every cell.
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(head)
    if shown.shape != text.shape:
        words = f"Shown: {len(shown)} of {len(text)} rows, {len(shown.columns)} of {len(text.columns)} columns."
        _words(written, f"{words} The workbook has all of them.", QUIET_INK)


def _words(written: Any, words: str, colour: str, *, bold: bool = False) -> None:
    if words:
        run = written.add_paragraph().add_run(words)
        run.bold = bold
        run.font.color.rgb = _rgb(colour)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#"))
