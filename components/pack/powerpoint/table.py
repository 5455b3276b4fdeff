"""A finding that is its table, as a table on its slide; a long one as far as it fits, saying how much is left out."""

from collections.abc import Sequence
from typing import Any

from pptx.util import Pt

from components.pack.exhibit import Exhibit
from components.pack.picture.lettering import wrapped
from components.pack.powerpoint.chart_parts import describe
from components.pack.powerpoint.paint import rgb
from components.pack.powerpoint.placing import EMU_PER_POINT, Box
from components.style.colours import ACCENT, INK, MISSING, PAPER

MOST_COLUMNS = 8
_POINTS, _SIDE, _UP = 11, 60_000, 25_000
_NOTE_HIGH = 260_000


def add_table(slide: Any, exhibit: Exhibit, box: Box) -> None:
    """Put the table on the slide, as many of its first rows as there is room for."""
    text = exhibit.finding.table.text
    rows = [tuple(map(str, row)) for row in (tuple(text.columns), *text.itertuples(index=False))]
    cut = [row[:MOST_COLUMNS] for row in rows]
    wide = box.width // len(cut[0])
    highs = [_row_high(row, wide) for row in cut]
    shown, left = 1, box.height - _NOTE_HIGH - highs[0]
    while shown < len(cut) and left >= highs[shown]:
        left -= highs[shown]
        shown += 1
    put = slide.shapes.add_table(shown, len(cut[0]), box.left, box.top, box.width, sum(highs[:shown]))
    describe(put, "Table", exhibit.finding.headline)
    for down, row in enumerate(cut[:shown]):
        put.table.rows[down].height = highs[down]
        for across, words in enumerate(row):
            ground, ink = (ACCENT, PAPER) if down == 0 else (PAPER if down % 2 else MISSING, INK)
            _cell(put.table.cell(down, across), words, ground, ink, bold=down == 0 or across == 0)
    if shown < len(rows) or len(cut[0]) < len(rows[0]):
        _say_left_out(slide, (len(rows) - 1, len(rows[0])), (shown - 1, len(cut[0])), box)


def _row_high(row: Sequence[str], wide: int) -> int:
    room = (wide - 2 * _SIDE) / EMU_PER_POINT / 1.08
    lines = max(len(wrapped(words, room, _POINTS, bold=True)) for words in row)
    return round(max(lines, 1) * _POINTS * 1.22 * EMU_PER_POINT) + 2 * _UP


def _cell(cell: Any, words: str, ground: str, ink: str, *, bold: bool) -> None:
    cell.text_frame.text = words
    cell.margin_top = cell.margin_bottom = _UP
    cell.margin_left = cell.margin_right = _SIDE
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(ground)
    font = cell.text_frame.paragraphs[0].font
    font.size, font.bold = Pt(_POINTS), bold
    font.color.rgb = rgb(ink)


def _say_left_out(slide: Any, whole: tuple[int, int], shown: tuple[int, int], box: Box) -> None:
    parts = [f"{kept} of {all_of} {name}" for kept, all_of, name in zip(shown, whole, ("rows", "columns"), strict=True)]
    words = f"Here are the first {' and '.join(parts)}. The notes of this slide have all of them."
    put = slide.shapes.add_textbox(box.left, box.top + box.height - _NOTE_HIGH, box.width, _NOTE_HIGH)
    put.text_frame.margin_left = 0
    put.text_frame.text = words
    put.text_frame.paragraphs[0].font.size = Pt(_POINTS)
