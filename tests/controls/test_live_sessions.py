"""Files of sessions that ended are removed, and those of sessions that may yet come back are not."""

from types import SimpleNamespace

import pytest
from streamlit import config, runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from components.controls.live_sessions import LeftUploads, sessions_by_browser, uploads_held
from components.server.browser_key import HEADER


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A server with sessions that a test opens and ends; session a and b have a file."""
    live = {"a", "b"}
    files = MemoryUploadedFileManager("/upload")
    for session in ("a", "b"):
        files.add_file(session, UploadedFileRec("1", "table.csv", "text/csv", b"12345"))
    found = SimpleNamespace(live=live, uploaded_file_mgr=files, is_active_session=live.__contains__)
    monkeypatch.setattr(runtime, "exists", lambda: True)
    monkeypatch.setattr(runtime, "get_instance", lambda: found)
    return found


def test_what_is_held_is_told_by_session_and_file(server):
    assert uploads_held() == {"a": {"1": 5}, "b": {"1": 5}}
    server.uploaded_file_mgr.remove_file("a", "1")
    assert uploads_held() == {"a": {}, "b": {"1": 5}}


def test_files_go_once_nobody_has_come_back_for_as_long_as_streamlit_waits(server):
    now = 0.0
    left = LeftUploads(lambda: now)
    left.remove()
    server.live.remove("a")
    left.remove()
    now = float(config.get_option("server.disconnectedSessionTTL"))
    left.remove()
    assert uploads_held() == {"a": {"1": 5}, "b": {"1": 5}}
    now += 11
    left.remove()
    assert uploads_held() == {"b": {"1": 5}}


def test_a_session_that_came_back_starts_anew(server):
    now = 0.0
    left = LeftUploads(lambda: now)
    server.live.remove("a")
    left.remove()
    server.live.add("a")
    now = 1000.0
    left.remove()
    server.live.remove("a")
    left.remove()
    assert uploads_held() == {"a": {"1": 5}, "b": {"1": 5}}


def test_headers_that_were_trusted_before_stay_trusted(monkeypatch):
    options = {"server.trustedUserHeaders": {"X-Remote-User": "name"}}
    monkeypatch.setattr(config, "get_option", options.get)
    monkeypatch.setattr(config, "set_option", options.__setitem__)
    sessions_by_browser()
    assert options["server.trustedUserHeaders"] == {"X-Remote-User": "name", HEADER: "browser"}
