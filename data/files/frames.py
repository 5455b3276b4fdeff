"""What passes between the server and a process that reads files: frames of a kind, a length and as many bytes."""

import json
import pickle
import struct
from collections.abc import Mapping
from typing import IO

from data.files.errors import SourceError

#: The file that is being read now, the answer, a refusal of the file, what was raised, and how the process ended.
AT, ANSWER, REFUSED, RAISED, ENDED = b"F", b"A", b"R", b"T", b"X"
_HEAD = struct.Struct(">cQ")
# Words are short; only the answer is large, and its bound is the job's own.
MOST_WORDS = 100_000
_MOST_LETTERS = 1_000
_FIELDS = ("problem", "file", "sheet", "row", "column", "found", "expected", "mend")


class FrameError(Exception):
    """What came is no frame, or a larger one than may come."""


def send(stream: IO[bytes], kind: bytes, content: bytes = b"") -> None:
    """Write one frame."""
    stream.write(_HEAD.pack(kind, len(content)))
    stream.write(content)
    stream.flush()


def send_words(stream: IO[bytes], kind: bytes, words: Mapping[str, object]) -> None:
    """Write one frame of names and texts; a text is cut where nobody would read on."""
    cut = {name: each[:_MOST_LETTERS] if isinstance(each, str) else each for name, each in words.items()}
    send(stream, kind, json.dumps(cut, default=lambda each: str(each)[:_MOST_LETTERS]).encode())


def receive(stream: IO[bytes], most: int) -> tuple[bytes, bytes] | None:
    """The kind and content of the next frame; None at the end. An answer may hold `most` bytes."""
    head = stream.read(_HEAD.size)
    if not head:
        return None
    if len(head) < _HEAD.size:
        raise FrameError("a frame without its length")
    kind, length = _HEAD.unpack(head)
    if length > (most if kind == ANSWER else MOST_WORDS):
        raise FrameError("a frame that is too large")
    content = stream.read(length)
    if len(content) < length:
        raise FrameError("a frame cut short")
    return kind, content


def fields_of(error: SourceError) -> dict[str, object]:
    """A refusal as names and texts."""
    return {name: getattr(error, name) for name in _FIELDS}


def words_of(content: bytes, *names: str) -> dict[str, object]:
    """The names and texts of a frame; FrameError where one of the names is not among them."""
    try:
        found = json.loads(content)
        return {name: found[name] for name in names}
    except (ValueError, KeyError, TypeError):
        raise FrameError("a frame without its words") from None


def refusal_of(content: bytes, file: str) -> SourceError:
    """The refusal again; it names the file that was being read where it names none itself."""
    words = words_of(content, *_FIELDS)
    row = words["row"]
    return SourceError(
        str(words["problem"]),
        file=str(words["file"] or file),
        sheet=str(words["sheet"]),
        row=row if isinstance(row, int) else None,
        column=str(words["column"]),
        found=words["found"],
        expected=str(words["expected"]),
        mend=str(words["mend"]),
    )


def pickled(what: object, stream: IO[bytes]) -> None:
    """A job for a process of ours: it goes from the server to its own child and never the other way."""
    pickle.dump(what, stream, protocol=pickle.HIGHEST_PROTOCOL)
    stream.flush()
