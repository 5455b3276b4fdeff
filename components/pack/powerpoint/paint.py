"""A colour as PowerPoint has it."""

from typing import Any

from pptx.dml.color import RGBColor

# The library comes without types.
_COLOUR: Any = RGBColor


def rgb(colour: str) -> Any:
    """A colour written '#RRGGBB'."""
    return _COLOUR.from_string(colour.lstrip("#"))
