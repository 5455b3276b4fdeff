"""Names as people write them, from registers that keep them in capitals."""

import re

import pandas as pd

_SMALL_WORDS = {"and", "of", "the", "in", "at", "on", "upon", "with", "for", "le"}
_CAPITALS = {"PCN", "NHS", "GP", "UK", "II", "III", "IV", "CIC", "ICB"}
_TITLES = {"ST", "DR", "MR", "MRS"}
_VOWELS = set("AEIOUY")
_WORD = re.compile(r"[A-Za-z0-9]+(?:'[A-Za-z]+)?")


def from_capitals(name: str) -> str:
    """'HARINGEY - N15/SOUTH EAST PCN' as 'Haringey - N15/South East PCN'; a name not in capitals stays as it is."""
    if name != name.upper():
        return name

    def word(match: re.Match[str]) -> str:
        text = match[0]
        if text in _CAPITALS or any(letter.isdigit() for letter in text):
            return text
        # Letters that no mouth could say are an acronym: 'SWB I3' is a network's whole name.
        if len(text) > 1 and text not in _TITLES and not _VOWELS & set(text):
            return text
        if text.lower() in _SMALL_WORDS and match.start() > 0:
            return text.lower()
        return text.capitalize()

    return _WORD.sub(word, name)


def as_written(codes: pd.Series, names: pd.Series, others: pd.DataFrame) -> pd.Series:
    """Names for codes: another source's spelling where it differs in capitals only, else made from the capitals.

    `others` has columns code and name: every spelling met.
    """
    mixed = others[others["name"] != others["name"].str.upper()].drop_duplicates(["code", "name"])
    mixed = mixed.assign(key=mixed["code"] + "|" + mixed["name"].str.upper()).drop_duplicates("key").set_index("key")
    found = (codes + "|" + names.str.upper()).map(mixed["name"])
    # Some lists capitalise by machine: 'People'S Health Partnership'.
    return found.where(found.notna(), names.map(from_capitals)).str.replace(r"(?<=[a-z])'S\b", "'s", regex=True)
