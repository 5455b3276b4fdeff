"""Every measure of spread across groups that have no order, as rows of the analyst's panel."""

from typing import Any, NamedTuple

import numpy as np

from components.findings.analyst.groups import AnalystGroups
from components.findings.analyst.rows import (
    PERCENT,
    AnalystRow,
    Sides,
    analyst_row,
    finer,
    gap_unit_of,
    leaning,
    size_unit,
)
from components.measures.reference import against_overall, pick
from components.measures.result import Measure, measure
from components.measures.spread.dispersion import bgsd, bgv, cov, idis, mdb, mdm, mdr, mld
from components.measures.spread.theil import theil
from components.measures.values.gap import against_reference
from components.style.numbers import Unit

SEED = 2026
DRAWS = 5000


def each_group_rows(groups: AnalystGroups, sides: Sides) -> list[AnalystRow]:
    """Each group against the overall average, and against the largest group."""
    data, better = (groups.value, groups.people, groups.error), groups.higher_is_better
    overall = against_overall(*data, higher_is_better=better, correlation=groups.together)
    unit = finer(gap_unit_of(groups))
    absent = not groups.weighted
    rows = [
        analyst_row(
            f"{label} v overall",
            overall.at(place),
            unit,
            f"Distance from the average of all known groups. {leaning(overall.at(place), sides)}",
            people_absent=absent,
        )
        for place, label in enumerate(groups.labels)
    ]
    return rows + _against_largest_rows(groups, sides)


def largest_group(groups: AnalystGroups) -> int:
    """Place of the group with the most people among those with a value; −1 where none has both."""
    return int(pick(groups.value, groups.people, which="largest", higher_is_better=groups.higher_is_better))


def _against_largest_rows(groups: AnalystGroups, sides: Sides) -> list[AnalystRow]:
    largest = largest_group(groups)
    if largest < 0:
        return []
    found = against_reference(groups.value, groups.lower, groups.upper, largest, groups.higher_is_better)
    name = groups.labels[largest]
    return [
        analyst_row(
            f"{label} v {name}",
            found.at(place),
            finer(gap_unit_of(groups)),
            f"Distance from the largest group. {leaning(found.at(place), sides)}",
        )
        for place, label in enumerate(groups.labels)
        if place != largest
    ]


def spread_rows(groups: AnalystGroups, best: str) -> list[AnalystRow]:
    """The dispersion family: variance, log and entropy measures, then mean differences, weighted and not.

    `best` is how the best group is called: 'best', or 'lowest' or 'highest' for what is not judged.
    """
    if (groups.value[groups.used] < 0).any():
        reason = "a group is below zero, where relative spread has no meaning"
        used = int(groups.used.sum())
        nothing = measure(np.nan, np.nan, np.nan, confidence=0.95, method="", groups_used=used, reason=reason)
        return [analyst_row("Spread across groups", nothing, groups.unit, "")]
    return _variance_rows(groups) + _entropy_rows(groups) + _mean_difference_rows(groups, best)


def _row(groups: AnalystGroups, name: str, found: Measure, unit: Unit, read: str) -> AnalystRow:
    return analyst_row(name, found, unit, read, people_absent=not groups.weighted)


def _variance_rows(groups: AnalystGroups) -> list[AnalystRow]:
    data, bounds = (groups.value, groups.people, groups.error_or_none), (0.0, groups.ceiling)
    variance = bgv(*data)
    deviation = bgsd(*data, draws=DRAWS, seed=SEED, bounds=bounds)
    variation = cov(*data, draws=DRAWS, seed=SEED, bounds=bounds)
    squared = f" ({groups.unit.gap_words})²" if groups.unit.gap_words else ""
    return [
        _row(
            groups,
            "Between-group variance (BGV)",
            variance,
            size_unit(variance, squared),
            "Average squared distance from the average, each group by its size; 0 when all are equal.",
        ),
        _row(
            groups,
            "Between-group standard deviation (BGSD)",
            deviation,
            finer(gap_unit_of(groups)),
            "The square root of the BGV: a typical distance from the average, in the indicator’s units.",
        ),
        _row(
            groups,
            "Coefficient of variation (COV)",
            variation,
            PERCENT,
            "The BGSD as a percentage of the average: comparable between indicators.",
        ),
    ]


def _entropy_rows(groups: AnalystGroups) -> list[AnalystRow]:
    data = groups.value, groups.people, groups.error_or_none
    logs, entropy = mld(*data), theil(*data)
    return [
        _row(
            groups,
            "Mean log deviation (MLD) × 1,000",
            logs,
            size_unit(logs),
            "0 when all groups are equal; weighs most what is far below the average.",
        ),
        _row(
            groups,
            "Theil’s index × 1,000",
            entropy,
            size_unit(entropy),
            "0 when all groups are equal; weighs most what is far above the average, and splits exactly into parts.",
        ),
    ]


class MeanDifferences(NamedTuple):
    """How far groups are from their average, from the best and from the largest (None where none is), on average."""

    of_average: Measure
    of_best: Measure
    of_largest: Measure | None
    disparity: Measure


def mean_differences(groups: AnalystGroups, *, weighted: bool) -> MeanDifferences:
    """The mean differences, weighted by people or each group once; with limits where every group has an error."""
    data = (groups.value, groups.people, groups.error_or_none)
    options: dict[str, Any] = {"weighted": weighted, "draws": DRAWS, "seed": SEED, "bounds": (0.0, groups.ceiling)}
    largest = largest_group(groups)
    return MeanDifferences(
        mdm(*data, **options),
        mdb(*data, higher_is_better=groups.higher_is_better, **options),
        mdr(*data, reference_index=largest, **options) if largest >= 0 else None,
        idis(*data, **options),
    )


def _mean_difference_rows(groups: AnalystGroups, best: str) -> list[AnalystRow]:
    gap_unit = finer(gap_unit_of(groups))
    rows = []
    for weighted, words in ((True, "weighted"), (False, "unweighted")):
        each = "each person counts once" if weighted else "each group counts once, however small"
        spreads = mean_differences(groups, weighted=weighted)
        found = [
            ("Mean difference from the average (MDM)", spreads.of_average, gap_unit),
            (f"Mean difference from the {best} group (MDB)", spreads.of_best, gap_unit),
            ("Index of disparity (IDIS)", spreads.disparity, PERCENT),
        ]
        if spreads.of_largest is not None:
            name = f"Mean difference from {groups.labels[largest_group(groups)]} (MDR)"
            found.insert(2, (name, spreads.of_largest, gap_unit))
        reads = {"(IDIS)": "The MDM as a percentage of the average"}
        rows += [
            _row(
                groups,
                f"{name}, {words}",
                spread,
                unit,
                f"{reads.get(name[-6:], 'Average distance, whichever way')}; {each}.",
            )
            for name, spread, unit in found
        ]
    return rows
