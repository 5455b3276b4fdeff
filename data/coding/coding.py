"""Turn a column of labels into the contract's groups, and say which label was taken for which."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import pandas as pd

from data.coding.ages import AGE, age_of
from data.coding.deprivation import FIFTHS, PRACTICE_FIFTHS, deprivation_of
from data.coding.ethnicity import ETHNIC, ETHNIC_18, ethnicity_of
from data.coding.labels import looked_up, plain, table
from data.coding.meaning import REVERSED_ORDER, CodingFault, Meaning
from data.coding.own_groups import own_groups_of
from data.contract.ready_dimensions import USABLE
from data.contract.vocabulary import ALL, DIMENSIONS, TOTAL, Dimension

MAPPING_COLUMNS = ("label", "dimension", "group", "group_label", "scheme", "note", "rows")


@dataclass(frozen=True)
class Coding:
    """What labels stand for: `dimensions` and `groups` have the labels' index ('' where a label stands for nothing).

    `mapping` has the columns MAPPING_COLUMNS, a row for each different label. `faults` name labels that stand for no
    group, or an order that is turned round; `doubts` name what was mapped and should be known of.
    """

    dimensions: pd.Series
    groups: pd.Series
    mapping: pd.DataFrame
    faults: tuple[CodingFault, ...] = ()
    doubts: tuple[CodingFault, ...] = field(default=())


def code_labels(
    labels: pd.Series,
    dimension: str,
    *,
    groups: int = 0,
    most_deprived: int = 1,
    confirmed: Collection[str] = (),
    known: Mapping[str, Dimension] = USABLE,
) -> Coding:
    """The contract's dimension and group of each label of one dimension (a code of `known`).

    A label of everyone ('All', 'Total') becomes the total. Ethnic labels are judged together: detailed labels become
    the detailed dimension, tenths of deprivation become fifths (several labels then share a group: add their counts).
    `groups` is 5 or 10 where the table says whether deprivation is in fifths or tenths (0: the labels must tell);
    `most_deprived` is the number of the most deprived group where groups are numbers; an order that is turned round is
    a fault unless 'reversed_order' is among `confirmed`. Raises KeyError for a dimension the contract does not have.
    """
    text = labels.fillna("").astype(str)
    different = list(dict.fromkeys(text))
    everyone = {each for each in different if plain(each) in _EVERYONE}
    left = [each for each in different if each not in everyone]
    turn = REVERSED_ORDER in confirmed
    found, faults, doubts = _meanings(left, known[dimension], groups, most_deprived, turn)
    found |= dict.fromkeys(everyone, Meaning(TOTAL, ALL, "everyone"))
    return Coding(
        dimensions=looked_up(text, {each: meaning.dimension for each, meaning in found.items()}),
        groups=looked_up(text, {each: meaning.group for each, meaning in found.items()}),
        mapping=_mapping(text, different, found, known[dimension]),
        faults=tuple(faults),
        doubts=tuple(doubts),
    )


def _meanings(
    labels: list[str], of: Dimension, groups: int, most_deprived: int, turn: bool
) -> tuple[dict[str, Meaning], list[CodingFault], list[CodingFault]]:
    dimension = of.code
    if dimension in (ETHNIC, ETHNIC_18):
        return ethnicity_of(labels, dimension)
    if dimension in (FIFTHS, PRACTICE_FIFTHS):
        return deprivation_of(labels, dimension, groups=groups, most_deprived=most_deprived, turn=turn)
    if dimension == AGE:
        return age_of(labels)
    found = own_groups_of(labels, of) if dimension not in DIMENSIONS else _listed(labels, dimension)
    faults = [unmapped(each, of) for each in labels if each not in found]
    return found, faults, []


def _listed(labels: list[str], dimension: str) -> dict[str, Meaning]:
    known = {plain(row["label"]): row for row in table("other_groups") if row["dimension"] == dimension}
    return {
        each: Meaning(dimension, known[plain(each)]["group"], "listed", known[plain(each)]["note"])
        for each in labels
        if plain(each) in known
    }


def unmapped(label: str, dimension: Dimension) -> CodingFault:
    """The fault of a label that stands for no group of a dimension."""
    groups = ", ".join(dimension.short_of(code) for code in dimension.groups)
    return CodingFault(
        label,
        f"a group that is not known as one of {dimension.label.lower()}",
        expected=f"one of: {groups}",
        mend="write the group as one of these, or leave its rows out",
    )


def dimension_of(words: str, known: Mapping[str, Dimension] = USABLE) -> str:
    """The code of the dimension of a name ('IMD quintile', 'Ethnicity', 'carer_status', …), '' when it is not known."""
    text = plain(words)
    named = {plain(name): code for code, each in known.items() if code not in DIMENSIONS for name in (code, each.label)}
    found = named.get(text) or _DIMENSIONS.get(text, "")
    return found if found in known else ""


def groups_named(words: str) -> int:
    """10 when a dimension is called one of tenths ('IMD decile'), 5 when of fifths, 0 when its name does not say."""
    # The contract's own code says nothing of what the file holds: its groups may have been tenths.
    text = "" if words in USABLE else plain(words)
    if re.search(r"decile|tenth", text):
        return 10
    return 5 if re.search(r"quintile|fifth", text) else 0


def _mapping(text: pd.Series, different: list[str], found: dict[str, Meaning], dimension: Dimension) -> pd.DataFrame:
    rows = text.value_counts().to_dict()
    lines = []
    for label in different:
        meaning = found.get(label, Meaning(dimension.code, "", "not known"))
        within = DIMENSIONS.get(meaning.dimension, dimension)
        label_of = within.groups.get(meaning.group, "")
        lines.append((label, meaning.dimension, meaning.group, label_of, meaning.scheme, meaning.note, rows[label]))
    return pd.DataFrame(lines, columns=list(MAPPING_COLUMNS))


_EVERYONE = {plain(row["label"]) for row in table("other_groups") if row["dimension"] == TOTAL}
_DIMENSIONS = {plain(row["label"]): row["dimension"] for row in table("dimensions")}
