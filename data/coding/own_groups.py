"""Labels of a dimension that a dataset declares, as its groups: by what it calls them itself, and by usual wordings."""

from data.coding.labels import plain, table
from data.coding.meaning import Meaning
from data.contract.vocabulary import UNKNOWN, Dimension

_YES, _NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0")
_SCHEME = "declared"


def own_groups_of(labels: list[str], dimension: Dimension) -> dict[str, Meaning]:
    """The group of each label that stands for one; the others are left out.

    Where there are two groups and one of them is the reference, 'no' stands for it and 'yes' for the other.
    """
    known = _words(dimension)
    return {
        each: Meaning(dimension.code, known[plain(each)], _SCHEME, "not known" if known[plain(each)] == UNKNOWN else "")
        for each in labels
        if plain(each) in known
    }


def _words(dimension: Dimension) -> dict[str, str]:
    found = {plain(row["label"]): UNKNOWN for row in table("other_groups") if row["group"] == UNKNOWN}
    found |= _yes_and_no(dimension)
    found |= {
        plain(row["label"]): row["group"] for row in table("ready_groups")
        if row["dimension"] == dimension.code and row["group"] in dimension.groups
    }  # fmt: skip
    for texts in (dimension.phrases, dimension.short_groups, dimension.groups):
        found |= {plain(text): code for code, text in texts.items()}
    return found | {plain(code): code for code in dimension.groups}


def _yes_and_no(dimension: Dimension) -> dict[str, str]:
    others = [code for code in dimension.known_groups if code != dimension.reference]
    if not dimension.reference or len(others) != 1:
        return {}
    return dict.fromkeys(_YES, others[0]) | dict.fromkeys(_NO, dimension.reference)
