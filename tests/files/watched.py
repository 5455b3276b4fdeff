"""What a test watches to know that nothing was asked for: a server on this machine, and a file that nobody may open."""

import ctypes
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_OPENED_OR_READ = 0x20 | 0x1


class Server:
    """A loopback web server that keeps the path of every request, whatever is asked."""

    def __init__(self):
        self.asked: list[str] = []
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def _answer(self):
                asked.append(self.path)
                self.send_response(404)
                self.end_headers()

            do_GET = do_HEAD = do_POST = _answer  # noqa: N815 - the names the library calls

            def log_message(self, *_):
                """Nothing is written to the console."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()


class Canary:
    """A file of which the kernel tells every opening and reading, by whatever library."""

    def __init__(self, path: Path):
        self.path = path
        path.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
        libc = ctypes.CDLL(None, use_errno=True)
        self._watch = libc.inotify_init1(os.O_NONBLOCK)
        assert libc.inotify_add_watch(self._watch, os.fsencode(path), _OPENED_OR_READ) >= 0

    def was_touched(self) -> bool:
        """Whether anybody opened or read it since this was asked last."""
        try:
            return bool(os.read(self._watch, 4096))
        except BlockingIOError:
            return False

    def close(self) -> None:
        """Stop watching."""
        os.close(self._watch)


@contextmanager
def watched(folder: Path) -> Iterator[tuple[Server, Canary]]:
    """A server and a canary file for as long as a test runs."""
    server, canary = Server(), Canary(folder / "canary.geojson")
    try:
        yield server, canary
    finally:
        server.close()
        canary.close()
