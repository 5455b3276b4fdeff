"""What has been worked out of one dataset: kept with it, shared by everyone who asks the same, and gone with it."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

from data.dataset.answer_size import size_of

Found = TypeVar("Found")

MOST_BYTES = 400_000_000


class _Later:
    """An answer that is at hand, and is put together when it is first asked for."""

    def __init__(self, find: Callable[[], object]):
        self._find: Callable[[], object] | None = find
        self._found: object = None

    def found(self) -> object:
        """The answer. Two who ask at once may each put it together: it is the same."""
        find = self._find
        if find is not None:
            self._found = find()
            self._find = None
        return self._found


class Memo:
    """Answers by what was asked; beyond `most` bytes those go that nobody has asked for longest. Safe among threads.

    Who asks what is being worked out for another waits for that: it is worked out once, however many ask at the same time.
    Nobody waits for ever: an answer never needs itself, so that no two can wait for one another.
    """

    def __init__(self, most: int = MOST_BYTES):
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
        self._bytes = 0
        self._begun: dict[Hashable, threading.Event] = {}
        self._lock = threading.Lock()

    def once(self, asked: Hashable, find: Callable[[], Found]) -> Found:
        """What `find` found when this was first asked. It is shared: never change it."""
        while True:
            with self._lock:
                begun = self._begun.get(asked)
                if known := asked in self._kept:
                    self._kept.move_to_end(asked)
                    held = self._kept[asked][0]
                elif begun is None:
                    ended = self._begun[asked] = threading.Event()
                    break
            if known:
                # Outside the lock: putting it together may take a moment, and others need not wait for that.
                return held.found() if isinstance(held, _Later) else held  # type: ignore[return-value]  # as it was kept
            if begun is not None:
                begun.wait()
        try:
            found = find()
            self.keep(asked, found)
        finally:
            with self._lock:
                del self._begun[asked]
            ended.set()
        return found

    def keep(self, asked: Hashable, found: object) -> None:
        """Keep what was found along the way, before anybody asks for it by itself."""
        self._keep(asked, found, size_of(found))

    def keep_later(self, asked: Hashable, find: Callable[[], object], size: int) -> None:
        """The same of what is at hand but not put together, of about so many bytes: many of these nobody asks for."""
        self._keep(asked, _Later(find), size)

    def _keep(self, asked: Hashable, found: object, size: int) -> None:
        with self._lock:
            if asked not in self._kept:
                self._kept[asked] = (found, size)
                self._bytes += size
                self._drop()

    def _drop(self) -> None:
        while self._bytes > self._most:
            _, (_, size) = self._kept.popitem(last=False)
            self._bytes -= size

    def keep_at_most(self, most: int) -> None:
        """Keep no more than so many bytes from now on."""
        with self._lock:
            self._most = most
            self._drop()

    def let_go(self) -> None:
        """Forget everything and keep nothing more: what is kept refers to its dataset, which would live on in here."""
        self.keep_at_most(0)

    def __contains__(self, asked: Hashable) -> bool:
        with self._lock:
            return asked in self._kept

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def bytes_kept(self) -> int:
        """About how many bytes the answers take (see `answer_size`)."""
        return self._bytes
