"""A presentation that somebody gives for the look of their slides: checked in a process of its own before it is used."""

import re
import zipfile
from io import BytesIO
from typing import Any

from data.files.archive import check_archive
from data.files.errors import SourceError
from data.files.limits import TableLimits
from data.files.sandbox import run

_MEGA = 1_000_000
MOST_BYTES = 20 * _MEGA
_MOST = TableLimits(unpacked=150 * _MEGA, times_unpacked=200, members=2_000)
_KIND = "a PowerPoint presentation (.pptx)"
_PLAIN = "presentationml.presentation.main+xml"
# A title, and a title in the middle, as python-pptx numbers them.
_TITLES = (1, 3)
# What a presentation can carry that acts when it is opened: macros, controls, and other files within it.
_ACTS = re.compile(r"vbaproject|activex|/embeddings/|\.exe$", re.IGNORECASE)
# What it fetches when it is opened. A link that somebody must follow is none.
_FETCHES = re.compile(rb'<Relationship\b(?=[^>]*TargetMode="External")(?![^>]*/hyperlink")')
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def check_presentation(data: bytes, name: str) -> None:
    """SourceError, with how to mend it, for what cannot give slides their look, or holds more than looks.

    Refused: what is too large or unpacks to too much, macros, controls and files within it, what it would fetch from
    elsewhere, XML that declares entities, and a presentation without a layout that has a title.
    """
    if len(data) > MOST_BYTES:
        raise SourceError(
            "the file is too large", file=name, found=f"{len(data):,} bytes", expected=f"at most {MOST_BYTES:,}",
            mend="save a copy with one empty slide: only its look is used",
        )  # fmt: skip
    run(look_into, data, name, name=name)


def look_into(data: bytes, name: str) -> int:
    """All that is done of `check_presentation` in a process of its own; returns how many layouts have a title."""
    check_archive(data, name, _KIND, _MOST)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        members = archive.namelist()
        acting = next((each for each in members if _ACTS.search(each)), None)
        if acting is not None:
            raise _refused(
                name, "it holds more than slides", acting[:200], "save it as .pptx, without macros or other files"
            )
        for each in members:
            if not each.lower().endswith((".xml", ".rels")):
                continue
            content = archive.read(each)
            if _DECLARES.search(content):
                raise _refused(name, "its XML declares entities", each[:200], "save it again with PowerPoint")
            if each.endswith(".rels") and _FETCHES.search(content):
                raise _refused(name, "it would fetch something from elsewhere", each[:200], "take linked pictures out")
            if each == "[Content_Types].xml" and _PLAIN.encode() not in content:
                raise _refused(name, "it is no plain presentation", None, "save it as .pptx")
    return _titled(data, name)


def _titled(data: bytes, name: str) -> int:
    from pptx import Presentation

    # The library's own types say that its places cannot be gone through.
    layouts: Any = Presentation(BytesIO(data)).slide_layouts
    titled = sum(any(each.placeholder_format.type in _TITLES for each in layout.placeholders) for layout in layouts)
    if not titled:
        raise _refused(name, "no layout has a title", None, "add a layout with a title to its slide master")
    return titled


def _refused(name: str, problem: str, found: str | None, mend: str) -> SourceError:
    return SourceError(problem, file=name, found=found, expected=_KIND, mend=mend)
