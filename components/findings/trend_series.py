"""The gap between one fixed pair of groups, period by period: what every question about change starts from."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.gaps import furthest_groups
from components.findings.question import Question
from components.measures.gap import difference_from_intervals
from components.measures.gap_trend import WhoMoved, who_moved
from data.contract.periods import period_label
from data.contract.vocabulary import Dimension

_DAYS_A_YEAR = 365.25
_NUMBERS = ("value", "lower", "upper", "se")


@dataclass(frozen=True)
class GapSeries:
    """One pair of groups over time, in one or many areas.

    `periods` is as `periods_of` gives it. `worst_off` and `best_off` hold the two groups' `value`, `lower`, `upper`, `se`
    as arrays (areas, periods), NaN where not shown; `status` the status of the pair in the same shape ('ok', else why
    there is no gap). `gap`, `lower` and `upper` are signed: positive where `disadvantaged` is worse off. `tested` (areas,
    periods) says which points the trend rests on: those shown, and separate in time.
    """

    areas: tuple[str, ...]
    disadvantaged: str
    reference: str
    periods: pd.DataFrame
    worst_off: dict[str, np.ndarray]
    best_off: dict[str, np.ndarray]
    status: np.ndarray
    gap: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    tested: np.ndarray
    moved: WhoMoved

    @property
    def n_tested(self) -> np.ndarray:
        """How many periods each area's trend rests on (areas,)."""
        return self.tested.sum(axis=-1)

    @property
    def overlapping(self) -> bool:
        """Whether some periods share months with others, as rolling years do."""
        return not self.periods["separate"].all()

    def change_interval(self, area: int = 0) -> tuple[float, float]:
        """The 95% interval of the change in one area's gap from the first to the last period of its trend line."""
        usable = self.tested[area].copy()
        errors = np.hypot(self.worst_off["se"][area], self.best_off["se"][area])
        if not np.isnan(errors[usable]).any():
            usable &= errors > 0
        years = self.periods["years"].to_numpy()[usable]
        slope = self.moved.gap.slope
        span = float(years.max() - years.min())
        return float(slope.lower[area]) * span, float(slope.upper[area]) * span


def fixed_pair(rows: pd.DataFrame, dimension: Dimension, *, higher_is_better: bool) -> tuple[str, str] | None:
    """The two groups whose gap is followed through every period of `rows` (one area, all periods).

    Ordered dimensions: the two ends. Others: the worst and the best on average over the periods, among the groups shown
    most often. An average is used because a pair picked for being furthest apart in one period is partly picked for
    that period's chance, and a gap would then seem to widen towards it or narrow away from it.
    """
    shown = rows.dropna(subset="value").groupby("group")["value"]
    average = shown.agg(["mean", "count"]).rename(columns={"mean": "value"}).reset_index()
    average = average[average["group"].isin(dimension.known_groups)]
    often = average[average["count"] == average["count"].max()]
    chosen = often if len(often) > 1 else average
    return furthest_groups(chosen, dimension, higher_is_better=higher_is_better)


def periods_of(rows: pd.DataFrame) -> pd.DataFrame:
    """The periods that rows are given for, oldest first: `period_start`, `period_end`, `label`, `years` since the first.

    `separate` is False for a period that shares days with a later one already counted (rolling years): such points
    hold the same people twice, so a trend must not count them as news.
    """
    found = rows[["period_start", "period_end"]].drop_duplicates().sort_values("period_end", ignore_index=True)
    found["label"] = [period_label(a, b) for a, b in zip(found["period_start"], found["period_end"], strict=True)]
    found["years"] = (found["period_end"] - found["period_end"].min()).dt.days / _DAYS_A_YEAR
    separate, next_start = [], pd.Timestamp.max
    for start, end in zip(found["period_start"][::-1], found["period_end"][::-1], strict=True):
        separate.append(end < next_start)
        next_start = start if separate[-1] else next_start
    found["separate"] = separate[::-1]
    return found


def step_word(periods: pd.DataFrame) -> str:
    """What one period is called: 'quarter', 'month', 'year', or 'period' where they differ in length."""
    days = (periods["period_end"] - periods["period_start"]).dt.days + 1
    for word, shortest, longest in (("month", 28, 31), ("quarter", 89, 92), ("year", 365, 366)):
        if days.between(shortest, longest).all():
            return word
    return "period"


def gap_series(question: Question, rows: pd.DataFrame, areas: list[str], pair: tuple[str, str]) -> GapSeries:
    """The gap between a pair of groups in every area and period of `rows`."""
    higher = question.indicator.higher_is_better
    periods = periods_of(rows)
    worst_off, best_off = (_group_arrays(rows, areas, periods, group) for group in pair)
    gap = difference_from_intervals(
        *(worst_off[name] for name in _NUMBERS[:3]),
        *(best_off[name] for name in _NUMBERS[:3]),
        higher_is_better=higher,
    )
    size = (best_off["value"] - worst_off["value"]) * (1 if higher else -1)
    tested = ~np.isnan(size) & periods["separate"].to_numpy()
    errors_known = not (np.isnan(worst_off["se"]) | np.isnan(best_off["se"]))[tested].any()
    moved = who_moved(
        np.where(tested, worst_off["value"], np.nan),
        np.where(tested, best_off["value"], np.nan),
        worst_off["se"] if errors_known else None,
        best_off["se"] if errors_known else None,
        periods["years"].to_numpy(),
        higher_is_better=higher,
    )
    return GapSeries(
        areas=tuple(areas),
        disadvantaged=pair[0],
        reference=pair[1],
        periods=periods,
        worst_off=worst_off,
        best_off=best_off,
        status=_pair_status(rows, areas, periods, pair),
        gap=size,
        lower=gap.lower,
        upper=gap.upper,
        tested=tested,
        moved=moved,
    )


def _placed(rows: pd.DataFrame, areas: list[str], periods: pd.DataFrame, group: str) -> pd.DataFrame:
    """One group's rows on the full grid of areas × periods, areas outermost."""
    grid = pd.MultiIndex.from_product([areas, periods["period_end"]])
    return rows[rows["group"] == group].set_index(["area_code", "period_end"]).reindex(grid)


def _group_arrays(rows: pd.DataFrame, areas: list[str], periods: pd.DataFrame, group: str) -> dict[str, np.ndarray]:
    found = _placed(rows, areas, periods, group)
    return {name: found[name].to_numpy(float).reshape(len(areas), len(periods)) for name in _NUMBERS}


def _pair_status(rows: pd.DataFrame, areas: list[str], periods: pd.DataFrame, pair: tuple[str, str]) -> np.ndarray:
    """'ok' where both groups are shown; else 'suppressed' where either is hidden, or 'missing'."""
    one, other = (
        _placed(rows, areas, periods, group)["status"].astype(object).fillna("missing").to_numpy() for group in pair
    )
    hidden = (one == "suppressed") | (other == "suppressed")
    status = np.where(hidden, "suppressed", np.where((one == "ok") & (other == "ok"), "ok", "missing"))
    return status.reshape(len(areas), len(periods))
