"""Look into a compressed file, and unpack what is wanted of it, within limits."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator

from data.files.counting import too_many
from data.files.errors import SourceError
from data.files.limits import TableLimits

_ENCRYPTED = 0x1
# What the library raises for a zip file whose index or members hold what no program writes there.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    struct.error,
)


def check_archive(data: bytes, file: str, kind: str, most: TableLimits) -> None:
    """SourceError for a compressed file (which a workbook is) that is broken, locked or would unpack to too much.

    Its own index is asked; nothing is unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except DAMAGED:
        raise _damaged(file, kind) from None
    if len(members) > most.members:
        raise too_many("files in it", f"{len(members):,}", most.members, file)
    if any(each.flag_bits & _ENCRYPTED for each in members):
        raise SourceError(
            "it is locked with a password",
            file=file,
            found="an encrypted file",
            expected=f"{kind} that anybody can open",
            mend="take off the password and save it again",
        )
    unpacked = sum(each.file_size for each in members)
    if unpacked > most.unpacked or unpacked > most.times_unpacked * max(len(data), 100_000):
        raise SourceError(
            "it unpacks to too much",
            file=file,
            found=f"{len(data):,} bytes that become {unpacked:,}",
            expected=f"at most {most.unpacked:,} bytes, and {most.times_unpacked} times its size",
            mend="save the table on its own, without formatting, as CSV",
        )


def members_of(data: bytes, file: str, kinds: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each member of these kinds in a zip file that has been checked; SourceError where it has none.

    `kinds` are how their names end. A compressed file within it is not looked into.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [each for each in archive.namelist() if not each.startswith("__MACOSX")]
        wanted = [each for each in names if each.lower().endswith(kinds)]
        within = next((each for each in names if each.lower().endswith((".zip", ".gz"))), "")
        if within and not wanted:
            raise SourceError(
                "a compressed file within a compressed file",
                file=file,
                found=within[:200],
                expected="a zip of tables",
                mend="unpack it, and give what is in it",
            )
        for each in wanted:
            try:
                content = archive.read(each)
            except DAMAGED:
                raise _damaged(file, "a zip file") from None
            yield each, content


def _damaged(file: str, kind: str) -> SourceError:
    return SourceError(
        f"not {kind}, or a damaged one",
        file=file,
        found="a broken file",
        expected=kind,
        mend="save or download it again",
    )
