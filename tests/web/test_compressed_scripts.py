"""Scripts and styles go compressed to browsers that take it, each made once; all else passes through."""

import asyncio
import gzip

import httpx
import pytest

from components.server import compressed_scripts
from components.server.compressed_scripts import CompressedScripts
from tests.web.asgi import Beneath

_COMPRESS = compressed_scripts._compress
SCRIPT = "export const words = 'equity';\n" * 100


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "page.a1b2.js").write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "js" / "tiny.js").write_text("1;", encoding="utf-8")
    (tmp_path / "page.css").write_text("p { margin: 0 }\n" * 100, encoding="utf-8")
    (tmp_path / "font.woff2").write_bytes(b"f" * 2_000)
    return tmp_path


def _answers(app, *asked: tuple[str, str, str]) -> list[httpx.Response]:
    async def all_of_them() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here") as client:
            return [await client.request(how, path, headers={"accept-encoding": takes}) for how, path, takes in asked]

    return asyncio.run(all_of_them())


def test_a_script_is_sent_compressed_for_ever_and_read_once(folder, monkeypatch):
    app = CompressedScripts(Beneath(), folder)
    reads = []
    monkeypatch.setattr(compressed_scripts, "_compress", lambda path: reads.append(path.name) or _COMPRESS(path))
    first, again, style = _answers(
        app,
        ("GET", "/static/js/page.a1b2.js", "br, gzip"),
        ("GET", "/base/static/js/page.a1b2.js", "gzip"),
        ("GET", "/static/page.css", "gzip"),
    )
    assert reads == ["page.a1b2.js", "page.css"]
    assert first.headers["content-encoding"] == "gzip"
    assert int(first.headers["content-length"]) == len(gzip.compress(SCRIPT.encode(), 5, mtime=0)) < 200
    assert first.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert first.headers["content-type"] == "text/javascript; charset=utf-8"
    assert first.headers["vary"] == "Accept-Encoding"
    assert first.text == again.text == SCRIPT
    assert style.headers["content-type"] == "text/css; charset=utf-8"


@pytest.mark.parametrize(
    "asked",
    [
        ("GET", "/static/js/page.a1b2.js", "identity"),
        ("HEAD", "/static/js/page.a1b2.js", "gzip"),
        ("GET", "/static/js/tiny.js", "gzip"),
        ("GET", "/static/font.woff2", "gzip"),
        ("GET", "/who", "gzip"),
    ],
)
def test_anything_else_passes_through(folder, asked):
    beneath = Beneath()
    (found,) = _answers(CompressedScripts(beneath, folder), asked)
    assert found.status_code == 204
    assert "content-encoding" not in found.headers
    assert [each["path"] for each in beneath.scopes] == [asked[1]]
