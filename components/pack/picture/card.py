"""One finding as one picture: headline, sentence, figure, what must be read with it, source and day, as SVG or PNG."""

from collections.abc import Sequence
from html import escape

from components.pack.exhibit import Exhibit
from components.pack.figure_words import Line
from components.pack.forms import Progress
from components.pack.picture.drawing import Drawing, drawing, element, png
from components.pack.picture.lettering import block_size, letters, wrapped
from components.style.colours import ACCENT, INK, QUIET_INK

_WIDTH, _EDGE = 1200.0, 40.0
_HEADLINE, _SENTENCE, _SMALL = 30.0, 19.0, 15.0


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
        (exhibit.picture_title, _SMALL, INK, True),
    ):
        y = _block(drawn, words, y, size, colour, bold=bold)
    if (figure := drawing(exhibit, _WIDTH - 2 * _EDGE)) is not None:
        drawn.append(f'<g transform="translate({_EDGE:g} {y + 8:g})">{figure.svg}</g>')
        y += figure.height + 20
    below = (*((each, INK) for each in exhibit.cautions), (exhibit.source, QUIET_INK), (origin.words, QUIET_INK))
    for words, colour in below:
        y = _block(drawn, words, y, _SMALL, colour)
    told = f"<title>{escape(finding.headline)}</title><desc>{escape(exhibit.alt)}</desc>"
    return element(Drawing("".join(drawn), _WIDTH, y + _EDGE / 2), told)


def first_svg(exhibits: Sequence[Exhibit], *, progress: Progress | None = None) -> bytes:
    """The picture of the one finding given, as a file. Errors: ValueError for any other number of them."""
    (only,) = exhibits
    made = card_svg(only).encode()
    if progress:
        progress(1, 1)
    return made


def first_png(exhibits: Sequence[Exhibit], *, progress: Progress | None = None) -> bytes:
    """The same as PNG."""
    return png(first_svg(exhibits, progress=progress).decode())


def _block(drawn: list[str], words: str, y: float, size: float, colour: str, *, bold: bool = False) -> float:
    """Draw words from `y` on, as many lines as they take; returns where what follows begins."""
    if not words:
        return y
    lines: tuple[Line, ...] = wrapped(words, _WIDTH - 2 * _EDGE, size, bold=bold)
    drawn.append(letters(lines, _EDGE, y, size=size, colour=colour, yanchor="top", align="left"))
    return y + block_size(lines, size)[1] + size * 0.55
