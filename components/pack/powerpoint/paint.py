"""Colours as PowerPoint has them."""

from typing import Any

from pptx.dml.color import RGBColor

from components.style.colours import PAPER
from components.style.colours import rgb as parts

# The library comes without types.
_COLOUR: Any = RGBColor


def rgb(colour: str) -> Any:
    """A colour written '#RRGGBB'."""
    return _COLOUR.from_string(colour.lstrip("#"))


def mixed(colour: str, opacity: float) -> str:
    """The colour that another has on paper, where it is only so opaque (0 to 1)."""
    pairs = zip(parts(colour)[:3], parts(PAPER)[:3], strict=True)
    return "#" + "".join(f"{round(opacity * over + (1 - opacity) * under):02X}" for over, under in pairs)
