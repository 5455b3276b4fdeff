"""The record kept beside fetched files, `fetched.json`: what came from where, when, how long it is and its hash."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from data.fetching.errors import FetchError

RECORD = "fetched.json"


@dataclass(frozen=True)
class FetchedFile:
    """One fetched file. `when` is in UTC, ISO 8601; `etag`, `last_modified` and `edition` are the service's own marks.

    `edition` is whatever tells one state of a service from the next: the date of a layer's last edit, the periods of
    an audit, the page a file was linked from. `asked` is the question the file answers (a digest of parameters).
    """

    file: str
    part: str
    title: str
    service: str
    publisher: str
    licence: str
    address: str
    when: str
    bytes: int
    sha256: str
    etag: str = ""
    last_modified: str = ""
    edition: str = ""
    asked: str = ""


def read_record(folder: Path) -> dict[str, FetchedFile]:
    """Entries by file name; none where nothing was fetched yet. FetchError when the record cannot be read."""
    path = folder / RECORD
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {each["file"]: FetchedFile(**each) for each in found["files"]}
    except (ValueError, KeyError, TypeError) as error:
        raise FetchError(
            str(path), f"is not a record of what was fetched ({error})", mend="remove it; files are then fetched anew"
        ) from error


def write_record(folder: Path, entries: dict[str, FetchedFile], area: str) -> None:
    """Write the record, in the order of the files' names; replaced whole or not at all."""
    files = [asdict(entries[name]) for name in sorted(entries)]
    fresh = folder / f".{RECORD}"
    fresh.write_text(json.dumps({"area": area, "files": files}, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    fresh.replace(folder / RECORD)


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def untouched(folder: Path, entry: FetchedFile | None, asked: str = "") -> bool:
    """Whether an entry's file still lies there as it was fetched, and answers the same question."""
    if entry is None or entry.asked != asked:
        return False
    path = folder / entry.file
    return path.is_file() and path.stat().st_size == entry.bytes and digest(path) == entry.sha256
