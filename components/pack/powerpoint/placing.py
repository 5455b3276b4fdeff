"""Where a figure stands on a slide: pixels of the picture as PowerPoint's own units."""

from dataclasses import dataclass

EMU_PER_INCH, EMU_PER_POINT = 914_400, 12_700


@dataclass(frozen=True)
class Box:
    """A rectangle on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Placing:
    """A figure's place: its upper left corner, and how many EMU a pixel is."""

    left: int
    top: int
    scale: float

    def x(self, pixel: float) -> int:
        """A pixel across, in EMU from the slide's left."""
        return self.left + round(pixel * self.scale)

    def y(self, pixel: float) -> int:
        """A pixel down, in EMU from the slide's top."""
        return self.top + round(pixel * self.scale)

    def points(self, pixels: float) -> float:
        """A length or a size of type in points."""
        return pixels * self.scale / EMU_PER_POINT


def within(box: Box, width: float, height: float) -> Placing:
    """A figure of so many pixels as large as a box holds it, in its middle across and at its top."""
    scale = min(box.width / width, box.height / height)
    return Placing(box.left + round((box.width - width * scale) / 2), box.top, scale)
