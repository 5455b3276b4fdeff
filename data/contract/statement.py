"""What NHS England's statement on information on health inequalities (section 13SA) asks boards to report."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

STATEMENT = "NHS England’s statement on information on health inequalities (section 13SA of the NHS Act 2006)"
UPDATED = "updated statement"
UPDATED_SOURCE = (
    "NHS England, updated statement on information on health inequalities (section 13SA of the NHS Act 2006)"
)


@dataclass(frozen=True)
class AskedIndicator:
    """One indicator that is asked for: its domain, what shows it, what comes near, and what would bring it.

    `shown_by` and `near` are ids of indicators, whether or not a dataset has them.
    """

    domain: str
    asked: str
    shown_by: tuple[str, ...]
    near: tuple[str, ...]
    publication: str
    publisher: str


@cache
def asked_indicators() -> tuple[AskedIndicator, ...]:
    """All that the statement asks for, in its order."""
    with Path(__file__).with_name("statement_13sa.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            AskedIndicator(
                row["domain"],
                row["asked"],
                _ids(row["shown_by"]),
                _ids(row["near"]),
                row["publication"],
                row["publisher"],
            )
            for row in csv.DictReader(lines)
        )


def _ids(cell: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in cell.split(";") if each.strip())
