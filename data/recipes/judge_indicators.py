"""Which column names the indicator of a row, and which other columns set rows apart that would else be the same."""

import re

from data.coding.labels import plain
from data.files.sheets import as_id
from data.recipes.column_content import Content
from data.recipes.draft import Draft
from data.recipes.guessed import SAYING_WHICH, Option
from data.recipes.indicator_words import names_indicators
from data.recipes.label_words import is_everyone
from data.recipes.recipe import Rows

_NAMES = re.compile(r"\b(?:name|description|title|label|short name)\b")
_IDS = re.compile(r"\b(?:id|code|number|no|ref|key|abbr)\b")
_NUMBERED = re.compile(r"\b(?:indicator|measure|metric) ?(?:id|code|number|no)\b")
_LIMIT = re.compile(
    r"\b(?:lower|upper|low|high)\b.*\b(?:ci|cl|confidence|limit|bound)\b|\b(?:ci|cl|confidence)\b.*\b(?:lower|upper|low|high)\b"
)
_NOTES = re.compile(r"\b(?:note|notes|comment|comments|flag|caveat|suppress\w*|status|remark)\b")
_MOST_CHOICES = 30


def judge_indicators(draft: Draft) -> None:
    """Take the column that names what a row measures: one whose texts the dataset knows, else by its heading."""
    if draft.of_role("indicator"):
        return
    texts = [each for each in draft.free() if not each.numeric or names_indicators(each)]
    known = [each for each in texts if each.different and all(known_indicator(draft, text) for text in each.different)]
    worded = [each for each in texts if each.different and names_indicators(each) and not each.numeric]
    named = [each for each in worded if not _IDS.search(_spaced(each)) or _NAMES.search(_spaced(each))]
    numbered = [each for each in texts if each.numeric and each.whole and _NUMBERED.search(_spaced(each))]
    found = known or sorted(named, key=lambda each: not _NAMES.search(_spaced(each))) or worded or numbered
    if not found:
        return
    best = found[0]
    why = "it names indicators that this dataset has" if known else "its heading speaks of indicators"
    draft.take(best, "indicator", "sure" if known else "likely", f"{why}: {best.different[0]} …")
    for each in texts:
        if each is not best and _same_throughout(best, each) and names_indicators(each):
            draft.take(each, "unused", "likely", f"it says ‘{best.heading}’ in another way")


def known_indicator(draft: Draft, text: str) -> str:
    """The id of the dataset's indicator of this id or name; '' where it has none."""
    if text in draft.known.indicators:
        return text
    wanted = plain(text)
    names = ((code, plain(each.name)) for code, each in draft.known.indicators.items())
    return next((code for code, name in names if name == wanted or plain(code) == wanted), "")


def judge_notes(draft: Draft) -> None:
    """Take a column of notes or marks beside the figures."""
    for content in draft.free():
        if not content.numeric and _NOTES.search(_spaced(content)) and not draft.of_role("note"):
            draft.take(content, "note", "likely", "its heading speaks of notes or marks")


def rows_to_choose(draft: Draft) -> tuple[Rows, ...]:
    """The rows to read where others differ from them only in a column that is nothing known here: asked for.

    Everyone's is suggested where the column has such a word.
    """
    groups = [each for each in draft.contents if draft.role(each).startswith("group")]
    key = [*draft.of_role(*SAYING_WHICH), *groups]
    found = []
    # A column that somebody has said is not used sets rows apart all the same.
    unused = [content for content in draft.contents if draft.said.roles.get(content.letter) == "unused"]
    for content in [*draft.free(), *unused]:
        if not 1 < len(content.different) <= _MOST_CHOICES or not _sets_apart(key, content):
            continue
        if content.numeric and _LIMIT.search(_spaced(content)):
            # Limits of another level than is shown here: as figures they differ in every row, and divide nothing.
            continue
        everyone = next((text for text in content.different if is_everyone(text)), "")
        options = tuple(Option(text, text) for text in content.different)
        answer = draft.ask(
            f"only:{content.heading}", f"Rows differ only in ‘{content.heading}’. Which of them are to be read?",
            "the others would be the same area, period and group again", options, suggested=everyone,
            needed=not everyone, about=content.heading,
        )  # fmt: skip
        draft.take(
            content,
            "unused",
            "likely",
            f"of its rows only those of ‘{answer}’ are read" if answer else "to be chosen from",
        )
        if answer:
            found.append(Rows(heading=content.heading, words=answer))
            key = [*key, content]
    return tuple(found)


def indicator_ids(draft: Draft, content: Content) -> dict[str, str]:
    """The id of each indicator that a column names: the dataset's own, else one made of its name, no two the same."""
    found: dict[str, str] = {}
    for text in content.different:
        code = known_indicator(draft, text) or free_id(as_id(text), set(found.values()))
        found[text] = code
    return found


def free_id(wanted: str, taken: set[str]) -> str:
    """An id of at most 100 letters that is not taken yet."""
    code = (wanted or "our_figures")[:100].strip("_")
    number = 2
    while code in taken:
        code, number = f"{code.rstrip('0123456789').rstrip('_')}_{number}", number + 1
    return code


def _sets_apart(key: list[Content], content: Content) -> bool:
    """Whether rows that are the same by the columns of a key differ in another."""
    seen: dict[tuple[str, ...], str] = {}
    cells = zip(*(each.texts for each in key), strict=True) if key else (() for _ in content.texts)
    return any(text and seen.setdefault(about, text) != text for about, text in zip(cells, content.texts, strict=True))


def _same_throughout(first: Content, second: Content) -> bool:
    pairs = {(one, other) for one, other in zip(first.texts, second.texts, strict=True) if one and other}
    return len({one for one, _ in pairs}) == len(pairs)


def _spaced(content: Content) -> str:
    return plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", content.heading))
