"""How much may be uploaded: of what is held now and of what is on its way, for each session and for the whole server."""

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

SERVER_VARIABLE = "NEIGHBOURHOOD_EQUITY_UPLOADS_MB"
# The sizes of what is held, by session and file.
Held = Mapping[str, Mapping[str, int]]
_MINUTE = 60.0


@dataclass(frozen=True)
class Limits:
    """The most that is taken. A check takes 200 files and 100 MB together; the rest leaves room for one thing more beside."""

    file_bytes: int = 52_500_000
    session_bytes: int = 120_000_000
    session_files: int = 250
    server_bytes: int = 600_000_000
    minute_uploads: int = 300
    minute_bytes: int = 300_000_000
    seconds: float = 300.0


class UploadRefusedError(Exception):
    """An upload that is not taken, with the status and the words to answer it with."""

    def __init__(self, status: int, words: str, retry_after: int = 0):
        super().__init__(words)
        self.status = status
        self.words = words
        self.retry_after = retry_after


def server_limits(megabytes: str) -> Limits:
    """The limits, with the server's own from words; ValueError when those are not a number of megabytes above nought."""
    if not megabytes:
        return Limits()
    if not megabytes.isascii() or not megabytes.isdigit() or int(megabytes) == 0:
        raise ValueError(f"{SERVER_VARIABLE}: found {megabytes!r}; expected a number of megabytes, like 600")
    return Limits(server_bytes=int(megabytes) * 1_000_000)


class Coming:
    """One upload on its way: what it has said it will be, or what has come if that is more."""

    def __init__(self, budget: "UploadBudget", session: str, declared: int):
        self._budget = budget
        self._session = session
        self.bytes = declared
        self.arrived = 0

    def more(self, count: int) -> None:
        """Count bytes that have arrived; UploadRefusedError when they are more than may come."""
        self.arrived += count
        if self.arrived > self.bytes:
            self._budget.allow(self._session, self.arrived - self.bytes, self.arrived)
            self.bytes = self.arrived


class UploadBudget:
    """Allows uploads within the limits. `held` tells what the server holds at the moment: what is removed counts no more."""

    def __init__(self, held: Callable[[], Held], limits: Limits, clock: Callable[[], float] = time.monotonic):
        self._held = held
        self.limits = limits
        self._clock = clock
        self._coming: defaultdict[str, list[Coming]] = defaultdict(list)
        self._lately: dict[str, deque[tuple[float, Coming]]] = {}

    @contextmanager
    def upload(self, session: str, declared: int) -> Iterator[Coming]:
        """An upload of a session for as long as the block lasts; UploadRefusedError when the budget has no room for it."""
        self._allow_rate(session)
        held, coming = self._held().get(session, {}), self._coming.get(session, [])
        if len(held) + len(coming) >= self.limits.session_files:
            raise UploadRefusedError(
                413, f"This session holds {self.limits.session_files} files, which is the most: remove some."
            )
        self.allow(session, declared, declared)
        upload = Coming(self, session, declared)
        self._coming[session].append(upload)
        self._lately[session].append((self._clock(), upload))
        try:
            yield upload
        finally:
            self._coming[session].remove(upload)
            if not self._coming[session]:
                del self._coming[session]

    def allow(self, session: str, more: int, whole: int) -> None:
        """UploadRefusedError when a session's upload, `whole` bytes so far, cannot be given `more` of the budget."""
        if whole > self.limits.file_bytes:
            raise UploadRefusedError(413, "The file is too large: at most 50 MB is taken.")
        held = self._held()
        of_session = sum(held.get(session, {}).values()) + sum(each.bytes for each in self._coming.get(session, []))
        if of_session + more > self.limits.session_bytes:
            most = self.limits.session_bytes // 1_000_000
            raise UploadRefusedError(413, f"This session's files would be over {most} MB together: remove some first.")
        everything = sum(sum(files.values()) for files in held.values())
        everything += sum(each.bytes for uploads in self._coming.values() for each in uploads)
        if everything + more > self.limits.server_bytes:
            raise UploadRefusedError(429, "The server holds as much as it takes: try again in a few minutes.", 120)

    def _allow_rate(self, session: str) -> None:
        """UploadRefusedError when a session has begun, or sent, as much as it may in one minute."""
        now = self._clock()
        for other in list(self._lately):
            uploads = self._lately[other]
            while uploads and now - uploads[0][0] >= _MINUTE:
                uploads.popleft()
            if not uploads:
                del self._lately[other]
        lately = self._lately.setdefault(session, deque())
        sent = sum(upload.arrived for _, upload in lately)
        if len(lately) >= self.limits.minute_uploads or sent >= self.limits.minute_bytes:
            wait = math.ceil(_MINUTE - (now - lately[0][0]))
            raise UploadRefusedError(429, "Too many uploads in one minute: try again when it has passed.", wait)
