"""A one-line picture for a card: each group a dot on a scale that cards share, the ends named by shape as well as colour."""

from base64 import b64encode
from dataclasses import dataclass
from html import escape

from components.style.colours import INK, LINE, QUIET_INK

_WIDTH, _EDGE, _MIDDLE, _FOOT, _HEIGHT = 300, 12, 15, 44, 50
_LETTER = 7.6
_START = "no gap"


@dataclass(frozen=True)
class StripGroup:
    """One group: its name, how far to the right of no gap it stands (in the unit of the scale), and its colour."""

    label: str
    distance: float
    colour: str


def dot_strip(groups: list[StripGroup], *, reach: tuple[float, float], ends: tuple[str, str], alt: str) -> str:
    """An image tag of groups, most disadvantaged first: a square, then dots, on a scale from the one reach to the other.

    The scale holds 0, which is marked ‘no gap’; `ends` are the words at its left and right end, '' for none.
    """
    low, high = reach
    span = (high - low) or 1.0

    def across(distance: float) -> float:
        return _EDGE + (distance - low) / span * (_WIDTH - 2 * _EDGE)

    shapes = [_shape(each, across(each.distance), square=place == 0) for place, each in enumerate(groups)]
    start = across(0)
    line = f'<line x1="{_EDGE}" x2="{_WIDTH - _EDGE}" y1="{_MIDDLE}" y2="{_MIDDLE}" stroke="{LINE}" stroke-width="3"/>'
    tick = f'<line x1="{start:.1f}" x2="{start:.1f}" y1="2" y2="28" stroke="{QUIET_INK}" stroke-width="1.5"/>'
    drawn = (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" xmlns="http://www.w3.org/2000/svg">'
        f"{line}{tick}{''.join(reversed(shapes))}{_foot(start, ends)}</svg>"
    )
    address = "data:image/svg+xml;base64," + b64encode(drawn.encode()).decode()
    return f'<img src="{address}" alt="{escape(alt, quote=True)}" height="{_HEIGHT}"/>'


def _shape(group: StripGroup, x: float, *, square: bool) -> str:
    if square:
        shape = f'<rect x="{x - 8:.1f}" y="{_MIDDLE - 8}" width="16" height="16" rx="2"'
    else:
        shape = f'<circle cx="{x:.1f}" cy="{_MIDDLE}" r="7"'
    title = f"<title>{escape(group.label)}</title>"
    return f'{shape} fill="{group.colour}" stroke="{INK}" stroke-width="1.2">{title}</{shape[1:].split()[0]}>'


def _foot(start: float, ends: tuple[str, str]) -> str:
    """The words under the scale; one at an end gives way where ‘no gap’ stands there."""
    half = _LETTER * len(_START) / 2
    x = min(max(start, _EDGE / 2 + half), _WIDTH - _EDGE / 2 - half)
    words = [_words(x, "middle", _START)]
    for end, place, anchor, room in (
        (ends[0], _EDGE / 2, "start", x - half),
        (ends[1], _WIDTH - _EDGE / 2, "end", _WIDTH - x - half),
    ):
        if end and _LETTER * (len(end) + 1) < room:
            words.append(_words(place, anchor, end))
    return "".join(words)


def _words(x: float, anchor: str, words: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{_FOOT}" text-anchor="{anchor}" fill="{QUIET_INK}" font-size="15" '
        f'font-family="Segoe UI, Helvetica, Arial, sans-serif">{escape(words)}</text>'
    )
