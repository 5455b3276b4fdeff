"""One published file at a fixed address."""

from data.fetching.downloading import Download
from data.fetching.request import Arrived, Asking, question


def fetch(asking: Asking) -> list[Arrived]:
    """The file as published."""
    part = asking.part
    asked = question(part.address)
    known = asking.known(part.file, asked)
    done = Download(asking.client, part.title, part.address, asking.waiting, part.file, known).fetch()
    return [Arrived(part.file, done.path, part.address, done.etag, done.last_modified, asked=asked)]
