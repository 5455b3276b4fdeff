"""The journal's dataclasses as JSON, and strictly back: unknown, missing or ill-typed fields are refused by name.

Pydantic checks them against their annotations; what does not fit is told in the journal's own words.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args, get_type_hints

from pydantic import (
    AllowInfNan,
    BeforeValidator,
    ConfigDict,
    Strict,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from data.journal.errors import EntryError, Fault

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

# As the `__pydantic_config__` of a dataclass: no field but its own.
NO_OTHER_FIELD = ConfigDict(extra="forbid")
_MOST_SHOWN = 60
_DAY = "a day as YYYY-MM-DD"
_EXPECTED = {
    "string_type": "text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a finite number",
    "finite_number": "a finite number",
    "date_type": _DAY,
    "dataclass_type": "an object",
}
# Given to validation where values come from JSON, which has no days and no tuples.
_FROM_JSON = object()
Made = TypeVar("Made", bound="DataclassInstance")


def misfit(expected: str) -> PydanticCustomError:
    """The error that a check of one field raises, for a fault that says what was expected there."""
    return PydanticCustomError("misfit", "{expected}", {"expected": expected})


def _day(value: object, info: ValidationInfo) -> object:
    """A day that JSON holds as text. Python's own reader takes other forms too, which are never written here."""
    if info.context is not _FROM_JSON or not isinstance(value, str):
        return value
    try:
        found = date.fromisoformat(value)
    except ValueError:
        found = None
    if found is None or found.isoformat() != value:
        raise misfit(_DAY)
    return found


def _as_written(value: object, check: ValidatorFunctionWrapHandler) -> object:
    """A whole number stays one, so that an export holds the same characters as the line that was read."""
    check(value)
    return value


# True and False are no numbers, '1' is none, and 2026-05-12T00:00 is no day, whatever could be made of them.
Number = Annotated[float, Strict(), AllowInfNan(False), WrapValidator(_as_written)]
Whole = Annotated[int, Strict()]
YesNo = Annotated[bool, Strict()]
Day = Annotated[date, Strict(), BeforeValidator(_day)]


def shown(value: object) -> str:
    """What was found, short enough for a message."""
    text = repr(value)
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"


def to_text(value: "DataclassInstance") -> str:
    """A dataclass as one line of JSON, in the order of its fields; days as YYYY-MM-DD."""
    plain = _adapter(type(value)).dump_python(value)
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=date.isoformat)


def read_object(text: str) -> dict[str, Any]:
    """JSON text that must be one object, in which no name stands twice and every number is finite; EntryError if not.

    Pydantic's own reader would take the last of two fields of one name without a word.
    """
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


def from_plain(kind: type[Made], plain: dict[str, Any]) -> Made:
    """The dataclass that an object of JSON describes; EntryError names every field that does not fit."""
    try:
        made: Made = _adapter(kind).validate_python(plain, context=_FROM_JSON)
    except ValidationError as error:
        raise EntryError(*(_fault(kind, each, "", "a list") for each in error.errors(include_url=False))) from None
    return made


def made_as_declared(holder: "DataclassInstance") -> None:
    """EntryError naming each field of a dataclass whose value is not of its type; numbers must be finite, tuples tuples."""
    faults = [
        _fault(hint, error, name, "a tuple of the right parts")
        for name, hint in _hints(type(holder)).items()
        for error in _misfits(hint, getattr(holder, name))
    ]
    if faults:
        raise EntryError(*faults)


def _misfits(hint: Any, value: object) -> Iterator[ErrorDetails]:
    try:
        # Its own fields were looked at when a dataclass was made.
        _adapter(hint).validate_python(value, strict=True)
    except ValidationError as error:
        yield from error.errors(include_url=False)


@cache
def _adapter(hint: Any) -> TypeAdapter[Any]:
    return TypeAdapter(hint)


@cache
def _hints(kind: type) -> dict[str, Any]:
    known = get_type_hints(kind, include_extras=True)
    return {each.name: known[each.name] for each in fields(kind)}


def _fault(hint: Any, error: ErrorDetails, start: str, tuples: str) -> Fault:
    """What pydantic found wrong, in the journal's words. `start` is the field of that `hint`, `tuples` what one is called."""
    where, found, kind = error["loc"], error["input"], error["type"]
    at = _path(start, where)
    if kind == "missing" and isinstance(where[-1], int):
        return Fault(_path(start, where[:-1]), f"{len(found)} parts", f"{where[-1] + 1}")
    if kind == "missing":
        return Fault(at, "nothing", "this field to be given")
    if kind == "too_long":
        return Fault(at, f"{len(found)} parts", f"{error['ctx']['max_length']}")
    if kind == "unexpected_keyword_argument":
        return Fault(at, "a field not known here", f"only {', '.join(_hints(_holder(hint, where[:-1])))}")
    if kind == "dataclass_exact_type":
        return Fault(at, shown(found), f"a {error['ctx']['class_name']}")
    return Fault(at, shown(found), tuples if kind == "tuple_type" else _EXPECTED.get(kind, error["msg"]))


def _path(start: str, where: tuple[int | str, ...]) -> str:
    """A place as it is told: 'signal.estimate', 'frozen.rows[1]'."""
    path = start
    for part in where:
        path += f"[{part}]" if isinstance(part, int) else f".{part}"
    return path.removeprefix(".") or "text"


def _holder(hint: Any, where: tuple[int | str, ...]) -> type:
    """The dataclass in which a field stands, from the one that was read; a place in a list leads no deeper."""
    names = tuple(part for part in where if isinstance(part, str))
    found = next(each for each in (hint, *get_args(hint)) if isinstance(each, type) and is_dataclass(each))
    return _holder(_hints(found)[names[0]], names[1:]) if names else found
