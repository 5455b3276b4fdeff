"""Takes a picture of every page of the demo at a laptop's and a meeting room's size: python -m tests.browser.screenshots."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from data.contract.pages import PAGES
from tests.browser.server import ROOT, running
from tests.browser.visit import LAPTOP, SCREEN, Visit, launch_for_one

FOLDER = ROOT / "docs" / "screenshots"
# Every page, and one pilot of the demo.
ADDRESSES = {page.name: page.address for page in PAGES} | {"pilot": "/pilots?pilot=screening_hosts"}
_SECONDS_TO_PAINT = 6


def main() -> None:
    """Write one PNG for each page and size."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as scratch,
        running(Path(scratch) / "log.txt") as server,
        sync_playwright() as play,
    ):
        context = launch_for_one(play.chromium, Path(scratch) / "person")
        for size in (LAPTOP, SCREEN):
            for name, address in ADDRESSES.items():
                visit = Visit(context, server.address, size).open(address)
                visit.page.wait_for_timeout(_SECONDS_TO_PAINT * 1000)
                visit.paint()
                # Looking at a map brings it into view: the picture begins at the top of the page, as a visit does.
                visit.page.locator('[data-testid="stMain"]').evaluate("main => main.scrollTo(0, 0)")
                visit.page.screenshot(path=FOLDER / f"{name}-{size[0]}.png")
                visit.page.close()
        context.close()


if __name__ == "__main__":
    main()
