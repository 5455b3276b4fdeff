"""Somebody who talks to the server without a browser: cookies, the websocket of a page, and uploads with no widget."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from components.server.browser_key import COOKIE


class Person:
    """One browser's worth of cookies; without a page, none."""

    def __init__(self, address: str, *, opens_page: bool = True):
        self.client = httpx.Client(base_url=address, timeout=60, verify=False)
        if opens_page:
            self.client.get("/", headers={"Accept": "text/html"})
            self.client.get("/_stcore/health")

    @property
    def key(self) -> str | None:
        """The key of this browser."""
        return self.client.cookies.get(COOKIE)

    @property
    def token(self) -> str:
        """What Streamlit wants to see again with every upload."""
        return self.client.cookies.get("_streamlit_xsrf", "")

    @contextmanager
    def session(self, resume: str = "", **headers: str) -> Iterator[str]:
        """The id of a session, live until the block ends; `resume` asks to go on with another."""
        with self.socket(resume, **headers) as socket:
            yield session_id(socket)

    def socket(self, resume: str = "", **headers: str) -> ClientConnection:
        """A websocket as a page opens it."""
        address = str(self.client.base_url).replace("http", "ws", 1).rstrip("/")
        cookies = "; ".join(f"{name}={value}" for name, value in self.client.cookies.items())
        return connect(
            f"{address}/_stcore/stream",
            subprotocols=["streamlit", "token", *([resume] if resume else [])],
            additional_headers={"Cookie": cookies, "Origin": str(self.client.base_url).rstrip("/")} | headers,
            max_size=None,
            # What nobody reads is taken in all the same: a full queue would keep the closing from being heard, for ten
            # seconds.
            max_queue=None,
        )

    def put(self, session: str, content: bytes, file: str = "") -> httpx.Response:
        """Upload a file as Streamlit's page does, but with no widget."""
        return self.client.put(
            f"/_stcore/upload_file/{session}/{file or secrets.token_hex(8)}",
            files={"file": ("table.csv", content, "text/csv")},
            headers={"X-Xsrftoken": self.token},
        )

    def remove(self, session: str, file: str) -> httpx.Response:
        """Take a file back."""
        return self.client.delete(f"/_stcore/upload_file/{session}/{file}", headers={"X-Xsrftoken": self.token})


def session_id(socket: ClientConnection) -> str:
    """The id that the server gives a new session, or the one it goes on with."""
    socket.send(_rerun())
    while True:
        message = ForwardMsg()
        message.ParseFromString(socket.recv(timeout=60))
        if message.WhichOneof("type") == "new_session":
            return message.new_session.initialize.session_id


def _rerun() -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = ""
    return message.SerializeToString()
