"""What the tests of fetching share: a server on this computer, and a client that never really waits."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.fetching.board import Board
from data.fetching.client import Client
from data.fetching.parts import Limits, Part
from data.fetching.request import Asking
from tests.fetching.serving import Server

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A fresh server."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    found = Server()
    yield found
    found.stop()


@pytest.fixture
def waits() -> list[float]:
    """Every wait the client asked for, in seconds; none is really waited."""
    return []


@pytest.fixture
def told() -> list[str]:
    """Every line the client told."""
    return []


@pytest.fixture
def client(waits: list[float], told: list[str]) -> Iterator[Client]:
    """A client that makes four attempts and pauses for nothing between requests."""
    limits = Limits(attempts=4, pause=0.0, connect=2.0, read=2.0, small_areas_at_once=2)
    with Client(limits, sleep=waits.append, now=lambda: NOW, tell=told.append) as found:
        yield found


@pytest.fixture
def board() -> Board:
    """A board of three small areas."""
    return Board("QAA", "E54000090", "NHS Testshire Integrated Care Board", ("E01000001", "E01000002", "E01000003"))


@pytest.fixture
def part() -> Part:
    """A part to be changed by each test."""
    return Part("thing", "The thing", "counts", "file", "", "thing.csv", "A publisher", "A licence")


@pytest.fixture
def ask(client: Client, board: Board, part: Part, tmp_path: Path) -> Callable[..., Asking]:
    """An asking of the part, changed as told, by the client for the board."""

    def asking(
        *, earlier: dict | None = None, again: bool = False, area: str = "E54000090", **changes: object
    ) -> Asking:
        folder = tmp_path / "out"
        folder.mkdir(exist_ok=True)
        return Asking(replace(part, **changes), area, board, client, folder, folder / ".fetching", earlier or {}, again)

    return asking
