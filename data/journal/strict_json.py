"""Dataclasses to plain values that JSON can hold, and strictly back: unknown, missing or ill-typed fields are refused."""

import json
import math
import sys
from collections import Counter
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

from data.journal.errors import EntryError, Fault

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_NAMES = {str: "text", bool: "true or false", int: "a whole number", float: "a finite number"}
_DAY = "a day as YYYY-MM-DD"
_MOST_SHOWN = 60
Made = TypeVar("Made", bound="DataclassInstance")


def shown(value: object) -> str:
    """What was found, short enough for a message."""
    text = repr(value)
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"


def to_plain(value: Any) -> Any:
    """A dataclass as a dictionary, in the order of its fields; days as YYYY-MM-DD; tuples as lists."""
    if is_dataclass(value):
        return {each.name: to_plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [to_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def to_text(value: Any) -> str:
    """A dataclass as one line of JSON."""
    return json.dumps(to_plain(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def read_object(text: str) -> dict[str, Any]:
    """JSON text that must be one object, in which no name stands twice and every number is finite; EntryError if not."""
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise EntryError(Fault("text", f"something else ({error})", "JSON")) from None
    if not isinstance(found, dict):
        raise EntryError(Fault("text", shown(found), "a JSON object"))
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise EntryError(Fault(twice, "it twice", "each field once"))
    return found


def _refuse_constant(name: str) -> float:
    raise EntryError(Fault("text", name, "finite numbers only"))


def from_plain(kind: type[Made], plain: Any, where: str = "") -> Made:
    """The dataclass that plain values describe; EntryError names the field that does not fit.

    `where` is the path of the field that holds it, for messages.
    """
    if not isinstance(plain, dict):
        raise EntryError(Fault(where or "text", shown(plain), "an object"))
    known = {each.name: each for each in fields(kind)}
    unknown = [name for name in plain if name not in known]
    if unknown:
        raise EntryError(Fault(_at(where, unknown[0]), "a field not known here", f"only {', '.join(known)}"))
    absent = [name for name, each in known.items() if each.default is MISSING and name not in plain]
    if absent:
        raise EntryError(Fault(_at(where, absent[0]), "nothing", "this field to be given"))
    hints = _hints(kind)
    return kind(**{name: _read(hints[name], value, _at(where, name)) for name, value in plain.items()})


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _at(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _read(hint: Any, value: Any, where: str) -> Any:
    """A plain value as its field wants it. Only days and tuples differ from what JSON holds."""
    if isinstance(hint, UnionType):
        inner = next(each for each in get_args(hint) if each is not NoneType)
        return None if value is None else _read(inner, value, where)
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise EntryError(Fault(where, shown(value), "a list"))
        kinds = _item_hints(hint, len(value))
        if len(kinds) != len(value):
            raise EntryError(Fault(where, f"{len(value)} parts", f"{len(kinds)}"))
        return tuple(
            _read(each, item, f"{where}[{i}]") for i, (each, item) in enumerate(zip(kinds, value, strict=True))
        )
    if isinstance(hint, type) and is_dataclass(hint):
        return from_plain(hint, value, where)
    if hint is date and isinstance(value, str):
        return _day(value, where)
    return value


def _item_hints(hint: Any, count: int) -> tuple[Any, ...]:
    found = get_args(hint)
    return (found[0],) * count if found[-1] is Ellipsis else found


def _day(value: str, where: str) -> date:
    try:
        found = date.fromisoformat(value)
    except ValueError:
        found = None
    if found is None or found.isoformat() != value:
        raise EntryError(Fault(where, shown(value), _DAY))
    return found


def made_as_declared(holder: Any) -> None:
    """EntryError naming each field of a dataclass whose value is not of its type; numbers must be finite, tuples tuples."""
    kind: type = type(holder)
    hints = _hints(kind)
    faults = [
        fault for each in fields(holder) for fault in _misfit(hints[each.name], getattr(holder, each.name), each.name)
    ]
    if faults:
        raise EntryError(*faults)


def _misfit(hint: Any, value: Any, where: str) -> list[Fault]:
    if isinstance(hint, UnionType):
        inner = next(each for each in get_args(hint) if each is not NoneType)
        return [] if value is None else _misfit(inner, value, where)
    if get_origin(hint) is tuple:
        if not isinstance(value, tuple) or len(kinds := _item_hints(hint, len(value))) != len(value):
            return [Fault(where, shown(value), "a tuple of the right parts")]
        pairs = enumerate(zip(kinds, value, strict=True))
        return [fault for i, (each, item) in pairs for fault in _misfit(each, item, f"{where}[{i}]")]
    if isinstance(hint, type) and is_dataclass(hint):
        # Its own fields were looked at when it was made.
        return [] if isinstance(value, hint) else [Fault(where, shown(value), f"a {hint.__name__}")]
    if hint is date:
        return [] if isinstance(value, date) and not isinstance(value, datetime) else [Fault(where, shown(value), _DAY)]
    return [] if _is_plain(hint, value) else [Fault(where, shown(value), _NAMES[hint])]


def _is_plain(hint: type, value: Any) -> bool:
    """Whether a value is text, a yes or no, or a number. True and False are not numbers, whatever Python holds."""
    if hint in (int, float) and isinstance(value, bool):
        return False
    if hint is float and isinstance(value, int):
        return abs(value) <= sys.float_info.max
    if hint is float:
        return isinstance(value, float) and math.isfinite(value)
    return isinstance(value, hint)
