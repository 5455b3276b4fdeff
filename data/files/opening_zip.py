"""Open a zip file: damaged ones and those with a password are named before anything is taken out of them."""

import zipfile
from pathlib import Path

from data.files.archive import DAMAGED
from data.files.errors import SourceError

_ENCRYPTED = 0x1


def opened_zip(path: Path, name: str) -> zipfile.ZipFile:
    """The archive, to be closed by whoever asked; SourceError when it is none, or when a member needs a password."""
    try:
        archive = zipfile.ZipFile(path)
    except DAMAGED as error:
        raise _damaged(name) from error
    locked = next((each.filename for each in archive.infolist() if each.flag_bits & _ENCRYPTED), None)
    if locked is not None:
        archive.close()
        raise SourceError(
            "a zip file with a password", file=name, found=locked, mend="unpack it, and give what is in it"
        )
    return archive


def member_of(path: Path, member: str, name: str) -> bytes:
    """A member's bytes; SourceError when they are damaged."""
    with opened_zip(path, name) as archive:
        return read_member(archive, member, name)


def read_member(archive: zipfile.ZipFile, member: str, name: str, most: int = -1) -> bytes:
    """The bytes of a member of an open archive, its first `most` where that many are enough; SourceError as above."""
    try:
        with archive.open(member) as stream:
            return stream.read(most)
    except (*DAMAGED, KeyError) as error:
        raise _damaged(name) from error


def _damaged(name: str) -> SourceError:
    return SourceError("not a zip file, or a damaged one", file=name, mend="download it again")
