"""The typeface of pictures, Source Sans as on screen, from a package that carries it; and how wide words are in it."""

from functools import lru_cache

import font_source_sans_pro
from PIL import ImageFont

FAMILY = "Source Sans Pro"
_PLAIN, _BOLD = (font_source_sans_pro.font_files_ttf[name] for name in ("SourceSansPro", "SourceSansProBold"))
FILES = [_PLAIN, _BOLD]
# Widths are measured large and scaled, for type at its own size is rounded to whole pixels.
_MEASURED = 200


@lru_cache(maxsize=2)
def _face(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_BOLD if bold else _PLAIN, _MEASURED)


@lru_cache(maxsize=8192)
def width(words: str, size: float, *, bold: bool = False) -> float:
    """How wide words are, in pixels, at a size in pixels."""
    return _face(bold).getlength(words) * size / _MEASURED


@lru_cache(maxsize=512)
def has(character: str) -> bool:
    """Whether the typeface draws a character: what it lacks has one and the same empty box."""
    return bytes(_face(False).getmask(character)) != _box()


@lru_cache(maxsize=1)
def _box() -> bytes:
    return bytes(_face(False).getmask("\ufffe"))
