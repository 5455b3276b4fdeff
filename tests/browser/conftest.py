"""A browser, and a server that shows the demo, for every test in this folder."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.server import Server, running
from tests.browser.visit import LAPTOP, Visit, browser_path, launch


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


@pytest.fixture
def new_visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Start a visit to a server; when the test ends, nothing may have gone wrong and nobody else been asked."""
    visits: list[Visit] = []

    def start(server: Server, size: tuple[int, int] = LAPTOP, **options: object) -> Visit:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        visits.append(Visit(context, server.address))
        return visits[-1]

    yield start
    wrong = [each for visit in visits for each in visit.wrong]
    elsewhere = [each for visit in visits for each in visit.asked_elsewhere]
    for visit in visits:
        visit.context.close()
    assert wrong == []
    assert elsewhere == []


@pytest.fixture
def visit(server: Server, new_visit: Callable[..., Visit]) -> Visit:
    """A visit to the demo on a laptop's screen."""
    return new_visit(server)
