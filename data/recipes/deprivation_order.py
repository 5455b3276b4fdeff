"""Which end of numbered deprivation groups is the most deprived: by the words of the table, else asked for."""

import re
from collections.abc import Sequence

from data.recipes.draft import Draft
from data.recipes.group_meaning import groups_in
from data.recipes.guessed import Option
from data.recipes.label_words import ends_named, numbered_fifth

_SAYS = r"\s*(?:=|is|being|:|-|–|\()?\s*(?:the )?"
_FIRST_MOST = re.compile(rf"\b1{_SAYS}most|\b(?:5|10){_SAYS}least|most deprived\s*(?:=|is|:)\s*1\b", re.I)
_LAST_MOST = re.compile(
    rf"\b(?P<last>5|10){_SAYS}most|\b1{_SAYS}least|most deprived\s*(?:=|is|:)\s*(?P<named>5|10)\b", re.I
)


def most_deprived_of(draft: Draft, labels: Sequence[str], heading: str) -> int:
    """The number of the most deprived group: 1, 5 or 10; 0 where no label is a number, or it is not answered yet."""
    numbered = [label for label in labels if numbered_fifth(label)]
    if not numbered:
        return 0
    groups = groups_in(numbered, 0, heading)
    words = " ".join((*numbered, heading, *draft.place.above, *draft.place.below))
    ends = {(numbered_fifth(label) * 2 <= groups, ends_named(label)) for label in numbered if ends_named(label)}
    if ends and ends <= {(True, "most"), (False, "least")} or (not ends and _FIRST_MOST.search(words)):
        return 1
    if ends and ends <= {(True, "least"), (False, "most")} or (not ends and _LAST_MOST.search(words)):
        return groups
    called = "tenth" if groups == 10 else "fifth"
    options = (Option("1", "1 is the most deprived"), Option(str(groups), f"{groups} is the most deprived"))
    answer = draft.ask(
        "most_deprived", f"Which {called} is the most deprived, 1 or {groups}?",
        "the numbers alone do not say, and publishers do it both ways", options, about=heading,
    )  # fmt: skip
    return int(answer) if answer.isdigit() else 0
