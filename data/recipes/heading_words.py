"""What the heading of a column of numbers says: of which kind they are, of which group and period, and of what."""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.coding.labels import plain
from data.contract.vocabulary import TOTAL
from data.files.written_periods import period_in_words, pooled_years
from data.recipes.headings import JOIN
from data.recipes.label_words import dimension_hinted, dimension_of_label, is_everyone, is_unknown
from data.recipes.recipe import PERIOD, Group

_MOST_WORDS = 16
_LONGEST_SPAN = 7
_BETWEEN = r"\s›_,;:()\[\]|"
_TOKEN = re.compile(rf"›|\d{{1,3}}(?:,\d{{3}})+|[^{_BETWEEN}]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPACED = re.compile(r"\s[-–—]\s")
_PER = re.compile(r"\bper (?:(\d{1,3}(?:,\d{3})+|\d+)|(hundred thousand|thousand|million))\b")
_PER_WORDS = {"thousand": 1_000.0, "hundred thousand": 100_000.0, "million": 1_000_000.0}


@dataclass(frozen=True)
class HeadingWords:
    """What one heading says. `kind` is one of KINDS of numbers, 'percent', or ''; `rest` what its numbers are of.

    `period_text` is the period as it stands, `pattern` the heading with PERIOD in its place. `labels` are the groups it
    names, as (dimension, label); `unknown` a label of people whose group is not known. `per` is what a rate is per.
    """

    heading: str
    kind: str = ""
    period_text: str = ""
    pattern: str = ""
    labels: tuple[Group, ...] = ()
    unknown: str = ""
    area: str = ""
    rest: str = ""
    per: float = 0.0


def words_of(
    heading: str, area_of: Callable[[str], str], *, groups: bool = True, periods: bool = True, everyone: bool = True
) -> HeadingWords:
    """What a heading says; `area_of` gives the code of an area's name or code, '' for other words.

    Without `groups` no word of it is taken for a group of people, as where its neighbours name none; without `everyone`
    'total' is no group, without `periods` a year is a word like others.
    """
    # The sign of a percentage is a kind of its own, and no part of a label.
    text = heading.replace("%", " % ") if not heading.strip().startswith("95%") else heading
    tokens = [each.group() for each in _TOKEN.finditer(_SPACED.sub(" › ", _CAMEL.sub(" ", text)))][:_MOST_WORDS]
    used = [token == "›" for token in tokens]
    period, pattern = _period(heading, tokens, used) if periods else ("", "")
    labels = list(_labels(tokens, used)) if groups else []
    unknown = _span_that(tokens, used, is_unknown) if groups and not labels else ""
    if groups and everyone and not labels and not unknown and (word := _span_that(tokens, used, is_everyone)):
        labels = [Group(dimension=TOTAL, label=word)]
    area = area_of(heading) or area_of(heading.rpartition(JOIN)[2])
    per = per_in(heading)
    kind = _kind(tokens, used)
    # A percentage says so by its sign, wherever it stands.
    kind = "percent" if not kind and "%" in heading else kind
    rest = " ".join(token for token, gone in zip(tokens, used, strict=True) if not gone and token != "%")
    return HeadingWords(
        heading, kind, period, pattern or heading, tuple(labels[:2]), unknown, area, "" if area else rest, per
    )


@cache
def _number_words() -> dict[str, str]:
    """The kind of numbers that each of the words of number_words.csv stands for."""
    with (Path(__file__).parent / "number_words.csv").open(encoding="utf-8", newline="") as stream:
        return {row["words"]: row["kind"] for row in csv.DictReader(stream)}


def kind_of_words(words: str) -> str:
    """The kind of numbers that words by themselves stand for ('Denominator', 'n', '%'); '' for other words."""
    return _number_words().get(plain(words) or words.strip(), "")


def _spans(tokens: list[str], used: list[bool]) -> list[tuple[int, int]]:
    """Start and end of every run of words not used yet, the longest first, from the left."""
    found = []
    for length in range(min(_LONGEST_SPAN, len(tokens)), 0, -1):
        for start in range(len(tokens) - length + 1):
            if not any(used[start : start + length]):
                found.append((start, start + length))
    return found


def _period(heading: str, tokens: list[str], used: list[bool]) -> tuple[str, str]:
    """The first period in a heading and the heading with PERIOD in its place; '' where there is none."""
    for start, end in _spans(tokens, used):
        text = " ".join(tokens[start:end])
        if _is_period(text):
            found = re.search(rf"[{_BETWEEN}]+".join(map(re.escape, tokens[start:end])), heading)
            used[start:end] = [True] * (end - start)
            return text, heading[: found.start()] + PERIOD + heading[found.end() :] if found else heading
    return "", ""


@cache
def _is_period(text: str) -> bool:
    return any(letter.isdigit() for letter in text) and (
        period_in_words(text) is not None or pooled_years(text) is not None
    )


def _labels(tokens: list[str], used: list[bool]) -> list[Group]:
    """The groups of people that a heading names, at most one of a dimension."""
    found: dict[str, Group] = {}
    for start, end in _spans(tokens, used):
        if any(used[start:end]):
            continue
        if "%" in tokens[start:end]:
            continue
        text = " ".join(tokens[start:end])
        dimension = dimension_of_label(text)
        if not dimension and text.isdigit() and 1 <= int(text) <= 10 and start:
            before = " ".join(token for token in tokens[:start] if token != "›")
            dimension = dimension_hinted(before) if "depriv" in dimension_hinted(before) else ""
        if dimension and dimension not in found:
            found[dimension] = Group(dimension=dimension, label=text)
            used[start:end] = [True] * (end - start)
    for start, end in _spans(tokens, used) if found else []:
        # The name of the dimension beside its label is no part of what is measured.
        if dimension_hinted(" ".join(tokens[start:end])) in found and not any(used[start:end]):
            used[start:end] = [True] * (end - start)
    order = {label.label: tokens.index(label.label.split()[0]) for label in found.values()}
    return sorted(found.values(), key=lambda each: order[each.label])


def _span_that(tokens: list[str], used: list[bool], is_such: Callable[[str], bool]) -> str:
    for start, end in _spans(tokens, used):
        text = " ".join(tokens[start:end])
        if is_such(text):
            used[start:end] = [True] * (end - start)
            return text
    return ""


def _kind(tokens: list[str], used: list[bool]) -> str:
    """Which kind of numbers a heading names, at its beginning or end; the words are marked as used."""
    left = [position for position, gone in enumerate(used) if not gone]
    if not left:
        return ""
    found: list[tuple[bool, int, str, list[int]]] = []
    for length in range(1, min(_LONGEST_SPAN, len(left)) + 1):
        for positions in (left[:length], left[-length:]):
            text = " ".join(plain(tokens[position]) or tokens[position] for position in positions)
            if kind := _number_words().get(text):
                # 'Numerator value' is a numerator: 'value' says least.
                found.append((kind != "value", length, kind, positions))
    if not found:
        return ""
    _, _, kind, positions = max(found, key=lambda each: each[:2])
    for position in positions:
        used[position] = True
    rest = [position for position, gone in enumerate(used) if not gone]
    if len(rest) == 1 and _number_words().get(plain(tokens[rest[0]])) == "value":
        used[rest[0]] = True
    return kind


def per_in(heading: str) -> float:
    """What a rate is per, as words say it ('per 1,000', 'per hundred thousand'); 0 where they do not."""
    found = _PER.search(heading.casefold())
    if not found:
        return 0.0
    return float(found[1].replace(",", "")) if found[1] else _PER_WORDS[found[2]]
