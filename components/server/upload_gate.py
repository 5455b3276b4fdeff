"""The gate that uploads go through: only of a live session, from the browser that opened it, and within the budget."""

import asyncio
import contextlib
import re
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.server.browser_key import key_in
from components.server.upload_budget import Coming, UploadBudget, UploadRefusedError

_UPLOAD = re.compile(r".*/_stcore/upload_file/(?P<session>[^/]+)/[^/]+")
# Nothing but an upload sends more than a few lines.
MOST_OTHER_BYTES = 100_000
_LINGER_SECONDS = 10.0
_LINGER_BYTES = 60_000_000


class UploadGate:
    """Refuses an upload before any of it is kept, or as soon as it outgrows its budget; and large bodies anywhere else.

    `browser_of` tells the key of the browser that a live session is shown in; None where no such session is live.
    """

    def __init__(self, app: ASGIApp, budget: UploadBudget, browser_of: Callable[[str], str | None]):
        self._app = app
        self._budget = budget
        self._browser_of = browser_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass; answer the rest."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        started = False

        async def answer(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._pass(scope, receive, answer)
        except UploadRefusedError as refused:
            if not started:
                await _refuse(refused, receive, send)

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        length = _declared(scope)
        upload = _UPLOAD.fullmatch(scope["path"])
        if upload is None:
            if length is None or length > MOST_OTHER_BYTES:
                raise UploadRefusedError(413, "Nothing of this size is taken here.")
            await self._app(scope, receive, send)
            return
        session = upload["session"]
        key = key_in(HTTPConnection(scope).cookies)
        if key is None or self._browser_of(session) != key:
            raise UploadRefusedError(403, "This page is no longer connected: load it again.")
        if scope["method"] != "PUT":
            await self._app(scope, receive, send)
            return
        with self._budget.upload(session, length or 0) as coming:
            await self._app(scope, self._counted(receive, coming), send)

    def _counted(self, receive: Receive, coming: Coming) -> Receive:
        """What arrives, counted; an upload that takes longer than it may is refused as it stands."""
        ends = asyncio.get_running_loop().time() + self._budget.limits.seconds

        async def counted() -> Message:
            try:
                async with asyncio.timeout_at(ends):
                    message = await receive()
            except TimeoutError as error:
                raise UploadRefusedError(408, "The upload took too long: try again.") from error
            coming.more(len(message.get("body", b"")))
            return message

        return counted


async def _refuse(refused: UploadRefusedError, receive: Receive, send: Send) -> None:
    """Answer, and then throw away for a moment what is still being sent.

    A browser reads the answer only when it has sent its file: hung up on at once, it would tell of a broken network.
    """
    body = refused.words.encode()
    headers = {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(body)), "Connection": "close"}
    if refused.retry_after:
        headers["Retry-After"] = str(refused.retry_after)
    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": refused.status, "headers": raw})
    await send({"type": "http.response.body", "body": body, "more_body": True})
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_LINGER_SECONDS):
            await _thrown_away(receive)
    await send({"type": "http.response.body", "body": b""})


async def _thrown_away(receive: Receive) -> None:
    thrown = 0
    while thrown < _LINGER_BYTES:
        message = await receive()
        thrown += len(message.get("body", b""))
        if not message.get("more_body", False):
            return


def _declared(scope: Scope) -> int | None:
    """The size that a request says its body has; nought without a body, None where the size is not told."""
    headers = Headers(scope=scope)
    told = headers.get("content-length")
    if told is not None and told.isascii() and told.isdigit():
        return int(told)
    return None if told is not None or "transfer-encoding" in headers else 0
