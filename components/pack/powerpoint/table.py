"""A finding that is its table, as a table on its slide; a long one as far as it fits, saying how much is left out."""

from collections.abc import Sequence
from typing import Any

from pptx.util import Pt

from components.pack.exhibit import Exhibit
from components.pack.picture.fonts import width
from components.pack.picture.lettering import wrapped
from components.pack.powerpoint.chart_parts import describe
from components.pack.powerpoint.paint import rgb
from components.pack.powerpoint.placing import EMU_PER_POINT, Box
from components.style.colours import ACCENT, INK, MISSING, PAPER

MOST_COLUMNS = 8
_POINTS, _SIDE, _UP = 11, 60_000, 25_000
_NOTE_HIGH = 260_000
# How many of the first rows settle how wide a column is, and how many letters count at most.
_SEEN, _MOST_LETTERS = 12, 60
# Other typefaces are wider than the one that is measured.
_ROOM = 1.12


def add_table(slide: Any, exhibit: Exhibit, box: Box) -> None:
    """Put the table on the slide, as many of its first rows as there is room for."""
    text = exhibit.finding.table.text
    rows = [tuple(map(str, row)) for row in (tuple(text.columns), *text.itertuples(index=False))]
    cut = [row[:MOST_COLUMNS] for row in rows]
    wides = _widths(cut, box.width)
    highs = [_row_high(row, wides) for row in cut]
    shown, left = 1, box.height - _NOTE_HIGH - highs[0]
    while shown < len(cut) and left >= highs[shown]:
        left -= highs[shown]
        shown += 1
    put = slide.shapes.add_table(shown, len(cut[0]), box.left, box.top, box.width, sum(highs[:shown]))
    describe(put, "Table", exhibit.finding.headline)
    for across, wide in enumerate(wides):
        put.table.columns[across].width = wide
    for down, row in enumerate(cut[:shown]):
        put.table.rows[down].height = highs[down]
        for across, words in enumerate(row):
            ground, ink = (ACCENT, PAPER) if down == 0 else (PAPER if down % 2 else MISSING, INK)
            _cell(put.table.cell(down, across), words, ground, ink, bold=down == 0 or across == 0)
    if shown < len(rows) or len(cut[0]) < len(rows[0]):
        _say_left_out(slide, (len(rows) - 1, len(rows[0])), (shown - 1, len(cut[0])), box)


def _widths(rows: Sequence[Sequence[str]], whole: int) -> list[int]:
    """Columns wide enough for their longest word, and what is left shared by how much their cells say."""
    columns = list(zip(*rows[:_SEEN], strict=True))
    longest = [
        max((width(word, _POINTS, bold=True) for cell in column for word in cell.split()), default=0.0)
        for column in columns
    ]
    least = [round(each * _ROOM * EMU_PER_POINT) + 2 * _SIDE for each in longest]
    says = [min(sum(map(len, column)) / len(column), _MOST_LETTERS) + 1 for column in columns]
    left = max(whole - sum(least), 0)
    wides = [narrow + left * share / sum(says) for narrow, share in zip(least, says, strict=True)]
    # Where even the words do not fit, all give way alike.
    return [round(each * min(1.0, whole / sum(wides))) for each in wides]


def _row_high(row: Sequence[str], wides: Sequence[int]) -> int:
    rooms = ((wide - 2 * _SIDE) / EMU_PER_POINT / _ROOM for wide in wides)
    lines = max(len(wrapped(words, room, _POINTS, bold=True)) for words, room in zip(row, rooms, strict=True))
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
    put.text_frame.word_wrap = True
    put.text_frame.text = words
    put.text_frame.paragraphs[0].font.size = Pt(_POINTS)
