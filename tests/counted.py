"""How often a function is called: for what is to be done once."""

from typing import Any

import pytest


def counted(monkeypatch: pytest.MonkeyPatch, place: Any, name: str) -> list[tuple[Any, ...]]:
    """What `place.name` is given from now on, a tuple a call; it does what it did before."""
    calls: list[tuple[Any, ...]] = []
    original = getattr(place, name)

    def call(*given: Any, **more: Any) -> Any:
        calls.append(given)
        return original(*given, **more)

    monkeypatch.setattr(place, name, call)
    return calls
