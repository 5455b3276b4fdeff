"""The columns of numbers of a table: those of one kind and one thing measured together, of whatever group or period."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from data.coding.deprivation import FIFTHS
from data.coding.ethnicity import ETHNIC
from data.coding.labels import plain
from data.contract.vocabulary import TOTAL
from data.recipes.column_content import Content
from data.recipes.draft import Draft, area_finder
from data.recipes.guessed import Option
from data.recipes.heading_words import HeadingWords, words_of
from data.recipes.label_words import dimension_hinted, label_for, numbered_fifth
from data.recipes.recipe import Group

# Numbers that are no figures of an area.
_NO_FIGURE = re.compile(
    r"\b(?:ids?|sortable|rank|easting|northing|latitude|longitude|lat|long|lon|code|row|index|postcode|phone|sort order|99 8|"
    r"unnamed 0|objectid|fid)\b|\b(?:target|threshold|trajectory|benchmark|gap|variance|difference|change|"
    r"england average|national average)$|^plan$|\b(?:decile|quintile)\b.*\bwhere\b|\b(?:decile|quintile)$"
)
_QUARTER = re.compile(r"q[1-4]", re.I)
_DEPRIVED = re.compile(r"\b(?:imd|iod|depriv\w*|quintiles?)\b")
_NUMBER_KINDS = ("numerator", "denominator", "value", "lower", "upper")
SlotKey = tuple[tuple[Group, ...], str, str]


@dataclass(frozen=True, eq=False)
class Slot:
    """Columns that differ only in the groups, period or area their headings name: one column for each such key.

    `kind` is one of numbers, 'percent', or '' where the headings do not say. `rest` is what is measured, in their words.
    """

    rest: str
    kind: str
    columns: dict[SlotKey, Content] = field(default_factory=dict)
    words: dict[SlotKey, HeadingWords] = field(default_factory=dict)

    @cached_property
    def plain(self) -> str:
        """What is measured, in plain words."""
        return plain(self.rest)

    @cached_property
    def first(self) -> Content:
        """The leftmost of its columns."""
        return min(self.columns.values(), key=lambda each: each.position)

    @cached_property
    def per(self) -> float:
        """What its headings say that a rate is per; 0 where they do not."""
        return next((each.per for each in self.words.values() if each.per), 0.0)

    @cached_property
    def whole(self) -> bool:
        """Whether all its numbers are whole ones."""
        return all(content.whole for content in self.columns.values())

    @cached_property
    def percent(self) -> bool:
        """Whether its numbers are written with '%'."""
        return any(content.percent for content in self.columns.values())

    def numbers(self, keys: Sequence[SlotKey]) -> np.ndarray:
        """The numbers of its columns one below the other, NaN for keys it has no column of."""
        length = len(self.first.texts)
        nothing = np.full(length, np.nan)
        return np.concatenate([self.columns[key].numbers if key in self.columns else nothing for key in keys])


def slots_of(draft: Draft) -> list[Slot]:
    """The columns of numbers that are free or said to be numbers, as slots from the left."""
    contents = [
        content for content in draft.contents
        if content.filled and (draft.role(content) in _NUMBER_KINDS or is_free_figure(draft, content))
    ]  # fmt: skip
    words = _words(draft, contents)
    slots: dict[tuple[str, str, int], Slot] = {}
    for content in contents:
        found = words[content.position]
        kind = draft.role(content) or found.kind
        kind = "percent" if kind in ("", "value") and content.percent else kind
        key = (found.labels, found.period_text, found.area)
        number = 1
        # Two columns whose headings say the same ('n' and 'N') are two things.
        while key in slots.setdefault((plain(found.rest), kind, number), Slot(found.rest, kind)).columns:
            number += 1
        slot = slots[plain(found.rest), kind, number]
        slot.columns[key], slot.words[key] = content, found
    return list(slots.values())


def is_free_figure(draft: Draft, content: Content) -> bool:
    """Whether a column has not been taken for anything and holds numbers that could be figures of an area."""
    if draft.role(content) or not content.numeric or _NO_FIGURE.search(_spaced(content.heading)):
        return False
    # 'Age from' says who people are; 'age-standardised rate' is a figure.
    words = words_of(content.heading, _no_area)
    described = dimension_hinted(content.heading) and not words.kind and not words.labels
    return (
        not (described and content.whole)
        and not (_numbers_the_rows(content) and not words.kind)
        and not _are_days(content)
    )


def _are_days(content: Content) -> bool:
    """Whether every number is a day written as 20190701."""
    return all(re.fullmatch(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d", text) for text in content.different)


def _numbers_the_rows(content: Content) -> bool:
    """Whether a column holds 1, 2, 3 … down the table."""
    held = content.numbers
    return len(held) > 3 and held[0] in (0, 1) and bool((np.diff(held) == 1).all())


def _words(draft: Draft, contents: list[Content]) -> dict[int, HeadingWords]:
    """What each heading says, where the headings beside it bear it out: one group, or one area, alone is no breakdown."""
    area_of = area_finder(draft.known)
    periods = not draft.of_role("period", "period_start", "year")
    areas = not draft.of_role("area", "area_name")
    first = {c.position: words_of(c.heading, area_of, periods=periods) for c in contents}
    named = sum(bool(each.area) for each in first.values()) > 1 and areas
    borne_out = _borne_out(first.values())
    found = {}
    for content in contents:
        said = first[content.position]
        groups = bool(said.labels) and all(_alike(said, each) in borne_out for each in said.labels)
        if not said.labels and plain(said.rest) == "other" and (ETHNIC, "", said.kind) in borne_out:
            said, groups = replace(said, labels=(Group(ETHNIC, "Other"),), rest=""), True
        everyone = said.labels and said.labels[0].dimension == TOTAL
        if everyone or said.unknown:
            dimensions = {each[0] for each in borne_out if each[1:] == (plain(said.rest), said.kind)}
            groups = bool(dimensions)
            if groups and said.unknown:
                said = replace(said, labels=(Group(dimension=min(dimensions), label=said.unknown),))
        if not groups or (said.area and not named):
            said = words_of(
                content.heading, area_of if named else _no_area, groups=groups, periods=periods, everyone=groups
            )
        found[content.position] = said
    return _quarters(draft, _bare_numbers(found))


def _no_area(_: str) -> str:
    return ""


def _alike(words: HeadingWords, label: Group) -> tuple[str, str, str]:
    return label.dimension, plain(words.rest), words.kind


def _borne_out(headings: Iterable[HeadingWords]) -> set[tuple[str, str, str]]:
    """Dimension, thing measured and kind wherever at least two headings differ in a label of that dimension."""
    labels: dict[tuple[str, str, str], set[str]] = {}
    for words in headings:
        for label in words.labels:
            if label.dimension != TOTAL:
                labels.setdefault(_alike(words, label), set()).add(label.label)
    return {key for key, found in labels.items() if len(found) > 1}


def _bare_numbers(found: dict[int, HeadingWords]) -> dict[int, HeadingWords]:
    """Headings that are nothing but 1 to 5 or 1 to 10 are fifths or tenths of deprivation: nothing else is numbered so."""
    bare = {position: words.rest for position, words in found.items() if words.rest.isdigit() and not words.labels}
    counted = Counter(bare.values())
    for last in (5, 10):
        if set(counted) == {str(number) for number in range(1, last + 1)}:
            kind = "quintile" if last == 5 else "decile"
            for position, number in bare.items():
                label = Group(dimension=FIFTHS, label=f"{kind} {number}")
                found[position] = replace(found[position], labels=(label,), rest="")
    return found


def _quarters(draft: Draft, found: dict[int, HeadingWords]) -> dict[int, HeadingWords]:
    """'Q1' to 'Q4' are quarters of a year or four of five fifths: which is asked for where no heading tells."""
    labelled = {p: words for p, words in found.items() if any(each.dimension == FIFTHS for each in words.labels)}
    texts = [next(each.label for each in words.labels if each.dimension == FIFTHS) for words in labelled.values()]
    if not texts or not all(_QUARTER.fullmatch(text) for text in texts):
        return found
    if any(_DEPRIVED.search(_spaced(words.heading)) for words in found.values()):
        return found
    options = (Option("quarters", "quarters of a year"), Option("fifths", "fifths of deprivation"))
    if (
        draft.ask(
            "quarters", "Are Q1 to Q4 quarters of a year, or fifths of deprivation?", "the headings do not say", options
        )
        != "quarters"
    ):
        return found
    for position, words in labelled.items():
        label = next(each for each in words.labels if each.dimension == FIFTHS)
        others = tuple(each for each in words.labels if each is not label)
        found[position] = replace(words, labels=others, period_text=label.label, pattern=words.heading)
    return found


def numbered_labels(slots: Sequence[Slot]) -> list[str]:
    """The labels of deprivation in headings that are numbers."""
    labels = [each.label for slot in slots for key in slot.columns for each in key[0] if each.dimension == FIFTHS]
    return [label for label in dict.fromkeys(labels) if numbered_fifth(label)]


def everyone() -> Group:
    """The group of everyone."""
    return Group(dimension=TOTAL, label=label_for(TOTAL, "all"))


def _spaced(heading: str) -> str:
    return plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading))
