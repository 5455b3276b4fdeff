"""Doors that stay shut: the server's inner figures, and every page of a server whose dataset could not be opened."""

from collections.abc import Callable

from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

METRICS_VARIABLE = "NEIGHBOURHOOD_EQUITY_METRICS"
_TRY_AGAIN = 1013
_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Neighbourhood Equity</title></head>
<body><h1>{heading}</h1><p>{words}</p></body></html>"""


def plain_page(heading: str, words: str, status: int) -> HTMLResponse:
    """A page that needs nothing else to be shown."""
    return HTMLResponse(_PAGE.format(heading=heading, words=words), status)


class ClosedDoors:
    """Answers 404 for the metrics unless they are `metrics_open`, and 503 for everything while `ready` says no."""

    def __init__(self, app: ASGIApp, ready: Callable[[], bool], *, metrics_open: bool):
        self._app = app
        self._ready = ready
        self._metrics_open = metrics_open

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass; answer the rest."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif not self._ready():
            await _not_ready(scope, receive, send)
        elif scope["path"].rstrip("/").endswith("/_stcore/metrics") and not self._metrics_open:
            await PlainTextResponse("Not found", 404)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


async def _not_ready(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": _TRY_AGAIN})
    elif scope["path"].endswith("/_stcore/health"):
        await PlainTextResponse("the dataset cannot be opened: see the server's log", 503)(scope, receive, send)
    else:
        words = "Its figures could not be opened. Whoever runs this server finds the reason in its log."
        await plain_page("The dashboard cannot be shown", words, 503)(scope, receive, send)
