"""The disclosure rule that whoever builds a dataset states, as it is written on the command line: '1-7' and 5."""

import re

from data.contract.errors import ContractError
from data.contract.manifest import Disclosure

_RANGE = re.compile(r"\s*(\d{1,4})\s*[-–]\s*(\d{1,4})\s*")
HOW = (
    "--hide 1-7 --round-to 5 hides counts of 1 to 7 and rounds the others to the nearest 5, as hospital statistics do; "
    "--round-to 1 rounds nothing. The rule protects your own tables and every file loaded later, and cannot be guessed "
    "from published files: ask whoever is responsible for information governance which rule your board keeps"
)


def stated_rule(hide: str | None, round_to: int | None) -> Disclosure:
    """The rule in numbers and words; ContractError says what to write where it is not stated or not understood."""
    lacks = [name for name, given in (("--hide", hide), ("--round-to", round_to)) if given is None]
    if hide is None or round_to is None:
        raise ContractError(f"no disclosure rule: {' and '.join(lacks)} not given; state it. {HOW}")
    found = _RANGE.fullmatch(hide)
    if found is None:
        raise ContractError(f"--hide: found {hide!r}; expected the smallest and the largest count to hide. {HOW}")
    least, most = int(found[1]), int(found[2])
    return Disclosure(least, most, round_to, rule_words(least, most, round_to))


def rule_words(hidden_from: int, hidden_to: int, rounded_to: int) -> str:
    """A rule as a sentence."""
    which = f"of {hidden_from} to {hidden_to}" if hidden_from < hidden_to else f"of {hidden_from}"
    rest = f"the rest are rounded to the nearest {rounded_to}" if rounded_to > 1 else "the rest are not rounded"
    return f"Counts {which} are hidden, with enough others that none can be found by subtraction; {rest}."
