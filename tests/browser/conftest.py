"""A browser, and a server that shows the demo, for every test in this folder."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.server import Server, running
from tests.browser.visit import LAPTOP, REMEMBER_BROKEN, Visit, browser_path, launch


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs the browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard on the demo dataset."""
    with running(tmp_path_factory.mktemp("server") / "log.txt") as found:
        yield found
    assert found.faults() == []


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium; without it the test is skipped, or fails where a machine is meant to have it (CI is set)."""
    if browser_path() is None:
        why = "no Chromium on the path: install it to run the tests in a browser"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    with sync_playwright() as playwright:
        found = launch(playwright.chromium)
        yield found
        found.close()


class People:
    """A browser's people, each by their place among those of a test and the size of their screen.

    Each has cookies and storage of their own, emptied after every test; what they fetched of a server's own scripts stays,
    as it does with people who come back, so that a page need not read five megabytes of scripts anew each time.
    """

    def __init__(self, browser: Browser):
        self._browser = browser
        self._known: dict[tuple[int, int, int], BrowserContext] = {}

    def context(self, place: int, size: tuple[int, int]) -> BrowserContext:
        """The context of one person."""
        key = (place, *size)
        if key not in self._known:
            self._known[key] = self._browser.new_context(viewport={"width": size[0], "height": size[1]})
        return self._known[key]

    @staticmethod
    def leave(visit: Visit) -> None:
        """Forget all of a visit but what it fetched."""
        if visit.page.url.startswith("http"):
            visit.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        for page in visit.context.pages:
            page.close()
        visit.context.clear_cookies()


@pytest.fixture(scope="package")
def people(browser: Browser) -> People:
    """The browser's people."""
    return People(browser)


@pytest.fixture
def new_visit(people: People) -> Iterator[Callable[..., Visit]]:
    """Start visits to a server, each by another person; at the end nothing may have gone wrong and nobody else been asked."""
    visits: list[Visit] = []

    def start(server: Server, size: tuple[int, int] = LAPTOP) -> Visit:
        visits.append(Visit(people.context(len(visits), size), server.address))
        return visits[-1]

    yield start
    wrong = [each for visit in visits for each in visit.wrong]
    elsewhere = [each for visit in visits for each in visit.asked_elsewhere]
    for visit in visits:
        people.leave(visit)
    assert wrong == []
    assert elsewhere == []


@pytest.fixture
def visit(server: Server, new_visit: Callable[..., Visit]) -> Visit:
    """A visit to the demo on a laptop's screen."""
    return new_visit(server)


@pytest.fixture
def watched(visit: Visit) -> Visit:
    """The same, with pages that remember what broke the content policy."""
    visit.page.add_init_script(REMEMBER_BROKEN)
    return visit
