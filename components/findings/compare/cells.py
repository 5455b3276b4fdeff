"""Every indicator in each compared neighbourhood, judged against the whole area."""

from dataclasses import dataclass

import pandas as pd

from components.findings.age_adjusted import FACTOR, observed
from components.findings.kept import kept_with_dataset
from components.findings.standing import standing
from components.findings.values import unit_of, with_values
from components.style.numbers import Unit
from data.contract.indicator import Indicator
from data.contract.periods import period_label
from data.contract.vocabulary import NONE, TOTAL
from data.dataset.dataset import Dataset


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


def newest_periods(dataset: Dataset) -> dict[str, pd.Timestamp]:
    """Of each indicator, the newest period in which both the whole area and some neighbourhood are shown."""
    found = dataset.coverage
    found = found[(found["dimension"] == TOTAL) & (found["dimension_2"] == NONE) & (found["n_ok"] > 0)]
    shown = found[found["level"].isin(["icb", "neighbourhood"])].groupby(["indicator_id", "period_end"])
    both = shown["level"].nunique().reset_index()
    newest = both[both["level"] == 2].groupby("indicator_id")["period_end"].max()
    return {code: newest[code] for code in dataset.indicators if code in newest.index}


@kept_with_dataset
def compared_indicators(dataset: Dataset, areas: tuple[str, ...], adjusted: bool) -> list[ComparedIndicator]:
    """Every indicator that neighbourhoods are given by, in the dataset's order.

    Whatever the selected indicator, so kept from one to the next: never change what it returns.
    """
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
    made = []
    for code, part in rows.groupby("indicator_id", observed=True):
        indicator = dataset.indicators[code]
        part = with_values(part, indicator)
        whole = part.loc[part["level"] == "icb", "value"]
        inside = part[part["level"] == "neighbourhood"].set_index("area_code")
        # Judged among all neighbourhoods, as on the other pages, whichever are shown here.
        inside = standing(inside, float(whole.iloc[0]), indicator).reindex(list(areas))
        inside["standing"] = inside["standing"].fillna("similar")
        inside["status"] = inside["status"].astype(object).fillna("missing")
        nation = part.loc[part["level"] == "country", "value"].dropna()
        made.append(
            ComparedIndicator(
                indicator=indicator,
                unit=unit_of(indicator, float(whole.iloc[0])),
                period=period_label(part["period_start"].iloc[0], part["period_end"].iloc[0]),
                whole=float(whole.iloc[0]),
                country=float(nation.iloc[0]) if len(nation) else None,
                rows=inside,
                for_age=bool(inside[FACTOR].notna().any()),
            )
        )
    order = {code: place for place, code in enumerate(dataset.indicators)}
    return sorted(made, key=lambda each: order[each.indicator.id])


def n_compared(found: list[ComparedIndicator]) -> int:
    """How many cells have a value to compare."""
    return sum(int(each.rows["value"].notna().sum()) for each in found)
