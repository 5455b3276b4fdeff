"""Every indicator in each compared neighbourhood, judged against the whole area."""

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from components.charts.comparison_matrix import MatrixCell
from components.findings.age_adjusted import FACTOR, observed
from components.findings.going_on import going_on
from components.findings.kept import kept_with_dataset
from components.findings.standing import standing
from components.findings.values import unit_of, with_values
from components.style.numbers import HIDDEN, NOT_COLLECTED, Unit
from data.contract.indicator import Indicator
from data.contract.periods import period_label
from data.contract.vocabulary import NONE, TOTAL
from data.dataset.dataset import Dataset


@dataclass(frozen=True)
class AreaCell:
    """One indicator in one neighbourhood: value and limits (NaN where absent), why one is absent, and how it stands."""

    value: float
    lower: float
    upper: float
    status: str
    standing: str


@dataclass(frozen=True)
class ComparedIndicator:
    """One indicator at its newest period: the whole area's value, England's where given, and the neighbourhoods' rows.

    `rows` is indexed by area code, one row a compared neighbourhood, with `value`, `lower`, `upper`, `denominator`,
    `status` and `standing`, as it is among all neighbourhoods; `for_age` says that they are adjusted for age.
    """

    indicator: Indicator
    unit: Unit
    period: str
    whole: float
    country: float | None
    rows: pd.DataFrame
    for_age: bool = False

    @cached_property
    def cells(self) -> dict[str, AreaCell]:
        """The rows of the neighbourhoods one by one, by area code."""
        columns = (self.rows[name].tolist() for name in ("value", "lower", "upper", "status", "standing"))
        return {code: AreaCell(*each) for code, *each in zip(self.rows.index, *columns, strict=True)}


def newest_periods(dataset: Dataset) -> dict[str, pd.Timestamp]:
    """Of each indicator that goes on, the newest period in which both the whole area and some neighbourhood are shown."""
    found = dataset.coverage
    found = found[(found["dimension"] == TOTAL) & (found["dimension_2"] == NONE) & (found["n_ok"] > 0)]
    shown = found[found["level"].isin(["icb", "neighbourhood"])].groupby(["indicator_id", "period_end"])
    both = shown["level"].nunique().reset_index()
    newest = both[both["level"] == 2].groupby("indicator_id")["period_end"].max()
    return {code: newest[code] for code in going_on(dataset) if code in newest.index}


@kept_with_dataset
def compared_indicators(dataset: Dataset, areas: tuple[str, ...], adjusted: bool) -> list[ComparedIndicator]:
    """Every indicator that neighbourhoods are given by, in the dataset's order.

    Whatever the selected indicator, so kept from one to the next: never change what it returns.
    """
    return [_of_areas(each, areas) for each in _judged_everywhere(dataset, adjusted)]


def _of_areas(every: ComparedIndicator, areas: tuple[str, ...]) -> ComparedIndicator:
    rows = every.rows.reindex(list(areas))
    rows["standing"] = rows["standing"].fillna("similar")
    rows["status"] = rows["status"].astype(object).fillna("missing")
    return replace(every, rows=rows, for_age=bool(rows[FACTOR].notna().any()))


@kept_with_dataset
def _judged_everywhere(dataset: Dataset, adjusted: bool) -> list[ComparedIndicator]:
    """Every indicator with all neighbourhoods: judged among them all, as on the other pages, whichever are shown here."""
    newest = newest_periods(dataset)
    if not newest:
        return []
    country = list(dataset.areas("country").index)
    rows = observed(
        dataset,
        list(newest),
        adjusted=adjusted,
        areas=[dataset.area_code, *country, *dataset.areas("neighbourhood").index],
    )
    rows = rows[rows["period_end"] == rows["indicator_id"].astype(str).map(newest)]
    made = [_judged(part, dataset.indicators[code]) for code, part in rows.groupby("indicator_id", observed=True)]
    order = {code: place for place, code in enumerate(dataset.indicators)}
    return sorted(made, key=lambda each: order[each.indicator.id])


def _judged(rows: pd.DataFrame, indicator: Indicator) -> ComparedIndicator:
    """One indicator's rows of one period: of everyone in the whole area, in England and in the neighbourhoods."""
    rows = with_values(rows, indicator)
    whole = float(rows.loc[rows["level"] == "icb", "value"].iloc[0])
    inside = rows[rows["level"] == "neighbourhood"].set_index("area_code")
    nation = rows.loc[rows["level"] == "country", "value"].dropna()
    return ComparedIndicator(
        indicator=indicator,
        unit=unit_of(indicator, whole),
        period=period_label(rows["period_start"].iloc[0], rows["period_end"].iloc[0]),
        whole=whole,
        country=float(nation.iloc[0]) if len(nation) else None,
        rows=standing(inside, whole, indicator),
        for_age=bool(inside[FACTOR].notna().any()),
    )


def label_with_unit(found: ComparedIndicator) -> str:
    """An indicator's short name, with its unit where that is more than a sign."""
    suffix = found.unit.suffix.strip()
    return found.indicator.short_name if len(suffix) < 2 else f"{found.indicator.short_name}, {suffix}"


def absent_cell(status: str) -> MatrixCell:
    """The cell of a matrix for a figure that is hidden or was not collected: two different marks."""
    hidden = status == "suppressed"
    words = HIDDEN if hidden else NOT_COLLECTED
    return MatrixCell("▨ hidden" if hidden else "○ none", words, "hidden" if hidden else "absent")


def n_compared(found: list[ComparedIndicator]) -> int:
    """How many cells have a value to compare."""
    return sum(int(each.rows["value"].notna().sum()) for each in found)
