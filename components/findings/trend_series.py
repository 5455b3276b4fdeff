"""The gap between one fixed pair of groups, followed through time: what every question about change starts from."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.gaps import furthest_groups, gap_series
from components.findings.question import Question
from components.measures.change.gap_trend import WhoMoved, who_moved
from data.contract.periods import period_label

_DAYS_A_YEAR = 365.25
_NUMBERS = ("disadvantaged", "reference", "disadvantaged_se", "reference_se", "size", "lower", "upper", "se")


@dataclass(frozen=True)
class GapSeries:
    """One pair of groups over time, in one or many areas.

    `periods` is as `periods_of` gives it. `numbers` holds the columns of `gaps.gap_series` as arrays (areas, periods),
    NaN where not shown; the gap (`size`, `lower`, `upper`) is positive where `disadvantaged` is worse off. `status` says
    why there is no gap ('ok' where there is). `tested` says which points the trend rests on: those shown, and separate
    in time.
    """

    areas: tuple[str, ...]
    disadvantaged: str
    reference: str
    periods: pd.DataFrame
    numbers: dict[str, np.ndarray]
    status: np.ndarray
    tested: np.ndarray
    moved: WhoMoved

    @property
    def n_tested(self) -> np.ndarray:
        """How many periods each area's trend rests on (areas,)."""
        return np.asarray(self.tested.sum(axis=-1))

    @property
    def overlapping(self) -> bool:
        """Whether some periods share months with others, as rolling years do."""
        return not self.periods["separate"].all()

    def used(self, area: int = 0) -> np.ndarray:
        """Which periods one area's trend line is drawn through (periods,).

        A point without sampling error (a group at 0% or 100%) has no weight, so the line does not reach to it.
        """
        tested, errors = self.tested[area], self.numbers["se"][area]
        return np.asarray(tested if np.isnan(errors[tested]).any() else tested & (errors > 0))

    def change_interval(self, area: int = 0) -> tuple[float, float]:
        """The 95% interval of the change in one area's gap from the first to the last period of its trend line."""
        years = self.periods["years"].to_numpy()[self.used(area)]
        slope, span = self.moved.gap.slope, float(years.max() - years.min())
        return float(slope.lower[area]) * span, float(slope.upper[area]) * span


def fixed_pair(question: Question, rows: pd.DataFrame) -> tuple[str, str] | None:
    """The two groups whose gap is followed through every period of `rows` (one area, all periods).

    Ordered dimensions: the two ends. Others: the worst and the best in the selected period, or, where fewer than two
    groups are shown in it, in the newest period that shows two. None where no period does.
    """
    higher = question.indicator.higher_is_better
    newest_first = sorted(rows["period_end"].unique(), key=lambda end: (end == question.period_end, end), reverse=True)
    for end in newest_first:
        groups = rows[rows["period_end"] == end]
        known = groups[groups["group"].isin(question.dimension.known_groups) & groups["value"].notna()]
        if len(known) >= 2:
            return furthest_groups(groups, question.dimension, higher_is_better=higher)
    return None


def periods_of(rows: pd.DataFrame) -> pd.DataFrame:
    """The periods that rows are given for, oldest first: `period_start`, `period_end`, `label`, `years` since the first.

    `separate` is False for a period that shares days with a later one already counted (rolling years): such points
    hold the same people twice, so a trend must not count them as news.
    """
    found = rows[["period_start", "period_end"]].drop_duplicates("period_end").sort_values("period_end")
    found = found.reset_index(drop=True)
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


def followed_gap(question: Question, rows: pd.DataFrame, areas: list[str], pair: tuple[str, str]) -> GapSeries:
    """The gap between a pair of groups in every area and period of `rows`, and whether and how it moved."""
    higher = question.indicator.higher_is_better
    periods = periods_of(rows)
    by_area = {
        area: gap_series(part, *pair, higher_is_better=higher)
        for area, part in rows.groupby("area_code", observed=True)
    }
    nothing = pd.DataFrame(columns=[*_NUMBERS, "status"])
    placed = [by_area.get(area, nothing).reindex(periods["period_end"]) for area in areas]
    numbers = {name: np.stack([each[name].to_numpy(float) for each in placed]) for name in _NUMBERS}
    tested = ~np.isnan(numbers["size"]) & periods["separate"].to_numpy()
    errors_known = not np.isnan(numbers["se"][tested]).any()
    moved = who_moved(
        np.where(tested, numbers["disadvantaged"], np.nan),
        np.where(tested, numbers["reference"], np.nan),
        numbers["disadvantaged_se"] if errors_known else None,
        numbers["reference_se"] if errors_known else None,
        periods["years"].to_numpy(),
        higher_is_better=higher,
    )
    return GapSeries(
        areas=tuple(areas),
        disadvantaged=pair[0],
        reference=pair[1],
        periods=periods,
        numbers=numbers,
        status=np.stack([each["status"].astype(object).fillna("missing").to_numpy() for each in placed]),
        tested=tested,
        moved=moved,
    )
