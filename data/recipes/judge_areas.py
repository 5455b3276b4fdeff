"""Which column says what area a row is about: by codes, by names the dataset knows, else by its heading."""

import re

from data.coding.labels import plain
from data.files.written_periods import day_in_words, period_in_words
from data.recipes.area_codes import kinds_of_codes
from data.recipes.column_content import Content
from data.recipes.draft import Draft, area_finder
from data.recipes.guessed import Option
from data.recipes.indicator_words import names_indicators
from data.recipes.judge_groups import dimension_of_column
from data.recipes.label_words import dimension_hinted, is_everyone, is_refused

_CODED, _NAMED, _ENOUGH_KNOWN = 0.6, 0.5, 0.3
_PLACE_WORDS = re.compile(
    r"\b(?:area|practice|surgery|gp|pcn|network|neighbourhood|borough|council|ward|locality|place|icb|ics|board|org|"
    r"organisation|provider|trust|lsoa|msoa|geography|location|team|int|district|setting|region|commissioner|hub|clinic|site|la|ltla|utla|system)\b"
)
_LEVEL_WORDS = re.compile(r"\b(?:area|geography|org|organisation|geo)[ ]?(?:type|level)\b|\blevel\b")
# In a heading, of areas that the row's own area lies in.
_PARENT_WORDS = re.compile(r"\b(?:parent|region|icb|ics|sub icb|stp|ccg|commissioner|country)\b")


def judge_areas(draft: Draft) -> None:
    """Take one column of codes or names for the area of each row; the area is asked for where no column says it."""
    _judge_levels(draft)
    if not draft.of_role("area"):
        _judge_codes(draft)
    if draft.of_role("area"):
        _judge_names_beside(draft, draft.of_role("area")[0])
    elif not draft.of_role("area_name"):
        _judge_names(draft)


def ask_for_area(draft: Draft) -> str:
    """The area that all rows are about where no column or heading says it: asked for, '' until it is answered."""
    boards = [code for code, level in draft.known.levels.items() if level == "icb"]
    named = {code: name for name, code in draft.known.names.items()}
    options = tuple(Option(code, f"{named.get(code, code)} ({code})") for code in boards)
    return draft.ask(
        "area", "Which area are these figures about?", "no column holds codes or names of areas", options,
        suggested=boards[0] if len(boards) == 1 else "",
    )  # fmt: skip


def _judge_levels(draft: Draft) -> None:
    for content in draft.free():
        if _LEVEL_WORDS.search(plain(content.heading)) and not content.numeric and len(content.different) < 15:
            draft.take(content, "area_level", "likely", "its heading speaks of a kind of area")
            return


def _judge_codes(draft: Draft) -> None:
    candidates = []
    for content in draft.free():
        cells = [text for text in content.different if not is_everyone(text)]
        known = sum(text in draft.known.levels for text in cells)
        coded = sum(kinds_of_codes(cells).values())
        # Three letters or digits may be anything: such codes need a heading of areas.
        short = all(len(text) <= 3 for text in cells) and not _PLACE_WORDS.search(_spaced(content.heading))
        if cells and max(known, 0 if short else coded) >= _CODED * len(cells):
            candidates.append((known >= _ENOUGH_KNOWN * len(cells), len(content.different), content))
    if not candidates:
        return
    # The finest areas are those the rows are about; the others are what these lie in.
    some_known = any(known for known, _, _ in candidates)
    known, _, best = max(
        (each for each in candidates if each[0] or not some_known), key=lambda each: (each[1], -each[2].position)
    )
    kinds = kinds_of_codes(best.different)
    called = next(iter(kinds), "area")
    more = " and that this dataset knows" if known else ""
    draft.take(best, "area", "sure", f"it holds codes that look like those of a {called}{more}: {best.different[0]} …")
    for _, _, content in candidates:
        if content is not best:
            draft.take(content, "unused", "likely", f"codes of areas that those of ‘{best.heading}’ lie in")


def _judge_names_beside(draft: Draft, codes: Content) -> None:
    """The name of each code, and other texts that go with it one to one or lie above it, are of the area too."""
    for content in list(draft.free()):
        if (
            content.numeric
            or not _PLACE_WORDS.search(_spaced(content.heading))
            and "name" not in plain(content.heading)
        ):
            continue
        of_code = _texts_by(codes, content)
        if all(len(texts) <= 1 for texts in of_code.values()) and len(content.different) > 1:
            one_to_one = len(content.different) >= 0.9 * len(codes.different)
            if one_to_one and not draft.of_role("area_name"):
                draft.take(content, "area_name", "likely", f"one name for each code of ‘{codes.heading}’")
            else:
                draft.take(content, "unused", "likely", f"it says more of the area in ‘{codes.heading}’")


def _judge_names(draft: Draft) -> None:
    code_of = area_finder(draft.known)
    texts = [content for content in draft.free() if not content.numeric and content.different]
    scored = [
        (sum(bool(code_of(text)) for text in content.different) / len(content.different), content) for content in texts
    ]
    known = [(share, content) for share, content in scored if share >= _NAMED]
    if known:
        best = max(known, key=lambda each: (len(each[1].different), each[0]))[1]
        draft.take(best, "area_name", "sure", f"names of areas that this dataset knows: {best.different[0]} …")
        return
    worded = [each for each in texts if _PLACE_WORDS.search(_spaced(each.heading))]
    fine = [each for each in worded if not _PARENT_WORDS.search(_spaced(each.heading))] or worded
    if not fine:
        _judge_first_texts(draft, texts)
    if fine:
        best = max(fine, key=lambda each: len(each.different))
        draft.take(best, "area_name", "likely", "its heading speaks of areas")
        for content in worded:
            if content is not best and len(_texts_by(best, content)) == len(best.different):
                draft.take(content, "unused", "likely", f"it says more of the area in ‘{best.heading}’")


def _judge_first_texts(draft: Draft, texts: list[Content]) -> None:
    """The leftmost column of texts, if a person says that it names the areas: pivot tables call it 'Row Labels'."""
    held = [each for each in texts if len(each.different) > 1 and not _is_of_something_else(each)]
    first = next(iter(held), None)
    code_of = area_finder(draft.known)
    across = sum(bool(code_of(content.heading)) for content in draft.contents) > 1
    if first is None or across:
        return
    options = (Option("yes", "yes, areas"), Option("no", "no, something else"))
    answer = draft.ask(
        "areas_in_first", f"Does ‘{first.heading}’ name the areas?", f"for example {', '.join(first.examples)}", options,
        suggested="yes", about=first.heading,
    )  # fmt: skip
    if answer == "yes":
        draft.take(first, "area_name", "not sure", "the leftmost column of texts")


def _is_of_something_else(content: Content) -> bool:
    """Whether a column of texts names indicators, periods, days or groups of people."""
    when = all(period_in_words(text) or day_in_words(text) is not None for text in content.different)
    divides = any(is_refused(text) or dimension_hinted(text) for text in content.different)
    return when or divides or names_indicators(content) or bool(dimension_of_column(content))


def _texts_by(keys: Content, content: Content) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key, text in zip(keys.texts, content.texts, strict=True):
        if key and text:
            found.setdefault(key, set()).add(text)
    return found


def _spaced(heading: str) -> str:
    return plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading))
