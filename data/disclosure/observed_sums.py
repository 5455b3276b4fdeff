"""Which observations are sums of which: everyone of groups, broad groups of detailed ones, areas of the areas in them."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from data.contract.vocabulary import ETHNIC_GROUP_18, NONE, SMALLEST, TOTAL
from data.disclosure.sums import Sums, joined_sums

_SAME = ["indicator_id", "level", "area_code", "period_start", "period_end", "age_band"]
_BROAD_OF = {code: broad for code, (_, broad) in ETHNIC_GROUP_18.items()}


def observed_sums(observations: pd.DataFrame, areas: pd.DataFrame) -> Sums:
    """Every sum among the observations (row numbers), given each area's parent. The later ones define: see `leaf_form`.

    Covers everyone and the groups of a dimension, broad ethnic groups and detailed ones, each margin of a pair of
    dimensions, and an area and the areas in it (but not a country: it has more areas than are given).
    """
    frame = observations.reset_index(drop=True)
    codes = _coded(frame, dict(zip(areas["area_code"], areas["parent_code"], strict=True)))
    single = (frame["dimension_2"] == NONE).to_numpy()
    found = [
        *_area_sums(frame, codes, smallest=True),
        *_group_sums(frame, codes, single),
        *_detailed_sums(frame, codes, single),
        *_pair_sums(frame, codes, single),
        *_area_sums(frame, codes, smallest=False),
    ]
    return joined_sums([(each, 0) for each in found])


def _coded(observations: pd.DataFrame, parent_of: dict[str, str]) -> pd.DataFrame:
    """The key columns as whole numbers, with the area above each as the same kind of number."""
    codes = pd.DataFrame(index=range(len(observations)))
    for column in ("indicator_id", "level", "period_start", "period_end", "age_band", "dimension", "dimension_2"):
        codes[column] = pd.factorize(observations[column])[0]
    both = pd.concat([observations["group"], observations["group_2"]], ignore_index=True)
    group = pd.factorize(both)[0]
    codes["group"], codes["group_2"] = group[: len(codes)], group[len(codes) :]
    areas = pd.Index(sorted(set(parent_of) | set(parent_of.values()) | set(observations["area_code"].unique())))
    above = areas.get_indexer([parent_of.get(code, code) for code in areas])
    codes["area_code"] = areas.get_indexer(observations["area_code"])
    codes["parent"] = above[codes["area_code"].to_numpy()]
    return codes


def _matching(
    codes: pd.DataFrame, total: np.ndarray, parts: np.ndarray, total_key: list[str], part_key: list[str]
) -> Sums:
    """Every total with its parts: the rows that have equal values in the two keys. Alone, neither is a sum."""
    key = np.concatenate([codes.loc[total, total_key].to_numpy(), codes.loc[parts, part_key].to_numpy()])
    number = pd.DataFrame(key).groupby(list(range(key.shape[1])), sort=False).ngroup().to_numpy()
    total_rows, part_rows = np.flatnonzero(total), np.flatnonzero(parts)
    of_total, of_part = number[: len(total_rows)], number[len(total_rows) :]
    total_of = np.full(number.max(initial=-1) + 1, -1)
    total_of[of_total] = total_rows
    has_parts = np.bincount(of_part, minlength=len(total_of)) > 0
    kept = (total_of >= 0) & has_parts
    renumbered = np.cumsum(kept) - 1
    inside = kept[of_part]
    return Sums(total_of[kept], part_rows[inside], renumbered[of_part[inside]])


def _group_sums(frame: pd.DataFrame, codes: pd.DataFrame, single: np.ndarray) -> Iterator[Sums]:
    everyone = (frame["dimension"] == TOTAL).to_numpy() & single
    for dimension in frame.loc[single & ~everyone, "dimension"].unique():
        yield _matching(codes, everyone, single & (frame["dimension"] == dimension).to_numpy(), _SAME, _SAME)


def _area_sums(frame: pd.DataFrame, codes: pd.DataFrame, *, smallest: bool) -> Iterator[Sums]:
    """Areas of one level and the area above them, which they make up with smaller ones that are in none of them."""
    above = (frame["level"] != "country").to_numpy()
    level_of, apart = frame["level"].to_numpy(), (codes["parent"] != codes["area_code"]).to_numpy()
    levels = list(frame["level"].unique())
    beside = _beside_larger(codes, level_of)
    for level in (each for each in levels if (each in SMALLEST) == smallest):
        below = (level_of == level) & apart & ~beside
        if below.any():
            yield _made_of(codes, above & ~below, below)
            here = beside & codes["parent"].isin(codes.loc[below, "parent"].unique()).to_numpy()
            for small in () if smallest else SMALLEST:
                with_it = here & (level_of == small)
                if with_it.any():
                    yield _made_of(codes, above & ~below & ~with_it, below | with_it)


def _beside_larger(codes: pd.DataFrame, level_of: np.ndarray) -> np.ndarray:
    """Which rows are of smallest areas that stand in an area beside larger ones: outside any neighbourhood of it."""
    small = np.isin(level_of, SMALLEST)
    larger = codes.loc[level_of == "neighbourhood", "parent"].unique()
    return np.asarray(small & codes["parent"].isin(larger).to_numpy())


def _made_of(codes: pd.DataFrame, total: np.ndarray, parts: np.ndarray) -> Sums:
    same = ["indicator_id", "period_start", "period_end", "age_band", "dimension", "group", "dimension_2", "group_2"]
    return _matching(codes, total, parts, [*same, "area_code"], [*same, "parent"])


def _detailed_sums(frame: pd.DataFrame, codes: pd.DataFrame, single: np.ndarray) -> Iterator[Sums]:
    detailed = single & (frame["dimension"] == "ethnic_group_18").to_numpy()
    broad = single & (frame["dimension"] == "ethnic_group").to_numpy()
    if detailed.any() and broad.any():
        group = pd.factorize(frame["group"].map(lambda code: _BROAD_OF.get(code, code)))[0]
        yield _matching(codes.assign(broad=group), broad, detailed, [*_SAME, "broad"], [*_SAME, "broad"])


def _pair_sums(frame: pd.DataFrame, codes: pd.DataFrame, single: np.ndarray) -> Iterator[Sums]:
    for first, second in frame.loc[~single, ["dimension", "dimension_2"]].drop_duplicates().itertuples(index=False):
        pair = ((frame["dimension"] == first) & (frame["dimension_2"] == second)).to_numpy()
        for dimension, column in ((first, "group"), (second, "group_2")):
            margin = single & (frame["dimension"] == dimension).to_numpy()
            if margin.any():
                yield _matching(codes, margin, pair, [*_SAME, "group"], [*_SAME, column])
