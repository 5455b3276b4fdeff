"""The indicators of a table: those the dataset has, and definitions of the others with what a person is asked of each."""

import re
from collections.abc import Sequence
from pathlib import PurePath

import numpy as np

from data.files.sheets import as_id
from data.recipes.column_content import Content
from data.recipes.definition import Definition, checked_definition
from data.recipes.draft import Draft
from data.recipes.guessed import Option
from data.recipes.judge_indicators import free_id, indicator_ids, known_indicator
from data.recipes.number_slots import Slot
from data.recipes.pairing import Measured, Pairing
from data.recipes.units import MEAN, SHARE, Unit, ask_for_unit, unit_of

_LONGEST_NAME, _MOST_UNITS_ASKED = 120, 3
_BETTER = (
    Option("higher", "a higher value is better for people"),
    Option("lower", "a lower value is better for people"),
    Option("not said", "neither: only higher or lower"),
)
_DOMAINS = tuple(
    Option(code, label)
    for code, label in (
        ("access", "access to care"), ("continuity", "seeing the same people over time"), ("outcome", "health outcomes"),
        ("experience", "what people say of care"), ("process", "what services do"), ("need", "need"),
        ("resource", "staff and money"),
    )
)  # fmt: skip


def define_measures(
    draft: Draft, measures: Sequence[Measured], pairing: Pairing
) -> tuple[list[str], list[Definition], list[Unit]]:
    """An id for each thing measured, definitions of those that the dataset does not have, and the units found."""
    ids: list[str] = []
    definitions, units = [], []
    joint = sum(unit_of(measured, pairing.keys) is None for measured in measures) > _MOST_UNITS_ASKED
    for measured in measures:
        name = _name(draft, measured, alone=len(measures) == 1)
        code = known_indicator(draft, name) or free_id(as_id(name), set(ids))
        code = draft.answer(f"indicator:{code}") or code
        ids.append(code)
        if code in draft.known.indicators:
            units.append(Unit("", 100.0, fraction=bool((found := unit_of(measured, pairing.keys)) and found.fraction)))
            continue
        unit = unit_of(measured, pairing.keys, name) or ask_for_unit(
            draft, measured, pairing.keys, code, name, joint=joint
        )
        units += [unit] if unit else []
        definitions.append(_definition(draft, code, name, unit or (SHARE if measured.part else MEAN), measured))
    return ids, definitions, units


def define_named(
    draft: Draft, column: Content, measured: Measured, pairing: Pairing
) -> tuple[dict[str, str], list[Definition], list[Unit]]:
    """The id of each indicator that a column names, and the rest as for measures: each is judged by its own rows."""
    ids = indicator_ids(draft, column)
    found = {text: unit_of(_of_rows(column, text, measured, pairing), pairing.keys, text) for text in ids}
    open_ones = [text for text, unit in found.items() if unit is None and ids[text] not in draft.known.indicators]
    joint = len(open_ones) > _MOST_UNITS_ASKED
    for text in open_ones:
        rows = _of_rows(column, text, measured, pairing)
        found[text] = ask_for_unit(draft, rows, pairing.keys, ids[text], text, joint=joint)
    definitions = [
        _definition(draft, code, text, found[text] or (SHARE if measured.part else MEAN), measured)
        for text, code in ids.items()
        if code not in draft.known.indicators
    ]
    return ids, definitions, [unit for unit in found.values() if unit]


def _of_rows(column: Content, text: str, measured: Measured, pairing: Pairing) -> Measured:
    """What is measured, by the rows of one indicator alone."""
    rows = np.tile(np.array([each == text for each in column.texts]), len(pairing.keys))
    return pairing.by_rows(measured, rows)


def _definition(draft: Draft, code: str, name: str, unit: Unit, measured: Measured) -> Definition:
    """A definition with what has been said of it; which way is better is never assumed."""
    called = draft.ask(
        f"name:{code}",
        "What is this indicator called?",
        "its name stands on every page",
        suggested=name,
        needed=False,
        about=code,
    )
    better = draft.ask(
        f"better:{code}", f"Which way is better: ‘{called}’?", "the table does not say, and until somebody does nothing is "
        "called better or worse", _BETTER, suggested="not said", needed=False, about=code,
    )  # fmt: skip
    domain = "need"
    if better in ("higher", "lower"):
        domain = draft.ask(
            f"domain:{code}", f"What is ‘{called}’ about?", "it decides on which pages it stands", _DOMAINS, about=code
        )
    fields = {
        "value_type": unit.value_type, "per": unit.per, "better": better, "domain": domain or "need",
        "numerator": _counted(measured.numerator), "denominator": _counted(measured.denominator),
        "source": draft.answer("source"),
    }  # fmt: skip
    return checked_definition({"id": code, "name": called[:_LONGEST_NAME] or code, **fields})


def _counted(slot: Slot | None) -> str:
    return (slot.rest or slot.first.heading)[:_LONGEST_NAME] if slot is not None else ""


def _name(draft: Draft, measured: Measured, *, alone: bool) -> str:
    """What a measure is called: by its headings, else by the line above the table, the sheet or the file."""
    if measured.name and not (alone and len(measured.name) < 3):
        return measured.name[:_LONGEST_NAME]
    titles = [re.sub(r"^(?:table|figure)\s*\d+\s*[:.-]?\s*", "", text, flags=re.I) for text in draft.place.above]
    usual = re.fullmatch(r"(?:sheet|data|table|tab|export)?\s*\d*", draft.sheet.name, re.I)
    candidates = [*(text for text in titles if 3 < len(text) <= _LONGEST_NAME), "" if usual else draft.sheet.name]
    stem = re.sub(r"[_\s]+", " ", PurePath(draft.sheet.file).stem).strip()
    return next((text for text in candidates if text), stem or "Our figures")
