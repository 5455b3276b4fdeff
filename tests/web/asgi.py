"""Requests made to a layer by hand, with an app beneath that tells what came through."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send


@dataclass
class Beneath:
    """An app that reads every body to its end; `read` is how many bytes came through, `scopes` what was asked."""

    read: int = 0
    scopes: list[Scope] = field(default_factory=list)
    content_type: str = "text/plain"
    more_headers: tuple[tuple[bytes, bytes], ...] = ()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read, count, and answer 204."""
        self.scopes.append(scope)
        if scope["type"] != "http":
            return
        more = True
        while more:
            message = await receive()
            self.read += len(message.get("body", b""))
            more = message.get("more_body", False)
        headers = [(b"content-type", self.content_type.encode()), *self.more_headers]
        await send({"type": "http.response.start", "status": 204, "headers": headers})
        await send({"type": "http.response.body", "body": b""})


@dataclass(frozen=True)
class Answer:
    """What a layer answered."""

    status: int
    headers: dict[str, str]
    body: str


def ask(
    app: ASGIApp,
    path: str,
    method: str = "GET",
    *,
    chunks: Iterable[bytes] = (),
    pause: float = 0.0,
    kind: str = "http",
    **headers: str,
) -> Answer | None:
    """One request, its body in chunks with a pause before each; header names with _ for -. None where nothing is answered."""
    sent: list[Message] = []
    waiting = [*chunks]
    scope = {
        "type": kind,
        "method": method,
        "path": path,
        "query_string": b"",
        "scheme": "http",
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
    }

    async def receive() -> Message:
        await asyncio.sleep(pause)
        body = waiting.pop(0) if waiting else b""
        return {"type": "http.request", "body": body, "more_body": bool(waiting)}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    start = next((each for each in sent if each["type"] == "http.response.start"), None)
    if start is None:
        return None
    body = b"".join(each.get("body", b"") for each in sent if each["type"] == "http.response.body")
    return Answer(start["status"], {name.decode(): value.decode() for name, value in start["headers"]}, body.decode())
