"""What Streamlit knows of its sessions and of the files they have uploaded, for the layers around it."""

import time
from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit import config, runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from components.controls.frame import ONE_STEP_A_CHOICE
from components.server.browser_key import HEADER, key_in

_MORE_SECONDS = 10.0
# What `st.user` calls the fingerprint of a browser.
_USER_KEY = "browser"


def html_with_scripts() -> str:
    """The HTML that holds every inline script that may run: Streamlit's page, and what the frame adds to it."""
    return (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8") + ONE_STEP_A_CHOICE


def scripts_folder() -> Path:
    """Where Streamlit's own scripts and styles are, which it serves beneath /static/."""
    return Path(st.__file__).parent / "static" / "static"


def same_site() -> str:
    """Whether cookies go along with requests from other sites: as Streamlit's own are set to."""
    return str(config.get_option("server.xsrfCookieSameSite"))


def sessions_by_browser() -> None:
    """Have Streamlit take the browser's fingerprint for part of whom a session belongs to, beside what is set already."""
    trusted = dict(config.get_option("server.trustedUserHeaders") or {})
    config.set_option("server.trustedUserHeaders", trusted | {HEADER: _USER_KEY})


def browser_of(session: str) -> str | None:
    """The key of the browser that a session is shown in at the moment; None where it is in none."""
    client = runtime.get_instance().get_client(session) if runtime.exists() else None
    seen = None if client is None else client.client_context
    return None if seen is None else key_in(dict(seen.cookies))


def uploads_held() -> dict[str, dict[str, int]]:
    """The sizes of the uploaded files that are held now, by session and file."""
    if not runtime.exists():
        return {}
    manager = runtime.get_instance().uploaded_file_mgr
    if not isinstance(manager, MemoryUploadedFileManager):
        raise TypeError(
            f"uploads: found {type(manager).__name__}, expected Streamlit's manager that holds them in memory"
        )
    held = dict(manager.file_storage)
    return {session: {name: len(file.data) for name, file in dict(files).items()} for session, files in held.items()}


class LeftUploads:
    """Removes the uploads of sessions that ended: Streamlit itself does so only when another session ends after them."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        self._left: dict[str, float] = {}

    def remove(self) -> None:
        """Remove what belongs to sessions that nobody has come back to for as long as Streamlit waits."""
        server, now = runtime.get_instance(), self._clock()
        gone = {session for session, files in uploads_held().items() if files and not server.is_active_session(session)}
        self._left = {session: self._left.get(session, now) for session in gone}
        for session, since in self._left.items():
            if now - since > config.get_option("server.disconnectedSessionTTL") + _MORE_SECONDS:
                server.uploaded_file_mgr.remove_session_files(session)
