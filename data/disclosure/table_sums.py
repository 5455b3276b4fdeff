"""Which rows of an optional table add up to which: groups to everyone, areas to those above, one period to the next."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from data.contract.vocabulary import ETHNIC_GROUP_18, SMALLEST, TOTAL

RowSum = tuple[int, list[int]]
_BROAD_OF = {code: broad for code, (_, broad) in ETHNIC_GROUP_18.items()}


def row_sums(rows: pd.DataFrame, key: Sequence[str], parent_of: Mapping[str, str]) -> list[RowSum]:
    """Rows that are a total, each with the rows that are its parts. Rows are told by their position.

    Of one total the sum that leads furthest down comes last: groups before areas.
    """
    found: list[RowSum] = []
    if "dimension" in key:
        same = [each for each in key if each not in ("dimension", "group")]
        for _, here in _apart(rows, same):
            found += _groups(rows["dimension"].to_numpy()[here], rows["group"].to_numpy()[here], here)
    if "area_code" in key:
        same = [each for each in key if each not in ("level", "area_code")]
        for _, here in _apart(rows, same):
            found += _areas(rows["level"].to_numpy()[here], rows["area_code"].to_numpy()[here], here, parent_of)
    return found


def followers(rows: pd.DataFrame, key: Sequence[str]) -> list[tuple[int, int]]:
    """Rows of one series from one period to the next: (the earlier, the later)."""
    same = [each for each in key if each != "period_end"]
    pairs: list[tuple[int, int]] = []
    for _, here in _apart(rows, same):
        ordered = here[np.argsort(rows["period_end"].to_numpy()[here], kind="stable")]
        pairs += list(zip(ordered.tolist(), ordered[1:].tolist(), strict=False))
    return pairs


def alike_but_for(rows: pd.DataFrame, key: Sequence[str], column: str) -> list[np.ndarray]:
    """Positions of the rows that differ in one column of the key only, a set each."""
    return [here for _, here in _apart(rows, [each for each in key if each != column])]


def _apart(rows: pd.DataFrame, by: list[str]) -> Iterator[tuple[object, np.ndarray]]:
    if not by:
        yield (), np.arange(len(rows))
        return
    yield from rows.groupby(by, sort=False, observed=True).indices.items()


def _groups(dimension: np.ndarray, group: np.ndarray, row: np.ndarray) -> Iterator[RowSum]:
    """Groups of each dimension to everyone, and detailed ethnic groups to the broad one they belong to."""
    broad = {group[at]: row[at] for at in np.flatnonzero(dimension == "ethnic_group")}
    detailed: dict[int, list[int]] = {}
    for at in np.flatnonzero(dimension == "ethnic_group_18"):
        above = broad.get(_BROAD_OF.get(group[at], group[at]))
        if above is not None:
            detailed.setdefault(int(above), []).append(int(row[at]))
    everyone = row[dimension == TOTAL]
    if len(everyone):
        for each in pd.unique(dimension[dimension != TOTAL]):
            yield int(everyone[0]), row[dimension == each].tolist()
    yield from detailed.items()


def _areas(level: np.ndarray, code: np.ndarray, row: np.ndarray, parent_of: Mapping[str, str]) -> Iterator[RowSum]:
    """Areas of one level to the nearest area above them that the table has; the last levels are the broadest."""
    place = dict(zip(code.tolist(), row.tolist(), strict=True))
    parts: dict[tuple[int, str], list[int]] = {}
    for at, own in enumerate(code.tolist()):
        above, seen = parent_of.get(own, ""), {own}
        while above and above not in place and above not in seen:
            seen.add(above)
            above = parent_of.get(above, "")
        if above and above in place and above not in seen:
            parts.setdefault((place[above], str(level[at])), []).append(int(row[at]))
    for (total, _), members in parts.items():
        yield total, members
    yield from _of_several_levels(parts)


def _of_several_levels(parts: Mapping[tuple[int, str], list[int]]) -> Iterator[RowSum]:
    """Totals made up of areas and of smaller ones that are in none of those, as small areas outside neighbourhoods."""
    for total in dict.fromkeys(total for total, _ in parts):
        of_level = {level: members for (each, level), members in parts.items() if each == total}
        larger = [row for level, members in of_level.items() if level not in SMALLEST for row in members]
        smaller = [members for level, members in of_level.items() if level in SMALLEST]
        if larger:
            yield from ((total, [*larger, *members]) for members in smaller)
