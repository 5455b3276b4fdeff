"""What the label of a group means, as a recipe has it: in words that every check after it understands."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.coding.ages import AGE
from data.coding.deprivation import FIFTHS, PRACTICE_FIFTHS
from data.coding.labels import plain
from data.contract.vocabulary import ALL, TOTAL
from data.recipes.label_words import age_words, is_everyone, label_for, numbered_fifth
from data.recipes.recipe import LEFT_OUT, Recipe

# Labels of one column that name their own dimension are kept under this, as 'sex:female'.
MIXED = "group"


@dataclass(frozen=True)
class Meaning:
    """A dimension and a label of it; no dimension where everyone is meant. `left_out` says that such rows are not read."""

    dimension: str = ""
    label: str = ""
    left_out: bool = False


EVERYONE = Meaning()


def meaning_of(recipe: Recipe, dimension: str, label: str, groups: int) -> Meaning:
    """What a label of a dimension means; `groups` is how many fifths or tenths there are, for labels that are numbers.

    A blank label is everyone, unless the recipe says otherwise.
    """
    said = _said(recipe.words.get(dimension, {}), label)
    if said == LEFT_OUT:
        return Meaning(left_out=True)
    if dimension == MIXED:
        dimension, _, said = said.partition(":")
    if said:
        return EVERYONE if said == ALL or dimension == TOTAL else Meaning(dimension, label_for(dimension, said))
    if not label or dimension == TOTAL or is_everyone(label):
        return EVERYONE
    if dimension in (FIFTHS, PRACTICE_FIFTHS) and (number := numbered_fifth(label)):
        return Meaning(dimension, _fifth(number, groups, recipe.most_deprived, label))
    return Meaning(dimension, age_words(label) if dimension == AGE else label)


def groups_in(labels: Iterable[str], most_deprived: int, heading: str = "") -> int:
    """Whether numbered labels are of fifths (5) or tenths (10): by the heading, the labels, or the highest number."""
    words = [plain(each) for each in (heading, *labels)]
    if any("decile" in text or "tenth" in text for text in words):
        return 10
    return 10 if max([most_deprived, *map(numbered_fifth, labels)], default=0) > 5 else 5


def _fifth(number: int, groups: int, most_deprived: int, label: str) -> str:
    """The label with 1 the most deprived; a number beyond the groups stays as it is, to be told where rows are checked."""
    if number > groups:
        return label
    turned = groups + 1 - number if most_deprived > 1 else number
    return f"{'decile' if groups == 10 else 'quintile'} {turned}"


def _said(words: dict[str, str], label: str) -> str:
    if label in words:
        return words[label]
    wanted = plain(label)
    return next((meaning for word, meaning in words.items() if plain(word) == wanted), "") if wanted else ""
