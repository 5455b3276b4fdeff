"""The gap between one fixed pair of groups, followed through time: what every question about change starts from."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.gap_movement import gap_movement
from components.findings.gaps import furthest_groups
from components.findings.question import Question
from components.measures.change.gap_trend import WhoMoved
from components.measures.values.gap import difference_from_intervals
from data.contract.periods import period_label

_DAYS_A_YEAR = 365.25
_DAYS_A_MONTH = _DAYS_A_YEAR / 12
_STEPS = {1: "month", 3: "quarter", 12: "year"}
# One period is at most so many times another where both are of one length: a survey's weeks vary from year to year.
_ALIKE = 1.5


@dataclass(frozen=True)
class GapSeries:
    """One pair of groups over time, in one or many areas.

    `periods` is as `periods_of` gives it. `numbers` are arrays (areas, periods), NaN where not shown: the two groups' values
    and standard errors (`disadvantaged`, `reference`, `disadvantaged_se`, `reference_se`), and the gap (`size`, `lower`,
    `upper`, `se`), which is positive where `disadvantaged` is worse off. `status` says why there is no gap ('ok' where there
    is). `tested` says which points the trend rests on: those shown, and separate in time.
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

    Ordered dimensions: the two ends. Others: the worst and the best (or the reference) in the selected period, or,
    where fewer than two
    groups are shown in it, in the newest period that shows two. None where no period does.
    """
    higher = question.indicator.higher_is_better
    newest_first = sorted(rows["period_end"].unique(), key=lambda end: (end == question.period_end, end), reverse=True)
    for end in newest_first:
        groups = rows[rows["period_end"] == end]
        known = groups[groups["group"].isin(question.dimension.known_groups) & groups["value"].notna()]
        if len(known) >= 2:
            pair = furthest_groups(groups, question.dimension, higher_is_better=higher)
            if pair is not None:
                return pair
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


def with_absent(periods: pd.DataFrame) -> pd.DataFrame:
    """The periods of `periods_of`, and between them those that the series' step leaves out: nothing is known of them.

    A trend is then drawn with a gap, and no rule about points in a row reaches across it. Periods of several lengths, and
    those that overlap, are left as they are; so is a series with more periods absent than given, which is no series.
    """
    months = _months_in(periods)
    if len(periods) < 2 or len(set(months)) > 1 or not months[0] or not periods["separate"].all():
        return periods
    first, last = periods["period_end"].iloc[0], periods["period_end"].iloc[-1]
    ends = pd.date_range(first, last, freq=pd.offsets.MonthEnd(step_of(periods)))
    absent = ends.difference(periods["period_end"])
    if not len(absent) or len(absent) > len(periods) or not periods["period_end"].isin(ends).all():
        return periods
    starts = (absent + pd.DateOffset(days=1)) - pd.DateOffset(months=int(months[0]))
    added = pd.DataFrame({"period_start": starts, "period_end": absent})
    return periods_of(pd.concat([periods[["period_start", "period_end"]], added], ignore_index=True))


def _months_in(periods: pd.DataFrame) -> list[int]:
    """How many months each period is long; 0 where it is no number of whole months."""
    after = periods["period_end"] + pd.Timedelta(days=1)
    found = (after.dt.year - periods["period_start"].dt.year) * 12 + after.dt.month - periods["period_start"].dt.month
    whole = (periods["period_start"].dt.day == 1) & (after.dt.day == 1)
    return list(found.where(whole, 0))


def step_of(periods: pd.DataFrame) -> int:
    """How many months a series goes on from one period to the next; 0 where its periods differ in length.

    That is how far apart its nearest two are, and not how long each is: people may be asked from January to March, once a
    year. Only where most of the periods between them are there too is one period's length its step.
    """
    days = (periods["period_end"] - periods["period_start"]).dt.days + 1
    if not len(periods) or days.max() > _ALIKE * days.min():
        return 0
    length = int(round(days.median() / _DAYS_A_MONTH))
    ends = periods.loc[periods["separate"], "period_end"]
    apart = np.rint(ends.diff().dropna().dt.days / _DAYS_A_MONTH).astype(int)
    if apart.empty or (length and apart.sum() / length + 1 <= 2 * len(ends)):
        return length
    return int(apart.min())


def step_word(periods: pd.DataFrame) -> str:
    """What one step of a series is called: 'quarter', 'month', 'year', or 'period' where it is none of these."""
    return _STEPS.get(step_of(periods), "period")


def followed_gap(question: Question, rows: pd.DataFrame, areas: list[str], pair: tuple[str, str]) -> GapSeries:
    """The gap between a pair of groups in every area and period of `rows`, and whether and how it moved."""
    higher = question.indicator.higher_is_better
    periods = with_absent(periods_of(rows))
    numbers, status = _gaps(rows, areas, periods["period_end"], pair, higher_is_better=higher)
    tested = ~np.isnan(numbers["size"]) & periods["separate"].to_numpy()
    moved = gap_movement(
        np.where(tested, numbers["disadvantaged"], np.nan),
        np.where(tested, numbers["reference"], np.nan),
        (numbers["disadvantaged_se"], numbers["reference_se"]),
        periods["years"].to_numpy(),
        higher_is_better=higher,
    )
    return GapSeries(
        areas=tuple(areas),
        disadvantaged=pair[0],
        reference=pair[1],
        periods=periods,
        numbers=numbers,
        status=status,
        tested=tested,
        moved=moved,
    )


def _gaps(
    rows: pd.DataFrame, areas: list[str], period_ends: pd.Series, pair: tuple[str, str], *, higher_is_better: bool
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """`numbers` and `status` of a `GapSeries`."""
    (one, absent), (other, absent_too) = (_side(rows, areas, period_ends, group) for group in pair)
    found = difference_from_intervals(
        *(side[name] for side in (one, other) for name in ("value", "lower", "upper")),
        higher_is_better=higher_is_better,
    )
    plain = one["value"] - other["value"]
    numbers = {
        "disadvantaged": one["value"],
        "reference": other["value"],
        "disadvantaged_se": one["se"],
        "reference_se": other["se"],
        "size": -plain if higher_is_better else plain,
        "lower": found.lower,
        "upper": found.upper,
        "se": np.hypot(one["se"], other["se"]),
    }
    return numbers, np.where(absent != "ok", absent, absent_too)


def _side(
    rows: pd.DataFrame, areas: list[str], period_ends: pd.Series, group: str
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """One group's numbers by area and period, and the status of each ('missing' where there is no row)."""
    rows = rows[rows["group"] == group]
    i, t = pd.Index(areas).get_indexer(rows["area_code"]), pd.Index(period_ends).get_indexer(rows["period_end"])
    here = i >= 0
    numbers = {}
    for name in ("value", "lower", "upper", "se"):
        numbers[name] = np.full((len(areas), len(period_ends)), np.nan)
        numbers[name][i[here], t[here]] = rows[name].to_numpy(float)[here]
    status = np.full((len(areas), len(period_ends)), "missing", dtype=object)
    status[i[here], t[here]] = rows["status"].to_numpy(object)[here]
    return numbers, status
