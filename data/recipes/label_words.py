"""Which dimension of the contract a word could be a group of, judged without a column of others to compare it with."""

import re
from functools import cache

from data.coding.ages import AGE, band_of
from data.coding.categories import dimension_of_type
from data.coding.coding import dimension_of
from data.coding.deprivation import FIFTHS, PRACTICE_FIFTHS, deprivation_of
from data.coding.ethnicity import ETHNIC, ETHNIC_18, ethnicity_of
from data.coding.labels import plain, table
from data.coding.own_groups import own_groups_of
from data.contract.ready_dimensions import USABLE
from data.contract.vocabulary import DIMENSIONS, TOTAL

SEX = "sex"
_EVERYONE = {plain(row["label"]) for row in table("other_groups") if row["dimension"] == TOTAL} | {"grand total"}
_UNKNOWN = {plain(row["label"]) for row in table("other_groups") if row["group"] == "unknown"}
_NUMBERED = re.compile(
    r"(?:(?:imd|iod|deprivation|dep|national|local|gp|practice)\s*(?:\d{4}\s+)?)*(?P<kind>quintile|fifth|quin|q|decile|dec|tenth|d)?\s*"
    r"(?P<number>10|[1-9])(?:st|nd|rd|th)?(?:\s+(?:quintile|fifth|decile|tenth))?(?:\s+(?:most|least)(?:\s+deprived)?)?"
)
_HINTS = {
    PRACTICE_FIFTHS: re.compile(r"\b(?:practice|gp|surgery)\b.*\b(?:imd|iod|depriv\w*|quintile|decile)\b"),
    FIFTHS: re.compile(r"\b(?:imd|iod|depriv\w*|quintiles?|deciles?)\b"),
    ETHNIC: re.compile(r"\b(?:ethnic\w*|race)\b"),
    SEX: re.compile(r"\b(?:sex|gender)\b"),
    AGE: re.compile(r"\b(?:age|ages|agegroup|ageband|aged)\b"),
}


def is_everyone(word: str) -> bool:
    """Whether a word stands for everyone ('All', 'Total', 'Persons', 'All ages')."""
    text = plain(word)
    return text in _EVERYONE or text in (
        "all ages",
        "england total",
        "both",
        "both sexes",
        "all sexes",
        "all ethnicities",
    )


def is_unknown(word: str) -> bool:
    """Whether a word stands for people whose group is not known, of whatever dimension."""
    return plain(word) in _UNKNOWN


@cache
def dimension_hinted(heading: str) -> str:
    """The dimension that a heading speaks of ('Patient ethnicity', 'IMD quintile'), '' for other words."""
    found = dimension_of(heading) or dimension_of_type(heading)[0]
    if found and found != TOTAL:
        return found
    if is_refused(heading):
        return ""
    text = plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading))
    return next((dimension for dimension, pattern in _HINTS.items() if pattern.search(text)), "")


def is_refused(name: str) -> bool:
    """Whether a way of dividing is known and divides no people by themselves, such as councils by their deprivation."""
    rows = (row for row in table("category_types") if re.search(rf"\b(?:{row['pattern']})", plain(name)))
    return next((not row["dimension"] for row in rows), False)


@cache
def dimension_of_label(word: str) -> str:
    """The one dimension that a word is a group of by itself: never for a bare number, a letter or 'Other'; '' if none."""
    text = plain(word)
    if len(text) < 2 and text not in ("f", "m"):
        return ""
    if text in ("other", "unknown", "not known", "not stated", "average", "middle", "last") or is_everyone(word):
        return ""
    if _listed(text):
        return SEX
    if not text.isdigit() and (numbered_fifth(word) or is_coded(FIFTHS, word)):
        return FIFTHS
    if band_of(age_words(word)) is not None and not re.fullmatch(r"<\s*\d+", word.strip()):
        return AGE
    return ETHNIC if len(text) > 2 and is_coded(ETHNIC, word) else ""


@cache
def is_coded(dimension: str, label: str) -> bool:
    """Whether the coding tables know a label of a dimension by itself."""
    if dimension in (ETHNIC, ETHNIC_18):
        return label in ethnicity_of([label], dimension)[0]
    if dimension in (FIFTHS, PRACTICE_FIFTHS):
        # Which way numbers run does not matter here.
        return label in deprivation_of([label], dimension, groups=0, most_deprived=1, turn=True)[0]
    if dimension == AGE:
        return band_of(age_words(label)) is not None
    if dimension not in DIMENSIONS:
        return label in own_groups_of([label], USABLE[dimension])
    return any(row["dimension"] == dimension and plain(row["label"]) == plain(label) for row in table("other_groups"))


def is_detailed(label: str) -> bool:
    """Whether a label is one of the detailed ethnic groups."""
    meaning = ethnicity_of([label], ETHNIC)[0].get(label)
    return meaning is not None and meaning.dimension == ETHNIC_18


def age_words(word: str) -> str:
    """A band of age in words that are read: '0to4' and '85plus' as they are, 'Age 65-74 years' without 'Age'."""
    text = re.sub(r"^(?:age|ages|aged|age group|age band)[\s_:]+", "", word.strip(), flags=re.I)
    return re.sub(r"^(\d{1,3})_(\d{1,3})$", r"\1-\2", text.replace("–", "-"))


def numbered_fifth(word: str) -> int:
    """The number of a fifth or tenth ('IMD 1', 'Q5', 'quin_2', 'Decile 10', '1 - most deprived'); 0 for other words."""
    found = _NUMBERED.fullmatch(plain(word))
    return int(found["number"]) if found else 0


def ends_named(word: str) -> str:
    """'most' or 'least' where a numbered label says which end of deprivation it is; else ''."""
    text = plain(word)
    return "" if not numbered_fifth(word) else "most" if "most" in text else "least" if "least" in text else ""


def label_for(dimension: str, code: str) -> str:
    """A label that is read as the group of this code."""
    if dimension == TOTAL or code == "all":
        return "All"
    if code == "unknown":
        return "Not known"
    return USABLE[dimension].groups[code]


@cache
def _listed(text: str) -> bool:
    return any(
        row["dimension"] == SEX and row["group"] in ("female", "male") and plain(row["label"]) == text
        for row in table("other_groups")
    )
