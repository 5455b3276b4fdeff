"""Age bands of any width, and the contract's band that each lies wholly in."""

import re
from functools import cache

import numpy as np

from data.coding.labels import plain, table
from data.coding.meaning import CodingFault, Meaning
from data.contract.vocabulary import DIMENSIONS, UNKNOWN

AGE = "age"
_OLDEST = 200
_BAND = re.compile(r"(?:aged?\s+)?(\d{1,3})\s*(?:-|–|—|to)\s*(\d{1,3})(?:\s*(?:years|yrs))?", re.I)
_FROM = re.compile(r"(?:aged?\s+)?(\d{1,3})\s*(?:\+|(?:years |yrs )?and over|plus|or over)(?:\s*(?:years|yrs))?", re.I)
_UNDER = re.compile(r"(?:under|<)\s*(\d{1,3})(?:\s*(?:years?|yrs?))?", re.I)


def band_of(label: str) -> tuple[int, int] | None:
    """First and last year of age of '18-39', '80+', '90 and over' or 'under 18'; None for other words."""
    text = label.strip()
    if found := _BAND.fullmatch(text):
        return (int(found[1]), int(found[2])) if int(found[1]) <= int(found[2]) else None
    if found := _FROM.fullmatch(text):
        return int(found[1]), _OLDEST
    if found := _UNDER.fullmatch(text):
        return 0, int(found[1]) - 1
    return None


@cache
def contract_bands() -> dict[str, tuple[int, int]]:
    """The contract's bands of age with their first and last year."""
    bands = {code: band_of(code) for code in DIMENSIONS[AGE].known_groups}
    return {code: band for code, band in bands.items() if band is not None}


def band_shares(bands: list[tuple[int, int]]) -> np.ndarray:
    """What part of each band lies in each of the contract's bands (bands, 5): of 15 to 19, three fifths are under 18.

    The ages inside a band are taken to be equally many; an open band lies where it begins.
    """
    shares = np.zeros((len(bands), len(contract_bands())))
    for row, (first, last) in enumerate(bands):
        for column, (start, end) in enumerate(contract_bands().values()):
            if last >= _OLDEST:
                shares[row, column] = float(start <= first <= end)
            else:
                shares[row, column] = max(0, min(last, end) - max(first, start) + 1) / (last - first + 1)
    return shares


def age_of(labels: list[str]) -> tuple[dict[str, Meaning], list[CodingFault], list[CodingFault]]:
    """Each label's band of the contract. Only bands that the labels make up exactly are used; the others are doubts."""
    unknown = {plain(row["label"]) for row in table("other_groups") if row["dimension"] == AGE}
    bands = {each: band_of(each) for each in labels}
    found = {each: Meaning(AGE, UNKNOWN, "listed", "not known") for each in labels if plain(each) in unknown}
    faults = [_not_known(each) for each in labels if bands[each] is None and each not in found]
    doubts = []
    given = {each: band for each, band in bands.items() if band is not None}
    for code, (first, last) in contract_bands().items():
        inside = {each: band for each, band in given.items() if first <= band[0] and band[1] <= last}
        years = sum(end - start + 1 for start, end in inside.values())
        if inside and years == last - first + 1:
            found |= dict.fromkeys(inside, Meaning(AGE, code, "age in years"))
    for each, band in given.items():
        if each not in found:
            doubts.append(_across(each, band))
    return found, faults, doubts


def _across(label: str, band: tuple[int, int]) -> CodingFault:
    touched = [code for code, (first, last) in contract_bands().items() if band[0] <= last and first <= band[1]]
    return CodingFault(
        label,
        f"an age band that does not fill, with the others given, {' or '.join(touched)}: it is left out",
        expected=", ".join(contract_bands()),
        mend="give narrower bands that end at 17, 39, 64 and 79",
    )


def _not_known(label: str) -> CodingFault:
    return CodingFault(
        label,
        "an age band that cannot be read" if label else "no age band is given",
        expected="first and last year (18-39), or 80+",
        mend="write the band with its first and last year of age",
    )
