"""The gate: refused before it is read, counted while it is, and only from the browser that the session is shown in."""

import pytest

from components.server.browser_key import COOKIE
from components.server.upload_budget import Limits, UploadBudget
from components.server.upload_gate import MOST_OTHER_BYTES, UploadGate
from tests.web.asgi import Beneath, ask

KEY, OTHER = "k" * 43, "o" * 43
PATH = "/_stcore/upload_file/live/file-1"
MINE = {"cookie": f"{COOKIE}={KEY}"}


@pytest.fixture
def beneath() -> Beneath:
    return Beneath()


@pytest.fixture
def gate(beneath) -> UploadGate:
    limits = Limits(file_bytes=1_000, session_bytes=1_500, seconds=0.3)
    return UploadGate(beneath, UploadBudget(dict, limits), {"live": KEY}.get)


def test_an_upload_of_a_live_session_by_its_own_browser_goes_through(gate, beneath):
    assert ask(gate, PATH, "PUT", chunks=[b"x" * 400, b"x" * 600], content_length="1000", **MINE).status == 204
    assert beneath.read == 1_000


@pytest.mark.parametrize("method", ["PUT", "DELETE", "POST"])
@pytest.mark.parametrize(
    ("path", "cookies"),
    [
        (PATH, {}),
        (PATH, {"cookie": f"{COOKIE}={OTHER}"}),
        (PATH, {"cookie": f"{COOKIE}=short"}),
        ("/_stcore/upload_file/ended/file-1", MINE),
        ("/mounted/_stcore/upload_file/ended/file-1", MINE),
    ],
)
def test_any_other_is_refused_unread(gate, beneath, method, path, cookies):
    found = ask(gate, path, method, chunks=[b"x" * 400], content_length="400", **cookies)
    assert (found.status, found.body) == (403, "This page is no longer connected: load it again.")
    assert found.headers["connection"] == "close"
    assert beneath.scopes == []


def test_one_that_says_it_is_too_large_is_refused_unread(gate, beneath):
    found = ask(gate, PATH, "PUT", chunks=[b"x" * 400] * 4, content_length="1600", **MINE)
    assert found.status == 413
    assert beneath.scopes == []


@pytest.mark.parametrize(
    "told", [{}, {"content_length": "10"}, {"transfer_encoding": "chunked"}, {"content_length": "x"}]
)
def test_one_that_grows_too_large_is_refused_as_it_does(gate, beneath, told):
    found = ask(gate, PATH, "PUT", chunks=[b"x" * 400] * 9, **told, **MINE)
    assert found.status == 413
    assert beneath.read == 800


def test_one_that_trickles_is_broken_off(gate):
    assert ask(gate, PATH, "PUT", chunks=[b"x"] * 50, pause=0.05, **MINE).status == 408


def test_nothing_else_has_a_large_body(gate, beneath):
    path = "/_stcore/agent/interact"
    assert ask(gate, path, "POST", content_length=str(MOST_OTHER_BYTES + 1)).status == 413
    assert ask(gate, path, "POST", transfer_encoding="chunked").status == 413
    assert beneath.scopes == []
    assert ask(gate, path, "POST", chunks=[b"{}"], content_length="2").status == 204
    assert ask(gate, "/where").status == 204
