"""Faults in an exported journal: fields gone, new, of another kind, huge or deep; versions out of order or doubled."""

import json
from collections.abc import Callable
from random import Random

from tests.fuzzing.table_faults import CELLS

_VALUES = (
    None, True, False, 0, -1, 1.5, 10**30, 1e308, 2**63, "", " ", "x", [], {}, [[]], {"a": 1}, [None], "\ud800", "2026-02-30",
    "2026-03-31T09:30:00", "9999-12-31T23:59:59.999999+00:00", "0001-01-01T00:00:00.000000+00:00", "x" * 100_000, *CELLS[:60],
)  # fmt: skip
_TEXTS = (
    '{"a": NaN}', '{"a": 1, "a": 2}', "[1]", '"x"', "{", "null", "{" * 5_000, '{"a":' * 2_000 + "1" + "}" * 2_000,
    "1" * 6_000,
)  # fmt: skip


def _in_lines(change: Callable[[list[dict], Random], None]) -> Callable[[bytes, Random], bytes]:
    """A fault that is made in what the lines say."""

    def fault(data: bytes, random: Random) -> bytes:
        lines = [json.loads(line) for line in data.decode().splitlines()]
        change(lines, random)
        return "".join(f"{json.dumps(line)}\n" for line in lines).encode()

    fault.__name__ = change.__name__
    return fault


def _inside(lines: list[dict], random: Random) -> dict:
    """One of the objects: a line, its entry, or something in the entry."""
    found = random.choice(lines)
    for _ in range(random.randrange(3)):
        below = [each for each in found.values() if isinstance(each, dict) and each]
        found = random.choice(below) if below else found
    return found


@_in_lines
def odd_field(lines: list[dict], random: Random) -> None:
    each = _inside(lines, random)
    each[random.choice(list(each))] = random.choice(_VALUES)


@_in_lines
def field_gone(lines: list[dict], random: Random) -> None:
    each = _inside(lines, random)
    each.pop(random.choice(list(each)))


@_in_lines
def new_field(lines: list[dict], random: Random) -> None:
    _inside(lines, random)[random.choice(("x", "", "__class__", "é" * 300))] = random.choice(_VALUES)


@_in_lines
def out_of_order(lines: list[dict], random: Random) -> None:
    random.shuffle(lines)


@_in_lines
def doubled(lines: list[dict], random: Random) -> None:
    lines += lines[random.randrange(len(lines)) :] * random.choice((1, 3))


@_in_lines
def many_versions(lines: list[dict], random: Random) -> None:
    first = next(each for each in lines[1:] if each["number"] == 1)
    for number in range(random.choice((5, 2_000))):
        made = f"00000000-0000-4000-9000-{number:012d}"
        lines.append({**first, "record_id": made})


@_in_lines
def other_standing(lines: list[dict], random: Random) -> None:
    each = random.choice(lines[1:])
    each.update(
        standing=random.choice(("merged", "set aside", "written", "x")),
        based_on=random.choice((None, 0, 1, 99)),
        merged_from=random.choice((None, 1, -1)),
    )


def odd_line(data: bytes, random: Random) -> bytes:
    """One line that is no entry at all."""
    lines = data.decode().splitlines()
    lines.insert(random.randrange(len(lines) + 1), random.choice(_TEXTS))
    return "\n".join(lines).encode()


FAULTS = (odd_field, odd_field, field_gone, new_field, out_of_order, doubled, many_versions, other_standing, odd_line)
