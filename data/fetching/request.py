"""What every way of fetching is given, and what it gives back."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.fetching.board import Board
from data.fetching.client import Client
from data.fetching.parts import Part
from data.fetching.record import FetchedFile, untouched

STEPS = "steps"
_A_DAY = 24 * 3600


@dataclass(frozen=True)
class Arrived:
    """One file as it came: where it waits (None: unchanged since last time), and the marks its service gave it.

    `asked` is a digest of the question, so that the answer to another question is never taken for this one's.
    """

    file: str
    path: Path | None
    address: str
    etag: str = ""
    last_modified: str = ""
    edition: str = ""
    asked: str = ""


@dataclass(frozen=True)
class Asking:
    """One part, asked for one board. `board` is None only while the board itself is being looked up.

    `folder` is where the files of earlier fetches lie, `waiting` where a file lies until it is whole, `earlier` what
    the record says of earlier files, by name. With `again`, everything is asked for anew.
    """

    part: Part
    area: str
    board: Board | None
    client: Client
    folder: Path
    waiting: Path
    earlier: Mapping[str, FetchedFile]
    again: bool = False

    @property
    def known_board(self) -> Board:
        """The board; ValueError while it is still being looked up."""
        if self.board is None:
            raise ValueError(f"{self.part.name}: found no board, expected the one that was looked up")
        return self.board

    def known(self, file: str, asked: str = "") -> FetchedFile | None:
        """What the record says of a file that still lies there as it came, in answer to the same question."""
        entry = self.earlier.get(file)
        return entry if not self.again and untouched(self.folder, entry, asked) else None

    def kept(self, key: str, ask: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """The answer to one step of a longer question; not asked again if a run that broke off today got that far."""
        place = self.waiting / STEPS / self.part.name
        path = place / f"{question(self.part.address, key)}.json"
        if path.is_file() and self.client.now().timestamp() - path.stat().st_mtime < _A_DAY:
            kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            return kept
        found = ask()
        place.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".fresh")
        fresh.write_text(json.dumps(found), encoding="utf-8")
        fresh.replace(path)
        return found

    def place_for(self, file: str) -> Path:
        """Where a file that is put together here waits to be looked at."""
        self.waiting.mkdir(parents=True, exist_ok=True)
        return self.waiting / file


def question(*of: object) -> str:
    """A short digest of what was asked."""
    return hashlib.sha256(json.dumps(of, sort_keys=True, default=str).encode()).hexdigest()[:16]
