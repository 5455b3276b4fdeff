"""What labels mean that no coding table knows: each is asked for once, and kept in the recipe."""

from collections.abc import Iterable

from data.coding.deprivation import FIFTHS, PRACTICE_FIFTHS
from data.contract.ready_dimensions import USABLE
from data.contract.vocabulary import ALL
from data.recipes.draft import Draft
from data.recipes.guessed import Option
from data.recipes.label_words import is_coded, is_everyone, is_unknown, numbered_fifth
from data.recipes.recipe import LEFT_OUT

_MOST_ASKED = 40


def words_of_labels(draft: Draft, dimension: str, labels: Iterable[str], *, blanks: bool = False) -> dict[str, str]:
    """What has been said of the labels of a dimension that are not known by themselves; the others are asked for."""
    unknown = [label for label in dict.fromkeys(labels) if label and not is_known(dimension, label)]
    found = {}
    label_of = USABLE[dimension].label.lower()
    for label in unknown[:_MOST_ASKED]:
        answer = draft.ask(
            f"words:{dimension}:{label}", f"What does ‘{label}’ mean?", f"it is no {label_of} that is known here",
            _options(dimension), about=label,
        )  # fmt: skip
        if answer:
            found[label] = answer
    if blanks:
        answer = draft.ask(
            f"words:{dimension}:", f"Which people are rows about whose {label_of} is blank?", "some cells are blank",
            _options(dimension),
            suggested=ALL, about="a blank cell",
        )  # fmt: skip
        if answer and answer != ALL:
            found[""] = answer
    return found


def is_known(dimension: str, label: str) -> bool:
    """Whether a label of a dimension is understood without anybody's help."""
    if is_everyone(label) or is_unknown(label):
        return True
    if dimension in (FIFTHS, PRACTICE_FIFTHS) and numbered_fifth(label):
        return True
    return is_coded(dimension, label)


def _options(dimension: str) -> tuple[Option, ...]:
    groups = USABLE[dimension].groups
    return (
        *(Option(code, label) for code, label in groups.items()),
        Option(ALL, "Everyone"),
        Option(LEFT_OUT, "Leave these rows out"),
    )
