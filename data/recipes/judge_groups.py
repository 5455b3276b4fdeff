"""Which columns of labels divide people into groups, and what each label means."""

import re

from data.coding.ages import AGE
from data.coding.ethnicity import ETHNIC, ETHNIC_18
from data.coding.labels import plain
from data.recipes.column_content import Content
from data.recipes.draft import Draft
from data.recipes.guessed import Option
from data.recipes.label_words import (
    dimension_hinted,
    dimension_of_label,
    ends_named,
    is_coded,
    is_detailed,
    is_everyone,
    is_refused,
    is_unknown,
    numbered_fifth,
)

_MOST_LABELS, _MOST_ASKED = 130, 40
_MOSTLY, _SOME = 0.7, 0.3
# From so many areas on, one label in each of them is chance no more.
_FEWEST_AREAS = 5
_BREAKDOWN = re.compile(
    r"\b(?:breakdown|dimension|category type|characteristic|split|variable type|stratification|strata|disaggregation|"
    r"inequality|demographic|group type|subgroup type|cut)\b"
)
_GROUP = re.compile(
    r"\b(?:group|subgroup|category|breakdown value|level|label|variable|characteristic value|value|demographic)\b"
)


def judge_groups(draft: Draft) -> None:
    """Take columns of labels for the groups they divide people into; a column that only describes areas is none."""
    _judge_breakdowns(draft)
    found = {content.position: (content, dimension_of_column(content)) for content in draft.free()}
    for content, dimension in found.values():
        if not dimension or not _codes_most(
            content, dimension, [each for each, of in found.values() if of == dimension]
        ):
            continue
        if _describes_areas(draft, content):
            draft.take(
                content, "unused", "sure", "each area has one of its labels: it describes the areas and divides nobody"
            )
            continue
        labels = [text for text in content.different if not is_everyone(text)]
        if (
            len(labels) == 1 == len(content.different)
            and "" not in content.texts
            and not _is_one_of_several(draft, content, dimension)
        ):
            draft.take(
                content, "unused", "likely", f"it says ‘{labels[0]}’ in every row: everyone whom the figures are about"
            )
        elif labels:
            hinted = dimension_hinted(content.heading)
            why = f"its labels are of {dimension.replace('_', ' ')}: {labels[0]} …"
            draft.take(content, f"group:{dimension}", "sure" if hinted else "likely", why)
        else:
            draft.take(content, "unused", "sure", f"it says ‘{content.different[0]}’ in every row: everyone together")


def dimension_of_column(content: Content) -> str:
    """The dimension that a column's labels are of, by the labels and its heading; '' where it is none."""
    if not 0 < len(content.different) <= _MOST_LABELS:
        return ""
    hinted = dimension_hinted(content.heading)
    labels = [text for text in content.different if not is_everyone(text) and not is_unknown(text)]
    # 'IMD 1' is one fifth, whose figures stand below it; 'IMD (1 = most deprived)' is a column of fifths.
    one_label = dimension_of_label(content.heading) and not ends_named(content.heading)
    if hinted and content.numeric and (one_label or _share_coded(labels, hinted) < 1):
        return ""
    if hinted:
        # Words that are not known are asked about; numbers that are no groups are figures.
        asked = not content.numeric and len(labels) <= _MOST_ASKED
        return _finer(hinted, labels) if not labels or asked or _share_coded(labels, hinted) >= _SOME else ""
    # Without a heading that says so, numbers and single letters are no groups.
    if content.numeric or not labels:
        return ""
    found = [dimension_of_label(text) for text in labels]
    best = max(dict.fromkeys(found), key=found.count)
    return _finer(best, labels) if best and found.count(best) >= _MOSTLY * len(found) else ""


def _finer(dimension: str, labels: list[str]) -> str:
    """The detailed ethnic groups where the labels are of these."""
    if dimension != ETHNIC or not labels:
        return dimension
    return ETHNIC_18 if sum(map(is_detailed, labels)) * 2 > len(labels) else ETHNIC


def _share_coded(labels: list[str], dimension: str) -> float:
    known = [bool(numbered_fifth(text)) if text.isdigit() else is_coded(dimension, text) for text in labels]
    return sum(known) / len(known)


def _codes_most(content: Content, dimension: str, others: list[Content]) -> bool:
    """Whether no other column of the same dimension has more labels that are known."""
    best = max(others, key=lambda each: (_share_coded(list(each.different), dimension), -each.position))
    return best is content


def _is_one_of_several(draft: Draft, content: Content, dimension: str) -> bool:
    """Whether the one group of a whole table is one of several, and not everyone whom its figures are about: asked for."""
    label = content.different[0]
    options = (
        Option("everyone", f"everyone they could be about is ‘{label}’"),
        Option("group", "one group; others are given elsewhere"),
    )
    answer = draft.ask(
        f"one_group:{content.heading}",
        f"Every row is about ‘{label}’. Are these all the people that the figures could be about?",
        "screening of women is about women only, and a table of men may be half of one", options, suggested="everyone",
        needed=dimension != AGE, about=content.heading,
    )  # fmt: skip
    return answer == "group"


def _describes_areas(draft: Draft, content: Content) -> bool:
    """Whether each of several areas has one label throughout, as the deprivation of a practice has."""
    areas = draft.of_role("area") or draft.of_role("area_name")
    if not areas or len(content.different) < 2:
        return False
    found: dict[str, set[str]] = {}
    for area, text in zip(areas[0].texts, content.texts, strict=True):
        if area and text:
            found.setdefault(area, set()).add(text)
    return len(found) >= _FEWEST_AREAS and all(len(texts) == 1 for texts in found.values())


def _judge_breakdowns(draft: Draft) -> None:
    """A column of names of dimensions, and the column of labels beside it."""
    if draft.of_role("dimension"):
        return
    columns = [each for each in draft.free() if not dimension_hinted(each.heading)]
    for content in sorted(columns, key=lambda each: not _BREAKDOWN.search(plain(each.heading))):
        names = content.different
        if content.numeric or not 0 < len(names) <= 30:
            continue
        known = sum(is_refused(name) or bool(dimension_hinted(name)) or is_everyone(name) for name in names)
        hinted = bool(_BREAKDOWN.search(plain(content.heading)))
        divides = any(is_refused(name) or (dimension_hinted(name) and not dimension_of_label(name)) for name in names)
        if not divides or known < (_SOME if hinted else _MOSTLY) * len(names):
            continue
        group = _labels_beside(draft, content)
        if group is not None:
            draft.take(content, "dimension", "sure", f"names of ways to divide people: {names[0]} …")
            draft.take(group, "group", "sure", f"the groups of ‘{content.heading}’: {group.different[0]} …")
            return


def _labels_beside(draft: Draft, names: Content) -> Content | None:
    """The column of the groups' labels: called a group or category, else the next one of labels that are groups."""
    free = [each for each in draft.free() if each is not names and not dimension_hinted(each.heading)]
    several = [each for each in free if len(each.different) > 1]
    # Groups may be numbers mostly, as fifths are; then the heading must say that they are groups.
    named = [each for each in several if _GROUP.search(plain(each.heading)) and not (each.numeric and not each.whole)]
    texts = [each for each in several if not each.numeric or each in named]
    labelled = [each for each in texts if any(dimension_of_label(text) for text in each.different)]
    found = [each for each in named if each in labelled] or labelled or named
    return min(found, key=lambda each: abs(each.position - names.position), default=None)
