"""About how wide words are in a figure, and how they are broken into lines: without the browser's typeface to measure."""

import re
from base64 import b64decode
from typing import Any

import numpy as np

from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.type_marks import NEW_LINE

_TAG = re.compile(r"<[^>]+>")
# A word with the marks about it, in which there are spaces too.
_WORD = re.compile(r"(?:<[^>]*>|[^\s<])+")
_LETTER = 0.53
LINE = 17.0


def plain(words: str) -> str:
    """The words without the marks of a figure."""
    return _TAG.sub("", words)


def letters(pixels: float, size: float = SMALL_TEXT_SIZE) -> int:
    """How many letters have room."""
    return max(4, int(pixels / (_LETTER * size)))


def width(words: str, size: float = SMALL_TEXT_SIZE) -> float:
    """How many pixels the longest of its lines takes."""
    return max(len(plain(line)) for line in words.split(NEW_LINE)) * _LETTER * size


def broken(words: str, pixels: float, size: float = SMALL_TEXT_SIZE) -> str:
    """The words on as many lines as they need to be no wider; their marks stay as they are."""
    if width(words, size) <= pixels:
        return words
    room, lines = letters(pixels, size), [""]
    for word in _WORD.findall(words.replace(NEW_LINE, " ")):
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and len(plain(longer)) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return NEW_LINE.join(lines)


def n_lines(words: str) -> int:
    """On how many lines words stand."""
    return 1 + words.count(NEW_LINE)


def positions(part: Any) -> list[Any]:
    """The positions of a trace as a list, also where plotly holds them in base 64."""
    if isinstance(part, dict):
        found: list[Any] = np.frombuffer(b64decode(part["bdata"]), dtype=np.dtype(part["dtype"])).tolist()
        return found
    listed: list[Any] = np.atleast_1d(np.asarray(part)).tolist()
    return listed
