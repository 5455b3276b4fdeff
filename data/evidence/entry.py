"""One thing that is known to work, or to be reasoned from: an entry of the evidence."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.contract.evidence_tables import ELSEWHERE, listed_cell
from data.evidence.certainty import NOT_GRADED, certainty_marks, certainty_words

_LISTS = ("audience", "graded_by", "principle", "fits_shapes", "indicator_ids", "domains", "pages")


@dataclass(frozen=True)
class Evidence:
    """An entry of the contract's evidence table, its lists apart; `local` where the dataset's own team gave it."""

    evidence_id: str
    kind: str
    title: str
    says: str
    audience: tuple[str, ...]
    certainty: str
    graded_by: tuple[str, ...]
    part_of: str
    principle: tuple[str, ...]
    core20plus5: str
    fits_shapes: tuple[str, ...]
    indicator_ids: tuple[str, ...]
    domains: tuple[str, ...]
    would_show: str
    pages: tuple[str, ...]
    source: str
    citation: str
    local: bool = False

    @property
    def id(self) -> str:
        """The stable id that links and decisions hold."""
        return self.evidence_id

    @property
    def from_elsewhere(self) -> bool:
        """Whether another board's pilot gave it, and no team of this one."""
        return self.local and self.evidence_id.startswith(ELSEWHERE)

    @property
    def graded(self) -> bool:
        """Whether it carries a grade of its own."""
        return self.certainty != NOT_GRADED

    @property
    def certainty_marks(self) -> str:
        """Its own grade in GRADE's marks, '' where it has none."""
        return certainty_marks(self.certainty)

    @property
    def certainty_words(self) -> str:
        """Its own grade as it is read: 'moderate (⊕⊕⊕)', or 'not graded'."""
        return certainty_words(self.certainty)


def entries_of(table: pd.DataFrame, *, local: bool) -> dict[str, Evidence]:
    """The rows of a checked evidence table as entries by id, in its order."""
    found: dict[str, Evidence] = {}
    for row in table.to_dict("records"):
        cells: dict[str, Any] = {
            name: listed_cell(cell) if name in _LISTS else cell.strip() for name, cell in row.items()
        }
        entry = Evidence(**cells, local=local)
        found[entry.id] = entry
    return found
