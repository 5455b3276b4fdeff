"""Deprivation labels of any wording: fifths and tenths, in words or numbers, and whether their order is turned round."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from data.coding.labels import plain, table
from data.coding.meaning import REVERSED_ORDER, CodingFault, Meaning
from data.contract.vocabulary import UNKNOWN

FIFTHS, PRACTICE_FIFTHS = "deprivation_quintile", "practice_deprivation_quintile"
_INDEX_YEAR = re.compile(r"\(?\b(?:imd|iod)\s*\d{4}\b\)?(?:\s+trend)?", re.I)
_NUMBERED = re.compile(
    r"(?:(?P<kind>quintile|fifth|quin|decile|tenth|dec|q|d)\s*)?(?P<number>\d{1,2})(?:st|nd|rd|th)?"
    r"(?:\s+(?P<kind_after>quintile|fifth|decile|tenth))?(?:\s+(?P<end>most|least)(?:\s+deprived.*)?)?"
)
_KINDS = {"quintile": 5, "fifth": 5, "quin": 5, "q": 5, "decile": 10, "tenth": 10, "dec": 10, "d": 10}
_IN_WORDS: dict[str, Callable[[int], int]] = {
    "1": lambda _: 1,
    "2": lambda _: 2,
    "last": lambda n: n,
    "last but one": lambda n: n - 1,
}


@dataclass(frozen=True)
class _Read:
    """A label as read: how many groups there are (0 = it does not say), its place, and the end it names."""

    groups: int
    place: str
    end: str = ""
    numbered: bool = False


@cache
def _words() -> dict[str, _Read]:
    return {plain(row["label"]): _Read(int(row["groups"] or 0), row["place"]) for row in table("deprivation")}


def _read(label: str) -> _Read | None:
    text = plain(_INDEX_YEAR.sub(" ", label))
    text = re.sub(r"^(?:imd|deprivation|national|local)\s+", "", text)
    if text in _words():
        return _words()[text]
    for word in ("group", "area", "areas", "neighbourhoods"):
        text = text.removesuffix(f" {word}")
    if text in _words():
        return _words()[text]
    if found := _NUMBERED.fullmatch(text):
        kind = found["kind"] or found["kind_after"] or ""
        return _Read(_KINDS.get(kind, 0), found["number"], found["end"] or "", numbered=True)
    return None


def deprivation_of(
    labels: list[str], dimension: str, *, groups: int, most_deprived: int, turn: bool
) -> tuple[dict[str, Meaning], list[CodingFault], list[CodingFault]]:
    """Each label's fifth, 1 = most deprived. `turn` turns a reversed order round; else it is one fault a label.

    `groups` is 5 or 10, or 0 where the labels themselves must tell.
    """
    read = {each: _read(each) for each in labels}
    groups = groups or _groups_of([each for each in read.values() if each], most_deprived)
    turned = most_deprived != 1 or any(each and _contradicts(each, groups) for each in read.values())
    found, faults = {}, []
    for label, each in read.items():
        if each is None or (each.numbered and not 1 <= int(each.place) <= groups) or each.groups not in (0, groups):
            faults.append(_not_known(label, groups))
        elif turned and each.numbered and not turn:
            faults.append(_turned_round(label, groups))
        else:
            found[label] = _meaning(each, dimension, groups, turned)
    return found, faults, []


def _groups_of(read: list[_Read], most_deprived: int) -> int:
    """Ten when a label says so, or where there are more than five numbers that no label calls fifths; else five."""
    said = {each.groups for each in read} - {0}
    if said:
        return 10 if 10 in said else 5
    numbers = {int(each.place) for each in read if each.numbered}
    return 10 if len(numbers) > 5 or most_deprived > 5 else 5


def _contradicts(read: _Read, groups: int) -> bool:
    """Whether a number and the words beside it show that the last group is the most deprived."""
    if not read.numbered or not read.end:
        return False
    first = int(read.place) <= groups / 2
    return first == (read.end == "least")


def _meaning(read: _Read, dimension: str, groups: int, turned: bool) -> Meaning:
    if read.place == UNKNOWN:
        return Meaning(dimension, UNKNOWN, "deprivation in words", "not known")
    if read.numbered:
        number = int(read.place)
        place = groups + 1 - number if turned else number
        scheme = "number, turned round" if turned else "number, 1 = most deprived"
    else:
        place = (groups + 1) // 2 if read.place == "middle" else _place_in_words(read, groups)
        scheme = "deprivation in words"
    if groups == 10:
        return Meaning(dimension, str((place + 1) // 2), f"{scheme}, of ten", f"tenth {place} of ten")
    return Meaning(dimension, str(place), scheme)


def _place_in_words(read: _Read, groups: int) -> int:
    return _IN_WORDS[read.place](groups) if read.groups == 0 else int(read.place)


def _not_known(label: str, groups: int) -> CodingFault:
    return CodingFault(
        label,
        "a deprivation group that cannot be read" if label else "no deprivation group is given",
        expected=f"1 (most deprived) to {groups} (least deprived), in numbers or words, or 'Not known'",
        mend="write the group as a number or in words, with 1 the most deprived",
    )


def _turned_round(label: str, groups: int) -> CodingFault:
    return CodingFault(
        label,
        f"the order is turned round: {groups} is the most deprived group here",
        expected=f"1 to be the most deprived and {groups} the least deprived",
        mend="confirm that the order is to be turned round, or number the groups again",
        offer=REVERSED_ORDER,
    )
