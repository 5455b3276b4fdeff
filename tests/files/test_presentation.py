"""A presentation that is given for its look: a plain one is taken, whatever acts, fetches or bursts is refused by name."""

import io
import zipfile

import pytest
from pptx import Presentation

from data.files.errors import SourceError
from data.files.presentation import MOST_BYTES, check_presentation, look_into


@pytest.fixture(scope="module")
def plain() -> bytes:
    """The presentation that python-pptx begins with."""
    written = io.BytesIO()
    Presentation().save(written)
    return written.getvalue()


def _with(data: bytes, name: str, content: bytes, *, instead: tuple[bytes, bytes] | None = None) -> bytes:
    """The presentation with a member more, or with one changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            held = old.read(each)
            new.writestr(each, held.replace(*instead) if instead and each == name else held)
        if instead is None:
            new.writestr(name, content)
    return made.getvalue()


def test_a_plain_presentation_is_taken(plain):
    check_presentation(plain, "ours.pptx")
    assert look_into(plain, "ours.pptx") == 10


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("ppt/vbaProject.bin", b"x", "it holds more than slides"),
        ("ppt/embeddings/oleObject1.bin", b"x", "it holds more than slides"),
        ("ppt/activeX/activeX1.xml", b"<a/>", "it holds more than slides"),
        ("ppt/a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>', "its XML declares entities"),
        (
            "ppt/slides/_rels/a.xml.rels",
            b'<Relationship Id="1" Type="http://x/image" Target="http://x/y.png" TargetMode="External"/>',
            "it would fetch something from elsewhere",
        ),
        ("ppt/media/big.xml", b" " * 25_000_000, "it unpacks to too much"),
    ],
)
def test_what_holds_more_than_looks_is_refused(plain, name, content, problem):
    with pytest.raises(SourceError, match=rf"^ours\.pptx: {problem}"):
        look_into(_with(plain, name, content), "ours.pptx")


def test_a_link_that_must_be_followed_is_no_fetching(plain):
    link = b'<Relationship Id="1" Type="http://x/hyperlink" Target="http://x" TargetMode="External"/>'
    assert look_into(_with(plain, "ppt/slides/_rels/a.xml.rels", link), "ours.pptx") == 10


def test_a_macro_presentation_under_another_name_is_refused(plain):
    kinds = (b"presentationml.presentation.main+xml", b"vnd.ms-powerpoint.presentation.macroEnabled.main+xml")
    with pytest.raises(SourceError, match="it is no plain presentation"):
        look_into(_with(plain, "[Content_Types].xml", b"", instead=kinds), "ours.pptx")


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04broken"])
def test_what_is_no_presentation_is_refused_apart_from_the_server(data):
    with pytest.raises(SourceError, match=r"ours\.pptx"):
        check_presentation(data, "ours.pptx")


def test_one_that_is_too_large_is_not_looked_into():
    with pytest.raises(SourceError, match="the file is too large"):
        check_presentation(b"x" * (MOST_BYTES + 1), "ours.pptx")
