"""What an indicator is meant to reach, and the days on which its series begins anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import TypeVar

from data.contract.errors import ContractError


@dataclass(frozen=True)
class Target:
    """A level that an indicator is meant to reach, as its values are stored (a share of 80% is 0.8).

    `since` is the first day it holds, None where it always has; `by` the day on which it is to be reached, None where it
    holds at once. `source` says who set it, and where. A definition's targets are national; local ones are an optional
    table of the dataset.
    """

    value: float
    since: date | None = None
    by: date | None = None
    source: str = ""


@dataclass(frozen=True)
class Rebase:
    """A day from which a series is a new one, because what is counted or done changed, and why."""

    at: date
    why: str


_Kind = TypeVar("_Kind", Target, Rebase)


def targets_of(found: object) -> tuple[Target, ...]:
    """Targets as a definition's file gives them; ContractError says which one is wrong and how to mend it."""
    read = tuple(_made(Target, each, "targets", place) for place, each in enumerate(_tables(found, "targets"), start=1))
    for place, each in enumerate(read, start=1):
        if isinstance(each.value, bool) or not isinstance(each.value, (int, float)):
            raise _wrong("targets", place, "value", each.value, "a number")
        for name in ("since", "by"):
            if type(getattr(each, name)) not in (date, type(None)):
                raise _wrong("targets", place, name, getattr(each, name), "a day, as in 2028-03-31, without quotes")
    return read


def rebases_of(found: object) -> tuple[Rebase, ...]:
    """Days on which a series begins anew, as a definition's file gives them; ContractError as in `targets_of`."""
    read = tuple(_made(Rebase, each, "rebases", place) for place, each in enumerate(_tables(found, "rebases"), start=1))
    for place, each in enumerate(read, start=1):
        if type(each.at) is not date:
            raise _wrong("rebases", place, "at", each.at, "a day, as in 2024-04-01, without quotes")
        if not isinstance(each.why, str) or not each.why.strip():
            raise _wrong("rebases", place, "why", each.why, "the reason in words")
    return read


def in_force(targets: Sequence[Target], day: date) -> Target | None:
    """The target that holds on a day: the one set last; None where there is none."""
    held = [each for each in targets if each.since is None or each.since <= day]
    return max(held, key=lambda each: each.since or date.min) if held else None


def _tables(found: object, name: str) -> Sequence[object]:
    if not isinstance(found, (list, tuple)):
        raise ContractError(f"{name}: found {found!r}; expected tables, each under a heading [[{name}]]")
    return found


def _made(kind: type[_Kind], given: object, name: str, place: int) -> _Kind:
    if isinstance(given, kind):
        return given
    if not isinstance(given, Mapping):
        raise ContractError(f"{name}, number {place}: found {given!r}; expected a table under a heading [[{name}]]")
    known = [field.name for field in fields(kind)]
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise ContractError(f"{name}, number {place}: unknown field {unknown[0]!r}; expected {', '.join(known)}")
    try:
        return kind(**given)
    except TypeError as error:
        raise ContractError(f"{name}, number {place}: {error}; add the missing field") from error


def _wrong(name: str, place: int, field: str, found: object, expected: str) -> ContractError:
    return ContractError(f"{name}, number {place}: {field} is {found!r}; expected {expected}")
