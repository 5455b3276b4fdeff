"""Which observations add up to which: groups to everyone, detailed groups to broad ones, areas to the one above."""

import numpy as np
import pandas as pd

from data.contract.vocabulary import ETHNIC_GROUP_18, NONE, TOTAL
from data.disclosure.suppression import AdditiveSets

_SAME = ["indicator_id", "level", "area_code", "period_start", "period_end", "age_band"]
_BROAD_OF = {code: broad for code, (_, broad) in ETHNIC_GROUP_18.items()}


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


def _matching(codes: pd.DataFrame, total: np.ndarray, parts: np.ndarray, total_key: list, part_key: list) -> tuple:
    """Rows and set numbers of every total together with its parts: they have equal values in the two keys."""
    key = np.concatenate([codes.loc[total, total_key].to_numpy(), codes.loc[parts, part_key].to_numpy()])
    number = pd.DataFrame(key).groupby(list(range(key.shape[1])), sort=False).ngroup().to_numpy()
    row = np.concatenate([np.flatnonzero(total), np.flatnonzero(parts)])
    # A total without parts, or parts without their total, cannot be worked out and needs no set.
    n_totals = int(total.sum())
    has_total = np.bincount(number[:n_totals], minlength=number.max() + 1) > 0
    has_parts = np.bincount(number[n_totals:], minlength=number.max() + 1) > 0
    keep = (has_total & has_parts)[number]
    return row[keep], number[keep]


def additive_sets(observations: pd.DataFrame, areas: pd.DataFrame) -> AdditiveSets:
    """Every set of rows that adds up, among the observations and given each area's parent.

    Covers groups of a dimension and everyone, detailed ethnic groups and their broad group, a pair of dimensions and
    each of its margins, and areas and the area above them (but not a country: it has more areas than are given).
    """
    frame = observations.reset_index(drop=True)
    codes = _coded(frame, dict(zip(areas["area_code"], areas["parent_code"], strict=True)))
    single = (frame["dimension_2"] == NONE).to_numpy()
    everyone = (frame["dimension"] == TOTAL).to_numpy() & single
    found = []
    for dimension in frame.loc[single & ~everyone, "dimension"].unique():
        parts = single & (frame["dimension"] == dimension).to_numpy()
        found.append(_matching(codes, everyone, parts, _SAME, _SAME))
    found += list(_detailed_sets(frame, codes, single))
    found += list(_pair_sets(frame, codes, single))
    found += list(_area_sets(frame, codes))
    return _numbered_apart(found)


def _area_sets(frame: pd.DataFrame, codes: pd.DataFrame):
    """Areas of one level and the area above them, which they make up."""
    same = ["indicator_id", "period_start", "period_end", "age_band", "dimension", "group", "dimension_2", "group_2"]
    above = (frame["level"] != "country").to_numpy()
    for level in frame["level"].unique():
        below = (frame["level"] == level).to_numpy() & (codes["parent"] != codes["area_code"]).to_numpy()
        if below.any():
            yield _matching(codes, above & ~below, below, [*same, "area_code"], [*same, "parent"])


def _detailed_sets(frame: pd.DataFrame, codes: pd.DataFrame, single: np.ndarray):
    detailed = single & (frame["dimension"] == "ethnic_group_18").to_numpy()
    broad = single & (frame["dimension"] == "ethnic_group").to_numpy()
    if detailed.any() and broad.any():
        broad_group = frame["group"].map(lambda code: _BROAD_OF.get(code, code))
        group = pd.factorize(broad_group)[0]
        yield _matching(codes.assign(broad=group), broad, detailed, [*_SAME, "broad"], [*_SAME, "broad"])


def _pair_sets(frame: pd.DataFrame, codes: pd.DataFrame, single: np.ndarray):
    for first, second in frame.loc[~single, ["dimension", "dimension_2"]].drop_duplicates().itertuples(index=False):
        pair = ((frame["dimension"] == first) & (frame["dimension_2"] == second)).to_numpy()
        for dimension, column in ((first, "group"), (second, "group_2")):
            margin = single & (frame["dimension"] == dimension).to_numpy()
            if margin.any():
                yield _matching(codes, margin, pair, [*_SAME, "group"], [*_SAME, column])


def _numbered_apart(found: list[tuple[np.ndarray, np.ndarray]]) -> AdditiveSets:
    """All sets together, numbered so that no two kinds share a number."""
    rows, numbers, used = [], [], 0
    for row, number in found:
        if len(row):
            rows.append(row)
            numbers.append(number + used)
            used += int(number.max()) + 1
    empty = [np.array([], dtype=int)]
    return AdditiveSets(np.concatenate(rows or empty), np.concatenate(numbers or empty))
