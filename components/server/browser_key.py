"""A session belongs to the browser that opened it: a key in a cookie that no script can read and no address holds.

Streamlit puts a session's id in the addresses of its uploads, and lets whoever knows the id go on with the session. Here the
id alone opens nothing. Each browser has a key; its fingerprint travels with the websocket as a trusted header, which
Streamlit takes for the identity of the session's owner and compares before it lets anybody go on with it.
"""

import hashlib
import re
import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "neighbourhood_equity_browser"
HEADER = "X-Neighbourhood-Equity-Browser"
_KEY = re.compile(r"[A-Za-z0-9_-]{43}")
_PROTOCOLS = "sec-websocket-protocol"


def key_in(cookies: dict[str, str]) -> str | None:
    """A browser's key among its cookies; None where it has none, or something that this server did not make."""
    found = cookies.get(COOKIE, "")
    return found if _KEY.fullmatch(found) else None


class BrowserKey:
    """Gives each browser its key with the page, and each websocket the fingerprint of its browser's."""

    def __init__(self, app: ASGIApp, same_site: str = "lax"):
        self._app = app
        self._same_site = same_site.lower()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with the fingerprint that this server found, never one that was sent."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        key = key_in(HTTPConnection(scope).cookies)
        scope = {**scope, "headers": list(scope["headers"])}
        headers = MutableHeaders(scope=scope)
        del headers[HEADER]
        if scope["type"] == "websocket":
            # A browser without a key is nobody that could be known again: a fingerprint that nobody else will have.
            headers[HEADER] = hashlib.sha256((key or secrets.token_urlsafe(32)).encode()).hexdigest()
            if key is None:
                _forget_session(headers)
            await self._app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if key is None and message["type"] == "http.response.start" and _is_page(headers, message):
                MutableHeaders(scope=message).append("Set-Cookie", self._cookie(scope))
            await send(message)

        await self._app(scope, receive, answer)

    def _cookie(self, scope: Scope) -> str:
        forwarded = Headers(scope=scope).get("x-forwarded-proto", scope.get("scheme", ""))
        secure = "; Secure" if "https" in (forwarded, scope.get("scheme")) or self._same_site == "none" else ""
        same_site = self._same_site.capitalize()
        return f"{COOKIE}={secrets.token_urlsafe(32)}; Path=/; HttpOnly; SameSite={same_site}{secure}"


def _is_page(asked: MutableHeaders, message: Message) -> bool:
    """Whether a person's browser asked for a page, even one that it has already (304) and so is answered without any type."""
    # Never with what shared caches may keep: scripts, pictures, shapes.
    kept = "public" in MutableHeaders(scope=message).get("cache-control", "")
    return "text/html" in asked.get("accept", "") and not kept


def _forget_session(headers: MutableHeaders) -> None:
    """Leave out the third of Streamlit's subprotocols: the id of a session to go on with."""
    if _PROTOCOLS in headers:
        headers[_PROTOCOLS] = ",".join(headers[_PROTOCOLS].split(",")[:2])
