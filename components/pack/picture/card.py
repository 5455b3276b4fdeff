"""One finding as one picture: headline, sentence, figure, what must be read with it, source and day, as SVG or PNG."""

from collections.abc import Iterable, Sequence
from html import escape

import resvg_py

from components.pack.exhibit import Exhibit
from components.pack.figure_words import Line
from components.pack.forms import Progress
from components.pack.picture.figure_svg import figure_svg
from components.pack.picture.fonts import FAMILY, FILES
from components.pack.picture.lettering import block_size, letters, wrapped
from components.pack.plain_figure import PlainFigure, plain_figure
from components.style.colours import ACCENT, INK, PAPER, QUIET_INK

_WIDTH, _EDGE = 1200.0, 40.0
_HEADLINE, _SENTENCE, _SMALL = 30.0, 19.0, 15.0
# Twice the pixels of a screen: sharp when a slide enlarges it.
_ZOOM = 2
_TABLE_GAP, _MOST_ROWS = 28.0, 24


def card_svg(exhibit: Exhibit) -> str:
    """The finding as an SVG picture that tells where it comes from by itself."""
    finding, origin = exhibit.finding, exhibit.origin
    drawn: list[str] = []
    y = _EDGE
    for words, size, colour, bold in (
        (origin.mark, _SMALL, ACCENT, True),
        (finding.question, _SMALL, QUIET_INK, False),
        (finding.headline, _HEADLINE, INK, True),
        (finding.sentence, _SENTENCE, INK, False),
    ):
        y = _block(drawn, words, y, size, colour, bold=bold)
    if finding.figure is not None:
        figure = plain_figure(finding.figure)
        body = figure_svg(figure, _WIDTH - 2 * _EDGE)
        drawn.append(f'<g transform="translate({_EDGE:g} {y + 8:g})">{body}</g>')
        y += figure.height + 20
    for words, colour in (
        *((each, INK) for each in exhibit.cautions), (exhibit.source, QUIET_INK), (origin.words, QUIET_INK),
    ):  # fmt: skip
        y = _block(drawn, words, y, _SMALL, colour)
    return _element(drawn, _WIDTH, y + _EDGE / 2, alt=finding.alt, title=finding.headline)


def first_svg(exhibits: Sequence[Exhibit], *, progress: Progress | None = None) -> bytes:
    """The picture of the one finding given, as a file. Errors: ValueError for any other number of them."""
    (only,) = exhibits
    made = card_svg(only).encode()
    if progress:
        progress(1, 1)
    return made


def first_png(exhibits: Sequence[Exhibit], *, progress: Progress | None = None) -> bytes:
    """The same as PNG."""
    return _raster(first_svg(exhibits, progress=progress).decode())


def figure_alone(figure: PlainFigure, width: float, alt: str) -> str:
    """A figure without words round it, as an SVG element."""
    return _element([figure_svg(figure, width)], width, figure.height, alt=alt, title="")


def figure_png(figure: PlainFigure, width: float) -> bytes:
    """A figure without words round it, as PNG."""
    return _raster(figure_alone(figure, width, ""))


def _block(drawn: list[str], words: str, y: float, size: float, colour: str, *, bold: bool = False) -> float:
    """Draw words from `y` on, as many lines as they take; returns where what follows begins."""
    if not words:
        return y
    lines: tuple[Line, ...] = wrapped(words, _WIDTH - 2 * _EDGE, size, bold=bold)
    drawn.append(letters(lines, _EDGE, y, size=size, colour=colour, yanchor="top", align="left"))
    return y + block_size(lines, size)[1] + size * 0.55


def _element(drawn: Iterable[str], width: float, height: float, *, alt: str, title: str) -> str:
    told = (f"<title>{escape(title)}</title>" if title else "") + (f"<desc>{escape(alt)}</desc>" if alt else "")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:.0f}" '
        f'viewBox="0 0 {width:g} {height:.0f}" role="img" '
        f"font-family=\"'{FAMILY}', 'Source Sans 3', Arial, sans-serif\">{told}"
        f'<rect width="100%" height="100%" fill="{PAPER}"/>{"".join(drawn)}</svg>'
    )


def _raster(svg: str) -> bytes:
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, font_files=FILES, skip_system_fonts=True, zoom=_ZOOM))
