"""A server on this computer that answers as told and remembers, in order, what it was asked."""

import json
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Answer:
    """One answer. `cut` sends only so many bytes of the body and then hangs up, whatever length was promised."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]


def json_answer(found: object, **more: object) -> Answer:
    """An answer in JSON."""
    return Answer(json.dumps(found).encode(), headers={"Content-Type": "application/json"}, **more)


class Server:
    """Answers each path from a queue of answers, or by a function of what was asked."""

    def __init__(self):
        self.asked: list[Asked] = []
        self._queues: dict[str, deque[Answer]] = {}
        self._ways: dict[str, Callable[[Asked], Answer]] = {}
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                server._answer(self)

            def log_message(self, *_said: object) -> None:
                return

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop serving and free the port; a second time does nothing."""
        if not self._thread.is_alive():
            return
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def queue(self, path: str, *answers: Answer) -> str:
        """Answer a path with these, one a request; returns its full address."""
        self._queues.setdefault(path, deque()).extend(answers)
        return self.address + path

    def by(self, path: str, way: Callable[[Asked], Answer]) -> str:
        """Answer a path by a function once its queue is empty; returns its full address."""
        self._ways[path] = way
        return self.address + path

    @property
    def paths(self) -> list[str]:
        """The paths asked, in order."""
        return [each.path for each in self.asked]

    def of(self, path: str) -> list[Asked]:
        """What was asked of one path, in order."""
        return [each for each in self.asked if each.path == path]

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        asked = Asked(parts.path, dict(parse_qsl(parts.query)), dict(handler.headers))
        self.asked.append(asked)
        queue = self._queues.get(parts.path)
        if queue:
            answer = queue.popleft()
        elif parts.path in self._ways:
            answer = self._ways[parts.path](asked)
        else:
            answer = Answer(b"no such page", 404)
        handler.send_response(answer.status)
        headers = {"Content-Length": str(len(answer.body))} | answer.headers
        for name, value in headers.items():
            if not (name == "Content-Length" and answer.status == 304):
                handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(answer.body if answer.cut is None else answer.body[: answer.cut])
        if answer.cut is not None:
            handler.wfile.flush()
            handler.close_connection = True
