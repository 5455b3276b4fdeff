"""A browser, and a server that shows the demo, for every test in this folder."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, BrowserType, sync_playwright

from tests.browser.server import Server, running
from tests.browser.visit import LAPTOP, Visit, browser_path, launch_for_one


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs the browser, and is asked once more where it failed: the run names what was."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard on the demo dataset."""
    with running(tmp_path_factory.mktemp("server") / "log.txt") as found:
        yield found
    assert found.faults() == []


@pytest.fixture(scope="package")
def chromium() -> Iterator[BrowserType]:
    """Chromium; without it the test is skipped, or fails where a machine is meant to have it (CI is set)."""
    if browser_path() is None:
        why = "no Chromium on the path: install it to run the tests in a browser"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    with sync_playwright() as playwright:
        yield playwright.chromium


class People:
    """People with a browser of their own, each by their place among those of a test.

    Each has cookies and storage of their own, emptied after every test; what they fetched of a server's own scripts stays,
    as it does with people who come back. It is kept on disk, for only there does Chromium keep what it made of the scripts
    too: a page then takes a third less of the processor's time.
    """

    def __init__(self, chromium: BrowserType, folder: Path):
        self._chromium = chromium
        self._folder = folder
        self._known: dict[int, BrowserContext] = {}

    def context(self, place: int) -> BrowserContext:
        """The browser of one person."""
        if place not in self._known:
            self._known[place] = launch_for_one(self._chromium, self._folder / str(place))
        return self._known[place]

    def visit(self, place: int, server: Server, size: tuple[int, int]) -> Visit:
        """A visit of one person, in the one tab that their browser has."""
        context = self.context(place)
        return Visit(context, server.address, size, context.pages[0])

    @staticmethod
    def leave(visit: Visit) -> None:
        """Forget all of a visit but what it fetched."""
        visit.leave()
        for page in visit.context.pages[1:]:
            page.close()
        visit.context.clear_cookies()

    def go_home(self) -> None:
        """Close every browser."""
        for context in self._known.values():
            context.close()


@pytest.fixture(scope="package")
def people(chromium: BrowserType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[People]:
    """The people."""
    found = People(chromium, tmp_path_factory.mktemp("people"))
    yield found
    found.go_home()


@pytest.fixture
def new_visit(people: People) -> Iterator[Callable[..., Visit]]:
    """Start visits to a server, each by another person; at the end nothing may have gone wrong and nobody else been asked."""
    visits: list[Visit] = []

    def start(server: Server, size: tuple[int, int] = LAPTOP) -> Visit:
        visits.append(people.visit(len(visits), server, size))
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
