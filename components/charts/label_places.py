"""Where the labels of a scatter's named points go, so that they cover neither each other nor the dots."""

from collections.abc import Sequence

import numpy as np

# Share of a figure's width that one letter takes, of its height that one line takes, and of the gap beside a dot.
_LETTER, _LINE, _GAP = 0.0088, 0.058, 0.016
_PLACES = (
    "middle right",
    "middle left",
    "top center",
    "bottom center",
    "top right",
    "bottom right",
    "top left",
    "bottom left",
)
# Left, right, bottom and top.
_Box = tuple[float, float, float, float]


def label_places(x: np.ndarray, y: np.ndarray, names: list[str]) -> list[str]:
    """A plotly text position for each point; '' in `names` means the point has no label.

    `x` and `y` are positions as shares (0 to 1) of the figure's width and height. Each label takes the first position
    that is clear of labels placed before it, of every dot and of the edges; if none is, the first.
    """
    dots = [(a - 0.008, a + 0.008, b - 0.016, b + 0.016) for a, b in zip(x, y, strict=True)]
    taken: list[_Box] = []
    places = []
    for a, b, name in zip(x, y, names, strict=True):
        if not name:
            places.append(_PLACES[0])
            continue
        boxes = {place: _box(a, b, len(name) * _LETTER, place) for place in _PLACES}
        clear = (each for each in _PLACES if _inside(boxes[each]) and not _touches(boxes[each], taken + dots))
        place = next(clear, _PLACES[0])
        taken.append(boxes[place])
        places.append(place)
    return places


def _box(x: float, y: float, width: float, place: str) -> _Box:
    up, across = place.split()
    left = {"right": x + _GAP, "left": x - _GAP - width, "center": x - width / 2}[across]
    bottom = {"top": y + _GAP, "bottom": y - _GAP - _LINE, "middle": y - _LINE / 2}[up]
    return left, left + width, bottom, bottom + _LINE


def _inside(box: _Box) -> bool:
    return box[0] >= 0 and box[1] <= 1 and box[2] >= 0 and box[3] <= 1


def _touches(box: _Box, others: Sequence[_Box]) -> bool:
    return any(box[0] < o[1] and o[0] < box[1] and box[2] < o[3] and o[2] < box[3] for o in others)
