"""A file comes whole, carries on where it broke off, and is not sent again when it has not changed."""

from dataclasses import replace
from pathlib import Path

import pytest

from data.fetching.client import Client
from data.fetching.downloading import Download, Downloaded
from data.fetching.errors import FetchError
from data.fetching.record import FetchedFile
from tests.fetching.serving import Answer, Asked, Server

BODY = bytes(range(256)) * 40
MARKS = {"ETag": '"v1"', "Last-Modified": "Mon, 05 Oct 2026 10:00:00 GMT"}


def _from(asked: Asked) -> Answer:
    """The rest of the body from the byte asked for, as a server with ranges sends it."""
    start = int(asked.headers["Range"].removeprefix("bytes=").removesuffix("-"))
    return Answer(BODY[start:], 206, MARKS | {"Content-Range": f"bytes {start}-{len(BODY) - 1}/{len(BODY)}"})


def _entry(**changes: str) -> FetchedFile:
    usual = FetchedFile(
        "f.bin", "p", "t", "file", "x", "y", "z", "2026-01-01T00:00:00Z", len(BODY), "0", '"v1"', MARKS["Last-Modified"]
    )
    return replace(usual, **changes)


@pytest.fixture
def download(client: Client, tmp_path: Path):
    def begin(address: str, earlier: FetchedFile | None = None) -> Downloaded:
        return Download(client, "Service", address, tmp_path / "waiting", "f.bin", earlier).fetch()

    return begin


def test_a_whole_file_comes_at_once(server: Server, download, tmp_path):
    found = download(server.queue("/f", Answer(BODY, headers=MARKS)))
    assert found == Downloaded(tmp_path / "waiting" / "f.bin", '"v1"', MARKS["Last-Modified"])
    assert found.path.read_bytes() == BODY
    assert [each.name for each in (tmp_path / "waiting").iterdir()] == ["f.bin"]
    assert "Range" not in server.asked[0].headers
    assert server.asked[0].headers["Accept-Encoding"] == "identity"


def test_a_file_that_breaks_off_is_carried_on_from_there(server: Server, download, waits):
    address = server.queue("/f", Answer(BODY, headers=MARKS, cut=1000))
    server.by("/f", _from)
    assert download(address).path.read_bytes() == BODY
    assert [each.headers.get("Range") for each in server.asked] == [None, "bytes=1000-"]
    assert [each.headers.get("If-Range") for each in server.asked] == [None, '"v1"']
    assert waits == [1.0]


def test_it_may_break_off_more_than_once(server: Server, download):
    first = Answer(BODY, headers=MARKS, cut=1000)
    rest = replace(_from(Asked("/f", {}, {"Range": "bytes=1000-"})), cut=500)
    address = server.queue("/f", first, rest)
    server.by("/f", _from)
    assert download(address).path.read_bytes() == BODY
    assert [each.headers.get("Range") for each in server.asked] == [None, "bytes=1000-", "bytes=1500-"]


def test_a_later_run_carries_on_too(server: Server, client: Client, download, tmp_path):
    client.limits = replace(client.limits, attempts=1)
    address = server.queue("/f", Answer(BODY, headers=MARKS, cut=1000))
    with pytest.raises(FetchError, match=r"broke off in the middle of its answer \(tried once\)"):
        download(address)
    assert (tmp_path / "waiting" / "f.bin.part").stat().st_size == 1000
    server.by("/f", _from)
    assert download(address).path.read_bytes() == BODY
    assert server.asked[-1].headers["Range"] == "bytes=1000-"


def test_a_file_that_changed_meanwhile_is_begun_again(server: Server, download):
    # If-Range: a server whose file has changed sends the whole new one, with 200.
    address = server.queue("/f", Answer(BODY, headers=MARKS, cut=1000), Answer(b"new" * 50, headers={"ETag": '"v2"'}))
    found = download(address)
    assert found.path.read_bytes() == b"new" * 50
    assert found.etag == '"v2"'


@pytest.mark.parametrize("headers", [{}, {"ETag": 'W/"v1"'}])
def test_without_a_mark_that_promises_the_same_bytes_nothing_is_carried_on(server: Server, download, headers):
    address = server.queue("/f", Answer(BODY, headers=headers, cut=1000), Answer(BODY, headers=headers))
    assert download(address).path.read_bytes() == BODY
    assert ["Range" in each.headers for each in server.asked] == [False, False]


def test_the_wrong_range_is_thrown_away(server: Server, download):
    wrong = Answer(BODY[500:], 206, MARKS | {"Content-Range": f"bytes 500-{len(BODY) - 1}/{len(BODY)}"})
    address = server.queue("/f", Answer(BODY, headers=MARKS, cut=1000), wrong, Answer(BODY, headers=MARKS))
    assert download(address).path.read_bytes() == BODY
    assert [each.headers.get("Range") for each in server.asked] == [None, "bytes=1000-", None]


def test_past_the_end_it_begins_again(server: Server, download):
    address = server.queue("/f", Answer(BODY, headers=MARKS, cut=1000), Answer(status=416), Answer(BODY, headers=MARKS))
    assert download(address).path.read_bytes() == BODY
    assert [each.headers.get("Range") for each in server.asked] == [None, "bytes=1000-", None]


def test_an_unchanged_file_is_not_sent_again(server: Server, download, waits):
    address = server.queue("/f", Answer(status=304))
    assert download(address, _entry()) == Downloaded(None, '"v1"', MARKS["Last-Modified"])
    assert server.asked[0].headers["If-None-Match"] == '"v1"'
    assert server.asked[0].headers["If-Modified-Since"] == MARKS["Last-Modified"]
    assert waits == []


def test_with_a_date_only_it_asks_by_date(server: Server, download):
    address = server.queue("/f", Answer(BODY))
    assert download(address, _entry(etag="")).path.read_bytes() == BODY
    assert "If-None-Match" not in server.asked[0].headers
    assert server.asked[0].headers["If-Modified-Since"] == MARKS["Last-Modified"]


def test_a_changed_file_is_sent_anew(server: Server, download):
    found = download(server.queue("/f", Answer(b"new", headers={"ETag": '"v2"'})), _entry())
    assert (found.path.read_bytes(), found.etag) == (b"new", '"v2"')


def test_a_304_nobody_asked_for_is_a_fault(server: Server, download):
    with pytest.raises(FetchError, match="answered 304"):
        download(server.queue("/f", Answer(status=304)))


def test_a_file_too_long_is_refused_and_not_kept(server: Server, client: Client, download, tmp_path):
    client.limits = replace(client.limits, most_bytes=100)
    with pytest.raises(FetchError, match="longer than 100 bytes"):
        download(server.queue("/f", Answer(BODY, headers=MARKS)))
    assert list((tmp_path / "waiting").iterdir()) == []


def test_what_came_from_another_address_is_not_carried_on(server: Server, client: Client, download):
    client.limits = replace(client.limits, attempts=1)
    with pytest.raises(FetchError):
        download(server.queue("/f", Answer(BODY, headers=MARKS, cut=1000)))
    other = b"other" * 9
    assert download(server.queue("/g", Answer(other, headers=MARKS))).path.read_bytes() == other
    assert "Range" not in server.asked[-1].headers
