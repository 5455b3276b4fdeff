"""Pages rerun by Streamlit's own server, without a socket or a browser: what is sent, asked, drawn and spent for each.

All that a visitor's change costs a server is in it but the socket: script, widgets, messages made and written as bytes.
"""

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import plotly.graph_objects as go
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.caching.storage.dummy_cache_storage import MemoryCacheStorageManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.runtime import Runtime, RuntimeConfig

from data.contract.pages import PAGES
from data.dataset.observation_rows import ObservationRows

_SHELL = Path(__file__).parents[2] / "components" / "shell.py"
_LONGEST_SECONDS = 120


@dataclass(frozen=True)
class Rerun:
    """One rerun: processor seconds, questions for rows, figures made, figures and bytes sent, and what was sent."""

    seconds: float
    queries: int
    figures_made: int
    messages: tuple[ForwardMsg, ...]

    @property
    def figures_sent(self) -> int:
        """How many Plotly figures the browser was given."""
        return sum(each.delta.new_element.HasField("plotly_chart") for each in self.messages)

    @property
    def bytes_sent(self) -> int:
        """The size of all messages, as they stand on the socket."""
        return sum(each.ByteSize() for each in self.messages)

    @property
    def failed(self) -> bool:
        """Whether the page told of an exception."""
        return any(each.delta.new_element.HasField("exception") for each in self.messages)


@dataclass
class _Client:
    """A browser that keeps what it is given: the socket's side of a session."""

    client_context: None = None
    messages: list[ForwardMsg] = field(default_factory=list)
    finished: threading.Event = field(default_factory=threading.Event)

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        msg.SerializeToString()
        self.messages.append(msg)
        if msg.WhichOneof("type") == "script_finished":
            self.finished.set()


class Visitor:
    """One session of a served app."""

    def __init__(self, runtime: Runtime, loop: asyncio.AbstractEventLoop, counted: Counter[str]):
        self._runtime, self._loop, self._counted = runtime, loop, counted
        self._client = _Client()
        connected = asyncio.run_coroutine_threadsafe(self._connect(), loop)
        self._session = connected.result()

    async def _connect(self) -> str:
        return self._runtime.connect_session(self._client, {})

    def open(self, page: str, address: Mapping[str, str]) -> Rerun:
        """Show a page by its name and address, as a link does. Errors: TimeoutError when it never ends."""
        asked = BackMsg()
        asked.rerun_script.query_string = urlencode(address)
        asked.rerun_script.page_name = "" if page == PAGES[0].name else page
        self._client.messages.clear()
        self._client.finished.clear()
        self._counted.clear()
        begun = time.process_time()
        self._loop.call_soon_threadsafe(self._runtime.handle_backmsg, self._session, asked)
        if not self._client.finished.wait(_LONGEST_SECONDS):
            raise TimeoutError(f"{page}: not finished after {_LONGEST_SECONDS} seconds")
        spent = time.process_time() - begun
        return Rerun(spent, self._counted["queries"], self._counted["figures"], tuple(self._client.messages))

    def leave(self) -> None:
        """End the session."""
        asyncio.run_coroutine_threadsafe(self._leave(), self._loop).result()

    async def _leave(self) -> None:
        self._runtime.close_session(self._session)


class ServedPages:
    """The app, served within this process."""

    def __init__(self, runtime: Runtime, loop: asyncio.AbstractEventLoop, counted: Counter[str]):
        self._parts = runtime, loop, counted

    @contextmanager
    def visitor(self) -> Iterator[Visitor]:
        """Somebody who opens pages, in a session of their own."""
        visitor = Visitor(*self._parts)
        try:
            yield visitor
        finally:
            visitor.leave()


@contextmanager
def served_pages() -> Iterator[ServedPages]:
    """Serve the app on a thread of this process, with the settings of its folder (`.streamlit/config.toml`)."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    runtime = Runtime(
        RuntimeConfig(
            script_path=str(_SHELL),
            media_file_storage=MemoryMediaFileStorage("/media"),
            uploaded_file_manager=MemoryUploadedFileManager("/upload"),
            cache_storage_manager=MemoryCacheStorageManager(),
        )
    )
    with _counting() as counted:
        try:
            asyncio.run_coroutine_threadsafe(runtime.start(), loop).result()
            yield ServedPages(runtime, loop, counted)
        finally:
            runtime.stop()
            asyncio.run_coroutine_threadsafe(_ended(runtime), loop).result()
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()
            Runtime._instance = None


async def _ended(runtime: Runtime) -> None:
    await runtime.stopped


@contextmanager
def _counting() -> Iterator[Counter[str]]:
    """How often rows are asked for and figures are made, until it ends."""
    counted: Counter[str] = Counter()
    rows, made = ObservationRows.rows, go.Figure.__init__

    def counted_rows(self: ObservationRows, *given: object, **named: object) -> object:
        counted["queries"] += 1
        return rows(self, *given, **named)

    def counted_made(self: go.Figure, *given: object, **named: object) -> None:
        counted["figures"] += 1
        made(self, *given, **named)

    ObservationRows.rows, go.Figure.__init__ = counted_rows, counted_made
    try:
        yield counted
    finally:
        ObservationRows.rows, go.Figure.__init__ = rows, made
