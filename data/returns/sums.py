"""Do the parts of each figure add up to its Total? What is shown, what is hidden, and what the hidden could be."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from data.contract.vocabulary import UNKNOWN
from data.returns.monthly_return import COHORT, COUNT, HIDDEN_TO, KEY, OK, PARTS, SUPPRESSED, TOTAL, Return

AGREES, COULD_AGREE, CANNOT_TELL, DISAGREES = "agrees", "could agree", "cannot tell", "disagrees"


@dataclass(frozen=True)
class Block:
    """The cells of one metric and dimension: indices of its Total and of the parts. `whole` says that people of no known
    group have a column of their own, so that nobody need be outside the parts."""

    metric: str
    dimension: str
    total: int
    parts: tuple[int, ...]
    whole: bool

    @property
    def members(self) -> tuple[int, ...]:
        """The Total and the parts: any one can be worked out from all the others."""
        return (self.total, *self.parts)


def blocks_of(cells: pd.DataFrame) -> list[Block]:
    """Every Total with the parts of every dimension; metrics without a Total and dimensions without parts have none."""
    names = (tuple(cells[name].to_numpy(object)) for name in KEY)
    return list(_blocks(tuple(cells.index.tolist()), *names))


@lru_cache(maxsize=64)
def _blocks(
    indices: tuple[int, ...], metrics: tuple[str, ...], dimensions: tuple[str, ...], groups: tuple[str, ...]
) -> tuple[Block, ...]:
    """The blocks of one layout: nearly every return has the same."""
    totals: dict[str, int] = {}
    parts: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for index, metric, dimension, group in zip(indices, metrics, dimensions, groups, strict=True):
        if dimension == TOTAL:
            totals.setdefault(metric, index)
        else:
            parts.setdefault((metric, dimension), []).append((index, group))
    return tuple(
        Block(metric, dimension, total, tuple(index for index, _ in found), UNKNOWN in {group for _, group in found})
        for metric, total in totals.items()
        for dimension in PARTS
        if (found := parts.get((metric, dimension)))
    )


@dataclass(frozen=True)
class Sum:
    """A block's counts, or its cohorts (`what`): the Total, the sum of the parts shown, how many parts are hidden and how
    many `unfilled`, blank or no number; `zeros` are indices of the parts that read 0."""

    block: Block
    what: str
    total: float
    total_shown: bool
    shown: float
    hidden: int
    unfilled: int
    zeros: tuple[int, ...]

    @property
    def left(self) -> float:
        """The Total less the parts shown: what the hidden and blank parts hold; NaN where the Total is not shown."""
        return self.total - self.shown

    @property
    def outcome(self) -> str:
        """Whether they add up. 'disagrees' only where no value of the hidden cells could make them.

        A hidden part is mostly 0 to 5, but one hidden to protect another may be any number: too much left over is then
        'cannot tell', and too little never is.
        """
        if not self.total_shown:
            return CANNOT_TELL
        if self.left < 0:
            return DISAGREES
        if not self.hidden and not self.unfilled:
            return AGREES if self.left == 0 else (DISAGREES if self.block.whole else CANNOT_TELL)
        if self.unfilled or not self.block.whole:
            return COULD_AGREE if self.left == 0 else CANNOT_TELL
        return COULD_AGREE if self.left <= HIDDEN_TO * self.hidden else CANNOT_TELL


def sums_of(each: Return) -> list[Sum]:
    """Every block's counts and cohorts."""
    cells = each.cells
    blocks, indices = blocks_of(cells), cells.index.tolist()
    found = []
    for what in (COUNT, COHORT):
        value = dict(zip(indices, cells[what].to_numpy(float).tolist(), strict=True))
        status = dict(zip(indices, cells[f"{what}_status"].to_numpy(object), strict=True))
        found += [_sum(block, what, value, status) for block in blocks]
    return found


def _sum(block: Block, what: str, value: dict[int, float], status: dict[int, str]) -> Sum:
    shown = [index for index in block.parts if status[index] == OK]
    hidden = sum(status[index] == SUPPRESSED for index in block.parts)
    return Sum(
        block=block,
        what=what,
        total=value[block.total],
        total_shown=status[block.total] == OK,
        shown=sum(value[index] for index in shown),
        hidden=hidden,
        unfilled=len(block.parts) - len(shown) - hidden,
        zeros=tuple(index for index in shown if value[index] == 0),
    )
