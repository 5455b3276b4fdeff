"""The extract's own labels of groups turned into the contract's codes, after counting: labels are few, records are many."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from data.aggregate.cells import COUNTS, OF_AVERAGE
from data.aggregate.population import SMALL_AREA
from data.aggregate.spec import AGE
from data.coding.coding import code_labels
from data.coding.ethnicity import ETHNIC, ETHNIC_18
from data.contract.ready_dimensions import USABLE
from data.contract.vocabulary import ETHNIC_GROUP_18, UNKNOWN
from data.files.errors import SourceError

# A column with more labels than this is no way of dividing people.
_MOST_LABELS = 500


@dataclass(frozen=True)
class CodedLabels:
    """`groups` by dimension and label; `strange` by dimension, the labels that are no group of it, taken as not known."""

    groups: Mapping[str, Mapping[str, str]]
    strange: Mapping[str, tuple[str, ...]]


def coded_labels(labels: Mapping[str, set[str]]) -> CodedLabels:
    """What each label of each dimension stands for. All labels of an extract are judged together."""
    groups, strange = {}, {}
    for dimension, found in labels.items():
        if len(found) > _MOST_LABELS:
            raise SourceError(
                f"the column of {dimension} holds {len(found):,} different labels", expected=f"{_MOST_LABELS} at most",
                mend=f"name the column that holds groups under [dimensions] {dimension}",
            )  # fmt: skip
        groups[dimension] = _of_dimension(dimension, sorted(found))
        strange[dimension] = tuple(each for each in sorted(found) if each not in groups[dimension])
    return CodedLabels(groups, strange)


def _of_dimension(dimension: str, labels: list[str]) -> dict[str, str]:
    if dimension == AGE:
        # The bands were made here.
        return {each: each for each in labels}
    given = pd.Series(labels, dtype=str)
    coding = code_labels(given, dimension)
    turned = [each for each in coding.faults if each.offer]
    if turned:
        raise SourceError(
            f"the groups of {dimension}: {turned[0].problem}", found=turned[0].label, expected=turned[0].expected,
            mend="number the groups from the most deprived, 1, in the extract",
        )  # fmt: skip
    coded = zip(labels, coding.dimensions, coding.groups, strict=True)
    found = {}
    for label, of, group in coded:
        if dimension == ETHNIC and of == ETHNIC_18:
            group = ETHNIC_GROUP_18[group][1] if group in ETHNIC_GROUP_18 else group
        if group and group in USABLE[dimension].groups:
            found[label] = group
    return found


def labels_of(cells: list[pd.DataFrame], dimensions: tuple[str, ...]) -> dict[str, set[str]]:
    """Every label that stands in the cells of an extract."""
    return {each: {str(label) for frame in cells for label in frame[each].dropna().unique()} for each in dimensions}


def coded(cells: pd.DataFrame, dimensions: tuple[str, ...], labels: CodedLabels) -> pd.DataFrame:
    """The cells by codes, those of one code added up. Who has no label, or a strange one, is in the group not known."""
    codes = cells.copy()
    for each in dimensions:
        codes[each] = cells[each].map(labels.groups[each]).fillna(UNKNOWN).astype(str)
    sums = [name for name in (*COUNTS, *OF_AVERAGE) if name in cells]
    return codes.groupby([SMALL_AREA, *dimensions], as_index=False, sort=True)[sums].sum()
