"""Which way a finding stands on a screen: that which gives its picture the larger type with no word covering another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from components.charts.layout import SMALL_TEXT_SIZE, TEXT_SIZE
from components.pack.exhibit import Exhibit
from components.pack.picture.drawing import Drawing, element, png
from components.pack.plain_figure import PlainFigure, plain_figure
from components.pack.presented import Presented
from components.pack.screen.drawn_table import drawn_table
from components.pack.screen.larger_figure import WholeFigure, drawn_whole, larger_figure
from components.pack.screen.map_in_room import map_in_room
from components.pack.screen.rooms import TEXT, Room, notes_on_request, rooms
from components.pack.screen.row_parts import partings, with_rows

# The smallest type in a picture, in pixels on the screen, the size that is wanted first; the last are for pictures with
# very many rows.
_TYPE = (22.4, 20.8, 19.2, 17.6, 16.0, 14.4, 12.8, 11.2)
# A page's picture is about so wide; it may be made lower by so much, which charts with a row for each area bear.
_PAGE_WIDTH, _LOWEST = 1120.0, 0.75
_LINE_LEFT = 36.0
# Of a picture's width the part that its panels have at least.
_NARROWEST = 0.45
# Of a figure in parts the fewest rows a part: fewer are looked through rather than looked at.
_FEWEST_ROWS = 5
# Pictures are made so many times their pixels: enough for a screen of 1920 by 1080, where they are shown the largest.
_ZOOM = 3


@dataclass(frozen=True)
class _Fit:
    """A figure drawn for a room: its smallest type, and the area of its panels, in pixels on the screen."""

    room: Room
    drawn: Drawing
    type_size: float
    area: float


def laid_out(exhibit: Exhibit) -> Presented:
    """The finding on a screen."""
    return replace(_laid_out(exhibit), notes_on_request=notes_on_request(exhibit))


def _laid_out(exhibit: Exhibit) -> Presented:
    offered = rooms(exhibit)
    finding = exhibit.finding
    if exhibit.map is not None:
        room = offered[min(1, len(offered) - 1)]
        drawn = map_in_room(exhibit.map, room.width, room.height, TEXT)
        return Presented(int(room.column), _sharp(drawn), exhibit.alt, TEXT)
    if finding.figure is None and finding.table.text.size == 1:
        # One cell, which says why there is nothing to show: the sentence says it too.
        return Presented(0, None, "", TEXT)
    if finding.figure is None:
        return _table(exhibit, offered[0])
    figure = plain_figure(finding.figure)
    parts = _in_parts(figure, offered) or [_best([_fitted(figure, room) for room in offered])]
    first, *others = (_sharp(part.drawn) for part in parts)
    smallest = min(part.type_size for part in parts)
    return Presented(int(parts[0].room.column), first, exhibit.alt, smallest, others=tuple(others))


def _best(fits: Sequence[_Fit]) -> _Fit:
    """That with the larger type, up to the size wanted, then with the larger panels."""
    return max(fits, key=lambda fit: (min(fit.type_size, _TYPE[0]), fit.area))


def _in_parts(figure: PlainFigure, offered: Sequence[Room]) -> list[_Fit]:
    """The figure's rows in the fewest parts that have type of the size of text; none where the whole has it, or no part can.

    All parts stand the same way, so that a turn changes the picture alone.
    """
    ways = partings(figure, _FEWEST_ROWS)
    if not ways or any(_readable_whole(figure, room) for room in offered):
        return []
    for rows in ways:
        pieces = [with_rows(figure, part) for part in rows]
        tallest = max(piece.height for piece in pieces)
        for room in offered:
            # Lower than this a row has no room for its type: not worth drawing.
            if tallest * _LOWEST * _TYPE[0] / TEXT_SIZE <= room.height and (made := _all_readable(pieces, room)):
                return made
    return []


def _all_readable(pieces: Sequence[PlainFigure], room: Room) -> list[_Fit]:
    """Each piece drawn for a room in type of the size of text; none where one of them cannot be."""
    made = []
    for piece in pieces:
        fit = _readable_whole(piece, room)
        if fit is None:
            return []
        made.append(fit)
    return made


def _readable_whole(figure: PlainFigure, room: Room) -> _Fit | None:
    """A figure in a room in type of the size of text; None where it does not fit so."""
    own = drawn_whole(larger_figure(figure, figure.height, raised=False), _PAGE_WIDTH)
    fit, _ = _tried(figure, room, own, _TYPE[0])
    return fit if fit and fit.type_size >= TEXT else None


def _sharp(drawn: Drawing) -> bytes:
    return png(element(drawn), _ZOOM)


def _table(exhibit: Exhibit, room: Room) -> Presented:
    # A line of words says how many rows are left out.
    made = drawn_table(exhibit.finding.table, room.width, room.height - _LINE_LEFT, TEXT)
    text = exhibit.finding.table.text
    spoken = (
        "; ".join(f"{name}: {cell}" for name, cell in zip(text.columns, row, strict=True))
        for row in text.to_numpy()[: made.shown]
    )
    return Presented(0, _sharp(made.drawing), f"Table. {'. '.join(spoken)}.", TEXT, made.left_out)


def _fitted(figure: PlainFigure, room: Room) -> _Fit:
    """The figure in a room, in the largest type at which its words are no more in one another's way than on its page."""
    own = drawn_whole(larger_figure(figure, figure.height, raised=False), _PAGE_WIDTH)
    tried: list[tuple[int, _Fit]] = []
    for wanted in _TYPE:
        fit, others = _tried(figure, room, own, wanted)
        if fit:
            return fit
        tried += others
    return min(tried, key=lambda each: each[0])[1]


def _tried(
    figure: PlainFigure, room: Room, own: WholeFigure, wanted: float
) -> tuple[_Fit | None, list[tuple[int, _Fit]]]:
    """The figure in a room with type of a size, None where it does not fit so; and what was tried, with how many words cover
    others.
    """
    tried: list[tuple[int, _Fit]] = []
    for raised, smallest in ((True, TEXT_SIZE), (False, SMALL_TEXT_SIZE)):
        times = wanted / smallest
        height = max(room.height / times, figure.height * _LOWEST)
        made = drawn_whole(larger_figure(figure, height, raised=raised), room.width / times)
        # What is too high for its room is shown smaller as a whole.
        times *= min(1.0, room.height / (height * times))
        fit = _Fit(room, made.drawn, made.words.smallest * times, made.across * made.up * times**2)
        if fit.type_size >= wanted - 1 and _as_good(made, own):
            return fit, tried
        tried.append((made.words.covering, fit))
    return None, tried


def _as_good(made: WholeFigure, own: WholeFigure) -> bool:
    """Whether a figure shows what it does on its page: its words apart and whole, its panels not squeezed by them."""
    wide = made.share >= min(_NARROWEST, own.share)
    return wide and made.readable and made.words.covering <= own.words.covering
