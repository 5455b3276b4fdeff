"""Whether the words of a drawing can be read: how many cover one another or a dot, and how far they run over its edges."""

import re
from dataclasses import dataclass
from html import unescape

import numpy as np

from components.pack.picture.drawing import Drawing
from components.pack.picture.fonts import width

# Words as `picture/lettering.py` writes them, and a standing axis' title as `picture/figure_svg.py` turns it.
_TURNED = re.compile(r'<g transform="translate\(([-\d.]+) ([-\d.]+)\) rotate\(-90\)">(.*?)</g>', re.DOTALL)
_TEXT = re.compile(
    r'<text x="([-\d.]+)" y="([-\d.]+)" font-size="([\d.]+)" fill="[^"]*"( font-weight="700")?'
    r'(?: text-anchor="(\w+)")? xml:space="preserve">(.*?)</text>',
    re.DOTALL,
)
_DOT = re.compile(r'<circle cx="([-\d.]+)" cy="([-\d.]+)" r="([\d.]+)"')
_BEFORE = {"middle": 0.5, "end": 1.0}
# How far letters reach above and below the line they stand on, as shares of their size: without the tallest accents.
_ABOVE, _BELOW = 0.7, 0.16
# Words that touch by less than this, in pixels, can still be told apart.
_TOUCH = 0.5
_WITHIN = 0.7


@dataclass(frozen=True)
class WordsFound:
    """How many pairs of words, or of words and a dot, cover one another; how far words run beyond the left, right, top and
    bottom, in pixels; and the smallest type, in pixels (infinite for no words).
    """

    covering: int
    beyond: dict[str, float]
    smallest: float


def words_found(drawn: Drawing) -> WordsFound:
    """The words of a drawing by the boxes they fill."""
    boxes: list[tuple[float, float, float, float]] = []
    sizes: list[float] = []
    for x, y, inside in _TURNED.findall(drawn.svg):
        for left, top, right, bottom, size in _boxes(inside):
            boxes.append((float(x) + top, float(y) - right, float(x) + bottom, float(y) - left))
            sizes.append(size)
    for left, top, right, bottom, size in _boxes(_TURNED.sub("", drawn.svg)):
        boxes.append((left, top, right, bottom))
        sizes.append(size)
    if not boxes:
        return WordsFound(0, dict.fromkeys("lrtb", 0.0), float("inf"))
    lefts, tops, rights, bottoms = np.array(boxes).T
    beyond = {
        "l": -lefts.min(), "r": rights.max() - drawn.width, "t": -tops.min(), "b": bottoms.max() - drawn.height,
    }  # fmt: skip
    words, dots = np.array(boxes), _dots(drawn.svg)
    covering = int(np.triu(_touching(words, words), 1).sum() + _touching(words, dots).sum())
    return WordsFound(covering, {side: max(0.0, float(far)) for side, far in beyond.items()}, min(sizes))


def _touching(boxes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Which boxes, a row each, lie over which others, a column each."""
    across = np.minimum(boxes[:, 2, None], others[:, 2]) - np.maximum(boxes[:, 0, None], others[:, 0])
    up = np.minimum(boxes[:, 3, None], others[:, 3]) - np.maximum(boxes[:, 1, None], others[:, 1])
    touching: np.ndarray = (across > _TOUCH) & (up > _TOUCH)
    return touching


def _dots(svg: str) -> np.ndarray:
    """Left, top, right and bottom of the square within each dot: a word may touch its rim."""
    middles = np.array(_DOT.findall(svg), dtype=float).reshape(-1, 3)
    x, y, half = middles[:, 0], middles[:, 1], middles[:, 2] * _WITHIN
    return np.stack((x - half, y - half, x + half, y + half), axis=1)


def _boxes(svg: str) -> list[tuple[float, float, float, float, float]]:
    """Left, top, right and bottom of each run of words, and its size."""
    found = []
    for x, y, size, bold, anchor, words in _TEXT.findall(svg):
        if words.strip():
            high, across = float(size), width(unescape(words), float(size), bold=bool(bold))
            left = float(x) - _BEFORE.get(anchor, 0.0) * across
            found.append((left, float(y) - _ABOVE * high, left + across, float(y) + _BELOW * high, high))
    return found
