"""Front door: the shell as an ASGI app, geometry as static routes, and a warm-up before the first visitor."""

import gc
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from components.controls.current import served_file
from components.controls.own_dataset import leave_nothing
from components.controls.warm_up import warm_up
from data.dataset.served_geometry import basemap_style

_FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}


async def geometry(request: Request) -> Response:
    """One geometry file, compressed, that a browser need never ask for twice."""
    body = served_file(request.path_params["name"])
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
async def lifespan(_: st.App):
    """Open the dataset and fill the caches first, then keep what is loaded out of every later garbage collection."""
    warm_up()
    gc.collect()
    gc.freeze()
    yield {}
    leave_nothing()


app = st.App(
    Path(__file__).parent / "components" / "shell.py",
    routes=[Route("/brief", brief), Route("/geo/style.json", style), Route("/geo/{name}", geometry)],
    lifespan=lifespan,
)
