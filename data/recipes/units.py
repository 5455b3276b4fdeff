"""In what unit a measure is: a share in per cent or as a fraction, a rate per so many, or a mean; asked where it is open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.recipes.draft import Draft
from data.recipes.guessed import Option
from data.recipes.heading_words import per_in
from data.recipes.number_slots import SlotKey
from data.recipes.pairing import Measured

_RATES = (1_000.0, 10_000.0, 100_000.0)
_SHARE_WORDS = re.compile(r"^(?:percentage|proportion)\b|%|\(percent\)", re.I)
_STANDARDISED = re.compile(r"\b(?:dsr|isr|standardi[sz]ed)\b", re.I)
_EVENTS = re.compile(
    r"\b(?:attendances?|admissions?|appointments?|visits?|calls?|contacts?|bed days|episodes?|prescriptions?|items|stays|"
    r"events)\b",
    re.I,
)
_MEAN_WORDS = ("mean", "average", "avg", "median", "score")


@dataclass(frozen=True)
class Unit:
    """`value_type` and `per` as the contract has them; `fraction` says that a share is written as 0.25 for 25%."""

    value_type: str
    per: float = 100.0
    fraction: bool = False


SHARE, FRACTION, MEAN = Unit("proportion"), Unit("proportion", 100.0, True), Unit("mean", 1.0)
# The answer that figures are counts, which are no indicator without what they are out of.
COUNTS = "counts"
_NAMED = {"percent": SHARE, "fraction": FRACTION, "mean": MEAN}


def unit_named(answer: str) -> Unit | None:
    """The unit of an answer ('percent', 'fraction', 'mean', 'rate:1000'); None for other words."""
    if answer in _NAMED:
        return _NAMED[answer]
    kind, _, per = answer.partition(":")
    return Unit("rate", float(per)) if kind == "rate" and per.isdigit() else None


def unit_of(measured: Measured, keys: Sequence[SlotKey], name: str = "") -> Unit | None:
    """The unit that numbers, headings and the indicator's own name settle by themselves; None where they do not."""
    value = measured.value
    if measured.multiplier:
        return _by_multiplier(measured.multiplier, measured.part)
    if value is None:
        # Attendances are not people: as a share of people they would be wrong wherever somebody came twice.
        return SHARE if measured.part and not _EVENTS.search(name) else None
    if value.per:
        # Counts that do not give the rate stand beside one that is standardised for age.
        standardised = measured.numerator is not None or _STANDARDISED.search(f"{value.first.heading} {name}")
        return Unit("standardised_rate" if standardised else "rate", value.per)
    if value.percent:
        return SHARE
    most = _most(measured, keys)
    if (value.kind == "percent" or _SHARE_WORDS.search(name)) and 1 < most <= 100:
        return SHARE
    if per := per_in(name):
        return Unit("rate", per)
    words = f"{value.first.heading} {name}".casefold()
    return MEAN if any(word in words for word in _MEAN_WORDS) else None


def ask_for_unit(
    draft: Draft, measured: Measured, keys: Sequence[SlotKey], about: str, name: str, *, joint: bool = False
) -> Unit | None:
    """What a person says the unit is; None until it is said. `about` is the indicator's id; a `joint` answer is of all."""
    if measured.value is None:
        share = (Option("percent", "a share: each of them is one of those it is out of"),) if measured.part else ()
        options = (*share, *_of_counts())
        why = (
            "it may count events, of which one person can have several"
            if measured.part
            else ("the count is sometimes larger than what it is out of, so it is no share")
        )
    else:
        most = _most(measured, keys)
        options, why = _of_values(most), f"the largest value is {most:,.6g}, and no heading says what it is in"
    if joint or (measured.value is not None and measured.value.whole and measured.numerator is None):
        # All of them may be counts, so one answer is about all.
        counts = Option(COUNTS, "counts of people or things, which need what they are out of")
        asked = [each.key for each in draft.questions]
        answer = (
            draft.answer("unit")
            if "unit" in asked
            else draft.ask("unit", "In what are the figures?", why, (*options, counts))
        )
        return unit_named(answer)
    return unit_named(draft.ask(f"unit:{about}", f"In what are the figures of ‘{name}’?", why, options, about=about))


def _by_multiplier(multiplier: float, part: bool) -> Unit:
    if multiplier == 1:
        return FRACTION if part else MEAN
    return SHARE if multiplier == 100 and part else Unit("rate", multiplier)


def _most(measured: Measured, keys: Sequence[SlotKey]) -> float:
    numbers = measured.value.numbers(keys) if measured.value is not None else np.array([])
    held = numbers[np.isfinite(numbers)]
    return float(held.max()) if len(held) else 0.0


def _of_counts() -> tuple[Option, ...]:
    return (*_rates(), Option("mean", "a mean for each person or thing counted below the line"))


def _of_values(most: float) -> tuple[Option, ...]:
    shares = []
    if most <= 1:
        shares.append(Option("fraction", "a share, written as 0.25 for a quarter"))
    if most <= 100:
        shares.append(Option("percent", "a share in per cent, written as 25 for a quarter"))
    return (*shares, *_rates(), Option("mean", "a mean or score"))


def _rates() -> tuple[Option, ...]:
    return tuple(Option(f"rate:{per:.0f}", f"a rate per {per:,.0f}") for per in _RATES)
