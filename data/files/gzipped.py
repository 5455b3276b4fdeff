"""Unpack a gzipped file, no further than it may unpack to."""

import io
import zlib
from gzip import BadGzipFile, GzipFile

from data.files.errors import SourceError
from data.files.limits import TableLimits

GZIP = b"\x1f\x8b"
_PIECE = 1 << 20
_SMALL = 100_000


def unpacked(data: bytes, file: str, most: TableLimits) -> bytes:
    """What is in it; SourceError where it is damaged, or once it has become more than it may."""
    limit = min(most.unpacked, most.times_unpacked * max(len(data), _SMALL))
    pieces, size = [], 0
    try:
        with GzipFile(fileobj=io.BytesIO(data)) as stream:
            while piece := stream.read(_PIECE):
                pieces.append(piece)
                size += len(piece)
                if size > limit:
                    raise SourceError(
                        "it unpacks to too much",
                        file=file,
                        found=f"{len(data):,} bytes that become more than {limit:,}",
                        expected=f"at most {most.unpacked:,} bytes, and {most.times_unpacked} times its size",
                        mend="save the table on its own as CSV",
                    )
    except (BadGzipFile, EOFError, zlib.error, OSError):
        raise SourceError(
            "not a gzipped file, or a damaged one",
            file=file,
            found="a broken file",
            expected="a gzipped file",
            mend="save or download it again",
        ) from None
    return b"".join(pieces)
