"""Faults in the structure of a zip file (which a workbook is): members gone, renamed, locked or lying of their size."""

import io
import struct
import zipfile
from random import Random

from tests.fuzzing import byte_faults
from tests.fuzzing.seeds import zipped

_NAMES = (
    "../../x.csv", "/x.csv", "x.csv", "a" * 300 + ".csv", "x\x00.csv", "x.xlsx", "x.geojson", "x.zip", "é\u202e.csv", "",
)  # fmt: skip
_CENTRAL = b"PK\x01\x02"


def members_of(data: bytes) -> dict[str, bytes]:
    """What is in a zip file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def drop(data: bytes, random: Random) -> bytes:
    """One member gone."""
    members = members_of(data)
    members.pop(random.choice(list(members)))
    return zipped(members)


def rename(data: bytes, random: Random) -> bytes:
    """One member under a name that leads elsewhere, or to none."""
    members = members_of(data)
    name = random.choice(list(members))
    members[random.choice(_NAMES)] = members.pop(name)
    return zipped(members)


def spoil_member(data: bytes, random: Random) -> bytes:
    """One member with a fault in its bytes, in a zip that is sound."""
    members = members_of(data)
    name = random.choice(list(members))
    members[name] = random.choice(byte_faults.FAULTS)(members[name], random)
    return zipped(members)


def nest(data: bytes, random: Random) -> bytes:
    """A zip in a zip in a zip."""
    for _ in range(random.choice((1, 5))):
        data = zipped({random.choice(("a.zip", "a.xlsx", "a.csv")): data})
    return data


def swell(data: bytes, random: Random) -> bytes:
    """A member that unpacks to far more than it takes."""
    members = members_of(data)
    name = random.choice(list(members))
    members[name] += random.choice((b"0,", b" ", b"<row/>", b"\n")) * random.choice((100_000, 2_000_000))
    return zipped(members)


def lie(data: bytes, random: Random) -> bytes:
    """A word of the index changed: flags (such as 'locked'), method, sum, sizes, place."""
    found = bytearray(data)
    at = [place for place in range(len(found) - 46) if found[place : place + 4] == _CENTRAL]
    if not at:
        return data
    place = random.choice(at)
    offset, size = random.choice(((8, "H"), (10, "H"), (16, "I"), (20, "I"), (24, "I"), (28, "H"), (42, "I")))
    value = random.choice((0, 1, 8, 9, 12, 14, 0xFFFF)) if size == "H" else random.choice((0, 1, 2**31, 2**32 - 1))
    struct.pack_into(f"<{size}", found, place + offset, value)
    return bytes(found)


def many(data: bytes, random: Random) -> bytes:
    """A great many members."""
    members = members_of(data)
    more = random.choice((60, 1500))
    return zipped({**members, **{f"more/{number}.csv": b"a,b\n1,2\n" for number in range(more)}})


FAULTS = (drop, rename, spoil_member, nest, swell, lie, many)
