"""What a server does before anybody asks: the first page is answered, then others, where it may."""

import threading
from types import SimpleNamespace

import pytest

from components.controls import warm_up as seam
from components.controls.cached_findings import answer
from components.findings.selection import from_link
from data.dataset.memo import MOST_BYTES


@pytest.fixture
def shown(small, monkeypatch):
    monkeypatch.setattr("components.controls.current.shared_dataset", lambda: small)
    monkeypatch.setattr(seam, "served_files", dict)
    monkeypatch.setattr(seam, "prepare", lambda *_: None)
    # Later tests look for what is collected.
    monkeypatch.setattr(seam, "gc", SimpleNamespace(freeze=lambda: None))
    small.memo.keep_at_most(0)
    small.memo.keep_at_most(MOST_BYTES)
    return small


def _answered(dataset) -> set[tuple[str, str]]:
    """The findings that are kept, each with the indicator it is about."""
    asked = [each for each in dataset.memo._kept if isinstance(each, tuple) and len(each) == 2]
    return {(ask.__name__, about.indicator) for ask, about in asked if hasattr(about, "indicator")}


def _ended() -> None:
    for thread in threading.enumerate():
        if thread.name == "answer-ahead":
            thread.join(timeout=60)
            assert not thread.is_alive()


def test_every_indicator_is_answered_ahead(shown, monkeypatch):
    monkeypatch.delenv(seam.AHEAD_VARIABLE, raising=False)
    seam.warm_up()
    _ended()
    expected = {(ask.__name__, indicator) for ask in seam._EACH for indicator in shown.indicators}
    assert expected <= _answered(shown)
    first = from_link(shown, {})
    assert answer(seam.groups_finding, first) is answer(seam.groups_finding, first)


def test_a_server_that_is_told_so_answers_nothing_ahead(shown, monkeypatch):
    monkeypatch.setenv(seam.AHEAD_VARIABLE, "no")
    seam.warm_up()
    assert not any(thread.name == "answer-ahead" for thread in threading.enumerate())
    assert _answered(shown) == set()
