"""A definition made from what a publisher says of its indicator: it claims no more than that.

Whether high or low is good is taken from the publisher's polarity; where it gives none, the indicator is told as need:
more or less, and neither better nor worse. What a value is, is taken from the value type and checked against the counts:
where they do not give the published value, that value stands by itself. See docs/decisions/0024.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.contract.indicator import Indicator

#: What the id of a made definition begins with; the publisher's number follows.
MADE = "fingertips_"
_AGREES = 0.02
# So many counted that rounding to 5 moves a value by no more than 1%, and more than half of the rows.
_ENOUGH, _MOSTLY = 250, 0.5
_RATES = (100.0, 1_000.0, 10_000.0, 100_000.0, 1_000_000.0)
_LONGEST_NAME, _LONGEST_SHORT, _LONGEST_CAVEAT = 120, 48, 320
_GOOD = re.compile(r"\b(high|low) is good", re.I)
# Words of a name that say people are reached by a service; other judged indicators are outcomes.
_REACHED = re.compile(
    r"screening|vaccin|immunis|health check|coverage|uptake|waiting|offered|invited|access|attendance", re.I
)
_PATIENTS = re.compile(r"\bGP\b|general practice|quality and outcomes|\bQOF\b|registered", re.I)
_SENTENCE = re.compile(r"(?<=[.!?])\s")
_OWN_CAVEAT = (
    "Defined from its publisher's own metadata and read by nobody here: what it counts, its unit and which way is good are "
    "as the publisher says."
)


@dataclass(frozen=True)
class Made:
    """A definition made, or None; `why` says how or why not. `value_kept`: counts do not give the published value."""

    indicator: Indicator | None
    why: str
    value_kept: bool = False


def made_from(described: Mapping[str, str], rows: pd.DataFrame, taken: Collection[str]) -> Made:
    """The definition of one series from its metadata (a row of `indicator_metadata`) and its rows of `counts`.

    `taken` are the ids in use: an id is 'fingertips_' and the publisher's number.
    """
    kind, multiplier, why = _kind(described["value_type"], described["unit"], rows)
    if not kind:
        return Made(None, why)
    name = _cut(described["name"], _LONGEST_NAME)
    polarity = _GOOD.search(described["polarity"])
    domain = ("access" if _REACHED.search(name) else "outcome") if polarity else "need"
    registered = (rows["area_type"] == "practice").any() or _PATIENTS.search(described["data_source"])
    code = described["source_id"].split(":", 1)[1]
    if f"{MADE}{code}" in taken:
        return Made(None, "its id is another indicator's")
    proportion = kind == "proportion"
    indicator = Indicator(
        id=f"{MADE}{code}",
        name=name,
        short_name=_cut(described["simple_name"] or name, _LONGEST_SHORT),
        question=f"How does ‘{_cut(name, _LONGEST_SHORT)}’ differ between people and places?",
        domain=domain,
        value_type=kind,
        higher_is_better=bool(polarity and polarity[1].lower() == "high"),
        population_noun="those it is about",
        predicate=f"are counted in ‘{_cut(name, _LONGEST_SHORT)}’" if proportion else "",
        event_noun=f"counted in ‘{_cut(name, _LONGEST_SHORT)}’",
        numerator=described["numerator"] or described["definition"] or name,
        denominator=described["denominator"] or "As its publisher defines it",
        source=f"{described['data_source'] or 'As its publisher says'}, Fingertips {code}",
        population_base="registered" if registered else "resident",
        multiplier=multiplier,
        unit="%" if proportion else described["unit"] or described["value_type"],
        refresh=described["frequency"],
        caveat=f"{_OWN_CAVEAT} {_sentences(described['caveats'])}".strip(),
    )
    words = f"{polarity[1].lower()} is good" if polarity else "no direction is given, so it is told as need"
    return Made(indicator, f"{why}; {words}", kind == "standardised_rate" or why.startswith(_ITS_OWN))


_ITS_OWN = "the published value stands"


def _kind(value_type: str, unit: str, rows: pd.DataFrame) -> tuple[str, float, str]:
    """The contract's value type, the multiplier of a rate, and in words how it was told; '' where none fits."""
    said = value_type.lower()
    if said in ("count", "") or not (rows["value"].notna() & (rows["status"] == "ok")).any():
        return (
            "",
            1.0,
            f"its value type is {value_type or 'not given'!r} and it has no value that areas can be compared by",
        )
    scale = _scale(rows)
    standardised = "standardised" in said
    if said == "proportion" and not standardised:
        if scale == _RATES[0]:
            return "proportion", 100.0, "a proportion that its counts give"
        reason = "its counts do not give it" if scale is None and _counted(rows).any() else "it has no counts"
        return "proportion", 100.0, f"{_ITS_OWN}: {reason}"
    if "rate" in said and "ratio" not in said and not standardised and scale is not None:
        return "rate", scale, f"a rate that its counts give, {unit or value_type}"
    return "standardised_rate", 1.0, f"{_ITS_OWN}: {value_type}, {unit}".removesuffix(", ")


def _counted(rows: pd.DataFrame) -> pd.Series:
    counts = rows[["numerator", "denominator"]].notna().all(axis=1)
    return counts & (rows["denominator"] > 0) & (rows["numerator"] > 0) & rows["value"].notna()


def _scale(rows: pd.DataFrame) -> float | None:
    """The multiplier by which numerator over denominator is the published value; None where there is none."""
    found = rows[_counted(rows)]
    if found.empty:
        return None
    ratio = found["value"] / (found["numerator"] / found["denominator"])
    for scale in _RATES:
        if float(np.mean((ratio / scale - 1).abs() < _AGREES)) > 1 - _AGREES:
            return scale
    return None


def counts_give_the_value(rows: pd.DataFrame, multiplier: float) -> bool:
    """Whether numerator over denominator is the published value, in rows of enough people for rounding not to tell.

    True where no row can be judged. Weighted surveys publish counts that do not give their value.
    """
    found = rows[_counted(rows) & (rows["numerator"] >= _ENOUGH)]
    ratio = found["value"] / (multiplier * found["numerator"] / found["denominator"])
    return found.empty or float(np.mean((ratio - 1).abs() < _AGREES)) > _MOSTLY


def _cut(text: str, longest: int) -> str:
    """The text, or as many whole words as there is room for and an ellipsis."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:(–-") + "…"


def _sentences(text: str) -> str:
    """The first whole sentences that there is room for."""
    kept = ""
    for sentence in _SENTENCE.split(text):
        if len(kept) + len(sentence) > _LONGEST_CAVEAT:
            return kept.strip() or _cut(text, _LONGEST_CAVEAT)
        kept = f"{kept} {sentence}"
    return kept.strip()
