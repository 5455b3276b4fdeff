"""Faults in a lookup of small areas: areas twice, unknown, in several teams; names and codes that do not go together."""

from random import Random

from tests.fuzzing import table_faults


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8-sig").split("\r\n")


def area_twice(data: bytes, random: Random) -> bytes:
    """One area in two teams."""
    lines = _lines(data)
    one, other = (random.choice(lines[1:-1]) for _ in range(2))
    return "\r\n".join([*lines[:-1], ",".join([*one.split(",")[:1], *other.split(",")[1:]]), ""]).encode()


def names_alike(data: bytes, random: Random) -> bytes:
    """Every team of one name."""
    lines = [line.split(",") for line in _lines(data)]
    text = random.choice(("Team", "", " ", "team\u200b"))
    named = [lines[0], *([*line[:-1], text] for line in lines[1:])]
    return "\r\n".join(map(",".join, named)).encode()


def each_its_own(data: bytes, random: Random) -> bytes:
    """A team for each area, and areas without end."""
    lines = _lines(data)
    more = [f"E0109{number:04d},T{number},Team {number}" for number in range(random.choice((300, 20_000)))]
    return "\r\n".join([*lines[:-1], *more, ""]).encode()


def other_codes(data: bytes, random: Random) -> bytes:
    """Areas of another place, or in small letters, or with blanks."""
    old, new = random.choice(((b"E010", b"W010"), (b"E01", b"e01"), (b"E01", b" E01"), (b",", b" ,")))
    return data.replace(old, new)


FAULTS = (area_twice, names_alike, each_its_own, other_codes, *table_faults.FAULTS)
