"""Fifths by another definition than the published one: this area's own, or by another year's index.

Their figures are sums of what is published of small areas (or practices): a count that is hidden there is in no sum. That is
a matter of confidentiality, not only of what is at hand. The same people are published by national fifths, and a sum that
held hidden counts could be held against those, small area by small area, until the hidden one is left over. A sum of
published figures tells nothing that anyone could not add up.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pandas as pd

from components.findings.age_adjusted import FACTOR, observed
from components.findings.kept import kept_with_dataset
from data.contract.vocabulary import DIMENSIONS, NONE, TOTAL, Dimension
from data.dataset.dataset import Dataset

NATIONAL, OF_PRACTICES = "deprivation_quintile", "practice_deprivation_quintile"
LOCAL = "local"
# Where more of a fifth's people live in areas with hidden counts, their sum says too little of the fifth.
MOST_HIDDEN = 0.05
_INDEX = "imd_"
_YEAR = re.compile(r"\d{4}")
_FIFTHS = {fifth: str(fifth) for fifth in range(1, 6)}


@dataclass(frozen=True)
class FifthsBy:
    """One other definition of the fifths of a published dimension.

    `code` is what an address holds ('local', 'imd_2019'); `level` the areas that are added up and `column` their fifth;
    `name` is for a switch, `way` for a sentence ('by this area's own fifths of small areas').
    """

    code: str
    of: str
    level: str
    column: str
    name: str
    way: str
    ends: tuple[str, str]
    dimension: Dimension


@cache
def definition_of(dimension: str) -> FifthsBy | None:
    """The definition behind a dimension's code ('deprivation_quintile_local'), None for one that a dataset gives itself."""
    for of in (OF_PRACTICES, NATIONAL):
        rest = dimension.removeprefix(f"{of}_")
        if rest != dimension and (rest == LOCAL or _YEAR.fullmatch(rest)):
            return _own_fifths() if rest == LOCAL else _other_index(of, rest)
    return None


def dimension_of(dataset: Dataset, code: str) -> Dimension:
    """A dimension by its code, one that a dataset gives or one that is worked out from it."""
    found = definition_of(code)
    return found.dimension if found else dataset.vocabulary[code]


def is_deprivation(dimension: Dimension) -> bool:
    """Whether groups are people, or practices, in the order of the deprivation of where they are."""
    return dimension.ordered and "deprivation" in dimension.code


def published_dimension(code: str) -> str:
    """The dimension whose fifths these are another definition of; the same where they are none."""
    found = definition_of(code)
    return found.of if found else code


def _own_fifths() -> FifthsBy:
    phrase = "this area's own fifths of deprivation"
    basis = (
        "People are grouped by this area's own fifths: its small areas lined up by deprivation, with as many residents in "
        "each fifth, so that the ends are this area's and not the country's."
    )
    return FifthsBy(
        LOCAL,
        NATIONAL,
        "lsoa",
        "imd_quintile_local",
        "This area's own fifths",
        "by this area's own fifths of small areas",
        ("the most deprived of this area's own fifths", "the least deprived of this area's own fifths"),
        _like(NATIONAL, f"{NATIONAL}_{LOCAL}", "Deprivation (this area's own fifths)", phrase, basis),
    )


def _other_index(of: str, year: str) -> FifthsBy:
    people = of == NATIONAL
    index = f"IMD {year}"
    label, phrase = (f"{text} by {index}" for text in (DIMENSIONS[of].label, DIMENSIONS[of].phrase))
    basis = DIMENSIONS[of].basis.removesuffix(".") + f", by the Index of Multiple Deprivation {year}."
    ends = (
        (f"the most deprived fifth by {index}", f"the least deprived fifth by {index}")
        if people
        else (
            f"practices with the most deprived patients by {index}",
            f"practices with the least deprived patients by {index}",
        )
    )
    return FifthsBy(
        f"{_INDEX}{year}",
        of,
        "lsoa" if people else "practice",
        f"imd_quintile_{year}" if people else f"imd_quintile_local_{year}",
        f"{index} fifths",
        f"by {index} fifths of {'small areas' if people else 'practices'}",
        ends,
        _like(of, f"{of}_{year}", label, phrase, basis),
    )


def _like(of: str, code: str, label: str, phrase: str, basis: str) -> Dimension:
    return replace(DIMENSIONS[of], code=code, label=label, phrase=phrase, basis=basis)


@kept_with_dataset
def definitions(dataset: Dataset, by: str) -> tuple[FifthsBy, ...]:
    """The other definitions whose fifths a dataset's areas carry, for the fifths of a published dimension."""
    known = [definition_of(f"{by}_{LOCAL}")] if by == NATIONAL else []
    level = "lsoa" if by == NATIONAL else "practice"
    years = sorted({year for name in dataset.areas(level) if (year := name[-4:]).isdigit()}, reverse=True)
    known += [definition_of(f"{by}_{year}") for year in years]
    return tuple(
        each
        for each in known
        if each and dataset.areas(each.level).get(each.column, pd.Series(dtype=float)).notna().any()
    )


def other_definitions(dataset: Dataset) -> dict[str, str]:
    """Codes of every other definition there is, by any published dimension, with their names."""
    return {each.code: each.name for by in (NATIONAL, OF_PRACTICES) for each in definitions(dataset, by)}


def rows_by(
    dataset: Dataset,
    indicators: str | Sequence[str],
    *,
    adjusted: bool,
    dimension: str,
    dimension_2: str = NONE,
    level: str | None = None,
    areas: Sequence[str] | None = None,
    period_ends: Sequence[pd.Timestamp] | None = None,
) -> pd.DataFrame:
    """`observed`, also by fifths of another definition: those are sums of areas' published counts.

    Such a sum is 'suppressed' where more than a twentieth of its people live in areas whose count is hidden, and absent where
    an area has nobody of the fifth.
    """
    found = definition_of(dimension)
    if found is None:
        return observed(
            dataset,
            indicators,
            adjusted=adjusted,
            level=level,
            areas=areas,
            dimension=dimension,
            dimension_2=dimension_2,
            period_ends=period_ends,
        )
    rows = dataset.observations(indicators, level=found.level, dimension=TOTAL, period_ends=period_ends)
    rows = rows[rows["numerator"].notna() | (rows["status"] == "suppressed")]
    if dimension_2 != NONE or rows.empty:
        return rows.iloc[:0].assign(**{FACTOR: []})
    wanted = [level] if level else sorted({dataset.level_of(each) for each in areas or [dataset.area_code]})
    return pd.concat([_sums(dataset, rows, found, each, areas) for each in wanted], ignore_index=True)


def _sums(
    dataset: Dataset, rows: pd.DataFrame, found: FifthsBy, level: str, areas: Sequence[str] | None
) -> pd.DataFrame:
    """The sums of every area of a level, or of some of them, by fifth, indicator and period."""
    members, inside = dataset.areas(found.level), rows["area_code"].map(_above(dataset, found.level, level))
    if areas is not None:
        here = inside.isin(areas)
        rows, inside = rows[here], inside[here]
    people = rows["denominator"].fillna(rows["area_code"].map(members.get("population", pd.Series(dtype=float))))
    fifth = rows["area_code"].map(members[found.column])
    kept = rows.assign(
        people=people,
        group=fifth.map(_FIFTHS).fillna(""),
        area_code=inside,
        level=level,
    )
    kept = kept[(kept["group"] != "") & kept["area_code"].notna() & (kept["people"] > 0)]
    shown = kept["numerator"].notna()
    kept = kept.assign(
        counted=kept["people"].where(shown, 0.0),
        numerator=kept["numerator"].where(shown, 0.0),
        dimension=found.dimension.code,
    )
    key = ["indicator_id", "level", "area_code", "period_start", "period_end", "dimension", "group"]
    sums = kept.groupby(key, as_index=False, observed=True, sort=True).agg(
        numerator=("numerator", "sum"), denominator=("counted", "sum"), people=("people", "sum"),
        population_base=("population_base", "first"), dimension_2=("dimension_2", "first"), group_2=("group_2", "first"),
        age_band=("age_band", "first"),
    )  # fmt: skip
    enough = sums["denominator"] >= (1 - MOST_HIDDEN) * sums["people"]
    return sums.assign(
        numerator=sums["numerator"].where(enough),
        denominator=sums["denominator"].where(enough, sums["people"]),
        status=np.where(enough, "ok", "suppressed"),
        left_out=1 - sums["denominator"] / sums["people"],
        # How old the people of such a fifth are is not published.
        age_factor=np.nan,
        **dict.fromkeys(("value", "lower", "upper"), np.nan),
    ).drop(columns="people")


@kept_with_dataset
def _above(dataset: Dataset, of_level: str, level: str) -> pd.Series:
    """In which area of a level each area of another lies, at any depth."""
    parents = dict(pair for each in dataset.levels for pair in dataset.areas(each)["parent_code"].dropna().items())
    wanted, code = (
        set(dataset.areas(level).index),
        pd.Series(dataset.areas(of_level).index, dataset.areas(of_level).index),
    )
    if level == "icb":
        return code.map(lambda _: dataset.area_code)
    found = code.where(code.isin(wanted))
    for _ in dataset.levels:
        code = code.map(parents)
        found = found.fillna(code.where(code.isin(wanted)))
    return found
