"""Shorthand for cells that hold no number, in square brackets, with what each means, as official statistics write it."""

from components.style.numbers import HIDDEN, NOT_COLLECTED

SHORTHAND = {
    HIDDEN: ("[c]", "confidential: hidden so that nobody can be recognised"),
    NOT_COLLECTED: ("[x]", "not available: not collected, or it cannot be worked out"),
    "does not apply": ("[z]", "does not apply"),
    "–": ("[x]", "not available: not collected, or it cannot be worked out"),
}


def shortened(words: str) -> str:
    """A cell's shorthand, where its words have one; else its words."""
    return SHORTHAND[words][0] if words in SHORTHAND else words
