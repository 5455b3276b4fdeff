"""Dimensions that a dataset declares for itself in its manifest: the PLUS groups of its people, and any other."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from data.contract.errors import ContractError
from data.contract.plus_examples import PLUS_EXAMPLES
from data.contract.vocabulary import ALL, DIMENSIONS, TOTAL, UNKNOWN, Dimension

_CODE = re.compile(r"[a-z][a-z0-9_]*")
_ENTRIES = {"title", "phrase", "basis", "ordered", "reference", "not_known", "groups", "plus"}
_NEEDED = ("title", "phrase", "groups")
_OF_GROUP = {"code", "label", "short", "words"}
# Codes of fifths are told by these words, wherever a dimension is looked at.
_TAKEN = ("deprivation", "age_band")
_FEWEST = 2


def parse_dimensions(entries: Mapping[str, Any], file: str) -> tuple[Dimension, ...]:
    """The dimensions under `[dimensions.…]` of a manifest, in its order; ContractError says what of which cannot stand."""
    if not isinstance(entries, Mapping):
        raise ContractError(f"{file}: dimensions is {entries!r}; expected a table for each, as [dimensions.carers]")
    found = tuple(_parsed(code, entry, f"{file}, dimension {code}") for code, entry in entries.items())
    labels = [each.label.casefold() for each in (*DIMENSIONS.values(), *found)]
    for each in found:
        if labels.count(each.label.casefold()) > 1:
            raise ContractError(
                f"{file}, dimension {each.code}: title {each.label!r} is another dimension's too; give it one of its own"
            )
    return found


def _parsed(code: str, entry: object, where: str) -> Dimension:
    if not _CODE.fullmatch(code) or any(each in code for each in _TAKEN):
        raise ContractError(
            f"{where}: found the code {code!r}; expected small letters, digits and _ beginning with a letter, and not "
            f"{' or '.join(_TAKEN)} in it"
        )
    if code in DIMENSIONS:
        raise ContractError(f"{where}: every dataset knows this dimension already; leave it out, or give another code")
    if not isinstance(entry, Mapping):
        raise ContractError(f"{where}: found {entry!r}; expected title, phrase and groups")
    _refuse_strange(entry, _ENTRIES, where)
    for name in _NEEDED:
        if not entry.get(name):
            raise ContractError(f"{where}: {name} is missing; add it")
    for name in ("title", "phrase", "basis", "reference", "not_known"):
        _text(entry, name, where)
    ordered = entry.get("ordered", False)
    if not isinstance(ordered, bool):
        raise ContractError(f"{where}, ordered: found {ordered!r}; expected true or false")
    groups = _groups(entry["groups"], where)
    reference = _reference(entry.get("reference", ""), groups, where, ordered=ordered)
    title = str(entry["title"])
    not_known = entry.get("not_known") or f"{title}: not known"
    return Dimension(
        code,
        title,
        str(entry["phrase"]),
        {each["code"]: each["label"] for each in groups} | {UNKNOWN: not_known},
        {each["code"]: each["short"] for each in groups if each.get("short")} | {UNKNOWN: "Not known"},
        ordered=ordered,
        basis=str(entry.get("basis", "")),
        reference=reference,
        phrases={each["code"]: each["words"] for each in groups if each.get("words")},
        plus=_plus(entry.get("plus", []), where),
    )


def _groups(entries: object, where: str) -> list[dict[str, str]]:
    """The groups as they are declared; who is in none that is known is no group to declare."""
    if not isinstance(entries, list) or len(entries) < _FEWEST:
        raise ContractError(f"{where}, groups: expected {_FEWEST} or more, each with code and label")
    for number, each in enumerate(entries, start=1):
        here = f"{where}, group {number}"
        if not isinstance(each, Mapping):
            raise ContractError(f"{here}: found {each!r}; expected code and label")
        _refuse_strange(each, _OF_GROUP, here)
        for name in ("code", "label"):
            if not each.get(name):
                raise ContractError(f"{here}: {name} is missing; add it")
        for name in _OF_GROUP:
            _text(each, name, here)
        if each["code"] in (UNKNOWN, ALL, TOTAL):
            raise ContractError(
                f"{here}: found the code {each['code']!r}; {UNKNOWN!r} is always a group of its own, called by "
                "not_known, and everyone is no group; leave it out"
            )
        if not _CODE.fullmatch(each["code"]):
            raise ContractError(
                f"{here}: found the code {each['code']!r}; expected small letters, digits and _ beginning with a letter"
            )
    for name in ("code", "label"):
        given = [str(each[name]).casefold() for each in entries]
        twice = next((text for text in given if given.count(text) > 1), "")
        if twice:
            raise ContractError(f"{where}, groups: two have the {name} {twice!r}; give each its own")
    return [dict(each) for each in entries]


def _reference(code: str, groups: list[dict[str, str]], where: str, *, ordered: bool) -> str:
    known = [each["code"] for each in groups]
    if code and ordered:
        raise ContractError(
            f"{where}, reference: found {code!r}; groups in an order are compared from end to end, first the most "
            "disadvantaged; leave reference out"
        )
    if code and code not in known:
        raise ContractError(
            f"{where}, reference: found {code!r}; expected one of its groups that is known: {', '.join(known)}"
        )
    return code


def _plus(names: object, where: str) -> tuple[str, ...]:
    if not isinstance(names, list):
        raise ContractError(f"{where}, plus: found {names!r}; expected a list, as ['carers']")
    for each in names:
        if each not in PLUS_EXAMPLES:
            raise ContractError(f"{where}, plus: found {each!r}; expected of: {', '.join(PLUS_EXAMPLES)}")
    return tuple(names)


def _refuse_strange(entry: Mapping[str, Any], known: set[str], where: str) -> None:
    strange = sorted(set(entry) - known)
    if strange:
        raise ContractError(f"{where}: found {strange[0]!r}; expected {', '.join(sorted(known))}; leave it out")


def _text(entry: Mapping[str, Any], name: str, where: str) -> None:
    if name in entry and not isinstance(entry[name], str):
        raise ContractError(f"{where}, {name}: found {entry[name]!r}; expected text")


def dimension_entries(dimensions: Iterable[Dimension]) -> dict[str, dict[str, Any]]:
    """What `parse_dimensions` reads back as the same dimensions, for a manifest that is written."""
    return {each.code: _entry(each) for each in dimensions}


def _entry(dimension: Dimension) -> dict[str, Any]:
    entry: dict[str, Any] = {"title": dimension.label, "phrase": dimension.phrase, "ordered": dimension.ordered}
    entry |= {name: text for name in ("basis", "reference") if (text := getattr(dimension, name))}
    entry["not_known"] = dimension.groups[UNKNOWN]
    if dimension.plus:
        entry["plus"] = list(dimension.plus)
    groups = []
    for code in dimension.known_groups:
        group = {"code": code, "label": dimension.groups[code]}
        for name, texts in (("short", dimension.short_groups), ("words", dimension.phrases)):
            if code in texts:
                group[name] = texts[code]
        groups.append(group)
    return entry | {"groups": groups}
