"""Whether every group that a table names is one that its dataset knows: the schemas know no dataset, and cannot ask."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.contract.vocabulary import NONE, Dimension

_PAIRS = (("dimension", "group"), ("dimension_2", "group_2"))


@dataclass(frozen=True)
class StrangeGroup:
    """A row, by its index, that names a group or dimension in no vocabulary: in which columns, and what is expected there."""

    row: int
    columns: tuple[str, ...]
    found: str
    expected: str


def strange_groups(table: pd.DataFrame, vocabulary: Mapping[str, Dimension]) -> list[StrangeGroup]:
    """Every row whose dimension or group is not known; [] for a table that names no groups."""
    if "dimension" in table and "group" not in table:
        return _strange_dimensions(table["dimension"], vocabulary)
    told = []
    for dimension, group in _PAIRS:
        if dimension in table:
            known = _group_exists(table, dimension, group, vocabulary)
            words = f"{dimension} and {group} are in the vocabulary"
            told += [
                StrangeGroup(
                    row, (dimension, group), f"{dimension} {code}, {group} {each}", words + _expected(code, vocabulary)
                )
                for row, code, each in table.loc[~known, [dimension, group]].itertuples()
            ]
    return told


def _strange_dimensions(column: pd.Series, vocabulary: Mapping[str, Dimension]) -> list[StrangeGroup]:
    strange = column[~column.isin([*vocabulary, NONE])]
    return [
        StrangeGroup(
            int(row), ("dimension",), f"dimension {code}", "one in the vocabulary" + _expected(code, vocabulary)
        )
        for row, code in zip(strange.index, strange, strict=True)
    ]


def _expected(code: object, vocabulary: Mapping[str, Dimension]) -> str:
    if code in vocabulary:
        return f", whose groups are {', '.join(vocabulary[str(code)].groups)}"
    return f"; one of the dataset's own is declared in dataset.toml, as [dimensions.{code}]"


def _group_exists(frame: pd.DataFrame, dimension: str, group: str, vocabulary: Mapping[str, Dimension]) -> np.ndarray:
    """Whether each row's pair is known, asked once for each pair: a dataset has half a million rows."""
    allowed = {(code, each) for code, found in vocabulary.items() for each in found.groups}
    if dimension == "dimension_2":
        # Most rows are by one dimension.
        allowed.add((NONE, NONE))
    codes, names = pd.factorize(frame[dimension])
    group_codes, group_names = pd.factorize(frame[group])
    known = np.array([[(str(name), str(each)) in allowed for each in group_names] for name in names], dtype=bool)
    known = known.reshape(len(names), len(group_names))
    # A cell without a value has the code -1.
    there = known[codes, group_codes] if known.size else np.zeros(len(frame), dtype=bool)
    return np.asarray((codes >= 0) & (group_codes >= 0) & there)
