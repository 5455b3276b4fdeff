"""What one label stands for, or why it stands for nothing."""

from dataclasses import dataclass

REVERSED_ORDER = "reversed_order"


@dataclass(frozen=True)
class Meaning:
    """A label's dimension and group; `scheme` names the classification or rule that settled it."""

    dimension: str
    group: str
    scheme: str
    note: str = ""


@dataclass(frozen=True)
class CodingFault:
    """A label at fault, what was expected and how to mend it; `offer` names a conversion that would mend it."""

    label: str
    problem: str
    expected: str = ""
    mend: str = ""
    offer: str = ""
