"""The dark colours: every colour of a page's figures, maps and blocks, for readers whose browser or choice is dark.

A finding is made once, in light colours, for everyone, for files and for paper. `in_dark` puts each colour's dark
counterpart in its place as the finding reaches the screen, so that no chart knows of it. Where words call a ramp darker
towards an end, it is darker there in both. A colour that is not named here stays as it is.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

from components.style import colours as light

PAPER = "#11181F"
INK = "#E8EDF1"
QUIET_INK = "#AAB8C4"
# Text on a filled cell: these, whichever stands out more from the cell's dark counterpart.
ON_PALE, ON_DEEP = PAPER, "#FFFFFF"

_DEPRIVATION = ("#8553A8", "#9C72B9", "#B494CA", "#CEBADD", "#ECE4F2")
_ETHNIC_GROUPS = {"asian": "#F0C23C", "black": "#3FD6DE", "mixed": "#CF3FB5", "white": "#8791A0", "other": "#CC8063"}
_COMPARISON = {
    "much worse": "#B25400",
    "worse": "#E69F45",
    "similar": "#65717C",
    "better": "#76B3E7",
    "much better": "#2071B5",
    "much higher": "#0C798B",
    "higher": "#39A2B2",
    "lower": "#93C4CB",
    "much lower": "#D1E3E5",
}
_VALUE_CLASSES = ("#CDE5EA", "#93C7D0", "#5EABB9", "#448F9D", "#0C798B")
_BIVARIATE = (
    ("#E3E8EB", "#CBB8DC", "#AA86C9"),
    ("#AACDD1", "#9AA2BE", "#8D70B7"),
    ("#5DA6B0", "#5387B1", "#7153CB"),
)
_TEAMS = ("#5F4A23", "#385063", "#66425B", "#405337", "#584E12", "#544C44")


def _paired() -> dict[str, str]:
    """Each light colour's dark counterpart."""
    pairs = {
        light.INK: INK,
        light.QUIET_INK: QUIET_INK,
        light.LINE: "#56636F",
        light.GRID: "#2B3640",
        light.PAPER: PAPER,
        light.ACCENT: "#6EC1CE",
        light.PLAIN: "#8FB3D0",
        light.SUPPRESSED: "#76828D",
        light.MISSING: "#1F2A33",
        light.OUTSIDE: "#3C3A31",
        light.TARGETS["national"]: "#A3C76B",
        light.TARGETS["local"]: "#4FD1C5",
        # Grounds of lines that tell whose figures these are, and shades of the presented page.
        "#E2EFF1": "#17333A",
        "#3B4957": "#C3CED8",
        "#C3D0DA": "#5C7285",
        # The ground of a map, where no area is.
        "#F4F6F7": "#161F27",
        # A quiet ground behind keys and what is pointed at.
        "#F1F4F6": "#1C262F",
    }
    pairs |= {light.DEPRIVATION[str(place + 1)]: colour for place, colour in enumerate(_DEPRIVATION)}
    pairs |= {light.ETHNIC_GROUPS[group]: colour for group, colour in _ETHNIC_GROUPS.items()}
    pairs |= dict(zip(light.VALUE_CLASSES, _VALUE_CLASSES, strict=True))
    pairs |= {light.COMPARISON[standing]: colour for standing, colour in _COMPARISON.items()}
    pairs |= dict(zip(light.TEAMS, _TEAMS, strict=True))
    for row, dark_row in zip(light.BIVARIATE, _BIVARIATE, strict=True):
        pairs |= dict(zip(row, dark_row, strict=True))
    return pairs


DARK: Mapping[str, str] = _paired()
# Deep enough for a mark, not light enough to be read on the ground.
_OF_WORDS = {_COMPARISON[f"much {side}"]: _COMPARISON[side] for side in ("better", "worse")}
_HEX = re.compile(r"#[0-9A-Fa-f]{6}\b")
_TRIPLE = re.compile(r"\[(\d{1,3}), ?(\d{1,3}), ?(\d{1,3})(?=[,\]])")
_IMAGE = re.compile(r"(data:image/svg\+xml;base64,)([A-Za-z0-9+/=]+)")


def counterpart(colour: str) -> str:
    """A '#RRGGBB' colour's dark counterpart; itself where it has none."""
    named = colour.upper()
    if cell := light.cell_under(named):
        return ON_PALE if light.luminance(DARK.get(cell, cell)) > 0.2 else ON_DEEP
    return DARK.get(named, colour)


def words_counterpart(colour: str) -> str:
    """The dark counterpart of a colour that words are written in: of the two steps of better and worse the paler one."""
    found = counterpart(colour)
    return _OF_WORDS.get(found, found)


def in_dark(part: Any) -> Any:
    """A figure's part, or words of HTML or CSS, with dark colours; what is given stays as it is."""
    if isinstance(part, str):
        return _HEX.sub(lambda found: counterpart(found[0]), part) if "#" in part else part
    if isinstance(part, Mapping):
        return {name: each if name == "bdata" else in_dark(each) for name, each in part.items()}
    if isinstance(part, list | tuple):
        return [in_dark(each) for each in part]
    return part


def images_in_dark(html: str) -> str:
    """HTML with its colours dark, those of drawings in the addresses of images too."""

    def drawn(found: re.Match[str]) -> str:
        return found[1] + b64encode(in_dark(b64decode(found[2]).decode()).encode()).decode()

    return str(in_dark(_IMAGE.sub(drawn, html)))


def colours_in_dark(json: str) -> str:
    """A map as JSON with dark colours, also those written [red, green, blue], each 0–255; opacity after them stays."""
    return str(in_dark(_TRIPLE.sub(_triple, json)))


def _triple(found: re.Match[str]) -> str:
    parts = [int(each) for each in found.groups()]
    if max(parts) > 255:
        return found[0]
    named = "#" + "".join(f"{each:02X}" for each in parts)
    return "[" + ",".join(str(each) for each in light.rgb(counterpart(named))[:3])
