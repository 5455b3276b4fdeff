"""The observations in memory, in blocks of one indicator and dimension: a question reads only the rows it needs."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data.dataset.text_columns import PLAIN

# What makes a block, and the order of rows within it.
_BLOCK = ["indicator_id", "dimension", "dimension_2"]
_ORDER = ["period_end", "area_code", "group", "group_2", "age_band"]


class ObservationRows:
    """Every observation, sorted once; text is kept as codes and made again for the rows that are asked for."""

    def __init__(self, observations: pd.DataFrame):
        self._columns = list(observations.columns)
        self._values: dict[str, np.ndarray] = {}
        self._texts: dict[str, pd.api.extensions.ExtensionArray] = {}
        for name in self._columns:
            column = observations[name]
            if isinstance(column.dtype, pd.StringDtype):
                codes, texts = pd.factorize(column, sort=True)
                self._values[name], self._texts[name] = codes.astype(np.int32), texts.array.astype(PLAIN)
            else:
                self._values[name] = column.to_numpy()
        order = np.lexsort([self._values[name] for name in reversed([*_BLOCK, *_ORDER])])
        self._values = {name: values[order] for name, values in self._values.items()}
        self._places = {name: {text: code for code, text in enumerate(texts)} for name, texts in self._texts.items()}
        self._blocks = self._found_blocks()

    def _found_blocks(self) -> dict[tuple[int, ...], slice]:
        """Where each block lies, by the codes of what makes it."""
        keys = np.column_stack([self._values[name] for name in _BLOCK])
        if not len(keys):
            return {}
        starts = np.flatnonzero(np.r_[True, (keys[1:] != keys[:-1]).any(axis=1)])
        ends = [*starts[1:], len(keys)]
        return {tuple(keys[a].tolist()): slice(int(a), int(b)) for a, b in zip(starts, ends, strict=True)}

    def rows(
        self,
        indicators: Sequence[str],
        *,
        level: str | None,
        areas: Sequence[str] | None,
        dimension: str,
        dimension_2: str,
        period_ends: Sequence[pd.Timestamp] | None,
    ) -> pd.DataFrame:
        """The rows of some indicators by one dimension or pair of them; None asks for every level, area or period."""
        chosen = [
            self._chosen(block, level, areas, period_ends)
            for indicator in sorted(set(indicators))
            if (block := self._block(indicator, dimension, dimension_2)) is not None
        ]
        return self._table(np.concatenate(chosen) if chosen else np.array([], dtype=np.intp))

    def _block(self, *texts: str) -> slice | None:
        codes = [self._places[name].get(text, -1) for name, text in zip(_BLOCK, texts, strict=True)]
        return self._blocks.get(tuple(codes))

    def _chosen(
        self,
        block: slice,
        level: str | None,
        areas: Sequence[str] | None,
        period_ends: Sequence[pd.Timestamp] | None,
    ) -> np.ndarray:
        """Places of a block's rows that are wanted."""
        if period_ends is not None:
            parts = [self._chosen(each, level, areas, None) for each in self._of_periods(block, period_ends)]
            return np.concatenate(parts) if parts else np.array([], dtype=np.intp)
        kept = np.full(block.stop - block.start, True)
        if level is not None:
            kept &= self._values["level"][block] == self._places["level"].get(level, -1)
        if areas is not None:
            known = [self._places["area_code"].get(area, -1) for area in areas]
            codes = self._values["area_code"][block]
            # One area is what most ask for, and to look for one takes a tenth of looking for any of several.
            kept &= codes == known[0] if len(known) == 1 else np.isin(codes, known)
        found: np.ndarray = np.flatnonzero(kept) + block.start
        return found

    def _of_periods(self, block: slice, period_ends: Sequence[pd.Timestamp]) -> list[slice]:
        """The parts of a block that are of some periods, oldest first: its rows are in the order of their periods."""
        ends = self._values["period_end"]
        wanted = np.unique(np.array([pd.Timestamp(each) for each in period_ends], dtype=ends.dtype))
        first, last = (np.searchsorted(ends[block], wanted, side=side) + block.start for side in ("left", "right"))
        return [slice(int(a), int(b)) for a, b in zip(first, last, strict=True) if a < b]

    def _table(self, places: np.ndarray) -> pd.DataFrame:
        made = {}
        for name in self._columns:
            values = self._values[name][places]
            made[name] = self._texts[name].take(values) if name in self._texts else values
        return pd.DataFrame(made, copy=False)

    def coverage(self) -> pd.DataFrame:
        """What there is: one row per indicator, level, dimension pair and period, with how many rows of each status."""
        by = ["indicator_id", "level", "dimension", "dimension_2", "period_start", "period_end"]
        codes = pd.DataFrame({name: self._values[name] for name in (*by, "area_code")})
        status = self._values["status"]
        for name in ("ok", "suppressed", "missing"):
            codes[f"n_{name}"] = (status == self._places["status"].get(name, -1)).astype(np.int64)
        found = codes.groupby(by, sort=True).agg(
            n_rows=("area_code", "size"),
            n_ok=("n_ok", "sum"),
            n_suppressed=("n_suppressed", "sum"),
            n_missing=("n_missing", "sum"),
            n_areas=("area_code", "nunique"),
        )
        found = found.reset_index()
        return found.assign(**{name: self._texts[name].take(found[name].to_numpy()) for name in by[:4]})
