"""One finding as a slide: its headline as title, its sentence, its picture, where it comes from, and notes to speak by."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from components.pack.exhibit import Exhibit
from components.pack.picture.drawing import drawing, element, png
from components.pack.picture.lettering import wrapped
from components.pack.picture.panels import panels
from components.pack.plain_figure import PlainFigure, plain_figure
from components.pack.powerpoint.chart_parts import describe
from components.pack.powerpoint.native_chart import add_native
from components.pack.powerpoint.native_kinds import NativePanel, native_panels
from components.pack.powerpoint.overlay import add_ground, add_over
from components.pack.powerpoint.paint import rgb
from components.pack.powerpoint.placing import EMU_PER_POINT, Box, within
from components.pack.powerpoint.speaker_notes import speaker_notes
from components.pack.powerpoint.table import add_table
from components.pack.round_ranges import with_round_ranges
from components.pack.told_values import ToldValues
from components.style.colours import ACCENT, INK, QUIET_INK

_EDGE, _TOP, _GAP = Inches(0.5), Inches(0.32), Inches(0.09)
# Sizes of type in points.
_TITLE, _LONG_TITLE, _SENTENCE, _CAUTION, _FOOT = 26, 22, 15, 12, 11
_LONG = 95
# As wide as a figure is drawn, at least and at most, in pixels: type gets small on a slide beyond.
_NARROWEST, _WIDEST = 1040.0, 1280.0


def add_slide(presentation: Any, layout: Any, exhibit: Exhibit, *, own_master: bool) -> None:
    """Add the finding's slide. With a team's own master, its title stays where the master has it."""
    slide = presentation.slides.add_slide(layout)
    wide, high = presentation.slide_width, presentation.slide_height
    _clear(slide)
    across = wide - 2 * _EDGE
    top = _title(slide, exhibit, across, own_master=own_master)
    top = _words(slide, ((exhibit.finding.sentence, INK, False),), top, across, _SENTENCE) + _GAP
    origin = exhibit.origin
    foot = ((exhibit.source, QUIET_INK, False), (origin.words, QUIET_INK, False), (origin.mark, ACCENT, True))
    room = sum(words_high(words, across, _FOOT) for words, _, _ in foot)
    begins = high - room - Inches(0.2)
    _words(slide, foot, begins, across, _FOOT)
    if cautions := " ".join(exhibit.cautions):
        begins -= words_high(cautions, across, _CAUTION) + _GAP
        _words(slide, ((cautions, INK, False),), begins, across, _CAUTION)
    _picture(slide, exhibit, Box(_EDGE, top, across, begins - top - _GAP))
    slide.notes_slide.notes_text_frame.text = speaker_notes(exhibit)


def _clear(slide: Any) -> None:
    """Take away places of the layout that stay empty; the title's stays."""
    for each in list(slide.placeholders):
        if each.placeholder_format.type not in (1, 3):
            each._element.getparent().remove(each._element)


def _title(slide: Any, exhibit: Exhibit, across: int, *, own_master: bool) -> int:
    """Write the headline; returns where what follows begins."""
    title, words = slide.shapes.title, exhibit.finding.headline
    title.text_frame.text = words
    title.text_frame.word_wrap = True
    if own_master:
        return int(title.top + title.height + _GAP)
    points = _TITLE if len(words) <= _LONG else _LONG_TITLE
    high = words_high(words, across, points, bold=True) + 2 * _GAP
    title.left, title.top, title.width, title.height = _EDGE, _TOP, across, high
    title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    title.text_frame.margin_left = title.text_frame.margin_right = 0
    paragraph = title.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    paragraph.font.size, paragraph.font.bold = Pt(points), True
    paragraph.font.color.rgb = rgb(INK)
    return int(_TOP + high + _GAP)


def words_high(words: str, across: int, points: float, *, bold: bool = False) -> int:
    """How high words stand in a box so wide, in EMU; nothing for none."""
    if not words:
        return 0
    # Other typefaces are a little wider than the one that is measured.
    lines = wrapped(words, across / EMU_PER_POINT / 1.06, points, bold=bold)
    return round(len(lines) * points * 1.22 * EMU_PER_POINT)


def _words(slide: Any, lines: Sequence[tuple[str, str, bool]], top: int, across: int, points: float) -> int:
    """Paragraphs of words, each in its colour and bold or not; returns where they end."""
    told = [each for each in lines if each[0]]
    if not told:
        return top
    high = sum(words_high(words, across, points) for words, _, _ in told)
    put = slide.shapes.add_textbox(_EDGE, top, across, high)
    frame = put.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, (words, colour, bold) in enumerate(told):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.text = words
        paragraph.font.size, paragraph.font.bold = Pt(points), bold
        paragraph.font.color.rgb = rgb(colour)
    return int(top + high)


def _picture(slide: Any, exhibit: Exhibit, box: Box) -> None:
    figure = plain_figure(exhibit.finding.figure) if exhibit.finding.figure is not None else None
    if figure is None and exhibit.map is None:
        add_table(slide, exhibit, box)
        return
    width = _NARROWEST
    if figure is not None and exhibit.map is None:
        # As wide as the slide's room is, for the height that the figure has.
        width = min(max(figure.height * box.width / box.height, _NARROWEST), _WIDEST)
        if native := native_panels(figure):
            _charts(slide, exhibit, with_round_ranges(figure, width), native, width, box)
            return
    drawn = drawing(exhibit, width)
    if drawn is None:
        raise ValueError(f"{exhibit.finding.id}: found nothing to draw")
    place = within(box, drawn.width, drawn.height)
    shape = slide.shapes.add_picture(
        BytesIO(png(element(drawn))), place.left, place.top, width=round(drawn.width * place.scale)
    )
    describe(shape, "Picture", exhibit.alt)


def _charts(
    slide: Any, exhibit: Exhibit, figure: PlainFigure, native: tuple[NativePanel, ...], width: float, box: Box
) -> None:
    area = panels(figure, width)
    place = within(box, width, figure.height)
    told = ToldValues(exhibit.finding.table)
    add_ground(slide, figure, area, place)
    for number, panel in enumerate(native, start=1):
        part = f" (part {number} of {len(native)})" if len(native) > 1 else ""
        add_native(slide, panel, figure, area, place, told.as_told, exhibit.finding.alt + part)
    add_over(slide, figure, area, native, place)
