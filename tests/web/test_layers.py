"""Headers, keys of browsers, and doors that stay shut: each layer by itself."""

import asyncio
import hashlib
import re
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from components.server.browser_key import COOKIE, HEADER, BrowserKey
from components.server.closed_doors import ClosedDoors
from components.server.layers import layers
from components.server.security_headers import SecurityHeaders, security_headers
from components.server.upload_budget import Limits, UploadBudget
from tests.web.asgi import Beneath, ask

KEY = "k" * 43
PAGE = "<html><script>\n  a = 1\n</script><script src='x.js'></script></html>"


def _policy(headers: dict[str, str]) -> dict[str, list[str]]:
    rules = headers["Content-Security-Policy"].split("; ")
    return {words[0]: words[1:] for rule in rules if (words := rule.split())}


def test_the_policy_names_nowhere_but_here():
    policy = _policy(security_headers(PAGE))
    assert policy["default-src"] == ["'self'"]
    assert policy["img-src"] == ["'self'", "data:", "blob:"]
    assert policy["frame-ancestors"] == ["'self'"]
    assert policy["object-src"] == ["'none'"]
    assert not re.search(r"https?:|\*|'unsafe-eval'", security_headers(PAGE)["Content-Security-Policy"])
    assert "'unsafe-inline'" not in policy["script-src"]


def test_only_the_inline_scripts_of_the_page_itself_may_run():
    # The hash of "\n  a = 1\n", by openssl.
    assert _policy(security_headers(PAGE))["script-src"][-1] == "'sha256-nHiJsB1GRX6Ku2XBkWKVt2F3CJiowPuMwhcJv+CWmC0='"


def test_an_intranet_may_be_named_to_frame_it():
    policy = _policy(security_headers(PAGE, "https://intranet.example.nhs.uk https://*.example.org:8443"))
    assert policy["frame-ancestors"] == ["https://intranet.example.nhs.uk", "https://*.example.org:8443"]


@pytest.mark.parametrize("wrong", ["*", "https://a; script-src *", "intranet", "javascript:x", "https://a,b"])
def test_what_is_no_address_is_refused(wrong):
    with pytest.raises(ValueError, match="NEIGHBOURHOOD_EQUITY_FRAMED_BY: found"):
        security_headers(PAGE, wrong)


def test_every_answer_has_the_headers_instead_of_its_own():
    beneath = Beneath(more_headers=((b"x-content-type-options", b"other"),))
    found = ask(SecurityHeaders(beneath, security_headers(PAGE)), "/anything")
    assert found.headers["x-content-type-options"] == "nosniff"
    assert found.headers["referrer-policy"] == "no-referrer"
    assert found.headers["permissions-policy"].startswith("camera=()")
    assert found.headers["content-security-policy"].startswith("default-src 'self'; ")


def test_a_browser_gets_a_key_with_its_first_page_and_only_then():
    layer = BrowserKey(Beneath())
    found = ask(layer, "/", accept="text/html,*/*").headers["set-cookie"]
    assert re.fullmatch(rf"{COOKIE}=[\w-]{{43}}; Path=/; HttpOnly; SameSite=Lax", found)
    assert ask(layer, "/", accept="text/html").headers["set-cookie"] != found
    assert ask(layer, "/", accept="text/html", x_forwarded_proto="https").headers["set-cookie"].endswith("; Secure")
    assert "set-cookie" not in ask(layer, "/", accept="text/html", cookie=f"{COOKIE}={KEY}").headers
    assert "set-cookie" not in ask(layer, "/static/a.js", accept="*/*").headers
    shared = BrowserKey(Beneath(more_headers=((b"cache-control", b"public, immutable"),)))
    assert "set-cookie" not in ask(shared, "/geo/a.json", accept="text/html").headers


def _passed_on(**headers: str) -> dict[str, str]:
    beneath = Beneath()
    ask(BrowserKey(beneath), "/_stcore/stream", kind="websocket", **headers)
    return {name.decode(): value.decode() for name, value in beneath.scopes[0]["headers"]}


def test_a_websocket_carries_the_fingerprint_of_its_browser_and_not_one_that_was_sent():
    sent = {HEADER.lower().replace("-", "_"): "f" * 64}
    found = _passed_on(cookie=f"{COOKIE}={KEY}", sec_websocket_protocol="streamlit, token, session", **sent)
    assert found[HEADER.lower()] == hashlib.sha256(KEY.encode()).hexdigest()
    assert found["sec-websocket-protocol"] == "streamlit, token, session"


def test_a_browser_without_a_key_can_go_on_with_no_session():
    first = _passed_on(sec_websocket_protocol="streamlit, token, session")
    assert first["sec-websocket-protocol"] == "streamlit, token"
    assert re.fullmatch("[0-9a-f]{64}", first[HEADER.lower()])
    assert _passed_on()[HEADER.lower()] != first[HEADER.lower()]


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/", "/base/_stcore/metrics"])
def test_the_servers_inner_figures_are_not_there_unless_they_are_opened(path):
    assert ask(ClosedDoors(Beneath(), lambda: True, metrics_open=False), path).status == 404
    assert ask(ClosedDoors(Beneath(), lambda: True, metrics_open=True), path).status == 204
    assert ask(ClosedDoors(Beneath(), lambda: True, metrics_open=False), "/where").status == 204


def test_without_a_dataset_every_door_is_shut():
    beneath = Beneath()
    shut = ClosedDoors(beneath, lambda: False, metrics_open=True)
    assert ask(shut, "/_stcore/health").status == 503
    found = ask(shut, "/where")
    assert found.status == 503
    assert "Its figures could not be opened." in found.body
    assert "href" not in found.body
    assert ask(shut, "/_stcore/stream", kind="websocket") is None
    assert beneath.scopes == []


class _NobodyIsKnown:
    """A sign-in that lets nobody in."""

    def __init__(self, app):
        self._app = app

    async def __call__(self, scope, receive, send):
        await PlainTextResponse("sign in first", 401)(scope, receive, send)


async def _fails(_: Request) -> PlainTextResponse:
    raise RuntimeError("a secret")


def _asked(method: str, path: str, identity: tuple = (), **more: object) -> httpx.Response:
    """The answer of all layers together, as the front door has them."""
    stack = layers(
        security_headers(PAGE),
        UploadBudget(dict, Limits()),
        ready=lambda: True,
        browser_of=lambda _: None,
        metrics_open=False,
        same_site="lax",
        scripts=Path(__file__).parent,
        identity=identity,
    )
    from app import sorry  # The front door, which is not imported before a test asks for it.

    routes = [Route("/where", lambda _: PlainTextResponse("the page")), Route("/fails", _fails)]
    served = Starlette(routes=routes, middleware=stack, exception_handlers={500: sorry})

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(served, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return await client.request(method, path, **more)

    return asyncio.run(asked())


def test_sign_in_has_a_place_before_anything_is_taken_and_its_answer_has_the_headers():
    found = _asked("PUT", "/_stcore/upload_file/a/b", (Middleware(_NobodyIsKnown),), content=b"x")
    assert (found.status_code, found.text) == (401, "sign in first")
    assert found.headers["x-content-type-options"] == "nosniff"
    assert _asked("GET", "/where").text == "the page"


def test_an_answer_that_fails_says_nothing_of_why_and_links_nowhere():
    found = _asked("GET", "/fails")
    assert found.status_code == 500
    assert "Something went wrong" in found.text
    assert "secret" not in found.text
    assert "http" not in found.text
    assert found.headers["content-security-policy"].startswith("default-src 'self'")
