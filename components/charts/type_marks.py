"""Bold, coloured and broken lines in a picture's words: the only marks in it that are not read as text.

Plotly reads a little HTML in every label, also in those that come from a file or from somebody's typing. So charts mark
their words with characters that no text holds, and `typeset` makes HTML of these marks alone, once, as the figure is made:
whatever else looks like HTML stands there as it was written.
"""

import re
from html import escape

import numpy as np
import pandas as pd

# Unicode keeps these for a program's own use: they are no characters and stand in no text.
_BOLD, _PLAIN, BREAK, _COLOUR, _SIZE, _WORDS, _END = map(chr, range(0xFDD0, 0xFDD7))
# A break in words that have been typeset.
NEW_LINE = "<br>"
_TAGS = {_BOLD: "<b>", _PLAIN: "</b>", BREAK: NEW_LINE, _END: "</span>"}
_SPAN = re.compile(f"{_COLOUR}(#[0-9A-Fa-f]{{6}})(?:{_SIZE}([0-9]{{1,2}}))?{_WORDS}")
_MARK = re.compile(f"[{_BOLD}{_PLAIN}{BREAK}{_END}]")
_STRAY = re.compile(f"[{_COLOUR}-{_WORDS}]")


def bold(words: str) -> str:
    """The words in bold."""
    return f"{_BOLD}{words}{_PLAIN}"


def coloured(words: str, colour: str, size: int | None = None) -> str:
    """The words in a colour written '#RRGGBB', and in a size in pixels where one is given."""
    return f"{_COLOUR}{colour}{_SIZE + str(size) if size else ''}{_WORDS}{words}{_END}"


def typeset(part: object) -> object:
    """A part of a figure with its marks as plotly's HTML and all else as text. Plotly's own templates stay as they are."""
    if isinstance(part, str):
        return _typeset(part)
    if isinstance(part, dict):
        return {name: each if str(name).endswith("template") else typeset(each) for name, each in part.items()}
    if isinstance(part, pd.Series | pd.Index):
        return typeset(part.to_numpy())
    if isinstance(part, np.ndarray):
        return typeset(part.tolist()) if part.dtype.kind in "OUT" else part
    if isinstance(part, list | tuple):
        return [typeset(each) for each in part]
    return part


def _typeset(words: str) -> str:
    if words.isalnum():
        return words
    found = _SPAN.sub(_span, escape(words, quote=False))
    return _STRAY.sub("", _MARK.sub(lambda mark: _TAGS[mark[0]], found))


def _span(found: re.Match[str]) -> str:
    size = f";font-size:{found[2]}px" if found[2] else ""
    return f'<span style="color:{found[1]}{size}">'
