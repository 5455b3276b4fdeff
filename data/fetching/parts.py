"""What can be fetched, and from where: `services.toml`, read and checked."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from data.fetching.errors import FetchError

SERVICES_FILE = Path(__file__).parent / "services.toml"
SERVICES = (
    "arcgis", "fingertips", "fingertips_metadata", "nomis", "cvdprevent", "organisations", "publication", "file",
)  # fmt: skip
# How a part is narrowed to the board: by the board's own code, by its small areas, or not at all.
NARROWED_BY = ("board", "small_areas", "")


@dataclass(frozen=True)
class Limits:
    """How patient and how greedy the client is.

    Seconds: `connect`, `read`, `first_wait` (doubled after each fault), `longest_wait`, `pause` (between two requests
    to be a polite guest). Bytes: `most_bytes` of a file, `most_answer_bytes` of one answer in JSON, CSV or HTML.
    """

    attempts: int = 5
    connect: float = 10.0
    read: float = 120.0
    first_wait: float = 1.0
    longest_wait: float = 120.0
    pause: float = 0.2
    most_bytes: int = 600_000_000
    most_answer_bytes: int = 100_000_000
    most_pages: int = 500
    small_areas_at_once: int = 100


@dataclass(frozen=True)
class Part:
    """One thing to fetch: what it is called, what kind of content `build` will find in it, and how to ask for it."""

    name: str
    title: str
    kind: str
    service: str
    address: str
    file: str
    publisher: str
    licence: str
    narrowed_by: str = ""
    settled: bool = False
    ask: dict[str, Any] = field(default_factory=dict)


def read_services(path: Path = SERVICES_FILE) -> tuple[Limits, dict[str, Part]]:
    """Limits and parts by name; FetchError names the entry of the file that is missing or wrong."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise FetchError(
            path.name, f"cannot be read ({error})", mend="give a TOML file like the project's own"
        ) from error
    try:
        limits = Limits(**found.get("limits", {}))
    except TypeError as error:
        known = ", ".join(each.name for each in fields(Limits))
        raise FetchError(path.name, f"[limits]: {error}", mend=f"use only: {known}") from error
    parts = [_part(path.name, entry) for entry in found.get("part", [])]
    if not parts:
        raise FetchError(path.name, "no [[part]] in it", mend="name at least one thing to fetch")
    twice = {each.name for each in parts if sum(each.name == other.name for other in parts) > 1}
    if twice:
        raise FetchError(path.name, f"part {min(twice)!r} is there twice", mend="give each part a name of its own")
    return limits, {each.name: each for each in parts}


def _part(file: str, entry: dict[str, Any]) -> Part:
    called = entry.get("name", "without a name")
    try:
        part = Part(**entry)
    except TypeError as error:
        raise FetchError(file, f"part {called!r}: {error}", mend="compare it with the other parts") from error
    for name, allowed in (("service", SERVICES), ("narrowed_by", NARROWED_BY)):
        if getattr(part, name) not in allowed:
            wanted = ", ".join(each or "''" for each in allowed)
            raise FetchError(file, f"part {called!r}: {name} is {getattr(part, name)!r}", mend=f"use one of {wanted}")
    return part


def chosen_parts(parts: dict[str, Part], only: Collection[str]) -> list[Part]:
    """The parts named, in the order of the file; all of them when none is named. FetchError lists the names there are."""
    unknown = sorted(set(only) - set(parts))
    if unknown:
        raise FetchError("--only", f"no part called {unknown[0]!r}", mend=f"use one of: {', '.join(parts)}")
    return [part for part in parts.values() if not only or part.name in only]
