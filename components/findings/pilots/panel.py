"""What a pilot is judged by: a figure for each neighbourhood and period, of pilot and comparators, with its windows."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from components.findings.kept import kept_with_dataset
from components.findings.pilots.case import Expectation, PilotCase
from components.findings.pilots.gap import gap_rows
from components.findings.trend_series import periods_of, step_of
from components.findings.values import typical_value, unit_of, with_values
from components.style.numbers import Unit
from data.contract.indicator import Indicator
from data.dataset.dataset import Dataset

_DAYS_A_MONTH = 30.4375
NO_FIGURE = "no figure is shown"


@dataclass(frozen=True, eq=False)
class _Windows:
    """Which periods are before, after and in the picked window, bool (periods,), and in words which are in none."""

    before: np.ndarray
    after: np.ndarray
    picked: np.ndarray
    straddling: list[str]


@dataclass(frozen=True, eq=False)
class PilotPanel:
    """Values and their standard errors (neighbourhoods, periods) in displayed units, pilot neighbourhoods first.

    `periods` has period_start, period_end and label; `before`, `after` and `picked` are bool (periods,): `before` holds
    the picked window too, and a period that the start falls into is in none. `higher_is_better` is of the values: of a
    gap, fewer points are better. `untold` says in words which neighbourhoods and periods are left out, and why;
    `untold_pilots` which of them are the pilot's own.
    """

    indicator: Indicator
    unit: Unit
    codes: tuple[str, ...]
    names: tuple[str, ...]
    is_pilot: np.ndarray
    values: np.ndarray
    errors: np.ndarray
    periods: pd.DataFrame
    before: np.ndarray
    after: np.ndarray
    picked: np.ndarray
    higher_is_better: bool
    untold: tuple[str, ...]
    untold_pilots: tuple[str, ...]

    @cached_property
    def years(self) -> np.ndarray:
        """The middle of each period in years from the first, (periods,)."""
        middle = self.periods["period_start"] + (self.periods["period_end"] - self.periods["period_start"]) / 2
        return ((middle - middle.iloc[0]).dt.days / (12 * _DAYS_A_MONTH)).to_numpy() if len(middle) else np.array([])

    @property
    def months(self) -> int:
        """How many months the figures go on from one period to the next; 0 without any."""
        return max(step_of(self.periods), 1) if len(self.periods) else 0

    @property
    def quiet(self) -> np.ndarray:
        """The periods before the start and outside the window that the pilot was picked for, (periods,)."""
        return np.asarray(self.before & ~self.picked)


@kept_with_dataset
def pilot_panel(dataset: Dataset, case: PilotCase, expectation: Expectation) -> PilotPanel:
    """The figures of one expectation of a pilot; no rows or no periods where the dataset has none at this level."""
    indicator = dataset.indicators[expectation.indicator_id]
    areas = [*case.areas, *case.comparators]
    by = {"dimension": expectation.dimension} if expectation.measure == "gap" else {}
    given = dataset.observations(indicator.id, level="neighbourhood", areas=areas, **by)
    # How far events that come in bunches scatter is seen in the periods of these very areas, and not assumed.
    rows = with_values(given, indicator, effects=np.ones(len(given)))
    rows, coarser = _shortest(rows)
    without: dict[str, str] = {}
    if expectation.measure == "gap":
        rows, without = gap_rows(
            rows, dataset.vocabulary.get(expectation.dimension), higher_is_better=indicator.higher_is_better
        )
    periods = _periods(rows)
    wide = {
        name: rows.pivot(index="area_code", columns="period_end", values=name).reindex(areas)
        for name in ("value", "se")
    }
    codes = [code for code in areas if wide["value"].loc[code].notna().any()] if len(periods) else []
    absent = {code: without.get(code, NO_FIGURE) for code in areas if code not in codes}
    elsewhere = [f"{code}: not an area of this dataset" for code in case.missing_areas]
    windows = _windows(periods, case)
    return PilotPanel(
        indicator=indicator,
        unit=_unit(dataset, indicator, rows),
        codes=tuple(codes),
        names=tuple(dataset.area_name(code) for code in codes),
        is_pilot=np.isin(codes, case.areas) if codes else np.zeros(0, dtype=bool),
        values=wide["value"].loc[codes].to_numpy(float),
        errors=wide["se"].loc[codes].to_numpy(float),
        periods=periods,
        before=windows.before,
        after=windows.after,
        picked=windows.picked,
        higher_is_better=_better_when_higher(indicator, expectation),
        untold=(
            *(f"{dataset.area_name(code)}: {why}" for code, why in absent.items()),
            *elsewhere,
            *coarser,
            *windows.straddling,
        ),
        untold_pilots=tuple(f"in {dataset.area_name(code)}, {absent[code]}" for code in case.areas if code in absent),
    )


def _better_when_higher(indicator: Indicator, expectation: Expectation) -> bool:
    """Of the values: a gap is better when lower; of demand sent elsewhere a positive effect is told as a rise."""
    return expectation.measure != "gap" and (expectation.is_demand or indicator.higher_is_better)


def _unit(dataset: Dataset, indicator: Indicator, rows: pd.DataFrame) -> Unit:
    everyone = with_values(dataset.observations(indicator.id, level="icb"), indicator)
    return unit_of(indicator, typical_value(everyone if everyone["value"].notna().any() else rows))


def _months(periods: pd.DataFrame) -> pd.Series:
    days = (periods["period_end"] - periods["period_start"]).dt.days + 1
    return (days / _DAYS_A_MONTH).round().clip(lower=1).astype(int)


def _shortest(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The rows of the shortest kind of period, so that quarters are never set beside the years they make up."""
    if rows.empty:
        return rows, []
    months = _months(rows)
    kept = months == months.min()
    others = rows.loc[~kept, "period_end"].nunique()
    return rows[kept], [f"{others} longer periods are not used beside the shorter ones"] if others else []


def _periods(rows: pd.DataFrame) -> pd.DataFrame:
    return periods_of(rows[rows["value"].notna()])


def _windows(periods: pd.DataFrame, case: PilotCase) -> _Windows:
    first, last = periods["period_start"], periods["period_end"]
    before, after = (last < case.start).to_numpy(), (first >= case.start).to_numpy()
    if case.end is not None:
        after = after & (last <= case.end).to_numpy()
    picked = np.zeros(len(periods), dtype=bool)
    if case.picked is not None:
        picked = before & ((last >= case.picked[0]) & (first <= case.picked[1])).to_numpy()
    neither = periods.loc[~(before | after), "label"]
    words = [f"{label}: partly before the start, or after the end" for label in neither]
    return _Windows(before, after, picked, words)
