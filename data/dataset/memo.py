"""What has been worked out of one dataset: kept with it, shared by everyone who asks the same, and gone with it."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

Found = TypeVar("Found")

MOST_KEPT = 6_000


class Memo:
    """Answers by what was asked; of more than `most` those go that nobody has asked for longest. Safe among threads."""

    def __init__(self, most: int = MOST_KEPT):
        self._most = most
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = threading.Lock()

    def once(self, asked: Hashable, find: Callable[[], Found]) -> Found:
        """What `find` found when this was first asked. It is shared: never change it."""
        with self._lock:
            if asked in self._kept:
                self._kept.move_to_end(asked)
                return self._kept[asked]  # type: ignore[return-value]  # what was kept for a question is what it found
        found = find()
        with self._lock:
            self._kept[asked] = found
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return found

    def keep_at_most(self, most: int) -> None:
        """Keep no more than so many answers from now on."""
        with self._lock:
            self._most = most
            while len(self._kept) > most:
                self._kept.popitem(last=False)

    def let_go(self) -> None:
        """Forget everything and keep nothing more: what is kept refers to its dataset, which would live on in here."""
        self.keep_at_most(0)

    def __len__(self) -> int:
        return len(self._kept)
