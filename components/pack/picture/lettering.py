"""Words set in a picture: measured, broken into lines, anchored and drawn as SVG text."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from components.pack.figure_words import Line, Run
from components.pack.picture.fonts import has, width
from components.pack.picture.symbols import SYMBOLS, symbol, symbol_width

# Plotly sets lines this many times their size apart; letters reach this share of their size above the baseline.
LINE_HEIGHT = 1.3
_ABOVE, _BELOW = 0.78, 0.22
_SHARE_LEFT = {"left": 0.0, "center": 0.5, "right": 1.0}
_ANCHORS = {"center": "middle", "right": "end"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def line_width(line: Line, size: float) -> float:
    """How wide a line of runs is, in pixels."""
    return sum(_piece_width(each, run.size or size, run.bold) for run in line for each in _pieces(run.words))


def block_size(lines: Sequence[Line], size: float) -> tuple[float, float]:
    """Width and height of lines set under each other."""
    across = max((line_width(line, size) for line in lines), default=0.0)
    return across, size * (LINE_HEIGHT * (len(lines) - 1) + 1.0)


def letters(
    lines: Sequence[Line], x: float, y: float, *, size: float, colour: str, xanchor: str = "left",
    yanchor: str = "middle", align: str = "", ground: str = "",
) -> str:  # fmt: skip
    """Lines of words as SVG, the block anchored at a point: 'left', 'center' or 'right'; 'top', 'middle' or 'bottom'."""
    across, high = block_size(lines, size)
    left = x - _SHARE_LEFT[xanchor] * across
    top = y - {"top": 0.0, "middle": 0.5, "bottom": 1.0}[yanchor] * high
    drawn = [_ground(left, top, across, high, ground)] if ground else []
    side = xanchor if len(lines) == 1 else align or "center"
    for place, line in enumerate(lines):
        baseline = top + size * (LINE_HEIGHT * place + _ABOVE + (1 - _ABOVE - _BELOW) / 2)
        drawn.append(_line(line, left + across * _SHARE_LEFT[side], side, baseline, size, colour))
    return "".join(drawn)


def wrapped(words: str, across: float, size: float, *, bold: bool = False) -> tuple[Line, ...]:
    """Words broken at spaces into lines no wider than `across`."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and line_width((Run(longer, bold),), size) <= across:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple((Run(each, bold),) for each in lines)


def _ground(left: float, top: float, across: float, high: float, colour: str) -> str:
    return (
        f'<rect x="{left - 1:.2f}" y="{top - 1:.2f}" width="{across + 2:.2f}" height="{high + 2:.2f}" fill="{colour}"/>'
    )


def _line(line: Line, x: float, side: str, baseline: float, size: float, colour: str) -> str:
    """A line that has a point at its left, in its middle or at its right."""
    pieces = sum(1 for run in line for _ in _pieces(run.words))
    # A line of one look is anchored by whoever draws it, and so holds its place in another typeface too.
    anchor = f' text-anchor="{_ANCHORS[side]}"' if pieces == 1 and side != "left" else ""
    if not anchor:
        x -= line_width(line, size) * _SHARE_LEFT[side]
    drawn = []
    for run in line:
        own = run.size or size
        shade = run.colour or colour
        for piece in _pieces(run.words):
            if piece in SYMBOLS and not has(piece):
                start = x - symbol_width(own) * _SHARE_LEFT[side] if anchor else x
                drawn.append(symbol(piece, start, baseline, own, shade))
            else:
                weight = ' font-weight="700"' if run.bold else ""
                drawn.append(
                    f'<text x="{x:.2f}" y="{baseline:.2f}" font-size="{own:g}" fill="{shade}"{weight}{anchor} '
                    f'xml:space="preserve">{escape(_CONTROL.sub("", piece), quote=False)}</text>'
                )
            x += _piece_width(piece, own, run.bold)
    return "".join(drawn)


def _pieces(words: str) -> Iterator[str]:
    """Words cut at the marks that the typeface lacks, each mark a piece of its own."""
    kept = ""
    for character in words:
        if character in SYMBOLS and not has(character):
            if kept:
                yield kept
            yield character
            kept = ""
        else:
            kept += character
    if kept:
        yield kept


def _piece_width(piece: str, size: float, bold: bool) -> float:
    return symbol_width(size) if piece in SYMBOLS and not has(piece) else width(piece, size, bold=bold)
