"""The words of a figure, read from the few marks plotly gives them: bold, colour, size, and where a line ends."""

import re
from dataclasses import dataclass
from html import unescape

_TAG = re.compile(r"<(/?)(b|br|span)(?: style=\"([^\"]*)\")?>")


@dataclass(frozen=True)
class Run:
    """Words of one look: `colour` '' and `size` 0 are those of what they stand in."""

    words: str
    bold: bool = False
    colour: str = ""
    size: int = 0


Line = tuple[Run, ...]


def lines_of(marked: str) -> tuple[Line, ...]:
    """The lines of a label, each its runs. Only the charts' own marks are read as marks; all else is text."""
    lines: list[list[Run]] = [[]]
    bold, looks = False, [("", 0)]
    at = 0
    for tag in _TAG.finditer(marked):
        _add(lines, marked[at : tag.start()], bold, looks[-1])
        at = tag.end()
        closes, name, style = tag.groups()
        if name == "br":
            lines.append([])
        elif name == "b":
            bold = not closes
        elif closes:
            looks.pop()
        else:
            looks.append(_look(style or ""))
    _add(lines, marked[at:], bold, looks[-1])
    return tuple(tuple(line) for line in lines)


def words_of(marked: object) -> str:
    """A label as plain words on one line."""
    return " ".join("".join(run.words for run in line).strip() for line in lines_of(str(marked))).strip()


def _add(lines: list[list[Run]], words: str, bold: bool, look: tuple[str, int]) -> None:
    if words:
        lines[-1].append(Run(unescape(words), bold, *look))


def _look(style: str) -> tuple[str, int]:
    told = dict(part.split(":", 1) for part in style.split(";") if ":" in part)
    return told.get("color", ""), int(told.get("font-size", "0").removesuffix("px"))
