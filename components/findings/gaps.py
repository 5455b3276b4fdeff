"""The gap between two groups, computed in one place for every page."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.measures.confidence import normal_multiplier
from components.measures.spread.picked_pair import picked_multiplier
from components.measures.values.gap import difference_from_intervals
from data.contract.vocabulary import Dimension

_LEVEL = 0.95


@dataclass(frozen=True)
class Gap:
    """The gap between a disadvantaged group and a reference group, in displayed units.

    `size`, `lower` and `upper` are signed: positive when the disadvantaged group is worse off. `plain` is simply the
    disadvantaged group's value minus the reference's, for saying 'higher' or 'lower'. `reason` says in words why a
    gap is not defined; every number is then None. `lower` and `upper` are None where no interval can be had.
    """

    disadvantaged: str
    reference: str
    disadvantaged_value: float | None
    reference_value: float | None
    plain: float | None
    size: float | None
    lower: float | None
    upper: float | None
    reason: str = ""

    @property
    def verdict(self) -> str:
        """'worse', 'better' or 'unclear' for the disadvantaged group; 'cannot tell' where the gap is not defined."""
        if self.size is None:
            return "cannot tell"
        if self.lower is None or self.upper is None:
            return "no interval"
        if self.lower > 0:
            return "worse"
        return "better" if self.upper < 0 else "unclear"

    @property
    def sized_interval(self) -> tuple[float, float] | None:
        """The interval of the gap's size as a reader meets it beside `abs(plain)`: below 0 means the other way round."""
        if self.plain is None or self.lower is None or self.upper is None:
            return None
        same_way = (self.plain >= 0) == (self.plain == self.size)
        return (self.lower, self.upper) if same_way else (-self.upper, -self.lower)


@dataclass(frozen=True)
class ShownGap(Gap):
    """A gap that is defined: its numbers are there, the interval apart."""

    disadvantaged_value: float
    reference_value: float
    plain: float
    size: float


def absent_gap(disadvantaged: str, reference: str, reason: str) -> Gap:
    """A gap that is not defined, with the reason in words."""
    return Gap(disadvantaged, reference, None, None, None, None, None, None, reason)


def gap_between(
    groups: pd.DataFrame, disadvantaged: str, reference: str, *, higher_is_better: bool, picked_of: int = 2
) -> Gap:
    """The gap between two groups of one area and period.

    `groups` holds one row a group with `group`, `value`, `lower`, `upper` and `status` (see `with_values`); where it has
    `together` (see `group_values`), the limits allow for errors that two groups of the same areas share. `picked_of` is among
    how many groups the two were picked for being furthest apart, 2 where they were not: the limits are wider for it.
    """
    rows = groups.set_index("group")
    for group in (disadvantaged, reference):
        if group not in rows.index:
            return absent_gap(disadvantaged, reference, "one of the two groups is not in the data")
        if pd.isna(rows.at[group, "value"]):
            words = {"suppressed": "is hidden to protect confidentiality", "missing": "was not collected"}
            return absent_gap(
                disadvantaged, reference, f"one of the two groups {words.get(rows.at[group, 'status'], 'has no value')}"
            )
    one, other = rows.loc[disadvantaged], rows.loc[reference]
    together = one["together"] if "together" in rows.columns else None
    plain = float(one["value"] - other["value"])
    found = difference_from_intervals(
        np.array(one["value"], float),
        np.array(one["lower"], float),
        np.array(one["upper"], float),
        np.array(other["value"], float),
        np.array(other["lower"], float),
        np.array(other["upper"], float),
        higher_is_better=higher_is_better,
        correlation=together.get(reference, 0.0) if together else 0.0,
    )
    limited = bool(found.has_interval)
    size, wider = (
        -plain if higher_is_better else plain,
        picked_multiplier(_LEVEL, picked_of) / normal_multiplier(_LEVEL),
    )
    return ShownGap(
        disadvantaged,
        reference,
        float(one["value"]),
        float(other["value"]),
        plain,
        size,
        size + wider * (float(found.lower) - size) if limited else None,
        size + wider * (float(found.upper) - size) if limited else None,
    )


def furthest_groups(groups: pd.DataFrame, dimension: Dimension, *, higher_is_better: bool) -> tuple[str, str] | None:
    """The two groups a gap compares: the ends of an ordered dimension, else the worst and the best known group.

    None when fewer than two known groups have a value.
    """
    known = groups[groups["group"].isin(dimension.known_groups)]
    if dimension.ordered:
        return dimension.known_groups[0], dimension.known_groups[-1]
    shown = known.dropna(subset="value").sort_values(["value", "group"])
    if len(shown) < 2:
        return None
    lowest, highest = shown["group"].iloc[0], shown["group"].iloc[-1]
    return (lowest, highest) if higher_is_better else (highest, lowest)


def selected_gap(groups: pd.DataFrame, dimension: Dimension, *, higher_is_better: bool) -> Gap:
    """The headline gap of one area and period: between the groups that `furthest_groups` names."""
    pair = furthest_groups(groups, dimension, higher_is_better=higher_is_better)
    if pair is None:
        return absent_gap("", "", "fewer than two groups have a value that can be shown")
    return gap_between(groups, *pair, higher_is_better=higher_is_better)


def gap_series(rows: pd.DataFrame, disadvantaged: str, reference: str, *, higher_is_better: bool) -> pd.DataFrame:
    """The gap between the same two groups of one area in every period of `rows`, oldest first.

    One row a period, indexed by `period_end`: the two groups' values and standard errors (`disadvantaged`, `reference`,
    `disadvantaged_se`, `reference_se`), `plain`, the signed `size` with `lower` and `upper`, its standard error `se`,
    and `status` ('ok', else the first absent group's). Numbers are empty where either group has none.
    """
    wide = {
        name: rows.pivot(index="period_end", columns="group", values=name).sort_index()
        for name in ("value", "lower", "upper", "se", "status")
    }
    one = {name: _group_column(found, disadvantaged) for name, found in wide.items()}
    other = {name: _group_column(found, reference) for name, found in wide.items()}
    found = difference_from_intervals(
        one["value"].to_numpy(float),
        one["lower"].to_numpy(float),
        one["upper"].to_numpy(float),
        other["value"].to_numpy(float),
        other["lower"].to_numpy(float),
        other["upper"].to_numpy(float),
        higher_is_better=higher_is_better,
    )
    plain = one["value"].astype(float) - other["value"].astype(float)
    absent = one["status"].where(one["status"] != "ok", other["status"])
    return pd.DataFrame(
        {
            "disadvantaged": one["value"].astype(float),
            "reference": other["value"].astype(float),
            "disadvantaged_se": one["se"].astype(float),
            "reference_se": other["se"].astype(float),
            "plain": plain,
            "size": -plain if higher_is_better else plain,
            "lower": found.lower,
            "upper": found.upper,
            "se": np.hypot(one["se"].astype(float), other["se"].astype(float)),
            "status": absent.fillna("missing"),
        },
        index=wide["value"].index,
    )


def _group_column(wide: pd.DataFrame, group: str) -> pd.Series:
    return wide[group] if group in wide else pd.Series(np.nan, index=wide.index)
