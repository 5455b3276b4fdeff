"""What a table measures: which columns are counted, out of which others, and which values and limits belong to them."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from data.coding.labels import plain
from data.recipes.arithmetic import are_limits, is_part_of, likely_pairs, multiplier_of
from data.recipes.guessed import Sure
from data.recipes.number_slots import Slot
from data.recipes.pairing import Measured, Pairing, decimals_in

# Counts are looked for so many columns to either side of a value.
_NEAR, _MOST_CANDIDATES = 12, 14


def measures_of(slots: Sequence[Slot]) -> tuple[list[Measured], Pairing]:
    """What the slots measure, and the pairing with the slots that nothing was made of."""
    pairing = Pairing(slots)
    found = _by_name(pairing)
    found += _by_arithmetic(pairing)
    found = [_completed(pairing, each) for each in found]
    found = _only_value(pairing, found)
    found += _of_shared_denominator(pairing)
    found += _values_alone(pairing)
    found = _with_limits(pairing, found)
    order = {id(slot): number for number, slot in enumerate(pairing.slots)}
    found.sort(key=lambda each: min(order[id(slot)] for kind, slot in each.slots.items() if kind != "denominator"))
    return found, pairing


def _by_name(pairing: Pairing) -> list[Measured]:
    """Counts and denominators that are of one name and called so."""
    found = []
    for numerator in pairing.of_kind("numerator"):
        same = [slot for slot in pairing.left if slot.plain == numerator.plain]
        denominator = next((slot for slot in same if slot.kind == "denominator"), None)
        if denominator is None:
            continue
        value = next((slot for slot in same if slot.kind in ("percent", "value")), None)
        found.append(_measured(pairing, numerator, denominator, value, "called count and denominator"))
        pairing.take(numerator, denominator, value)
    return found


def _measured(pairing: Pairing, numerator: Slot, denominator: Slot, value: Slot | None, why: str) -> Measured:
    above, below = pairing.numbers(numerator), pairing.numbers(denominator)
    multiplier = _multiplier(pairing, numerator, denominator, value) if value is not None else 0.0
    sure: Sure = "sure" if multiplier else "likely"
    agreed = "the value is the count over the denominator" if multiplier else why
    name = (value.rest if value is not None else "") or numerator.rest
    return Measured(name, numerator, denominator, value, None, None, multiplier, is_part_of(above, below), sure, agreed)


def _multiplier(pairing: Pairing, numerator: Slot, denominator: Slot, value: Slot) -> float:
    return multiplier_of(
        pairing.numbers(numerator), pairing.numbers(denominator), pairing.numbers(value), decimals_in(value)
    )


def _by_arithmetic(pairing: Pairing) -> list[Measured]:
    """Values that are one column over another in nearly every row."""
    found = []
    shared: Slot | None = None
    for value in [
        slot for slot in pairing.left if slot.kind in ("percent", "value") or (not slot.kind and not slot.whole)
    ]:
        best = _counts_of(pairing, value)
        if best is not None:
            found.append(_measured(pairing, *best, value, ""))
            pairing.take(best[0], value)
            shared = best[1]
    if shared is not None:
        pairing.take(*(each.denominator for each in found))
    return found


def _counts_of(pairing: Pairing, value: Slot) -> tuple[Slot, Slot] | None:
    """The count and the denominator that a value is worked out from; None where no two columns give it."""
    counts = ("", "denominator", "numerator")
    whole = [slot for slot in pairing.whole if slot is not value and slot.kind in counts]
    denominators = _near(value, whole)
    left = {id(slot) for slot in pairing.left}
    numerators = _near(value, [slot for slot in whole if id(slot) in left and slot.kind != "denominator"])
    above, below = (np.array([pairing.numbers(slot) for slot in slots]) for slots in (numerators, denominators))
    pairs = (
        (numerators[one], denominators[other]) for one, other in likely_pairs(above, below, pairing.numbers(value))
    )
    return next(
        (pair for pair in pairs if pair[0] is not pair[1] and _multiplier(pairing, *pair, value)),
        None,
    )


def _near(value: Slot, slots: Sequence[Slot]) -> list[Slot]:
    """Slots that could belong to a value: those of its name, denominators, and those beside it, the nearest first."""
    at = value.first.position
    near = [
        slot for slot in slots
        if abs(slot.first.position - at) <= _NEAR or slot.kind == "denominator" or slot.plain == value.plain
    ]  # fmt: skip
    near.sort(key=lambda slot: (slot.plain != value.plain, abs(slot.first.position - at)))
    return near[:_MOST_CANDIDATES]


def _completed(pairing: Pairing, measured: Measured) -> Measured:
    """A measure with counts and no value, and a value of the only other column left that it could be."""
    if measured.value is not None or measured.numerator is None or measured.denominator is None:
        return measured
    values = [
        slot for slot in pairing.of_kind("percent", "value") if not slot.rest or slot.plain == plain(measured.name)
    ]
    for value in values:
        if multiplier := _multiplier(pairing, measured.numerator, measured.denominator, value):
            pairing.take(value)
            return replace(measured, value=value, multiplier=multiplier, sure="sure")
    return measured


def _only_value(pairing: Pairing, found: list[Measured]) -> list[Measured]:
    """The one measure with counts takes the one value that they do not give, as a standardised rate has them beside it."""
    values = pairing.of_kind("percent", "value") + [slot for slot in pairing.of_kind("") if slot.per]
    if len(found) != 1 or len(values) != 1 or found[0].value is not None:
        return found
    pairing.take(values[0])
    return [replace(found[0], value=values[0])]


def _of_shared_denominator(pairing: Pairing) -> list[Measured]:
    """Counts that have no denominator of their own, out of the one column that is called one."""
    named = [slot for slot in pairing.slots if slot.kind == "denominator"]
    counts = [slot for slot in pairing.of_kind("numerator", "") if slot.whole]
    if len(named) != 1:
        return _two_counts(pairing, counts) if not named else []
    found = []
    for count in counts:
        part = is_part_of(pairing.numbers(count), pairing.numbers(named[0]))
        if part or not named[0].rest:
            why = f"{'never more than' if part else 'a count beside'} ‘{named[0].first.heading}’"
            # 'List size' is what others are out of; 'Population aged 16 to 59' may be a count beside others.
            sure: Sure = "not sure" if named[0].rest else "likely"
            found.append(Measured(count.rest, count, named[0], part=part, sure=sure, why=why))
            pairing.take(count)
    if found:
        pairing.take(named[0])
    return found


def _two_counts(pairing: Pairing, counts: list[Slot]) -> list[Measured]:
    """Two counts and nothing else, of which one is never more than the other: perhaps a part of it."""
    if len(counts) > 2:
        return _counts_of_shared_words(pairing, counts)
    if len(counts) != 2 or len(pairing.left) != 2:
        return []
    for part, whole in (counts, counts[::-1]):
        if is_part_of(pairing.numbers(part), pairing.numbers(whole)):
            pairing.take(part, whole)
            why = f"never more than ‘{whole.first.heading}’"
            return [Measured(part.rest, part, whole, part=True, sure="not sure", why=why)]
    return []


def _counts_of_shared_words(pairing: Pairing, counts: list[Slot]) -> list[Measured]:
    """Counts each of which is never more than the one other whose heading has most words in common with its own."""
    found = []
    for part in counts:
        wholes = [
            each for each in counts if each is not part and is_part_of(pairing.numbers(part), pairing.numbers(each))
        ]
        shared = {id(each): len(_long_words(part) & _long_words(each)) for each in wholes}
        best = max(wholes, key=lambda each: shared[id(each)], default=None)
        if best is None or not shared[id(best)] or list(shared.values()).count(shared[id(best)]) > 1:
            continue
        why = f"never more than ‘{best.first.heading}’, whose heading is like its own"
        found.append(Measured(part.rest, part, best, part=True, sure="not sure", why=why))
    pairing.take(*(slot for each in found for slot in (each.numerator, each.denominator)))
    return found


def _long_words(slot: Slot) -> set[str]:
    return {word for word in slot.plain.split() if len(word) > 2}


def _values_alone(pairing: Pairing) -> list[Measured]:
    """Values without counts."""
    found = []
    for slot in pairing.of_kind("percent", "value", ""):
        if slot.kind or not slot.whole:
            sure: Sure = "likely" if slot.kind else "not sure"
            found.append(Measured(slot.rest, value=slot, sure=sure, why="values without counts"))
    alone = {id(each.value) for each in found}
    pairing.left = [slot for slot in pairing.left if id(slot) not in alone]
    return found


def _with_limits(pairing: Pairing, found: list[Measured]) -> list[Measured]:
    """Limits of the value of the same name, or of the only one; only where the value lies between them."""
    done = []
    for measured in found:
        lower = _limit(pairing, measured, "lower", len(found) == 1)
        upper = _limit(pairing, measured, "upper", len(found) == 1)
        done.append(_limited(pairing, measured, lower, upper))
    return done


def _limited(pairing: Pairing, measured: Measured, lower: Slot | None, upper: Slot | None) -> Measured:
    if measured.value is None or lower is None or upper is None:
        return measured
    if not are_limits(pairing.numbers(lower), pairing.numbers(measured.value), pairing.numbers(upper)):
        return measured
    pairing.take(lower, upper)
    return replace(measured, lower=lower, upper=upper)


def _limit(pairing: Pairing, measured: Measured, kind: str, only: bool) -> Slot | None:
    same = [slot for slot in pairing.of_kind(kind) if only or slot.plain == plain(measured.name)]
    return same[0] if same else None
