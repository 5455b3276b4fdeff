"""Look at a file that has come, before it joins the others: is it what a build will read it as?"""

from pathlib import Path

from data.fetching.errors import FetchError
from data.fetching.parts import Part
from data.files.errors import SourceError
from data.sources.readers import recognised


def look(path: Path, part: Part, address: str) -> None:
    """FetchError unless a reader of the part's kind recognises a table of the file; a page of apologies is none."""
    try:
        found = [each.format for each in recognised(path, part.file)[0]]
    except SourceError as error:
        raise FetchError(part.title, f"what it sent cannot be opened: {error}", address=address) from error
    if part.kind not in {reader.KIND for reader in found}:
        taken = f"a file of another kind ({found[0].NAME})" if found else _start(path)
        raise FetchError(
            part.title,
            f"sent {taken}, not what a build can read as this",
            address=address,
            mend="look at the address in a browser; if its layout has changed, put an older file in the folder by hand",
        )


def _start(path: Path) -> str:
    with path.open("rb") as stream:
        start = stream.read(60).decode("utf-8", errors="replace")
    return f"something that begins {start!r}"
