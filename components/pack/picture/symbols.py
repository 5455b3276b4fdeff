"""Marks that stand in words and that the typeface lacks, drawn as small shapes so that every computer shows them alike."""

# Each in a square of 10 by 10, its foot at 10: what is filled, and what is drawn as a line.
_RING = "M5 1A4 4 0 1 1 5 9A4 4 0 1 1 5 1Z"
_SQUARE = "M1 1H9V9H1Z"
_FILLED = {
    "●": _RING,
    "■": _SQUARE,
    "▲": "M5 1L9.4 9H.6Z",
    "▼": "M5 9L.6 1H9.4Z",
    "◆": "M5 0L10 5L5 10L0 5Z",
    "◀": "M8.5 1V9L1 5Z",
    "▶": "M1.5 1V9L9 5Z",
    "◂": "M7 2.5V7.5L2 5Z",
    "▸": "M3 2.5V7.5L8 5Z",
    "◐": "M5 1A4 4 0 0 0 5 9Z",
    "◑": "M5 1A4 4 0 0 1 5 9Z",
    "✚": "M4 1H6V4H9V6H6V9H4V6H1V4H4Z",
    "┃": "M4 -1H6V11H4Z",
}
_LINED = {
    "○": _RING,
    "◐": _RING,
    "◑": _RING,
    "◇": "M5 .5L9.5 5L5 9.5L.5 5Z",
    "△": "M5 1L9.4 9H.6Z",
    "▽": "M5 9L.6 1H9.4Z",
    "▨": f"{_SQUARE}M1 5L5 1M1 9L9 1M5 9L9 5",
    "⊕": f"{_RING}M5 1V9M1 5H9",
    "✕": "M1.5 1.5L8.5 8.5M8.5 1.5L1.5 8.5",
    "✓": "M1 5.5L4 8.5L9 1.5",
    "∗": "M5 1.5V8.5M2 3.2L8 6.8M8 3.2L2 6.8",
    "↗": "M1.5 8.5L8.5 1.5M3 1.5H8.5V7",
    "↘": "M1.5 1.5L8.5 8.5M3 8.5H8.5V3",
    "↺": "M2 5A3.2 3.2 0 1 0 4 2M4 0V4H.5",
    "⤓": "M5 0V7M2 4.5L5 7.5L8 4.5M1.5 9.5H8.5",
}
SYMBOLS = frozenset(_FILLED) | frozenset(_LINED)


def symbol(character: str, x: float, baseline: float, size: float, colour: str) -> str:
    """A mark as SVG, its left end at x and its foot on the baseline. Errors: KeyError for none of SYMBOLS."""
    if character not in SYMBOLS:
        raise KeyError(character)
    side = size * 0.68
    place = f'transform="translate({x + 0.04 * size:.2f} {baseline - side:.2f}) scale({side / 10:.4f})"'
    drawn = ""
    if character in _FILLED:
        drawn += f'<path d="{_FILLED[character]}" fill="{colour}"/>'
    if character in _LINED:
        drawn += f'<path d="{_LINED[character]}" fill="none" stroke="{colour}" stroke-width="1.2"/>'
    return f"<g {place}>{drawn}</g>"


def symbol_width(size: float) -> float:
    """How much room a mark takes in a line of words of a size."""
    return size * 0.76
