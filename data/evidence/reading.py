"""The evidence that a dataset's pages rest on: the built-in tables, and the team's own beside them.

To add evidence of your own, give your dataset a table `evidence` with the columns of `data.contract.evidence_tables`.
"""

import csv
from functools import cache
from pathlib import Path

import pandas as pd

from data.contract.errors import ContractError
from data.contract.evidence_tables import EVIDENCE
from data.contract.tables import checked
from data.dataset.dataset import Dataset
from data.evidence.entry import Evidence, entries_of

_HERE = Path(__file__).parent
# In the order in which they are read.
BUILT_IN = ("recommendations", "principles", "learning", "frame", "patterns")
LOCAL_FILE = "evidence.parquet"
_HEADING_ROWS = 1


@cache
def built_in() -> dict[str, Evidence]:
    """Every built-in entry, by id. ContractError names file, row and column of a fault. Shared: never change it."""
    found: dict[str, Evidence] = {}
    for name in BUILT_IN:
        new = entries_of(read_evidence(_HERE / f"{name}.csv"), local=False)
        _refuse_twice(new, found, f"{name}.csv")
        found |= new
    _refuse_strangers(found)
    return found


def read_evidence(path: Path) -> pd.DataFrame:
    """An evidence table from a CSV file, checked, its rows numbered as in the file (the headings are row 1).

    ContractError names the file, the row and the column, what was found and what is expected.
    """
    with path.open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.reader(stream))
    if not lines:
        raise ContractError(f"{path.name}: nothing in it; expected the headings {', '.join(EVIDENCE.columns)}")
    heads, rows = lines[0], lines[1:]
    for place, cells in enumerate(rows, start=1 + _HEADING_ROWS):
        if len(cells) != len(heads):
            raise ContractError(
                f"{path.name}, row {place}: found {len(cells)} cells; expected {len(heads)}, one a heading. "
                "Put a cell that holds a comma in double quotes"
            )
    numbered = pd.RangeIndex(1 + _HEADING_ROWS, 1 + _HEADING_ROWS + len(rows))
    return checked(pd.DataFrame(rows, columns=heads, index=numbered, dtype=str), EVIDENCE, where=path.name)


def evidence_of(dataset: Dataset) -> dict[str, Evidence]:
    """Every entry that may be relied on here, by id: the built-in ones, then the dataset's own whose ids are no other's.

    A table that breaks its contract never comes here: its dataset is not opened. What is wrong with ids is told by
    `evidence_faults`; it takes no built-in entry away.
    """
    return _read(dataset)[0]


def evidence_faults(dataset: Dataset) -> tuple[str, ...]:
    """Why entries of the dataset's own table are refused, a line each, by row and by name; () when none is."""
    return _read(dataset)[1]


def _read(dataset: Dataset) -> tuple[dict[str, Evidence], tuple[str, ...]]:
    table = dataset.optional("evidence")
    if table is None:
        return built_in(), ()
    own = entries_of(table, local=True)
    clashing = [each for each in own if each in built_in()]
    faults = tuple(
        f"{LOCAL_FILE}, evidence_id {each}: this id is one of the built-in entries ({built_in()[each].title!r}); "
        "give your own entry another"
        for each in clashing
    )
    return built_in() | {name: entry for name, entry in own.items() if name not in clashing}, faults


def _refuse_twice(new: dict[str, Evidence], found: dict[str, Evidence], where: str) -> None:
    twice = [each for each in new if each in found]
    if twice:
        raise ContractError(f"{where}, evidence_id {twice[0]}: already in another table; expected each id once")


def _refuse_strangers(found: dict[str, Evidence]) -> None:
    """Built-in entries point at one another: an id that is nowhere is a slip."""
    for entry in found.values():
        for named in (*entry.graded_by, *filter(None, (entry.part_of,))):
            if named not in found:
                raise ContractError(f"evidence_id {entry.id}: found {named!r}; expected the id of another entry")
