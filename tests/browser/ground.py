"""Where places of the earth lie on the map's canvas, and clicking them."""

import math

from playwright.sync_api import expect

from components.charts.maps import MapAddresses, choropleth
from components.controls.current import served_level
from tests.browser.visit import Visit

_TILE = 512


class Ground:
    """Where places on the ground are on the map's canvas."""

    def __init__(self, visit: Visit, level: str):
        self._canvas = visit.map(level)
        addresses = MapAddresses("", "", "", "", served_level(level).bounds)
        self.view = choropleth(addresses, colours=[], hatched=[], words="").initial_view_state

    @property
    def box(self) -> dict[str, float]:
        """Where the canvas is now: what is drawn above it a moment later moves it."""
        return self._canvas.bounding_box()

    def _world(self, longitude: float, latitude: float) -> tuple[float, float]:
        size = _TILE * 2**self.view.zoom
        lat = math.radians(latitude)
        return size * (longitude + 180) / 360, size * (1 - math.asinh(math.tan(lat)) / math.pi) / 2

    def pixel(self, point) -> tuple[float, float]:
        """A point's pixel, from the canvas' top left corner."""
        x, y = self._world(point.x, point.y)
        middle_x, middle_y = self._world(self.view.longitude, self.view.latitude)
        box = self.box
        return box["width"] / 2 + x - middle_x, box["height"] / 2 + y - middle_y

    def on_page(self, point) -> tuple[float, float]:
        """A point's pixel, from the page's top left corner."""
        (x, y), box = self.pixel(point), self.box
        return box["x"] + x, box["y"] + y


def click(visit: Visit, ground: Ground, point) -> None:
    """Click once on a point of the map.

    A press counts as a click only if it ends within a quarter of a second, which a busy machine without a graphics card
    may miss: then nothing is sent to the server, and the click is made again. Not too soon: the same machine may take
    seconds to see what was clicked, and a second click takes the first back.
    """
    x, y = ground.on_page(point)
    visit.page.mouse.move(x - 3, y)
    visit.page.mouse.move(x, y)
    expect(visit.page.locator(".deck-tooltip")).to_be_visible()
    before = visit.messages_sent
    for _ in range(10):
        visit.page.mouse.click(x, y)
        for _ in range(60):
            visit.page.wait_for_timeout(100)
            if visit.messages_sent > before:
                return
    raise AssertionError("the map took no notice of any click")
