"""The one way by which observations are published: hidden, rounded, and everything else worked out from what is shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.contract.indicator import Indicator
from data.contract.manifest import Disclosure
from data.disclosure.cells import rounded, small
from data.disclosure.derived_values import derived_values
from data.disclosure.linked_observations import Block, blocks_of
from data.disclosure.observed_cells import ObservedCells, counted_events, observed_cells
from data.disclosure.suppression import protect

_MEASURES = ["numerator", "value", "lower", "upper"]


@dataclass(frozen=True, eq=False)
class Published:
    """Observations as they may be seen. `small` rows were hidden for a small count, `beside` rows to protect those."""

    observations: pd.DataFrame
    small: int
    beside: int


@dataclass(frozen=True, eq=False)
class _Hidden:
    """Which rows hide their figure, and which their size as well (rows,)."""

    events: np.ndarray
    size: np.ndarray


def publish(
    observations: pd.DataFrame,
    areas: pd.DataFrame,
    indicators: Iterable[Indicator],
    rule: Disclosure,
    *,
    published: np.ndarray | None = None,
) -> Published:
    """The observations as they may be published under a rule, with a status on every row.

    Rows have true counts. A row without a count is missing, or suppressed if it comes so; one about nobody does not
    apply; a standardised rate without a value is on too few to be given. `published` (rows,) marks rows that this rule
    has been applied to before: they stay as they are, and nothing beside them may give them away.
    """
    if observations.empty:
        return Published(observations.assign(status=pd.Series(dtype=str)), 0, 0)
    frame = observations.reset_index(drop=True)
    known = {each.id: each for each in indicators}
    before = np.zeros(len(frame), dtype=bool) if published is None else np.asarray(published, dtype=bool)
    already = _already(frame, known)
    hidden = _Hidden(already.copy(), np.zeros(len(frame), dtype=bool))
    for block in blocks_of(frame, known):
        cells = _block_cells(frame, block, areas, known, rule, already, before)
        events, size = cells.split(protect(cells.cells))
        events, size = events[: len(block.rows)], size[: len(block.rows)]
        hidden.events[block.rows], hidden.size[block.rows] = events | size, size
    return _shown(frame, known, rule, hidden, before)


def _block_cells(
    frame: pd.DataFrame,
    block: Block,
    areas: pd.DataFrame,
    indicators: Mapping[str, Indicator],
    rule: Disclosure,
    already: np.ndarray,
    before: np.ndarray,
) -> ObservedCells:
    beside = len(block.beside)
    rows = pd.concat([frame.iloc[block.rows], block.beside[frame.columns]], ignore_index=True)
    return observed_cells(
        rows,
        areas,
        indicators,
        rule,
        already=np.append(already[block.rows], np.zeros(beside, dtype=bool)),
        published=np.append(before[block.rows], np.zeros(beside, dtype=bool)),
        fixed=np.append(block.fixed, np.ones(beside, dtype=bool)),
        ties=block.ties,
        unpublished=np.arange(len(rows)) >= len(block.rows),
    )


def _already(frame: pd.DataFrame, indicators: Mapping[str, Indicator]) -> np.ndarray:
    """Rows that come hidden, and standardised rates on too few people to be given."""
    kind = frame["indicator_id"].astype(str).map({key: each.value_type for key, each in indicators.items()})
    few = (kind == "standardised_rate") & frame["value"].isna() & (frame["denominator"] > 0)
    given = frame["status"] == "suppressed" if "status" in frame else False
    return np.asarray((few | given).to_numpy(bool))


def _shown(
    frame: pd.DataFrame, indicators: Mapping[str, Indicator], rule: Disclosure, hidden: _Hidden, before: np.ndarray
) -> Published:
    events = counted_events(frame, indicators)
    people = frame["denominator"].to_numpy(float)
    missing = np.isnan(people) & np.isnan(events) & frame["value"].isna().to_numpy() & ~hidden.events
    nobody = (people == 0) & ~hidden.size
    status = np.select([missing, nobody, hidden.events], ["missing", "not_applicable", "suppressed"], "ok")
    if "status" in frame:
        status = np.where((frame["status"] == "missing") & missing, "missing", status)
        status = np.where((frame["status"] == "not_applicable") & ~hidden.size, "not_applicable", status)
    told = frame.assign(
        numerator=rounded(events, rule.rounded_to),
        denominator=np.where(hidden.size, np.nan, rounded(people, rule.rounded_to)),
        status=status,
    )
    told = derived_values(frame.assign(numerator=events), told, indicators)
    told.loc[status != "ok", _MEASURES] = np.nan
    if before.any():
        stays = before & ~(hidden.events & (frame["status"] == "ok").to_numpy())
        told.loc[stays, [*_MEASURES, "denominator", "status"]] = frame.loc[stays, [*_MEASURES, "denominator", "status"]]
    fresh = hidden.events & ~_already(frame, indicators)
    few = (small(events, rule) | small(people, rule)) & fresh
    return Published(told, int(few.sum()), int((fresh & ~few).sum()))
