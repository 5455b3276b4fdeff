"""Streamlit's scripts and styles compressed, for a server with no proxy before it that does so.

Streamlit sends them plain: those of a page with a picture and a map are some ten megabytes. Each is compressed once, when it
is first asked for, and kept; its name has a hash of its content, so a browser need never ask for it twice.
"""

import asyncio
import gzip
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

# Beyond this a hundredth is saved, for half as much time again.
_LEVEL = 5
_SMALLEST = 1_000
_KINDS = {".js": "text/javascript", ".css": "text/css"}
_FOREVER = "public, max-age=31536000, immutable"


class CompressedScripts:
    """Answers for the scripts and styles of a folder, asked for beneath /static/, to browsers that take gzip."""

    def __init__(self, app: ASGIApp, folder: Path):
        self._app = app
        self._files = {
            f"/static/{path.relative_to(folder).as_posix()}": path
            for path in folder.rglob("*")
            if path.suffix in _KINDS and path.stat().st_size >= _SMALLEST
        }
        self._made: dict[str, asyncio.Task[bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a script; pass on everything else."""
        name = self._name(scope)
        if not name:
            await self._app(scope, receive, send)
            return
        headers = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding", "Cache-Control": _FOREVER}
        kind = _KINDS[self._files[name].suffix]
        await Response(await self._compressed(name), media_type=kind, headers=headers)(scope, receive, send)

    def _name(self, scope: Scope) -> str:
        """Which of the files is asked for, whatever the address begins with; '' for anything else."""
        if scope["type"] != "http" or scope["method"] != "GET":
            return ""
        _, found, rest = scope["path"].rpartition("/static/")
        name = found + rest
        takes = Headers(scope=scope).get("accept-encoding", "")
        return name if name in self._files and "gzip" in takes else ""

    async def _compressed(self, name: str) -> bytes:
        if name not in self._made:
            self._made[name] = asyncio.create_task(asyncio.to_thread(_compress, self._files[name]))
        # Whoever goes away while it is made does not stop it for the others.
        return await asyncio.shield(self._made[name])


def _compress(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), compresslevel=_LEVEL, mtime=0)
