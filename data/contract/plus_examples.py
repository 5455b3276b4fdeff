"""Who the PLUS groups of Core20PLUS5 can be: NHS England's examples, and those that neighbourhood teams add most often."""

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class PlusExample:
    """One example of a PLUS group. `shown_by` is a dimension that every dataset knows and that shows it, '' where none does;

    `group` the one group of it that does, '' where the whole dimension is about it.
    """

    code: str
    name: str
    shown_by: str
    group: str


def _read() -> dict[str, PlusExample]:
    with Path(__file__).with_name("plus_examples.csv").open(encoding="utf-8", newline="") as stream:
        return {row["code"]: PlusExample(**row) for row in csv.DictReader(stream)}


PLUS_EXAMPLES = _read()
