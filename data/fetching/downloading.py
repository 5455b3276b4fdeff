"""Download one file: carried on from where it broke off, not sent again when it has not changed, whole or not at all."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import httpx

from data.fetching.client import Client, judge
from data.fetching.errors import BusyError, FetchError
from data.fetching.record import FetchedFile

_UNCHANGED, _PARTIAL, _PAST_THE_END = 304, 206, 416
_CONTENT_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")


@dataclass(frozen=True)
class Downloaded:
    """A finished download, still in its waiting place; `path` is None when the service says nothing has changed."""

    path: Path | None
    etag: str = ""
    last_modified: str = ""


class Download:
    """One file on its way. What has come lies in `waiting/NAME.part`, its marks beside it, until it is whole."""

    def __init__(
        self, client: Client, service: str, address: str, waiting: Path, name: str, earlier: FetchedFile | None
    ):
        self._client, self._service, self._address, self._earlier = client, service, address, earlier
        self._whole, self._part = waiting / name, waiting / f"{name}.part"
        self._marks = waiting / f"{name}.marks"
        waiting.mkdir(parents=True, exist_ok=True)

    def fetch(self) -> Downloaded:
        """The file, whole; Downloaded without a path when it has not changed. FetchError says what went wrong."""
        return self._client.patiently(self._service, self._address, self._once)

    def _once(self) -> Downloaded:
        begun, mark = self._begun()
        headers = {"Accept-Encoding": "identity"}
        if begun:
            headers |= {"Range": f"bytes={begun}-", "If-Range": mark}
        elif self._earlier is not None:
            headers |= {"If-None-Match": self._earlier.etag} if self._earlier.etag else {}
            headers |= {"If-Modified-Since": self._earlier.last_modified} if self._earlier.last_modified else {}
        with self._client.http.stream("GET", self._address, headers=headers) as response:
            if response.status_code == _UNCHANGED and self._earlier is not None and not begun:
                return Downloaded(None, self._earlier.etag, self._earlier.last_modified)
            if response.status_code == _PAST_THE_END:
                self._drop()
                raise BusyError("no longer has the part of the file that was missing")
            judge(self._service, self._address, response, self._client.now())
            return self._take(response, begun)

    def _begun(self) -> tuple[int, str]:
        """How many bytes have come, and the mark of the file they are of; 0 unless the file can be carried on."""
        if not (self._part.is_file() and self._marks.is_file()):
            return 0, ""
        marks = json.loads(self._marks.read_text(encoding="utf-8"))
        mark = _strong(marks["etag"]) or marks["last_modified"]
        if marks["address"] != self._address or not mark:
            self._drop()
            return 0, ""
        return self._part.stat().st_size, mark

    def _take(self, response: httpx.Response, begun: int) -> Downloaded:
        carried_on = response.status_code == _PARTIAL
        total = self._total(response, begun) if carried_on else _length(response)
        etag, last_modified = response.headers.get("ETag", ""), response.headers.get("Last-Modified", "")
        marks = {"address": self._address, "etag": etag, "last_modified": last_modified}
        # Bytes that were squeezed on the way do not count as the file's own, so such a file cannot be carried on.
        if response.headers.get("Content-Encoding", "identity") != "identity":
            marks |= {"etag": "", "last_modified": ""}
            total = None
        self._marks.write_text(json.dumps(marks), encoding="utf-8")
        have = begun if carried_on else 0
        with self._part.open("ab" if carried_on else "wb") as stream:
            for piece in response.iter_bytes():
                have += len(piece)
                self._bound(have)
                stream.write(piece)
        if total is not None and have != total:
            raise BusyError(f"sent {have:,} of {total:,} bytes")
        self._part.replace(self._whole)
        self._marks.unlink()
        return Downloaded(self._whole, etag, last_modified)

    def _total(self, response: httpx.Response, begun: int) -> int | None:
        found = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", ""))
        if found is None or int(found[1]) != begun:
            self._drop()
            raise BusyError("sent another part of the file than was asked for")
        return None if found[2] == "*" else int(found[2])

    def _bound(self, have: int) -> None:
        if have > self._client.limits.most_bytes:
            self._drop()
            most = f"{self._client.limits.most_bytes:,} bytes"
            raise FetchError(
                self._service,
                f"the file is longer than {most}",
                address=self._address,
                mend="raise most_bytes in [limits] if that is right",
            )

    def _drop(self) -> None:
        self._part.unlink(missing_ok=True)
        self._marks.unlink(missing_ok=True)


def _strong(etag: str) -> str:
    """A mark that promises the same bytes; '' for a weak one, which promises only the same meaning."""
    return "" if etag.startswith("W/") else etag


def _length(response: httpx.Response) -> int | None:
    length = response.headers.get("Content-Length", "")
    return int(length) if length.isdigit() else None
