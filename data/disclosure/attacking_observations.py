"""Attack the observations of a dataset as they are published."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from data.contract.indicator import Indicator
from data.contract.manifest import Disclosure
from data.disclosure.attacking import Attack, attack, attack_twice
from data.disclosure.cells import Cells, rounded, small
from data.disclosure.linked_observations import Block, blocks_of
from data.disclosure.observed_cells import observed_cells
from data.disclosure.sums import Sums, joined_sums, sums_of


def attack_observations(
    observations: pd.DataFrame,
    areas: pd.DataFrame,
    indicators: Iterable[Indicator],
    rule: Disclosure,
    *,
    true: pd.DataFrame | None = None,
) -> Iterator[tuple[str, Attack]]:
    """What an attack tells of each block, by the indicator's id. `true` are the same rows with true counts, if known."""
    for name, cells, counts in _blocks(observations, areas, indicators, rule, true):
        yield name, attack(cells, true=counts)


def attack_observations_twice(
    observations: pd.DataFrame,
    areas: pd.DataFrame,
    indicators: Iterable[Indicator],
    rule: Disclosure,
    true: pd.DataFrame,
) -> Iterator[tuple[str, Attack, Attack]]:
    """What an attack tells of each block with the true counts and without, by the indicator's id."""
    for name, cells, counts in _blocks(observations, areas, indicators, rule, true):
        assert counts is not None
        yield name, *attack_twice(cells, counts)


def _blocks(
    observations: pd.DataFrame,
    areas: pd.DataFrame,
    indicators: Iterable[Indicator],
    rule: Disclosure,
    true: pd.DataFrame | None,
) -> Iterator[tuple[str, Cells, np.ndarray | None]]:
    """Each block's indicator, its cells as a reader meets them and the true counts of these, if known."""
    frame = observations.reset_index(drop=True)
    frame = frame.astype(dict.fromkeys(frame.select_dtypes("category").columns, str))
    known = {each.id: each for each in indicators}
    for block in blocks_of(frame, known):
        yield str(frame.at[int(block.rows[0]), "indicator_id"]), *_seen(frame, block, areas, known, rule, true)


def _seen(
    frame: pd.DataFrame,
    block: Block,
    areas: pd.DataFrame,
    indicators: Mapping[str, Indicator],
    rule: Disclosure,
    true: pd.DataFrame | None,
) -> tuple[Cells, np.ndarray | None]:
    """The block beside the rows of other blocks that add up to what its own do."""
    others = sorted({row for rows in block.beside["made_of"] for row in rows})
    beside = block.beside.assign(numerator=np.nan, denominator=np.nan)
    rows = pd.concat([frame.iloc[block.rows], beside[frame.columns], frame.iloc[others]], ignore_index=True)
    n, n_own, n_block = len(rows), len(block.rows), len(block.rows) + len(beside)
    place = {row: n_block + at for at, row in enumerate(others)}
    made = [
        (n_own + number + away, [place[row] + away for row in made_of])
        for number, made_of in enumerate(beside["made_of"])
        for away in (0, n)
    ]
    ties = Sums(
        total=_past(block.ties.total, n_block, len(others)),
        part=_past(block.ties.part, n_block, len(others)),
        number=block.ties.number,
    )
    unpublished = (np.arange(n) >= n_own) & (np.arange(n) < n_block)
    hidden = (rows["status"] == "suppressed").to_numpy() | unpublished
    found = observed_cells(
        rows, areas, indicators, rule, already=hidden, published=~hidden, fixed=np.zeros(n, dtype=bool),
        ties=joined_sums([(ties, 0), (sums_of(made), 0)]), unpublished=unpublished,
    )  # fmt: skip
    cells = _as_seen(found.cells, np.concatenate([~hidden, ~hidden]), n)
    counts = None
    if true is not None:
        counts = np.full(len(cells), np.nan)
        for at, name in enumerate(("numerator", "denominator")):
            counts[at * n : at * n + n_own] = true[name].to_numpy(float)[block.rows]
    return cells, counts


def _as_seen(cells: Cells, shown: np.ndarray, n_rows: int) -> Cells:
    """The cells as a reader meets them: small counts that stand there are public, and those not rounded are exact.

    A dataset of published figures shows them as their publishers released them, whatever rule its own tables keep.
    """
    stands = np.zeros(len(cells), dtype=bool)
    stands[: 2 * n_rows] = shown & ~np.isnan(cells.count[: 2 * n_rows])
    exact = stands & (rounded(cells.count, cells.rule.rounded_to) != cells.count)
    return replace(
        cells, hidden=cells.hidden & ~stands, fixed=cells.fixed | exact | (stands & small(cells.count, cells.rule))
    )


def _past(cells: np.ndarray, n_block: int, n_others: int) -> np.ndarray:
    """Numbers of cells once the rows of others stand behind the block's events: those of its people come after them."""
    return np.where(cells >= n_block, cells + n_others, cells)
