"""Faults in bytes, of any file: what a bad disk, a broken download or a curious person makes of it."""

from collections.abc import Callable
from random import Random

Fault = Callable[[bytes, Random], bytes]
_MOST = 2_000_000
_SPECIAL = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n" * 40, b'"', b",,,,", b"\xe2\x80\xae", b"\xed\xa0\x80", b"\x1b[2J",
    b"%s%n", b"=cmd|' /C calc'!A0", b"</c></row>", b"<!--", b"&x;", b"\x80" * 9, b"9" * 400, b"-1e309", b"nan", b"\xc2\xa0",
)  # fmt: skip


def flip(data: bytes, random: Random) -> bytes:
    """A few bits turned over."""
    found = bytearray(data)
    for _ in range(random.choice((1, 1, 3, 20))):
        if found:
            found[random.randrange(len(found))] ^= 1 << random.randrange(8)
    return bytes(found)


def cut(data: bytes, random: Random) -> bytes:
    """A part left out: the end, the beginning or something between."""
    first, last = sorted(random.randrange(len(data) + 1) for _ in range(2))
    return random.choice((data[:first], data[first:], data[:first] + data[last:]))


def repeat(data: bytes, random: Random) -> bytes:
    """A part that stands there many times."""
    first = random.randrange(len(data) + 1)
    part = data[first : first + random.choice((1, 16, 300))]
    times = random.choice((2, 50, 3000))
    return (data[:first] + part * times + data[first:])[:_MOST]


def splice(data: bytes, random: Random) -> bytes:
    """Two parts that have changed places."""
    places = sorted(random.randrange(len(data) + 1) for _ in range(3))
    return data[: places[0]] + data[places[1] : places[2]] + data[places[0] : places[1]] + data[places[2] :]


def put_in(data: bytes, random: Random) -> bytes:
    """Bytes that mean something to a reader, in the middle of what was there."""
    first = random.randrange(len(data) + 1)
    return data[:first] + random.choice(_SPECIAL) + data[first:]


def blank(data: bytes, random: Random) -> bytes:
    """A stretch of noughts, or nothing at all."""
    first = random.randrange(len(data) + 1)
    length = random.choice((1, 64, 4096, len(data)))
    return data[:first] + bytes(min(length, len(data) - first)) + data[first + length :]


def re_encode(data: bytes, random: Random) -> bytes:
    """The text in another encoding."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data[::-1]
    return text.encode(random.choice(("utf-16", "utf-16-be", "utf-32", "cp1252", "utf-7", "cp500")), errors="replace")


FAULTS: tuple[Fault, ...] = (flip, cut, repeat, splice, put_in, blank, re_encode)
