"""Which of a dataset's indicators would show that an entry of the evidence has been acted on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.contract.indicator import Indicator
from data.evidence.entry import Evidence

# How an indicator came to be named beside an entry, the surest first.
MATCHES = {
    "named": "named in the entry",
    "core20plus5": "same Core20PLUS5 area",
    "principle": "same principle",
    "domain": "same domain",
}


@dataclass(frozen=True)
class Match:
    """The ids of the indicators that would show an entry, and how they were found (a key of MATCHES, '' for none)."""

    indicator_ids: tuple[str, ...]
    how: str


def match(entry: Evidence, indicators: Mapping[str, Indicator]) -> Match:
    """The indicators an entry names that are here; else those of its Core20PLUS5 area, its principle or its domains.

    An entry that is part of another carries its principle for finding it, and not as a claim that every indicator of the
    principle would show it.
    """
    by_principle = () if entry.part_of else entry.principle
    ways: dict[str, Iterable[str]] = {
        "named": (each for each in entry.indicator_ids if each in indicators),
        "core20plus5": _tagged(indicators, "core20plus5", (entry.core20plus5,)),
        "principle": _tagged(indicators, "principle", by_principle),
        "domain": _tagged(indicators, "domain", entry.domains),
    }
    for how, ids in ways.items():
        found = tuple(ids)
        if found:
            return Match(found, how)
    return Match((), "")


def _tagged(indicators: Mapping[str, Indicator], tag: str, wanted: Iterable[str]) -> list[str]:
    sought = set(wanted) - {""}
    return [code for code, each in indicators.items() if getattr(each, tag) in sought]
