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
        self.box = visit.map(level).bounding_box()
        addresses = MapAddresses("", "", "", "", served_level(level).bounds)
        self.view = choropleth(addresses, colours=[], hatched=[], words="").initial_view_state

    def _world(self, longitude: float, latitude: float) -> tuple[float, float]:
        size = _TILE * 2**self.view.zoom
        lat = math.radians(latitude)
        return size * (longitude + 180) / 360, size * (1 - math.asinh(math.tan(lat)) / math.pi) / 2

    def pixel(self, point) -> tuple[float, float]:
        """A point's pixel, from the canvas' top left corner."""
        x, y = self._world(point.x, point.y)
        middle_x, middle_y = self._world(self.view.longitude, self.view.latitude)
        return self.box["width"] / 2 + x - middle_x, self.box["height"] / 2 + y - middle_y


def click(visit: Visit, ground: Ground, point) -> None:
    """Click once on a point of the map.

    A press counts as a click only if it ends within a quarter of a second, which a busy machine without a graphics card
    may miss: then nothing is sent to the server, and the click is made again.
    """
    x, y = ground.pixel(point)
    x, y = ground.box["x"] + x, ground.box["y"] + y
    visit.page.mouse.move(x - 3, y)
    visit.page.mouse.move(x, y)
    expect(visit.page.locator(".deck-tooltip")).to_be_visible()
    before = visit.messages_sent
    for _ in range(20):
        visit.page.mouse.click(x, y)
        for _ in range(15):
            visit.page.wait_for_timeout(100)
            if visit.messages_sent > before:
                return
    raise AssertionError("the map took no notice of any click")
