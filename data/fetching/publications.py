"""A file linked from a publication's page: NHS England gives each month's file an address that cannot be guessed."""

import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pandas as pd

from data.fetching.downloading import Download
from data.fetching.errors import FetchError
from data.fetching.request import Arrived, Asking, question

_MONTH_AND_YEAR = re.compile(r"([a-z]+)-(\d{4})/?$", re.IGNORECASE)
_MOST_UNPACKED = 1_000_000_000


def fetch(asking: Asking) -> list[Arrived]:
    """The newest edition's file: the series page lists editions, an edition's page links files; not all have each."""
    part = asking.part
    edition, link = _newest(asking)
    asked = question(part.ask)
    known = asking.known(part.file, asked)
    if known and known.address == link:
        return [Arrived(part.file, None, link, known.etag, known.last_modified, edition, asked)]
    suffix = Path(urlsplit(link).path).suffix.lower()
    done = Download(asking.client, part.title, link, asking.waiting, f"{part.name}{suffix}", None).fetch()
    if done.path is None:
        raise AssertionError("only a file that is known from before can be unchanged")
    path = asking.place_for(part.file)
    if suffix == ".zip":
        _unpack(asking, done.path, path, link)
        done.path.unlink()
    else:
        done.path.replace(path)
    return [Arrived(part.file, path, link, done.etag, done.last_modified, edition, asked)]


def _newest(asking: Asking) -> tuple[str, str]:
    """The page of the newest edition that links such a file, and the link."""
    part = asking.part
    pages = {link for link in _links(asking, part.address) if re.search(part.ask["editions"], link)}
    dated = {page: when for page in pages if (when := _when(page)) is not None}
    editions = sorted(dated, key=dated.__getitem__, reverse=True)
    looked = editions[: part.ask["look_back"]]
    for page in looked:
        links = [link for link in _links(asking, page) if re.search(part.ask["link"], link)]
        trusted = [link for link in links if urlsplit(link).hostname == part.ask["host"]]
        if trusted:
            return page, trusted[0]
    raise FetchError(
        part.title,
        f"no link to such a file in the newest {len(looked)} editions" if looked else "lists no editions",
        address=part.address,
        mend="find the file on that page and put it in the folder by hand",
    )


def _when(page: str) -> pd.Timestamp | None:
    found = _MONTH_AND_YEAR.search(page)
    when = pd.to_datetime(f"{found[1]} {found[2]}", format="%B %Y", errors="coerce") if found else pd.NaT
    return None if pd.isna(when) else when


def _links(asking: Asking, page: str) -> list[str]:
    reader = _Links()
    reader.feed(asking.client.text(asking.part.title, page))
    return [urljoin(page, each) for each in reader.found]


class _Links(HTMLParser):
    """Collects where every link of a page leads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if tag == "a" and name == "href" and value]


def _unpack(asking: Asking, archive: Path, path: Path, link: str) -> None:
    """The one member wanted: an archive may hold men, women and everyone, of which a build needs one."""
    try:
        with zipfile.ZipFile(archive) as found:
            names = [each for each in found.infolist() if re.search(asking.part.ask["member"], each.filename)]
            if len(names) != 1 or names[0].file_size > _MOST_UNPACKED:
                raise FetchError(
                    asking.part.title,
                    f"its zip has {len(names)} files like {asking.part.ask['member']!r} of a size that can be read",
                    address=link,
                    mend="unpack it by hand into the folder",
                )
            with found.open(names[0]) as source, path.open("wb") as target:
                while piece := source.read(1 << 20):
                    target.write(piece)
    except zipfile.BadZipFile as error:
        archive.unlink()
        raise FetchError(asking.part.title, "is not a zip, or a damaged one", address=link, mend="try again") from error
