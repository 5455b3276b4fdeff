"""Headers on every answer that tell a browser to fetch nothing from elsewhere, run nothing else, and be framed by nobody."""

import base64
import hashlib
import re
from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FRAMED_BY_VARIABLE = "NEIGHBOURHOOD_EQUITY_FRAMED_BY"
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_FRAMER = re.compile(r"'self'|'none'|https?://(\*\.)?[A-Za-z0-9.-]+(:\d+)?")


def security_headers(html: str, framed_by: str = "") -> dict[str, str]:
    """The headers for a site whose own inline scripts are those in this HTML; ValueError when `framed_by` lists no sites.

    `framed_by` names the sites that may show the dashboard in a frame, apart by spaces, e.g. https://intranet.example.nhs.uk.
    """
    framers = framed_by.split()
    for each in framers:
        if not _FRAMER.fullmatch(each):
            raise ValueError(
                f"{FRAMED_BY_VARIABLE}: found {each!r}; expected addresses like https://intranet.example.nhs.uk"
            )
    return {
        "Content-Security-Policy": _policy(_hashes(html), framers or ["'self'"]),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }


def _policy(scripts: Sequence[str], framers: Sequence[str]) -> str:
    rules = {
        "default-src": ["'self'"],
        # Streamlit reads its tables with a compiled library (WebAssembly), which needs this leave; no text is run as script.
        "script-src": ["'self'", "'wasm-unsafe-eval'", *scripts],
        # Streamlit writes its styles into the page as it is drawn (emotion); a style can fetch or run nothing here.
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        # The map (MapLibre) makes its worker from a blob.
        "worker-src": ["'self'", "blob:"],
        "frame-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": framers,
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


def _hashes(html: str) -> list[str]:
    """The scripts that stand in the HTML itself, each named by its hash: no other inline script runs."""
    found = [base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in _INLINE.findall(html)]
    return [f"'sha256-{each}'" for each in found]


class SecurityHeaders:
    """Sets the headers on every answer, whoever gives it."""

    def __init__(self, app: ASGIApp, headers: dict[str, str]):
        self._app = app
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the headers with the answer."""

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self._app(scope, receive, answer if scope["type"] == "http" else send)
