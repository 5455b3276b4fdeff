"""Takes a picture of every page of the demo at a laptop's and a meeting room's size: python -m tests.browser.screenshots."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.server import ROOT, running
from tests.browser.visit import LAPTOP, SCREEN, Visit, launch

FOLDER = ROOT / "docs" / "screenshots"
PAGES = {
    "brief": "/",
    "where": "/where?indicator=smoking",
    "who": "/who?indicator=smoking",
    "trend": "/trend?indicator=phone_access",
    "compare": "/compare?indicator=smoking",
    "need": "/need",
    "trust": "/trust",
    "access": "/access",
    "records": "/records",
    "pilots": "/pilots",
    "pilot": "/pilots?pilot=screening_hosts",
    "returns": "/returns",
    "evidence": "/evidence?indicator=smoking",
    "decisions": "/decisions?indicator=smoking",
    "your_data": "/your_data",
    "neighbourhoods": "/neighbourhoods",
    "methods": "/methods?method=slope",
}
_SECONDS_TO_PAINT = 6


def main() -> None:
    """Write one PNG for each page and size."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as scratch,
        running(Path(scratch) / "log.txt") as server,
        sync_playwright() as play,
    ):
        browser = launch(play.chromium)
        for width, height in (LAPTOP, SCREEN):
            context = browser.new_context(viewport={"width": width, "height": height})
            for name, address in PAGES.items():
                visit = Visit(context, server.address).open(address)
                visit.page.wait_for_timeout(_SECONDS_TO_PAINT * 1000)
                visit.page.screenshot(path=FOLDER / f"{name}-{width}.png")
                visit.page.close()
        browser.close()


if __name__ == "__main__":
    main()
