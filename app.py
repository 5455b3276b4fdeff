"""Front door: the shell as an ASGI app in its protecting layers, geometry as static routes, a warm-up before visitors."""

import asyncio
import gc
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from components.controls.current import served_file
from components.controls.live_sessions import (
    LeftUploads,
    browser_of,
    html_with_scripts,
    same_site,
    scripts_folder,
    sessions_by_browser,
    uploads_held,
)
from components.controls.own_dataset import leave_nothing
from components.controls.warm_up import warm_up
from components.server.closed_doors import METRICS_VARIABLE, plain_page
from components.server.layers import layers
from components.server.security_headers import FRAMED_BY_VARIABLE, security_headers
from components.server.upload_budget import SERVER_VARIABLE, UploadBudget, server_limits
from data.contract.errors import ContractError
from data.dataset.served_geometry import basemap_style

_LOG = logging.getLogger("neighbourhood_equity")
_TIDY_SECONDS = 30
_FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}


async def geometry(request: Request) -> Response:
    """One geometry file, compressed, that a browser need never ask for twice."""
    # What nobody has asked for yet takes a while to make: others are served meanwhile.
    body = await asyncio.to_thread(served_file, request.path_params["name"])
    if body is None:
        return PlainTextResponse("no such geometry", status_code=404)
    return Response(body, media_type="application/json", headers={"Content-Encoding": "gzip"} | _FOREVER)


async def style(_: Request) -> Response:
    """The basemap's style: a plain background that needs no tile server."""
    return Response(basemap_style(), media_type="application/json", headers=_FOREVER)


async def brief(request: Request) -> Response:
    """The Brief by its own name: it is the page of the bare address, which Streamlit knows by no other."""
    return RedirectResponse("./" + (f"?{request.url.query}" if request.url.query else ""))


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Open the dataset and fill the caches first, then keep what is loaded out of every later garbage collection.

    A dataset that cannot be opened is told in the log, and every page answers that there is none (503).
    """
    sessions_by_browser()
    try:
        warm_up()
        served["dataset"] = True
    except ContractError as error:
        _LOG.error("The dataset cannot be opened. %s", error)
    gc.collect()
    gc.freeze()
    tidying = asyncio.create_task(_tidy_uploads())
    yield {}
    tidying.cancel()
    leave_nothing()


async def _tidy_uploads() -> None:
    left = LeftUploads()
    while True:
        await asyncio.sleep(_TIDY_SECONDS)
        left.remove()


async def sorry(_: Request, __: Exception) -> Response:
    """What is shown when an answer fails: plain, and with nothing to follow elsewhere."""
    page = plain_page(
        "Something went wrong", "Load the page again. If it happens again, tell whoever runs this server.", 500
    )
    page.headers.update(_HEADERS)
    return page


served = {"dataset": False}
_HEADERS = security_headers(html_with_scripts(), os.environ.get(FRAMED_BY_VARIABLE, ""))
app = st.App(
    Path(__file__).parent / "components" / "shell.py",
    routes=[Route("/brief", brief), Route("/geo/style.json", style), Route("/geo/{name}", geometry)],
    lifespan=lifespan,
    exception_handlers={500: sorry},
    middleware=layers(
        _HEADERS,
        UploadBudget(uploads_held, server_limits(os.environ.get(SERVER_VARIABLE, ""))),
        ready=lambda: served["dataset"],
        browser_of=browser_of,
        metrics_open=os.environ.get(METRICS_VARIABLE) == "open",
        same_site=same_site(),
        scripts=scripts_folder(),
    ),
)
